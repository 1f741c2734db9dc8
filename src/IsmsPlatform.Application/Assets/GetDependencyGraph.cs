using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>What an asset needs and what needs it, some steps in both directions; or the whole register while that is a picture to read.</summary>
/// <param name="AssetId">Null for the whole register.</param>
/// <param name="Levels">Steps up and down, 1 to 5.</param>
[RequirePermission(Permissions.AssetsView)]
public sealed record GetDependencyGraph(Guid? AssetId = null, int Levels = GetDependencyGraph.UsualLevels) : IQuery<Result<AssetGraph>>
{
    public const int UsualLevels = 3;
    public const int MostLevels = 5;
}

/// <param name="Columns">From left (needs) to right (supports).</param>
/// <param name="IsCut">There is more than is shown: the nearest <see cref="DependencyGraph.MostAssets"/>, or nothing of a register that is too large.</param>
public sealed record AssetGraph(IReadOnlyList<GraphAsset> Assets, IReadOnlyList<GraphDependency> Dependencies, int Columns, int Rows, bool IsCut);

public sealed record GraphAsset(Guid Id, string? Code, string Name, AssetType Type, AssetStatus Status, int? Confidentiality, int? Integrity, int? Availability, int Criticality, int Column, int Row);

/// <param name="Points">One per column from the upper to the lower asset: where the line runs.</param>
public sealed record GraphDependency(Guid UpperId, Guid LowerId, InheritanceMode ModeC, InheritanceMode ModeI, InheritanceMode ModeA, string? Reason, IReadOnlyList<GridPoint> Points);

public sealed class GetDependencyGraphHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<GetDependencyGraph, Result<AssetGraph>>
{
    // Ordered, so that the same graph is drawn the same, today and looking back.
    private static readonly Compiled<Func<IsmsDbContext, List<Guid>, IAsyncEnumerable<GraphDependency>>> Between = new(() => EF.CompileAsyncQuery((IsmsDbContext db, List<Guid> ids) =>
        db.AssetDependencies.AsNoTracking().Where(d => ids.Contains(d.UpperId) && ids.Contains(d.LowerId)).OrderBy(d => d.UpperId).ThenBy(d => d.LowerId)
            .Select(d => new GraphDependency(d.UpperId, d.LowerId, d.ModeC, d.ModeI, d.ModeA, d.Reason, Array.Empty<GridPoint>()))));

    public async ValueTask<Result<AssetGraph>> Handle(GetDependencyGraph query, CancellationToken cancellationToken)
    {
        var (assets, dependencies, isCut) = query.AssetId is { } centre ? await AroundAsync(centre, Math.Clamp(query.Levels, 1, GetDependencyGraph.MostLevels), cancellationToken) : await AllAsync(cancellationToken);
        if (isCut && query.AssetId is null) { return new AssetGraph([], [], 0, 0, IsCut: true); }
        if (query.AssetId is not null && assets.Count == 0) { return Error.NotFound; }

        var drawing = DependencyGraph.Of([.. assets.Select(a => a.Id)], dependencies.Select(d => new DependencyLink(d.UpperId, d.LowerId)));
        var routes = drawing.Routes.ToDictionary(r => (r.UpperId, r.LowerId), r => r.Points);
        return new AssetGraph(
            [.. assets.Zip(drawing.Assets, (a, placed) => a with { Column = placed.Column, Row = placed.Row })],
            [.. dependencies.Select(d => d with { Points = routes[(d.UpperId, d.LowerId)] })],
            drawing.Columns, drawing.Rows, isCut);
    }

    // The nearest first; distances are bounded, so the walk is, too. A row per dependency, beside the asset that needs; those that need nothing have one row.
    private async Task<Found> AroundAsync(Guid centre, int levels, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<Near>($"""
            with recursive up (id, distance) as (
                select {centre}, 0 union select d.upper_id, up.distance + 1 from up join asset_dependency d on d.tenant_id = {scope.TenantId} and d.lower_id = up.id where up.distance < {levels}),
            down (id, distance) as (
                select {centre}, 0 union select d.lower_id, down.distance + 1 from down join asset_dependency d on d.tenant_id = {scope.TenantId} and d.upper_id = down.id where down.distance < {levels}),
            nearest as (select id, row_number() over (order by min(distance), id) as place from (select * from up union all select * from down) around group by id),
            shown as materialized (select id, place from nearest where place <= {DependencyGraph.MostAssets + 1})
            select a.id, a.code, a.name, a.type, a.status, a.effective_confidentiality, a.effective_integrity, a.effective_availability, a.criticality, n.place > {DependencyGraph.MostAssets} as is_beyond,
                   d.lower_id, d.mode_c, d.mode_i, d.mode_a, d.reason
              from shown n join asset a on a.tenant_id = {scope.TenantId} and a.id = n.id
              left join (asset_dependency d join shown l on l.id = d.lower_id and l.place <= {DependencyGraph.MostAssets}) on d.tenant_id = {scope.TenantId} and d.upper_id = n.id
             order by a.name, a.id
            """).ToListAsync(cancellationToken);
        var within = rows.FindAll(r => !r.IsBeyond);
        return new Found(
            [.. within.DistinctBy(r => r.Id).Select(r => new GraphAsset(r.Id, r.Code, r.Name, Enum.Parse<AssetType>(r.Type), Enum.Parse<AssetStatus>(r.Status), r.EffectiveConfidentiality, r.EffectiveIntegrity, r.EffectiveAvailability, r.Criticality, 0, 0))],
            [.. within.Where(r => r.LowerId is not null).OrderBy(r => r.Id).ThenBy(r => r.LowerId)
                .Select(r => new GraphDependency(r.Id, r.LowerId!.Value, Enum.Parse<InheritanceMode>(r.ModeC!), Enum.Parse<InheritanceMode>(r.ModeI!), Enum.Parse<InheritanceMode>(r.ModeA!), r.Reason, []))],
            IsCut: within.Count < rows.Count);
    }

    // Whoever stands alone says nothing in a picture of dependencies.
    private async Task<Found> AllAsync(CancellationToken cancellationToken)
    {
        var assets = await db.Assets.AsNoTracking().Where(a => a.Status != AssetStatus.Retired && db.AssetDependencies.Any(d => d.UpperId == a.Id || d.LowerId == a.Id))
            .OrderBy(a => a.Id).Take(DependencyGraph.MostAssets + 1).OrderBy(a => a.Name).ThenBy(a => a.Id)
            .Select(a => new GraphAsset(a.Id, a.Code, a.Name, a.Type, a.Status, a.EffectiveConfidentiality, a.EffectiveIntegrity, a.EffectiveAvailability, a.Criticality, 0, 0)).ToListAsync(cancellationToken);
        return assets.Count > DependencyGraph.MostAssets ? new Found([], [], IsCut: true) : new Found(assets, await Between.For(db)(db, assets.ConvertAll(a => a.Id)).ToListAsync(cancellationToken), IsCut: false);
    }

    private sealed record Found(List<GraphAsset> Assets, List<GraphDependency> Dependencies, bool IsCut);

    /// <param name="IsBeyond">One more than is shown: there are others.</param>
    /// <param name="LowerId">Of an asset that it needs and that is shown.</param>
    private sealed record Near(Guid Id, string? Code, string Name, string Type, string Status, int? EffectiveConfidentiality, int? EffectiveIntegrity, int? EffectiveAvailability, int Criticality, bool IsBeyond,
        Guid? LowerId, string? ModeC, string? ModeI, string? ModeA, string? Reason);
}
