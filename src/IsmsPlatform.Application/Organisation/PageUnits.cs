using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>Units page by page, by name, as other systems read them.</summary>
[RequirePermission(Permissions.OrganisationView)]
public sealed record PageUnits(int? Size = null, string? After = null) : IQuery<Result<Page<UnitItem>>>;

public sealed record UnitItem(Guid Id, string Code, string Name, Guid? ParentId, Guid? ManagerId, DateOnly? ValidFrom, DateOnly? ValidTo, long Version)
{
    public static UnitItem Of(UnitRow unit) => new(unit.Id, unit.Code, unit.Name, unit.ParentId, unit.ManagerId, unit.ValidFrom, unit.ValidTo, unit.Version);
}

public sealed class PageUnitsHandler(IsmsDbContext db) : IQueryHandler<PageUnits, Result<Page<UnitItem>>>
{
    private const string Sort = "name";

    public async ValueTask<Result<Page<UnitItem>>> Handle(PageUnits query, CancellationToken cancellationToken)
        => await db.Units.AsNoTracking().ByKeysetAsync(Sort, query.After, before: null, PageSize.Of(query.Size), total: null,
            (rows, value, id) => rows.Where(u => EF.Functions.GreaterThan(ValueTuple.Create(u.Name, u.Id), ValueTuple.Create(value, id))),
            (rows, value, id) => rows.Where(u => EF.Functions.LessThan(ValueTuple.Create(u.Name, u.Id), ValueTuple.Create(value, id))),
            rows => rows.OrderBy(u => u.Name).ThenBy(u => u.Id), rows => rows.OrderByDescending(u => u.Name).ThenByDescending(u => u.Id),
            rows => rows.Select(u => new UnitItem(u.Id, u.Code, u.Name, u.ParentId, u.ManagerId, u.ValidFrom, u.ValidTo, u.Version)),
            unit => (unit.Name, unit.Id), cancellationToken);
}
