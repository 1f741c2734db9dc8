using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>
/// Ways through the dependencies that need recursion: PostgreSQL walks, not the program. Each step is a lateral that is not flattened (<c>offset 0</c>): right after
/// a large import the planner believes that there is one asset, walks from the wrong end, and an asset took longer than a transaction may.
/// </summary>
internal static class DependencyQueries
{
    /// <summary>What decisions over the graph (circles, effective values) lock until their transaction ends.</summary>
    internal const string Lock = "asset-dependencies";

    private sealed record LinkRow(Guid UpperId, Guid LowerId, string ModeC, string ModeI, string ModeA);

    /// <summary>A dependency and the asset at its other end, seen from the one that is asked about.</summary>
    internal sealed record AroundRow(Guid Id, Guid UpperId, Guid LowerId, string ModeC, string ModeI, string ModeA, string? Reason, long Version, Guid AssetId, string? Code, string Name, string Type, string Status,
        int? Confidentiality, int? Integrity, int? Availability, int? EffectiveConfidentiality, int? EffectiveIntegrity, int? EffectiveAvailability, int Criticality)
    {
        internal InheritanceModes Modes => new(Enum.Parse<InheritanceMode>(ModeC), Enum.Parse<InheritanceMode>(ModeI), Enum.Parse<InheritanceMode>(ModeA));
    }

    /// <summary>Every dependency on a way that leads down to the asset, and those on what it needs itself: the first of them, by name.</summary>
    internal static Task<List<AroundRow>> AroundAsync(this IsmsDbContext db, Guid id, Guid tenant, int mostNeeds, CancellationToken cancellationToken)
        => db.Database.SqlQuery<AroundRow>($"""
            with recursive above (id) as (
                select {id} union select d.upper_id from above cross join lateral (select upper_id from asset_dependency where tenant_id = {tenant} and lower_id = above.id offset 0) d),
            needs as materialized (
                select d.id, d.lower_id from asset_dependency d join asset a on a.tenant_id = {tenant} and a.id = d.lower_id where d.tenant_id = {tenant} and d.upper_id = {id} order by a.name, a.id limit {mostNeeds}),
            around (id, asset_id) as materialized (
                select d.id, d.upper_id from above cross join lateral (select id, upper_id from asset_dependency where tenant_id = {tenant} and lower_id = above.id offset 0) d union all select id, lower_id from needs)
            select d.id, d.upper_id, d.lower_id, d.mode_c, d.mode_i, d.mode_a, d.reason, d.version, a.id as asset_id, a.code, a.name, a.type, a.status,
                   a.confidentiality, a.integrity, a.availability, a.effective_confidentiality, a.effective_integrity, a.effective_availability, a.criticality
              from around x cross join lateral (select * from asset_dependency where tenant_id = {tenant} and id = x.id offset 0) d cross join lateral (select * from asset where tenant_id = {tenant} and id = x.asset_id offset 0) a
             order by a.name, a.id, d.lower_id
            """).ToListAsync(cancellationToken);

    /// <summary>Every dependency on a way that leads down from the asset.</summary>
    internal static async Task<IReadOnlyList<DependencyLink>> LinksBelowAsync(this IsmsDbContext db, Guid id, Guid tenant, CancellationToken cancellationToken)
        => Links(await db.Database.SqlQuery<LinkRow>($"""
            with recursive below (id) as (
                select {id} union select d.lower_id from below cross join lateral (select lower_id from asset_dependency where tenant_id = {tenant} and upper_id = below.id offset 0) d)
            select d.upper_id, d.lower_id, d.mode_c, d.mode_i, d.mode_a from below join asset_dependency d on d.tenant_id = {tenant} and d.upper_id = below.id order by 1, 2
            """).ToListAsync(cancellationToken));

    /// <summary>The assets and everything below them.</summary>
    internal static async Task<IReadOnlyList<Guid>> AndBelowAsync(this IsmsDbContext db, Guid[] ids, Guid tenant, CancellationToken cancellationToken)
        => await db.Database.SqlQuery<Guid>($"""
            with recursive below (id) as (
                select unnest({ids}) union select d.lower_id from below cross join lateral (select lower_id from asset_dependency where tenant_id = {tenant} and upper_id = below.id offset 0) d)
            select id as "Value" from below
            """).ToListAsync(cancellationToken);

    private static List<DependencyLink> Links(List<LinkRow> rows)
        => rows.ConvertAll(r => new DependencyLink(r.UpperId, r.LowerId, new InheritanceModes(Enum.Parse<InheritanceMode>(r.ModeC), Enum.Parse<InheritanceMode>(r.ModeI), Enum.Parse<InheritanceMode>(r.ModeA))));
}
