using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>Units page by page, by name, as other systems read them.</summary>
/// <param name="InScope">Only those inside the scope in force, or only those outside; all of them where none is in force.</param>
[RequirePermission(Permissions.OrganisationView)]
public sealed record PageUnits(int? Size = null, string? After = null, bool? InScope = null) : IQuery<Result<Page<UnitItem>>>;

public sealed record UnitItem(Guid Id, string Code, string Name, Guid? ParentId, Guid? ManagerId, DateOnly? ValidFrom, DateOnly? ValidTo, long Version)
{
    /// <summary>Inside the scope in force; null where none is.</summary>
    public bool? InScope { get; init; }

    public static UnitItem Of(UnitRow unit) => new(unit.Id, unit.Code, unit.Name, unit.ParentId, unit.ManagerId, unit.ValidFrom, unit.ValidTo, unit.Version) { InScope = unit.InScope };
}

public sealed class PageUnitsHandler(IsmsDbContext db, ScopeInForce inForce) : IQueryHandler<PageUnits, Result<Page<UnitItem>>>
{
    private const string Sort = "name";

    public async ValueTask<Result<Page<UnitItem>>> Handle(PageUnits query, CancellationToken cancellationToken)
    {
        var boundary = await inForce.BoundaryAsync(cancellationToken);
        var page = await db.Units.AsNoTracking().Within(boundary, query.InScope).ByKeysetAsync(Sort, query.After, before: null, query.Size, total: null,
            (rows, value, id) => rows.Where(u => EF.Functions.GreaterThan(ValueTuple.Create(u.Name, u.Id), ValueTuple.Create(value, id))),
            (rows, value, id) => rows.Where(u => EF.Functions.LessThan(ValueTuple.Create(u.Name, u.Id), ValueTuple.Create(value, id))),
            rows => rows.OrderBy(u => u.Name).ThenBy(u => u.Id), rows => rows.OrderByDescending(u => u.Name).ThenByDescending(u => u.Id),
            rows => rows.Select(u => new UnitItem(u.Id, u.Code, u.Name, u.ParentId, u.ManagerId, u.ValidFrom, u.ValidTo, u.Version)),
            unit => (unit.Name, unit.Id), cancellationToken);
        return boundary is null ? page : page.Map(p => p with { Items = [.. p.Items.Select(u => u with { InScope = boundary.Units.Contains(u.Id) })] });
    }
}
