using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>
/// The scope goes by the tree of units and asks no unit whether it still exists: whoever is left behind in one that is over stays inside through it.
/// So what still belongs to it is said before its end is saved.
/// </summary>
internal static class EndOfUnit
{
    /// <summary>Null where nothing belongs to it.</summary>
    /// <param name="day">The last on which it exists.</param>
    internal static async Task<Error?> EffectOfEndAsync(this IsmsDbContext db, ScopeInForce inForce, Guid unit, DateOnly day, CancellationToken cancellationToken)
    {
        var people = await db.People.CountAsync(p => p.UnitId == unit && p.Status != PersonStatus.Left, cancellationToken);
        var assets = await db.Assets.CountAsync(a => a.UnitId == unit && a.Status != AssetStatus.Retired, cancellationToken);
        var units = await db.Units.CountAsync(u => u.ParentId == unit && (u.ValidTo == null || u.ValidTo > day), cancellationToken);
        if (people + assets + units == 0) { return null; }
        return await inForce.BoundaryAsync(cancellationToken) is { } now && now.Units.Contains(unit)
            ? OrganisationErrors.UnitEndsInScope(now.VersionNo, day, people, assets, units) : OrganisationErrors.UnitEndsInUse(day, people, assets, units);
    }
}
