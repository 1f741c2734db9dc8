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
        RuleFor(l => l.Sort).Listed(AssetSort.IsKnown);
    }
}

public sealed class ListAssetsHandler(IsmsDbContext db, ScopeInForce inForce, RequestScope scope, TimeProvider clock) : IQueryHandler<ListAssets, Result<Page<AssetRow>>>
{
    // As everybody opens it: nothing sought, the first page.
    private static readonly CompiledChoices<(string Sort, AssetRows.Beside Seen, int Threshold), Counted<AssetRow>> AsOpened = new();

    public async ValueTask<Result<Page<AssetRow>>> Handle(ListAssets query, CancellationToken cancellationToken)
    {
        if (PageSize.Of(query.Size) is not { } size) { return PageSize.Invalid; }
        var (sort, falls) = (AssetSort.Of(query.Sort), AssetSort.Falls(query.Sort));
        var sortName = string.IsNullOrEmpty(query.Sort) ? AssetSort.Default : query.Sort;
        var backwards = !string.IsNullOrEmpty(query.Before);
        var marker = backwards ? query.Before : query.After;
        var today = scope.Today(clock);
        // Asked only where the answer is shown or filtered by.
        var boundary = query.Filter.InScope is not null || query.Columns?.Contains(AssetColumn.Scope) != false ? await inForce.BoundaryAsync(cancellationToken) : null;
        var matching = query.Filter.Over(db.Assets.AsNoTracking(), db, scope, today, boundary);

        var (rows, isFirst) = (matching, string.IsNullOrEmpty(marker));
        if (!isFirst)
        {
            if (Cursor.Decode(marker, sortName) is not { } cursor || sort.Beyond(matching, cursor.Value, cursor.Id, greater: falls == backwards) is not { } beyond) { return Keyset.InvalidCursor; }
            rows = beyond;
        }
        var seen = AssetRows.SeenBy(query.Columns);
        IQueryable<Counted<AssetRow>> Asked() => AssetRows.Of(sort.Order(rows, falls != backwards).Take(size + 1), db, scope, seen, today).With(matching);
        var counted = await (query is { Columns: not null, Size: null } && isFirst && query.Filter.IsEmpty()
            ? AsOpened.Ask(db, (sortName, seen, scope.Tenant!.CriticalityThreshold), Asked)
            : Asked().AsAsyncEnumerable()).ToListAsync(cancellationToken);
        var total = await counted.TotalAsync(matching, isFirst, cancellationToken);
        var read = counted.ConvertAll(c => boundary is null ? c.Row : c.Row with { InScope = boundary.HoldsAsset(c.Row.Id, c.Row.UnitId, c.Row.LocationId) });
        var more = read.Count > size;
        if (more) { read.RemoveAt(size); }
        if (backwards) { read.Reverse(); }
        string? At(AssetRow? row) => row is null ? null : new Cursor(sortName, sort.ValueOf(row), row.Id).Encode();
        var (hasNext, hasPrevious) = (backwards || more, backwards ? more : !isFirst);
        return new Page<AssetRow>(read, hasNext ? At(read.LastOrDefault()) : null, hasPrevious ? At(read.FirstOrDefault()) : null, total);
    }
}

internal static class AssetRows
{
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
