using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>
/// What is inside the scope on the day that is looked at: derived when it is read, by one question per request. Lists ask only where the answer is
/// shown or filtered by. No version in force: nothing is said.
/// </summary>
public sealed class ScopeInForce(IsmsDbContext db, RequestScope scope, TimeProvider clock)
{
    // By instant: whoever compares two days asks for both.
    private readonly Dictionary<DateTimeOffset, ScopeBoundary?> _known = [];

    // A row per record that is stated or follows one that is; a version without any has one row of kind None.
    private sealed record Inside(Guid StatementId, int VersionNo, string Kind, Guid? Id, bool Included, bool Critical);

    public async Task<ScopeBoundary?> BoundaryAsync(CancellationToken cancellationToken)
    {
        var at = scope.AsOf ?? DateTimeOffset.MaxValue;
        if (!_known.TryGetValue(at, out var boundary))
        {
            boundary = await ReadAsync("status = 'Approved' and in_force_from <= {1} order by in_force_from desc, version_no desc limit 1", scope.Today(clock), cancellationToken);
            _known[at] = boundary;
        }
        return boundary;
    }

    /// <summary>Where the boundary of any version would run, the draft included.</summary>
    public Task<ScopeBoundary?> BoundaryOfAsync(Guid statementId, CancellationToken cancellationToken) => ReadAsync("id = {1}", statementId, cancellationToken);

    /// <param name="version">Which one, as SQL over scope_statement; {1} is its value.</param>
    private async Task<ScopeBoundary?> ReadAsync(string version, object value, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<Inside>(FormattableStringFactory.Create($$"""
            with recursive version as (select id, version_no from scope_statement where tenant_id = {0} and {{version}}),
            stated as (select i.* from scope_item i join version v on i.scope_id = v.id where i.tenant_id = {0}),
            tree as (
                select u.id, s.included from organisational_unit u left join stated s on s.unit_id = u.id where u.tenant_id = {0} and u.parent_id is null
                union all
                select u.id, coalesce(s.included, t.included) from tree t join organisational_unit u on u.tenant_id = {0} and u.parent_id = t.id left join stated s on s.unit_id = u.id)
            select v.id as statement_id, v.version_no, x.kind, x.id, x.included, x.critical
              from version v cross join (
                select 'None' as kind, null::uuid as id, false as included, false as critical
                union all select 'Unit', id, included, false from tree where included is not null
                union all select 'Location', location_id, included, false from stated where location_id is not null
                union all select 'Process', process_id, included, false from stated where process_id is not null
                union all select 'Asset', asset_id, included, critical from stated where asset_id is not null) x
            """, scope.TenantId, value)).ToListAsync(cancellationToken);
        if (rows.Count == 0) { return null; }
        HashSet<Guid> Of(string kind) => [.. rows.Where(r => r.Kind == kind && r.Included).Select(r => r.Id!.Value)];
        var assets = rows.Where(r => r.Kind == "Asset").ToList();
        return new ScopeBoundary(rows[0].StatementId, rows[0].VersionNo, Of("Unit"), Of("Location"), Of("Process"), assets.ToDictionary(r => r.Id!.Value, r => r.Included), assets.Where(r => r.Critical).Select(r => r.Id!.Value).ToHashSet(),
            rows.Where(r => r.Kind is "Unit" or "Location" or "Process" && !r.Included).Select(r => r.Id!.Value).ToHashSet());
    }
}

/// <summary>The boundary as a filter in SQL; the rules are those of <see cref="ScopeBoundary"/>.</summary>
internal static class ScopeFilters
{
    /// <summary>People inside, or outside; all of them where no version is in force.</summary>
    internal static IQueryable<Person> Within(this IQueryable<Person> people, ScopeBoundary? boundary, bool inside)
    {
        if (boundary is null) { return people; }
        Guid[] units = [.. boundary.Units], locations = [.. boundary.Locations];
        return inside ? people.Where(p => (p.UnitId == null || units.Contains(p.UnitId.Value)) && (p.LocationId == null || locations.Contains(p.LocationId.Value)))
            : people.Where(p => (p.UnitId != null && !units.Contains(p.UnitId.Value)) || (p.LocationId != null && !locations.Contains(p.LocationId.Value)));
    }

    /// <summary>Assets inside, or outside; all of them where no version is in force.</summary>
    internal static IQueryable<Asset> Within(this IQueryable<Asset> assets, ScopeBoundary? boundary, bool inside)
    {
        if (boundary is null) { return assets; }
        Guid[] units = [.. boundary.Units], locations = [.. boundary.Locations];
        Guid[] drawnIn = [.. boundary.Assets.Where(a => a.Value).Select(a => a.Key)], leftOut = [.. boundary.Assets.Where(a => !a.Value).Select(a => a.Key)];
        return inside
            ? assets.Where(a => drawnIn.Contains(a.Id) || (!leftOut.Contains(a.Id) && (a.UnitId == null || units.Contains(a.UnitId.Value)) && (a.LocationId == null || locations.Contains(a.LocationId.Value))))
            : assets.Where(a => leftOut.Contains(a.Id) || (!drawnIn.Contains(a.Id) && ((a.UnitId != null && !units.Contains(a.UnitId.Value)) || (a.LocationId != null && !locations.Contains(a.LocationId.Value)))));
    }

    /// <summary>Units inside, or outside; all of them where that is not asked, or no version is in force.</summary>
    internal static IQueryable<OrganisationalUnit> Within(this IQueryable<OrganisationalUnit> units, ScopeBoundary? boundary, bool? inside)
        => units.Within(boundary?.Units, inside);

    /// <inheritdoc cref="Within(IQueryable{OrganisationalUnit}, ScopeBoundary?, bool?)"/>
    internal static IQueryable<Location> Within(this IQueryable<Location> locations, ScopeBoundary? boundary, bool? inside)
        => locations.Within(boundary?.Locations, inside);

    /// <inheritdoc cref="Within(IQueryable{OrganisationalUnit}, ScopeBoundary?, bool?)"/>
    internal static IQueryable<IsmsProcess> Within(this IQueryable<IsmsProcess> processes, ScopeBoundary? boundary, bool? inside)
        => processes.Within(boundary?.Processes, inside);

    private static IQueryable<T> Within<T>(this IQueryable<T> records, IReadOnlySet<Guid>? within, bool? inside)
        where T : Entity
    {
        if (within is null || inside is not { } asked) { return records; }
        Guid[] ids = [.. within];
        return asked ? records.Where(r => ids.Contains(r.Id)) : records.Where(r => !ids.Contains(r.Id));
    }

    /// <summary>Assets that the version in force on a day calls critical.</summary>
    internal static readonly Expression<Func<IsmsDbContext, DateOnly, IQueryable<Guid>>> Critical = (db, today) => db.ScopeItems
        .Where(i => i.Critical && i.AssetId != null && db.ScopeStatements.Where(s => s.Status == ScopeStatus.Approved && s.InForceFrom <= today).OrderByDescending(s => s.InForceFrom).ThenByDescending(s => s.VersionNo).Select(s => s.Id).Take(1).Contains(i.ScopeId))
        .Select(i => i.AssetId!.Value);

    /// <summary><see cref="Critical"/> as a part of a question that is composed.</summary>
    internal static IQueryable<Guid> CriticalInScope(this IsmsDbContext db, DateOnly today) => ((IQueryable)db.ScopeItems).Provider.CreateQuery<Guid>(Part.In<Func<IQueryable<Guid>>>(() => Critical.Of(db, today)).Body);
}
