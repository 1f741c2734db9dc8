using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>Requirements of one party or of all active ones, by pages, in the order in which they were written down.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record ListPartyRequirements(RequirementFilter Filter, int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<RequirementRow>>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(InterestedParty);

    Guid? IForOwnersToo.SubjectId => Filter.Party;
}

/// <param name="Legal">What it rests on; empty for whoever may not see the legal register.</param>
public sealed record RequirementRow(Guid Id, Guid PartyId, string Party, string Text, RequirementKind Kind, bool AboutClimate, Addressed AddressedByIsms, string? Reason, IReadOnlyList<LegalBasis> Legal, long Version);

public sealed record LegalBasis(Guid Id, string Code, string Title);

/// <summary>Which requirements; the list and its export share it.</summary>
public sealed record RequirementFilter
{
    /// <summary>Of this party, also when it is closed.</summary>
    public Guid? Party { get; init; }

    /// <summary>One of these decisions.</summary>
    public IReadOnlyList<Addressed>? Addressed { get; init; }

    /// <summary>One of these kinds.</summary>
    public IReadOnlyList<RequirementKind>? Kind { get; init; }

    /// <summary>True: only what has to do with climate change.</summary>
    public bool? Climate { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Party: null, Addressed: null or [], Kind: null or [], Climate: null or false };

    internal IQueryable<PartyRequirement> Over(IQueryable<PartyRequirement> requirements, IsmsDbContext db)
    {
        requirements = Party is { } party ? requirements.Where(r => r.PartyId == party) : requirements.Where(r => db.InterestedParties.Any(p => p.Id == r.PartyId && p.Status == PartyStatus.Active));
        if (Addressed is { Count: > 0 } decisions) { requirements = requirements.Where(r => decisions.Contains(r.AddressedByIsms)); }
        if (Kind is { Count: > 0 } kinds) { requirements = requirements.Where(r => kinds.Contains(r.Kind)); }
        return Climate == true ? requirements.Where(r => r.AboutClimate) : requirements;
    }
}

public sealed class ListPartyRequirementsHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListPartyRequirements, Result<Page<RequirementRow>>>
{
    private const string Sort = "id";

    public async ValueTask<Result<Page<RequirementRow>>> Handle(ListPartyRequirements query, CancellationToken cancellationToken)
    {
        var matching = query.Filter.Over(db.PartyRequirements.AsNoTracking(), db);
        return await matching.ByKeysetAsync(Sort, query.After, query.Before, query.Size, await matching.Take(Page<RequirementRow>.CountLimit + 1).CountAsync(cancellationToken),
            (rows, _, id) => rows.Where(r => r.Id > id), (rows, _, id) => rows.Where(r => r.Id < id),
            rows => rows.OrderBy(r => r.Id), rows => rows.OrderByDescending(r => r.Id),
            rows => RequirementRows.Of(rows, db, scope), row => ("", row.Id), cancellationToken);
    }
}

internal static class RequirementRows
{
    internal static IQueryable<RequirementRow> Of(IQueryable<PartyRequirement> requirements, IsmsDbContext db, RequestScope scope)
    {
        var withLaw = scope.Actor.Can(Permissions.LegalView);
        return requirements.Select(r => new RequirementRow(r.Id, r.PartyId, db.InterestedParties.Where(p => p.Id == r.PartyId).Select(p => p.Name).First(), r.Text, r.Kind, r.AboutClimate, r.AddressedByIsms, r.Reason,
            db.RequirementBases.Where(b => withLaw && b.RequirementId == r.Id).Join(db.LegalRequirements, b => b.LegalRequirementId, l => l.Id, (_, l) => l).OrderBy(l => l.Code).Select(l => new LegalBasis(l.Id, l.Code, l.Title)).ToList(), r.Version));
    }
}

/// <summary>One requirement of a party.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record GetPartyRequirement(Guid PartyId, Guid Id) : IQuery<Result<RequirementRow>>;

public sealed class GetPartyRequirementHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<GetPartyRequirement, Result<RequirementRow>>
{
    public async ValueTask<Result<RequirementRow>> Handle(GetPartyRequirement query, CancellationToken cancellationToken)
        => await RequirementRows.Of(db.PartyRequirements.AsNoTracking().Where(r => r.Id == query.Id && r.PartyId == query.PartyId), db, scope).SingleOrDefaultAsync(cancellationToken) is { } row ? row : Error.NotFound;
}

/// <summary>The legal requirements that a form offers as a basis; those that are named already are offered whatever became of them.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ListLegalChoices(IReadOnlyList<Guid> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class ListLegalChoicesHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListLegalChoices, Result<IReadOnlyList<Choice>>>
{
    /// <summary>More is nothing to choose from in a list.</summary>
    private const int Most = 200;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(ListLegalChoices query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(!scope.Actor.Can(Permissions.LegalView) ? [] : await db.LegalRequirements.AsNoTracking()
            .Where(l => l.Status == Domain.LegalRequirements.LegalStatus.Active || query.Named.Contains(l.Id))
            .OrderByDescending(l => query.Named.Contains(l.Id)).ThenBy(l => l.Title).ThenBy(l => l.Id).Take(Most).Select(l => new Choice(l.Id, l.Code + " " + l.Title)).ToListAsync(cancellationToken));
}
