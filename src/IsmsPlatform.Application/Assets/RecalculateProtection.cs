using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>
/// Keeps effective values right: asked by every command that changes own values, dependencies or retires. It writes only what differs; versions stay, because
/// inheriting more is no edit (app.next_version_of_asset).
/// </summary>
public sealed class RecalculateProtection(IsmsDbContext db, RisksToReevaluate risks, RequestScope scope)
{
    /// <summary>After the command changed what it changes: it is seen, though nothing of it is saved.</summary>
    /// <param name="changed">Assets whose own values, state or links from above changed.</param>
    public async Task AfterAsync(IEnumerable<Guid> changed, CancellationToken cancellationToken)
    {
        var links = db.ChangeTracker.Entries<AssetDependency>().ToList();
        var assets = db.ChangeTracker.Entries<Asset>().ToLookup(e => e.State == EntityState.Deleted);
        var coming = new Coming(
            assets[false].ToDictionary(e => e.Entity.Id, e => new ComingAsset(e.Entity.Id, e.Entity.Own, e.State == EntityState.Added, e.Entity.Status == AssetStatus.Retired)),
            [.. links.Where(e => e.State != EntityState.Deleted).Select(e => new DependencyLink(e.Entity.UpperId, e.Entity.LowerId, e.Entity.Modes))],
            [.. links.Select(e => e.Entity.Id), .. assets[true].Select(e => e.Entity.Id)]);
        var differing = await DifferingAsync([.. changed, .. links.Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity.LowerId)], coming, cancellationToken);
        foreach (var asset in assets[false].Where(e => e.State == EntityState.Added && differing.ContainsKey(e.Entity.Id))) { Begin(asset.Entity, differing[asset.Entity.Id]); }
        await risks.MarkAsync(await WriteAsync(differing, coming, cancellationToken), ReevaluationCause.AssetNeedChanged, cancellationToken);
    }

    /// <summary>
    /// Before a command writes more than it keeps in memory. The values of stored assets are written; those that new ones <see cref="Begin"/> with are returned, and the
    /// risks that have to be marked.
    /// </summary>
    /// <param name="assets">What becomes of those that are new or change.</param>
    /// <param name="links">New ones.</param>
    internal async Task<(IReadOnlyDictionary<Guid, ProtectionNeed> Needs, IReadOnlyList<ConcernedRisk> Risks)> BeforeAsync(IEnumerable<ComingAsset> assets, IReadOnlyList<DependencyLink> links, CancellationToken cancellationToken)
    {
        var coming = new Coming(assets.ToDictionary(a => a.Id), links, []);
        var differing = await DifferingAsync([.. coming.Assets.Keys, .. links.Select(l => l.LowerId)], coming, cancellationToken);
        return (differing, await risks.ConcernedAsync(await WriteAsync(differing, coming, cancellationToken), cancellationToken));
    }

    /// <summary>What a new asset must be protected for from its first day on.</summary>
    internal void Begin(Asset asset, ProtectionNeed need)
    {
        var entry = db.Entry(asset);
        entry.Property(a => a.EffectiveConfidentiality).CurrentValue = need.Confidentiality;
        entry.Property(a => a.EffectiveIntegrity).CurrentValue = need.Integrity;
        entry.Property(a => a.EffectiveAvailability).CurrentValue = need.Availability;
    }

    /// <param name="Replaced">Stored assets and links that do not count any more.</param>
    private sealed record Coming(IReadOnlyDictionary<Guid, ComingAsset> Assets, IReadOnlyList<DependencyLink> Links, HashSet<Guid> Replaced)
    {
        internal bool IsNew(Guid id) => Assets.TryGetValue(id, out var asset) && asset.IsNew;
    }

    private sealed record Values(Guid Id, ProtectionNeed Own, ProtectionNeed Effective, bool IsRetired);

    private async Task<Dictionary<Guid, ProtectionNeed>> DifferingAsync(Guid[] from, Coming coming, CancellationToken cancellationToken)
    {
        // Two commands that each see half of the change would both write too little.
        await db.LockAsync(DependencyQueries.Lock, cancellationToken);
        var affected = (await db.AndBelowAsync(from, scope.TenantId, cancellationToken)).ToHashSet();
        var links = await LinksToAsync(affected, coming, cancellationToken);
        var assets = await ValuesOfAsync([.. affected.Union(links.Select(l => l.UpperId))], coming, cancellationToken);
        var inside = assets.Where(a => affected.Contains(a.Id)).Select(a => new ValuedAsset(a.Id, a.Own, a.IsRetired)).ToList();
        var outside = assets.Where(a => !affected.Contains(a.Id)).Select(a => new ValuedAsset(a.Id, a.Effective, a.IsRetired)).ToList();
        var effective = ProtectionNeeds.Of(inside, links, outside);
        return assets.Where(a => effective.TryGetValue(a.Id, out var need) && need != a.Effective).ToDictionary(a => a.Id, a => effective[a.Id]);
    }

    private async Task<List<DependencyLink>> LinksToAsync(HashSet<Guid> lowers, Coming coming, CancellationToken cancellationToken)
    {
        var stored = await db.AssetDependencies.AsNoTracking().Where(d => lowers.Contains(d.LowerId))
            .Select(d => new { d.Id, d.UpperId, d.LowerId, d.ModeC, d.ModeI, d.ModeA }).ToListAsync(cancellationToken);
        return [.. stored.Where(d => !coming.Replaced.Contains(d.Id)).Select(d => new DependencyLink(d.UpperId, d.LowerId, new InheritanceModes(d.ModeC, d.ModeI, d.ModeA))),
            .. coming.Links.Where(l => lowers.Contains(l.LowerId))];
    }

    // Own values as the command leaves them; effective ones as they are stored now, because what the command knows was read before the lock.
    private async Task<List<Values>> ValuesOfAsync(List<Guid> ids, Coming coming, CancellationToken cancellationToken)
    {
        var added = ids.ToLookup(coming.IsNew);
        Guid[] others = [.. added[false].Where(id => !coming.Replaced.Contains(id))];
        var stored = others.Length == 0 ? [] : await db.Assets.AsNoTracking().Where(a => others.Contains(a.Id))
            .Select(a => new Values(a.Id, new ProtectionNeed(a.Confidentiality, a.Integrity, a.Availability),
                new ProtectionNeed(a.EffectiveConfidentiality, a.EffectiveIntegrity, a.EffectiveAvailability), a.Status == AssetStatus.Retired)).ToListAsync(cancellationToken);
        return [.. stored.Select(v => coming.Assets.TryGetValue(v.Id, out var a) ? v with { Own = a.Own, IsRetired = a.IsRetired } : v),
            .. added[true].Select(id => new Values(id, coming.Assets[id].Own, default, IsRetired: false))];
    }

    private async Task<Guid[]> WriteAsync(Dictionary<Guid, ProtectionNeed> differing, Coming coming, CancellationToken cancellationToken)
    {
        var stored = differing.Where(d => !coming.IsNew(d.Key)).ToList();
        if (stored.Count == 0) { return []; }
        Guid[] ids = [.. stored.Select(d => d.Key)];
        int?[] c = [.. stored.Select(d => d.Value.Confidentiality)], i = [.. stored.Select(d => d.Value.Integrity)], a = [.. stored.Select(d => d.Value.Availability)];
        await db.Database.ExecuteSqlAsync($"""
            update asset set effective_confidentiality = n.c, effective_integrity = n.i, effective_availability = n.a
              from unnest({ids}, {c}, {i}, {a}) n (id, c, i, a) where asset.tenant_id = {scope.TenantId} and asset.id = n.id
            """, cancellationToken);
        return ids;
    }
}

/// <summary>What becomes of an asset that a command brings or changes.</summary>
internal sealed record ComingAsset(Guid Id, ProtectionNeed Own, bool IsNew, bool IsRetired = false);
