using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeParty"/>.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record PatchParty(Guid Id, long Version, PartyMembers Members) : ICommand<Result>;

public sealed class PatchPartyHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchParty, Result>
{
    public async ValueTask<Result> Handle(PatchParty command, CancellationToken cancellationToken)
        => await db.InterestedParties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } party
            ? await sender.Send(command.Members.Over(party) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of an interested party that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class PartyMembers : MergePatch
{
    /// <summary>Unique among the active parties, whatever the case.</summary>
    public string? Name { get; set => field = Sent(value); }

    /// <summary>What it is to the organisation.</summary>
    public PartyKind? Kind { get; set => field = Sent(value); }

    /// <summary>How much it can change what the organisation does, 1 to 5.</summary>
    public int? Influence { get; set => field = Sent(value); }

    /// <summary>How much information security matters to it, 1 to 5.</summary>
    public int? Interest { get; set => field = Sent(value); }

    /// <summary>How it is reached.</summary>
    public string? Contact { get; set => field = Sent(value); }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    /// <summary>The day by which it is looked at again; null plans it by the review cycle.</summary>
    public DateOnly? NextReviewOn { get; set => field = Sent(value); }

    internal ChangeParty Over(InterestedParty p) => new()
    {
        Id = p.Id,
        Name = Or(Name, p.Name, nameof(Name)),
        Kind = Or(Kind, p.Kind, nameof(Kind)),
        Influence = Or(Influence, p.Influence, nameof(Influence)),
        Interest = Or(Interest, p.Interest, nameof(Interest)),
        Contact = Or(Contact, p.Contact, nameof(Contact)),
        OwnerId = Or(OwnerId, p.OwnerId, nameof(OwnerId)),
        NextReviewOn = Or(NextReviewOn, p.NextReviewOn, nameof(NextReviewOn)),
    };
}
