using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>The risk register (6.1.2), filtered, sorted, by pages; the gravest first.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListRisks(RiskFilter Filter, ListPlace Place) : IQuery<Result<Page<RiskRow>>>;

/// <summary>A risk in a list. Set by initialiser, so that SQL can be made of it.</summary>
public sealed record RiskRow
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    public required RiskKind Kind { get; init; }

    public required RiskStatus Status { get; init; }

    public TreatmentOption? Treatment { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Owner { get; init; }

    /// <summary>The first asset that suffers.</summary>
    public string? Asset { get; init; }

    /// <summary>How many there are.</summary>
    public required int Assets { get; init; }

    public string? Threat { get; init; }

    /// <summary>Without controls; null before it is rated.</summary>
    public RatingView? Inherent { get; init; }

    /// <summary>As it is today.</summary>
    public RatingView? Current { get; init; }

    /// <summary>The forecast after treatment.</summary>
    public RatingView? Target { get; init; }

    /// <summary>The last day on which it is accepted as it is; null while it is not.</summary>
    public DateOnly? AcceptedUntil { get; init; }

    /// <summary>The level that is accepted, by its name, where the risk is rated lower by now; else null.</summary>
    public string? AcceptedAs { get; init; }

    internal int? AcceptedLevel { get; init; }

    public DateOnly? ReevaluateSince { get; init; }

    public required DateOnly NextReviewOn { get; init; }

    /// <summary>What the order by gravity goes by.</summary>
    internal int Gravity { get; init; }

    public required long Version { get; init; }

    public bool IsOverdue(DateOnly today) => Status != RiskStatus.Closed && NextReviewOn < today;
}

public sealed class ListRisksValidator : AbstractValidator<ListRisks>
{
    public ListRisksValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new RiskFilterRules());
        RuleFor(l => l.Place.Sort).Listed(RiskRows.Sorts.IsKnown);
    }
}

public sealed class ListRisksHandler(IsmsDbContext db, RiskRatings ratings, RequestScope scope, TimeProvider clock) : IQueryHandler<ListRisks, Result<Page<RiskRow>>>
{
    private static readonly CompiledChoices<string, Counted<RiskRow>> AsOpened = new();

    public async ValueTask<Result<Page<RiskRow>>> Handle(ListRisks query, CancellationToken cancellationToken)
    {
        var method = await ratings.MethodFor(query.Filter, cancellationToken);
        var page = await RiskRows.Sorts.PageAsync(query.Filter.Over(db.Risks.AsNoTracking(), db, scope, scope.Today(clock), method), query.Place, risks => RiskRows.Of(risks, db), cancellationToken,
            query.Filter.IsEmpty() ? (order, asked) => AsOpened.Ask(db, order, asked) : null);
        if (page.Error is { } error) { return error; }
        return page.Value with { Items = await ratings.NamedAsync(page.Value.Items, cancellationToken) };
    }
}

internal static class RiskRows
{
    internal static ListSorts<Risk, RiskRow> Sorts { get; } = new("gravity", row => row.Id, new Dictionary<string, ListSort<Risk, RiskRow>>(StringComparer.Ordinal)
    {
        ["gravity"] = ListSort<Risk, RiskRow>.By(RiskMapping.Gravity, row => row.Gravity),
        ["title"] = ListSort<Risk, RiskRow>.By(nameof(Risk.Title), row => row.Title),
        ["code"] = ListSort<Risk, RiskRow>.By(nameof(Risk.Code), row => row.Code),
        ["review"] = ListSort<Risk, RiskRow>.By(nameof(Risk.NextReviewOn), row => row.NextReviewOn),
    });

    internal static IQueryable<RiskRow> Of(IQueryable<Risk> risks, IsmsDbContext db) => risks.Select(r => new RiskRow
    {
        Id = r.Id,
        Code = r.Code,
        Title = r.Title,
        Kind = r.Kind,
        Status = r.Status,
        Treatment = r.Treatment,
        OwnerId = r.OwnerId,
        Owner = db.People.Where(p => p.Id == r.OwnerId).Select(p => p.Name).First(),
        Asset = db.RiskAssets.Where(l => l.RiskId == r.Id).OrderBy(l => l.Id).Join(db.Assets, l => l.AssetId, a => a.Id, (_, a) => a.Name).FirstOrDefault(),
        Assets = db.RiskAssets.Count(l => l.RiskId == r.Id),
        Threat = db.Threats.Where(t => t.Id == r.ThreatId).Select(t => t.Name).FirstOrDefault(),
        Inherent = new RatingView { MethodologyId = r.InherentMethodologyId, Likelihood = r.InherentLikelihood, Impact = r.InherentImpact, Level = r.InherentLevel },
        Current = new RatingView { MethodologyId = r.CurrentMethodologyId, Likelihood = r.CurrentLikelihood, Impact = r.CurrentImpact, Level = r.CurrentLevel },
        Target = new RatingView { MethodologyId = r.TargetMethodologyId, Likelihood = r.TargetLikelihood, Impact = r.TargetImpact, Level = r.TargetLevel },
        AcceptedUntil = r.AcceptedUntil,
        AcceptedLevel = r.AcceptedUntil == null ? null : db.RiskAcceptances.Where(a => a.RiskId == r.Id && a.Status == AcceptanceStatus.Granted).Select(a => (int?)a.Level).FirstOrDefault(),
        ReevaluateSince = r.ReevaluateSince,
        NextReviewOn = r.NextReviewOn,
        Gravity = EF.Property<int>(r, RiskMapping.Gravity),
        Version = r.Version,
    });

    /// <summary>The version in force, if a filter cannot be answered without it.</summary>
    internal static async Task<RiskMethodology?> MethodFor(this RiskRatings ratings, RiskFilter filter, CancellationToken cancellationToken)
        => filter.AsksForLevels ? await ratings.InForceAsync(cancellationToken) : null;

    internal static async Task<IReadOnlyList<RiskRow>> NamedAsync(this RiskRatings ratings, IReadOnlyList<RiskRow> rows, CancellationToken cancellationToken)
    {
        await ratings.ReadAsync(rows.SelectMany(r => (Guid?[])[r.Inherent?.MethodologyId, r.Current?.MethodologyId, r.Target?.MethodologyId]), cancellationToken);
        return [.. rows.Select(r => r with
        {
            Inherent = ratings.Of(r.Inherent),
            Current = ratings.Of(r.Current),
            Target = ratings.Of(r.Target),
            AcceptedAs = r.AcceptedLevel is { } accepted && r.Current is { MethodologyId: { } method } current && current.Level < accepted ? ratings.VersionOf(method).Scales.Levels[accepted - 1].Name : null,
        })];
    }
}
