using System.Linq.Expressions;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>How many assets each of a few filters finds, counted up to what a list says; one question for all of them.</summary>
[RequirePermission(Permissions.AssetsView)]
public sealed record CountAssets(IReadOnlyList<AssetFilter> Filters) : IQuery<Result<IReadOnlyList<int>>>;

public sealed class CountAssetsHandler(IsmsDbContext db, ScopeInForce inForce, RequestScope scope, TimeProvider clock) : IQueryHandler<CountAssets, Result<IReadOnlyList<int>>>
{
    public async ValueTask<Result<IReadOnlyList<int>>> Handle(CountAssets query, CancellationToken cancellationToken)
    {
        if (query.Filters.Count == 0) { return Result<IReadOnlyList<int>>.Of([]); }
        var today = scope.Today(clock);
        var boundary = query.Filters.Any(f => f.InScope is not null) ? await inForce.BoundaryAsync(cancellationToken) : null;
        // The number of the filter stands in the statement itself: the parts of a union must say the same kind of thing.
        var found = query.Filters.Select((filter, i) => filter.Over(db.Assets, db, scope, today, boundary).Take(Page<AssetRow>.CountLimit + 1)
            .Select(Expression.Lambda<Func<Asset, int>>(Expression.Constant(i), Expression.Parameter(typeof(Asset))))).Aggregate(Queryable.Concat);
        var counts = await found.GroupBy(i => i).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return Result<IReadOnlyList<int>>.Of([.. Enumerable.Range(0, query.Filters.Count).Select(i => counts.GetValueOrDefault(i))]);
    }
}
