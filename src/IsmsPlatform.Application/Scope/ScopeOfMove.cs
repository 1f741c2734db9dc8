using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Who is inside follows the tree of units: what a move would change about the scope in force is said before it is saved.</summary>
internal static class ScopeOfMove
{
    /// <summary>Null where nobody comes in or goes out.</summary>
    /// <param name="parent">The new one.</param>
    /// <param name="parents">The tree as it is.</param>
    internal static async Task<Error?> EffectOfMoveAsync(this IsmsDbContext db, ScopeInForce inForce, Guid unit, Guid? parent, IReadOnlyDictionary<Guid, Guid?> parents, CancellationToken cancellationToken)
    {
        if (await inForce.BoundaryAsync(cancellationToken) is not { } now) { return null; }
        var stated = await db.ScopeItems.Where(i => i.ScopeId == now.StatementId && i.UnitId != null).Select(i => i.UnitId!.Value).ToListAsync(cancellationToken);
        var then = now.AfterMove(unit, parent, parents, stated.ToHashSet());
        if (then.Units.SetEquals(now.Units)) { return null; }
        var leaves = now.Units.Contains(unit);
        var (inside, outside) = leaves ? (now, then) : (then, now);
        var people = await db.People.Where(p => p.Status != PersonStatus.Left).Within(outside, inside: false).Within(inside, inside: true).CountAsync(cancellationToken);
        var assets = await db.Assets.Where(a => a.Status != AssetStatus.Retired).Within(outside, inside: false).Within(inside, inside: true).CountAsync(cancellationToken);
        return leaves ? OrganisationErrors.UnitLeavesScope(now.VersionNo, people, assets) : OrganisationErrors.UnitEntersScope(now.VersionNo, people, assets);
    }
}
