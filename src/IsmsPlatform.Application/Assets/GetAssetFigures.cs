using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>The register in figures, for the dashboard; retired assets do not count.</summary>
[RequirePermission(Permissions.DashboardView)]
public sealed record GetAssetFigures : IQuery<Result<AssetFigures>>;

/// <param name="ByCriticality">Level 0 to 4, or -1 for not valued → number; every level is there.</param>
/// <param name="ByStatus">Draft, Active, UnderReview → number.</param>
/// <param name="Drafts">Waiting for acceptance.</param>
/// <param name="MyDrafts">Of these, those that the asker owns.</param>
public sealed record AssetFigures(int Total, int Critical, IReadOnlyDictionary<int, int> ByCriticality, IReadOnlyDictionary<AssetStatus, int> ByStatus, int WithoutOwner, int WithoutValues, int ReviewOverdue, int Drafts, int MyDrafts);

public sealed class GetAssetFiguresHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetAssetFigures, Result<AssetFigures>>
{
    // Flagged belongs to no group: of all assets below the threshold those that the scope in force calls critical.
    private sealed record Group(AssetStatus Status, int Criticality, int Count, int Mine, int WithoutOwner, int WithoutValues, int Overdue, int Flagged);

    private static readonly Compiled<Func<IsmsDbContext, Guid, DateOnly, int, IAsyncEnumerable<Group>>> Groups = new(() => EF.CompileAsyncQuery(Part.In<Func<IsmsDbContext, Guid, DateOnly, int, IQueryable<Group>>>((db, me, today, threshold) =>
        db.Assets.Where(a => a.Status != AssetStatus.Retired).GroupBy(a => new { a.Status, a.Criticality }).Select(g => new Group(
            g.Key.Status,
            g.Key.Criticality,
            g.Count(),
            g.Count(a => a.OwnerId == me),
            g.Count(a => a.OwnerId == null),
            g.Count(a => a.Confidentiality == null || a.Integrity == null || a.Availability == null),
            g.Count(a => a.NextReviewOn < today),
            ScopeFilters.Critical.Of(db, today).Count(id => db.Assets.Any(a => a.Id == id && a.Status != AssetStatus.Retired && a.Criticality < threshold)))))));

    public async ValueTask<Result<AssetFigures>> Handle(GetAssetFigures query, CancellationToken cancellationToken)
    {
        var threshold = scope.Tenant!.CriticalityThreshold;
        var groups = await Groups.For(db)(db, scope.PersonId ?? Guid.Empty, scope.Today(clock), threshold).ToListAsync(cancellationToken);
        return new AssetFigures(
            groups.Sum(g => g.Count),
            groups.Where(g => g.Criticality >= threshold).Sum(g => g.Count) + groups.Select(g => g.Flagged).FirstOrDefault(),
            Enumerable.Range(Asset.NotValued, ProtectionNeed.MaxValue - Asset.NotValued + 1).ToDictionary(level => level, level => groups.Where(g => g.Criticality == level).Sum(g => g.Count)),
            Enum.GetValues<AssetStatus>().Where(s => s != AssetStatus.Retired).ToDictionary(s => s, s => groups.Where(g => g.Status == s).Sum(g => g.Count)),
            groups.Sum(g => g.WithoutOwner), groups.Sum(g => g.WithoutValues), groups.Sum(g => g.Overdue),
            groups.Where(g => g.Status == AssetStatus.Draft).Sum(g => g.Count), groups.Where(g => g.Status == AssetStatus.Draft).Sum(g => g.Mine));
    }
}
