using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangePartyRequirement"/>.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record PatchPartyRequirement(Guid PartyId, Guid Id, long Version, RequirementMembers Members) : ICommand<Result>;

public sealed class PatchPartyRequirementHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchPartyRequirement, Result>
{
    public async ValueTask<Result> Handle(PatchPartyRequirement command, CancellationToken cancellationToken)
    {
        if (await db.PartyRequirements.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.Id && r.PartyId == command.PartyId, cancellationToken) is not { } requirement) { return Error.NotFound; }
        var bases = await db.RequirementBases.Where(b => b.RequirementId == command.Id).Select(b => b.LegalRequirementId).ToListAsync(cancellationToken);
        return await sender.Send(command.Members.Over(requirement, bases) with { Version = command.Version }, cancellationToken);
    }
}

/// <summary>The members of a requirement that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class RequirementMembers : MergePatch
{
    /// <summary>What the party requires.</summary>
    public string? Text { get; set => field = Sent(value); }

    /// <summary>Where it comes from.</summary>
    public RequirementKind? Kind { get; set => field = Sent(value); }

    /// <summary>It has to do with climate change (Amd 1:2024); null counts as false.</summary>
    public bool? AboutClimate { get; set => field = Sent(value); }

    /// <summary>Whether the ISMS takes care of it (4.2 c).</summary>
    public Addressed? AddressedByIsms { get; set => field = Sent(value); }

    /// <summary>How it is addressed, or why not.</summary>
    public string? Reason { get; set => field = Sent(value); }

    /// <summary>All legal requirements that it rests on; null is none.</summary>
    public IReadOnlyList<Guid>? LegalRequirementIds { get; set => field = Sent(value); }

    internal ChangePartyRequirement Over(PartyRequirement r, IReadOnlyList<Guid> bases) => new()
    {
        Id = r.Id,
        PartyId = r.PartyId,
        Text = Or(Text, r.Text, nameof(Text)),
        Kind = Or(Kind, r.Kind, nameof(Kind)),
        AboutClimate = Or(AboutClimate, r.AboutClimate, nameof(AboutClimate)) ?? false,
        AddressedByIsms = Or(AddressedByIsms, r.AddressedByIsms, nameof(AddressedByIsms)),
        Reason = Or(Reason, r.Reason, nameof(Reason)),
        LegalRequirementIds = Or(LegalRequirementIds, bases, nameof(LegalRequirementIds)) ?? [],
    };
}
