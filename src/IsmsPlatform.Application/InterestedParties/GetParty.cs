using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

[RequirePermission(Permissions.ContextView)]
public sealed record GetParty(Guid Id) : IQuery<Result<PartyView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(InterestedParty);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>An interested party with the state of its review.</summary>
public sealed record PartyView : PartyForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string Code { get; init; }

    public required PartyStatus Status { get; init; }

    public required string Owner { get; init; }

    public DateOnly? ReviewedOn { get; init; }

    /// <summary>Why it has nothing to do with the ISMS any more.</summary>
    public string? ClosedReason { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may confirm its review.</summary>
    public bool MayReview { get; init; }

    /// <summary>Nobody reviewed or closed it: it is deleted while nothing refers to it.</summary>
    public bool MayBeDeleted => ReviewedOn is null && ClosedReason is null;
}

public sealed class GetPartyHandler(IsmsDbContext db, ReviewDesk desk) : IQueryHandler<GetParty, Result<PartyView>>
{
    public async ValueTask<Result<PartyView>> Handle(GetParty query, CancellationToken cancellationToken)
    {
        var party = await db.InterestedParties.AsNoTracking().Where(p => p.Id == query.Id).Select(p => new PartyView
        {
            Id = p.Id,
            Code = p.Code,
            Name = p.Name,
            Kind = p.Kind,
            Influence = p.Influence,
            Interest = p.Interest,
            Contact = p.Contact,
            OwnerId = p.OwnerId,
            Owner = db.People.Where(o => o.Id == p.OwnerId).Select(o => o.Name).First(),
            NextReviewOn = p.NextReviewOn,
            ReviewedOn = p.ReviewedOn,
            Status = p.Status,
            ClosedReason = p.ClosedReason,
            Version = p.Version,
        }).SingleOrDefaultAsync(cancellationToken);
        if (party is null) { return Error.NotFound; }
        return party with { MayReview = party.Status == PartyStatus.Active && desk.MayReview(party.OwnerId!.Value, Permissions.ContextEdit) };
    }
}
