using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>
/// Keeps effective values right: called by every command that changes own values, dependencies or retires, after it did so.
/// It sees what the command changed but has not saved, and writes only what differs; versions stay, because inheriting more is
/// no edit (app.next_version_of_asset).
/// </summary>
public sealed class RecalculateProtection(IsmsDbContext db, RisksToReevaluate risks, RequestScope scope)
{
    /// <param name="changed">Assets whose own values, state or links from above changed.</param>
    public async Task AfterAsync(IEnumerable<Guid> changed, CancellationToken cancellationToken)
    {
        // Two commands that each see half of the change would both write too little.
        await db.LockAsync(DependencyQueries.Lock, cancellationToken);
        var pending = db.ChangeTracker.Entries<AssetDependency>().ToList();
        Guid[] from = [.. changed.Concat(pending.Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity.LowerId)).Distinct()];
        var affected = (await db.AndBelowAsync(from, scope.TenantId, cancellationToken)).ToHashSet();

        var links = await LinksToAsync(affected, pending.ToDictionary(e => e.Entity.Id), cancellationToken);
        var involved = affected.Concat(links.Select(l => l.UpperId)).ToHashSet();
        var assets = await ValuesOfAsync(involved, cancellationToken);
        var inside = assets.Where(a => affected.Contains(a.Id)).Select(a => new ValuedAsset(a.Id, a.Own, a.IsRetired)).ToList();
        var outside = assets.Where(a => !affected.Contains(a.Id)).Select(a => new ValuedAsset(a.Id, a.Effective, a.IsRetired)).ToList();
        var effective = ProtectionNeeds.Of(inside, links, outside);
        var differs = assets.Where(a => effective.TryGetValue(a.Id, out var need) && need != a.Effective).Select(a => (a.Id, effective[a.Id])).ToList();
        await WriteAsync(differs, cancellationToken);
        // What a risk would do to them is judged by these needs.
        await risks.MarkAsync(differs.ConvertAll(a => a.Id), ReevaluationCause.AssetNeedChanged, cancellationToken);
    }

    private sealed record Values(Guid Id, ProtectionNeed Own, ProtectionNeed Effective, bool IsRetired);

    private async Task<List<DependencyLink>> LinksToAsync(HashSet<Guid> lowers, Dictionary<Guid, Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<AssetDependency>> pending, CancellationToken cancellationToken)
    {
        var stored = await db.AssetDependencies.AsNoTracking().Where(d => lowers.Contains(d.LowerId))
            .Select(d => new { d.Id, d.UpperId, d.LowerId, d.ModeC, d.ModeI, d.ModeA }).ToListAsync(cancellationToken);
        return [.. stored.Where(d => !pending.ContainsKey(d.Id)).Select(d => new DependencyLink(d.UpperId, d.LowerId, new InheritanceModes(d.ModeC, d.ModeI, d.ModeA))),
            .. pending.Values.Where(e => e.State != EntityState.Deleted && lowers.Contains(e.Entity.LowerId)).Select(e => new DependencyLink(e.Entity.UpperId, e.Entity.LowerId, e.Entity.Modes))];
    }

    // Own values as the command leaves them; effective ones as they are stored now, because what is tracked was read before the lock.
    private async Task<List<Values>> ValuesOfAsync(HashSet<Guid> ids, CancellationToken cancellationToken)
    {
        var tracked = db.ChangeTracker.Entries<Asset>().Where(e => ids.Contains(e.Entity.Id)).ToDictionary(e => e.Entity.Id);
        Guid[] others = [.. ids.Where(id => !tracked.TryGetValue(id, out var e) || e.State is EntityState.Unchanged or EntityState.Modified)];
        var stored = others.Length == 0 ? [] : await db.Assets.AsNoTracking().Where(a => others.Contains(a.Id))
            .Select(a => new Values(a.Id, new ProtectionNeed(a.Confidentiality, a.Integrity, a.Availability),
                new ProtectionNeed(a.EffectiveConfidentiality, a.EffectiveIntegrity, a.EffectiveAvailability), a.Status == AssetStatus.Retired)).ToListAsync(cancellationToken);
        return [.. stored.Select(v => tracked.TryGetValue(v.Id, out var e) ? v with { Own = e.Entity.Own, IsRetired = e.Entity.Status == AssetStatus.Retired } : v),
            .. tracked.Values.Where(e => e.State == EntityState.Added).Select(e => new Values(e.Entity.Id, e.Entity.Own, e.Entity.Effective, IsRetired: false))];
    }

    private async Task WriteAsync(IReadOnlyList<(Guid Id, ProtectionNeed Need)> values, CancellationToken cancellationToken)
    {
        var added = db.ChangeTracker.Entries<Asset>().Where(e => e.State == EntityState.Added).ToDictionary(e => e.Entity.Id);
        foreach (var (id, need) in values)
        {
            if (!added.TryGetValue(id, out var asset)) { continue; }
            asset.Property(a => a.EffectiveConfidentiality).CurrentValue = need.Confidentiality;
            asset.Property(a => a.EffectiveIntegrity).CurrentValue = need.Integrity;
            asset.Property(a => a.EffectiveAvailability).CurrentValue = need.Availability;
        }
        var stored = values.Where(v => !added.ContainsKey(v.Id)).ToList();
        if (stored.Count == 0) { return; }
        Guid[] ids = [.. stored.Select(v => v.Id)];
        int?[] c = [.. stored.Select(v => v.Need.Confidentiality)], i = [.. stored.Select(v => v.Need.Integrity)], a = [.. stored.Select(v => v.Need.Availability)];
        await db.Database.ExecuteSqlAsync($"""
            update asset set effective_confidentiality = n.c, effective_integrity = n.i, effective_availability = n.a
              from unnest({ids}, {c}, {i}, {a}) n (id, c, i, a) where asset.tenant_id = {scope.TenantId} and asset.id = n.id
            """, cancellationToken);
    }
}
