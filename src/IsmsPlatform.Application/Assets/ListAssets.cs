using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>The register of assets (A.5.9), filtered, sorted, by pages.</summary>
/// <param name="Columns">Those that are shown; what is not shown is not looked up. Null for all.</param>
[RequirePermission(Permissions.AssetsView)]
public sealed record ListAssets(AssetFilter Filter, string? Sort = null, int? Size = null, string? After = null, string? Before = null, IReadOnlyCollection<AssetColumn>? Columns = null) : IQuery<Result<Page<AssetRow>>>;

/// <param name="Code">Given when the asset is accepted.</param>
/// <param name="Confidentiality">Effective: own or inherited; so are integrity and availability.</param>
/// <param name="Criticality">The greatest effective value, -1 when not valued.</param>
/// <param name="IsCritical">It reaches the organisation's threshold, or the scope in force calls it critical.</param>
/// <param name="Dependencies">Assets that it needs or that need it.</param>
public sealed record AssetRow(Guid Id, string? Code, string Name, AssetType Type, AssetStatus Status, Classification Classification, bool ContainsPersonalData,
    Guid? OwnerId, string? Owner, Guid? UnitId, string? Unit, Guid? LocationId, string? Location, int? Confidentiality, int? Integrity, int? Availability, int Criticality, bool IsCritical,
    DateOnly? NextReviewOn, int Dependencies, string? SourceSystem, string? ExternalId, long Version)
{
    /// <summary>Inside the scope in force; null where none is in force, or it was not asked for.</summary>
    public bool? InScope { get; init; }
}

public sealed class ListAssetsValidator : AbstractValidator<ListAssets>
{
    public ListAssetsValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new AssetFilterRules());
        RuleFor(l => l.Sort).Listed(AssetRows.Sorts.IsKnown);
    }
}

public sealed class ListAssetsHandler(IsmsDbContext db, ScopeInForce inForce, RequestScope scope, TimeProvider clock) : IQueryHandler<ListAssets, Result<Page<AssetRow>>>
{
    // As everybody opens it: nothing sought, the first page.
    private static readonly CompiledChoices<(string Sort, AssetRows.Beside Seen, int Threshold), Counted<AssetRow>> AsOpened = new();

    public async ValueTask<Result<Page<AssetRow>>> Handle(ListAssets query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        // Asked only where the answer is shown or filtered by.
        var boundary = query.Filter.InScope is not null || query.Columns?.Contains(AssetColumn.Scope) != false ? await inForce.BoundaryAsync(cancellationToken) : null;
        var seen = AssetRows.SeenBy(query.Columns);
        var page = await AssetRows.Sorts.PageAsync(query.Filter.Over(db.Assets.AsNoTracking(), db, scope, today, boundary), new(query.Sort, query.Size, query.After, query.Before),
            assets => AssetRows.Of(assets, db, scope, seen, today), cancellationToken,
            query.Columns is not null && query.Filter.IsEmpty() ? (order, asked) => AsOpened.Ask(db, (order, seen, scope.Tenant!.CriticalityThreshold), asked) : null);
        return boundary is null ? page : page.Map(p => p with { Items = [.. p.Items.Select(row => row with { InScope = boundary.HoldsAsset(row.Id, row.UnitId, row.LocationId) })] });
    }
}

internal static class AssetRows
{
    internal static ListSorts<Asset, AssetRow> Sorts { get; } = new("name", row => row.Id, new Dictionary<string, ListSort<Asset, AssetRow>>(StringComparer.Ordinal)
    {
        ["name"] = ListSort<Asset, AssetRow>.By(nameof(Asset.Name), row => row.Name),
        ["code"] = ListSort<Asset, AssetRow>.By(AssetMapping.CodeSort, row => row.Code ?? ""),
        ["type"] = ListSort<Asset, AssetRow>.ByWord(nameof(Asset.Type), row => row.Type),
        ["status"] = ListSort<Asset, AssetRow>.ByWord(nameof(Asset.Status), row => row.Status),
        ["criticality"] = ListSort<Asset, AssetRow>.By(nameof(Asset.Criticality), row => row.Criticality),
        ["review"] = ListSort<Asset, AssetRow>.By(AssetMapping.ReviewSort, row => row.NextReviewOn ?? DateOnly.MaxValue),
    });

    /// <summary>What stands in another table and is asked for only where somebody sees it.</summary>
    [Flags]
    internal enum Beside
    {
        Nothing = 0,
        Owner = 1,
        Location = 2,
        Dependencies = 4,
        CriticalInScope = 8,
        Everything = Owner | Location | Dependencies | CriticalInScope,
    }

    internal static Beside SeenBy(IReadOnlyCollection<AssetColumn>? columns) => columns is null ? Beside.Everything : columns.Aggregate(Beside.Nothing, (seen, column) => seen | column switch
    {
        AssetColumn.Owner => Beside.Owner,
        AssetColumn.Location => Beside.Location,
        AssetColumn.Dependencies => Beside.Dependencies,
        _ => Beside.Nothing,
    });

    /// <summary>Names beside ids, in SQL. A choice that is made before the question is asked leaves no trace in it: what nobody looks at costs nothing.</summary>
    internal static IQueryable<AssetRow> Of(IQueryable<Asset> assets, IsmsDbContext db, RequestScope scope, Beside seen, DateOnly today)
    {
        var (owner, location, dependencies) = (seen.HasFlag(Beside.Owner), seen.HasFlag(Beside.Location), seen.HasFlag(Beside.Dependencies));
        var threshold = scope.Tenant!.CriticalityThreshold;
        var flagged = seen.HasFlag(Beside.CriticalInScope) ? db.CriticalInScope(today) : null;
        return assets.Select(a => new AssetRow(a.Id, a.Code, a.Name, a.Type, a.Status, a.Classification, a.ContainsPersonalData,
            a.OwnerId, owner ? db.People.Where(p => p.Id == a.OwnerId).Select(p => p.Name).FirstOrDefault() : null,
            a.UnitId, db.Units.Where(u => u.Id == a.UnitId).Select(u => u.Name).FirstOrDefault(),
            a.LocationId, location ? db.Locations.Where(l => l.Id == a.LocationId).Select(l => l.Name).FirstOrDefault() : null,
            a.EffectiveConfidentiality, a.EffectiveIntegrity, a.EffectiveAvailability, a.Criticality, a.Criticality >= threshold || (flagged != null && flagged.Contains(a.Id)),
            a.NextReviewOn, dependencies ? db.AssetDependencies.Count(d => d.UpperId == a.Id) + db.AssetDependencies.Count(d => d.LowerId == a.Id) : 0, a.SourceSystem, a.ExternalId, a.Version));
    }
}
