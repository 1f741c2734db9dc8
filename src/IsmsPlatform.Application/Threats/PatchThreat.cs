using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeThreat"/>.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record PatchThreat(Guid Id, long Version, ThreatMembers Members) : ICommand<Result>;

public sealed class PatchThreatHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchThreat, Result>
{
    public async ValueTask<Result> Handle(PatchThreat command, CancellationToken cancellationToken)
        => await db.Threats.AsNoTracking().SingleOrDefaultAsync(t => t.Id == command.Id, cancellationToken) is { } threat
            ? await sender.Send(command.Members.Over(threat) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members that a patch may set of threats and vulnerabilities alike. A missing member stays as it is, null empties it.</summary>
public abstract class CatalogueMembers : MergePatch
{
    public string? Name { get; set => field = Sent(value); }

    /// <summary>Which properties of information suffer; at least one.</summary>
    public IReadOnlyList<SecurityProperty>? Affects { get; set => field = Sent(value); }

    /// <summary>All controls of Annex A that help against it; null is none.</summary>
    public IReadOnlyList<string>? Controls { get; set => field = Sent(value); }

    public string? Description { get; set => field = Sent(value); }
}

/// <summary>The members of a threat that a patch may set; unknown ones are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class ThreatMembers : CatalogueMembers
{
    public ThreatCategory? Category { get; set => field = Sent(value); }

    /// <summary>Where it comes from; at least one.</summary>
    public IReadOnlyList<ThreatOrigin>? Origins { get; set => field = Sent(value); }

    internal ChangeThreat Over(Threat t) => new()
    {
        Id = t.Id,
        Name = Or(Name, t.Name, nameof(Name)),
        Category = Or(Category, t.Category, nameof(Category)),
        Origins = Or(Origins, t.Origins(), nameof(Origins)),
        Affects = Or(Affects, t.Affects(), nameof(Affects)),
        Controls = Or(Controls, t.Controls, nameof(Controls)),
        Description = Or(Description, t.Description, nameof(Description)),
    };
}
