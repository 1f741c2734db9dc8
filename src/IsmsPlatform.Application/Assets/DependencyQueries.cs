using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Ways through the dependencies that need recursion: PostgreSQL walks, not the program.</summary>
internal static class DependencyQueries
{
    /// <summary>What decisions over the graph (circles, effective values) lock until their transaction ends.</summary>
    internal const string Lock = "asset-dependencies";

    private sealed record LinkRow(Guid UpperId, Guid LowerId, string ModeC, string ModeI, string ModeA);

    private sealed record AboveRow(Guid UpperId, Guid LowerId, string ModeC, string ModeI, string ModeA, string Name, int? Confidentiality, int? Integrity, int? Availability, bool IsRetired);

    /// <summary>Every dependency on a way that leads down to the asset, and the assets at their upper ends with their own values.</summary>
    internal static async Task<(IReadOnlyList<DependencyLink> Links, IReadOnlyList<(Guid Id, string Name, ValuedAsset Valued)> Assets)> AboveAsync(this IsmsDbContext db, Guid id, Guid tenant, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<AboveRow>($"""
            with recursive above (id) as (
                select {id} union select d.upper_id from above join asset_dependency d on d.tenant_id = {tenant} and d.lower_id = above.id)
            select d.upper_id, d.lower_id, d.mode_c, d.mode_i, d.mode_a, a.name, a.confidentiality, a.integrity, a.availability, a.status = 'Retired' as is_retired
              from above join asset_dependency d on d.tenant_id = {tenant} and d.lower_id = above.id join asset a on a.tenant_id = {tenant} and a.id = d.upper_id order by 1, 2
            """).ToListAsync(cancellationToken);
        return (Links(rows.ConvertAll(r => new LinkRow(r.UpperId, r.LowerId, r.ModeC, r.ModeI, r.ModeA))),
            [.. rows.DistinctBy(r => r.UpperId).Select(r => (r.UpperId, r.Name, new ValuedAsset(r.UpperId, new ProtectionNeed(r.Confidentiality, r.Integrity, r.Availability), r.IsRetired)))]);
    }

    /// <summary>Every dependency on a way that leads down from the asset.</summary>
    internal static async Task<IReadOnlyList<DependencyLink>> LinksBelowAsync(this IsmsDbContext db, Guid id, Guid tenant, CancellationToken cancellationToken)
        => Links(await db.Database.SqlQuery<LinkRow>($"""
            with recursive below (id) as (
                select {id} union select d.lower_id from below join asset_dependency d on d.tenant_id = {tenant} and d.upper_id = below.id)
            select d.upper_id, d.lower_id, d.mode_c, d.mode_i, d.mode_a from below join asset_dependency d on d.tenant_id = {tenant} and d.upper_id = below.id order by 1, 2
            """).ToListAsync(cancellationToken));

    /// <summary>The assets and everything below them.</summary>
    internal static async Task<IReadOnlyList<Guid>> AndBelowAsync(this IsmsDbContext db, Guid[] ids, Guid tenant, CancellationToken cancellationToken)
        => await db.Database.SqlQuery<Guid>($"""
            with recursive below (id) as (
                select unnest({ids}) union select d.lower_id from below join asset_dependency d on d.tenant_id = {tenant} and d.upper_id = below.id)
            select id as "Value" from below
            """).ToListAsync(cancellationToken);

    private static List<DependencyLink> Links(List<LinkRow> rows)
        => rows.ConvertAll(r => new DependencyLink(r.UpperId, r.LowerId, new InheritanceModes(Enum.Parse<InheritanceMode>(r.ModeC), Enum.Parse<InheritanceMode>(r.ModeI), Enum.Parse<InheritanceMode>(r.ModeA))));
}
