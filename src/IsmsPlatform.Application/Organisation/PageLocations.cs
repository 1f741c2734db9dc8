using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>Locations page by page, by name, as other systems read them.</summary>
/// <param name="InScope">Only those inside the scope in force, or only those outside; all of them where none is in force.</param>
[RequirePermission(Permissions.OrganisationView)]
public sealed record PageLocations(int? Size = null, string? After = null, bool? InScope = null) : IQuery<Result<Page<LocationRow>>>;

public sealed class PageLocationsHandler(IsmsDbContext db, ScopeInForce inForce) : IQueryHandler<PageLocations, Result<Page<LocationRow>>>
{
    private const string Sort = "name";

    public async ValueTask<Result<Page<LocationRow>>> Handle(PageLocations query, CancellationToken cancellationToken)
    {
        var boundary = await inForce.BoundaryAsync(cancellationToken);
        var page = await db.Locations.AsNoTracking().Within(boundary, query.InScope).ByKeysetAsync(Sort, query.After, before: null, query.Size, total: null,
            (rows, value, id) => rows.Where(l => EF.Functions.GreaterThan(ValueTuple.Create(l.Name, l.Id), ValueTuple.Create(value, id))),
            (rows, value, id) => rows.Where(l => EF.Functions.LessThan(ValueTuple.Create(l.Name, l.Id), ValueTuple.Create(value, id))),
            rows => rows.OrderBy(l => l.Name).ThenBy(l => l.Id), rows => rows.OrderByDescending(l => l.Name).ThenByDescending(l => l.Id),
            rows => rows.Select(l => new LocationRow(l.Id, l.Code, l.Name, l.Address, l.Country, l.Kind, l.ZoneLevel, l.Hazards, l.Version)),
            location => (location.Name, location.Id), cancellationToken);
        return boundary is null ? page : page.Map(p => p with { Items = [.. p.Items.Select(l => l.Beside(boundary))] });
    }
}
