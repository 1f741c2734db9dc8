using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>Interested parties (4.2), filtered, by pages.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record ListParties(PartyFilter Filter, ListPlace Place) : IQuery<Result<Page<PartyRow>>>;

/// <param name="Requirements">How many requirements it has.</param>
/// <param name="Undecided">Of these, those of which nobody decided whether the ISMS addresses them.</param>
public sealed record PartyRow(Guid Id, string Code, string Name, PartyKind Kind, int Influence, int Interest, int Requirements, int Undecided, PartyStatus Status, Guid OwnerId, string Owner, DateOnly NextReviewOn, DateOnly? ReviewedOn, long Version)
{
    public bool IsOverdue(DateOnly today) => Status == PartyStatus.Active && NextReviewOn < today;
}

/// <summary>Which parties; the list and its export share it.</summary>
public sealed record PartyFilter : ReviewedFilter
{
    /// <summary>One of these kinds.</summary>
    public IReadOnlyList<PartyKind>? Kind { get; init; }

    /// <summary>One of these states; without it closed parties are left out.</summary>
    public IReadOnlyList<PartyStatus>? Status { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Owner: null or "", Overdue: null or false, Kind: null or [], Status: null or [] };

    internal IQueryable<InterestedParty> Over(IQueryable<InterestedParty> parties, RequestScope scope, DateOnly today)
    {
        parties = parties.WithWords(Q, p => p.Name, p => p.Code);
        if (Kind is { Count: > 0 } kinds) { parties = parties.Where(p => kinds.Contains(p.Kind)); }
        parties = Status is { Count: > 0 } states ? parties.Where(p => states.Contains(p.Status)) : parties.Where(p => p.Status != PartyStatus.Closed);
        return Narrow(parties, p => p.Status == PartyStatus.Active, scope, today);
    }
}

public sealed class ListPartiesValidator : AbstractValidator<ListParties>
{
    public ListPartiesValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new ReviewedFilterRules());
        RuleFor(l => l.Place.Sort).Listed(PartyRows.Sorts.IsKnown);
    }
}

public sealed class ListPartiesHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListParties, Result<Page<PartyRow>>>
{
    public async ValueTask<Result<Page<PartyRow>>> Handle(ListParties query, CancellationToken cancellationToken)
        => await PartyRows.Sorts.PageAsync(query.Filter.Over(db.InterestedParties.AsNoTracking(), scope, scope.Today(clock)), query.Place, parties => parties
            .Select(p => new PartyRow(p.Id, p.Code, p.Name, p.Kind, p.Influence, p.Interest,
                db.PartyRequirements.Count(r => r.PartyId == p.Id), db.PartyRequirements.Count(r => r.PartyId == p.Id && r.AddressedByIsms == Addressed.Undecided),
                p.Status, p.OwnerId, db.People.Where(o => o.Id == p.OwnerId).Select(o => o.Name).First(), p.NextReviewOn, p.ReviewedOn, p.Version)), cancellationToken);
}

internal static class PartyRows
{
    internal static ListSorts<InterestedParty, PartyRow> Sorts { get; } = new("name", row => row.Id, new Dictionary<string, ListSort<InterestedParty, PartyRow>>(StringComparer.Ordinal)
    {
        ["name"] = ListSort<InterestedParty, PartyRow>.By(nameof(InterestedParty.Name), row => row.Name),
        ["influence"] = ListSort<InterestedParty, PartyRow>.By(nameof(InterestedParty.Influence), row => row.Influence),
        ["interest"] = ListSort<InterestedParty, PartyRow>.By(nameof(InterestedParty.Interest), row => row.Interest),
        ["review"] = ListSort<InterestedParty, PartyRow>.By(nameof(InterestedParty.NextReviewOn), row => row.NextReviewOn),
    });
}

/// <summary>The active parties by influence and interest, for the map.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record GetPartyMap : IQuery<Result<IReadOnlyList<PartyOnMap>>>;

public sealed record PartyOnMap(Guid Id, string Name, int Influence, int Interest);

public sealed class GetPartyMapHandler(IsmsDbContext db) : IQueryHandler<GetPartyMap, Result<IReadOnlyList<PartyOnMap>>>
{
    /// <summary>More is no picture any more; the weightiest are drawn.</summary>
    private const int Most = 40;

    public async ValueTask<Result<IReadOnlyList<PartyOnMap>>> Handle(GetPartyMap query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<PartyOnMap>>.Of(await db.InterestedParties.AsNoTracking().Where(p => p.Status == PartyStatus.Active)
            .OrderByDescending(p => p.Influence).ThenByDescending(p => p.Interest).ThenBy(p => p.Name).ThenBy(p => p.Id).Take(Most)
            .Select(p => new PartyOnMap(p.Id, p.Name, p.Influence, p.Interest)).ToListAsync(cancellationToken));
}
