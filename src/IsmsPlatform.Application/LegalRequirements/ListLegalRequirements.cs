using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>The legal register (A.5.31), filtered, by pages.</summary>
[RequirePermission(Permissions.LegalView)]
public sealed record ListLegalRequirements(LegalFilter Filter, ListPlace Place) : IQuery<Result<Page<LegalRow>>>;

/// <param name="Jurisdiction">ISO 3166-1 alpha-2 or EU; null where it has none of its own.</param>
public sealed record LegalRow(Guid Id, string Code, string Title, LegalKind Kind, string? Jurisdiction, string? Citation, ComplianceStatus ComplianceStatus, DateOnly? AssessedOn, LegalStatus Status, Guid OwnerId, string Owner, DateOnly NextReviewOn, DateOnly? ReviewedOn, long Version)
{
    public bool IsOverdue(DateOnly today) => Status == LegalStatus.Active && NextReviewOn < today;
}

/// <summary>Which requirements; the register and its export share it.</summary>
public sealed record LegalFilter : ReviewedFilter
{
    /// <summary>One of these kinds.</summary>
    public IReadOnlyList<LegalKind>? Kind { get; init; }

    /// <summary>One of these: ISO 3166-1 alpha-2 or EU.</summary>
    public IReadOnlyList<string>? Jurisdiction { get; init; }

    /// <summary>One of these outcomes of the last assessment.</summary>
    public IReadOnlyList<ComplianceStatus>? Compliance { get; init; }

    /// <summary>One of these states; without it repealed ones are left out.</summary>
    public IReadOnlyList<LegalStatus>? Status { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Owner: null or "", Overdue: null or false, Kind: null or [], Jurisdiction: null or [], Compliance: null or [], Status: null or [] };

    internal IQueryable<LegalRequirement> Over(IQueryable<LegalRequirement> requirements, RequestScope scope, DateOnly today)
    {
        requirements = requirements.WithWords(Q, l => l.Title, l => l.Code, l => l.Citation);
        if (Kind is { Count: > 0 } kinds) { requirements = requirements.Where(l => kinds.Contains(l.Kind)); }
        if (Jurisdiction is { Count: > 0 } jurisdictions) { requirements = requirements.Where(l => jurisdictions.Contains(l.Jurisdiction!)); }
        if (Compliance is { Count: > 0 } outcomes) { requirements = requirements.Where(l => outcomes.Contains(l.ComplianceStatus)); }
        requirements = Status is { Count: > 0 } states ? requirements.Where(l => states.Contains(l.Status)) : requirements.Where(l => l.Status != LegalStatus.Repealed);
        return Narrow(requirements, l => l.Status == LegalStatus.Active, scope, today);
    }
}

public sealed class LegalFilterRules : AbstractValidator<LegalFilter>
{
    public LegalFilterRules()
    {
        Include(new ReviewedFilterRules());
        RuleForEach(f => f.Jurisdiction).Listed(LegalRequirement.IsJurisdiction);
    }
}

public sealed class ListLegalRequirementsValidator : AbstractValidator<ListLegalRequirements>
{
    public ListLegalRequirementsValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new LegalFilterRules());
        RuleFor(l => l.Place.Sort).Listed(LegalRows.Sorts.IsKnown);
    }
}

public sealed class ListLegalRequirementsHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListLegalRequirements, Result<Page<LegalRow>>>
{
    public async ValueTask<Result<Page<LegalRow>>> Handle(ListLegalRequirements query, CancellationToken cancellationToken)
        => await LegalRows.Sorts.PageAsync(query.Filter.Over(db.LegalRequirements.AsNoTracking(), scope, scope.Today(clock)), query.Place, requirements => requirements
            .Select(l => new LegalRow(l.Id, l.Code, l.Title, l.Kind, l.Jurisdiction, l.Citation, l.ComplianceStatus, l.AssessedOn, l.Status, l.OwnerId, db.People.Where(p => p.Id == l.OwnerId).Select(p => p.Name).First(), l.NextReviewOn, l.ReviewedOn, l.Version)), cancellationToken);
}

internal static class LegalRows
{
    internal static ListSorts<LegalRequirement, LegalRow> Sorts { get; } = new("title", row => row.Id, new Dictionary<string, ListSort<LegalRequirement, LegalRow>>(StringComparer.Ordinal)
    {
        ["title"] = ListSort<LegalRequirement, LegalRow>.By(nameof(LegalRequirement.Title), row => row.Title),
        ["code"] = ListSort<LegalRequirement, LegalRow>.By(nameof(LegalRequirement.Code), row => row.Code),
        ["review"] = ListSort<LegalRequirement, LegalRow>.By(nameof(LegalRequirement.NextReviewOn), row => row.NextReviewOn),
    });
}

/// <summary>The jurisdictions that occur in the register, to filter by.</summary>
[RequirePermission(Permissions.LegalView)]
public sealed record ListJurisdictions : IQuery<Result<IReadOnlyList<string>>>;

public sealed class ListJurisdictionsHandler(IsmsDbContext db) : IQueryHandler<ListJurisdictions, Result<IReadOnlyList<string>>>
{
    public async ValueTask<Result<IReadOnlyList<string>>> Handle(ListJurisdictions query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<string>>.Of(await db.LegalRequirements.Where(l => l.Jurisdiction != null).Select(l => l.Jurisdiction!).Distinct().OrderBy(j => j).ToListAsync(cancellationToken));
}
