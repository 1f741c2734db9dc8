using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>All units; an organisation has tens, at most some thousands of them. Ordered as a tree is read.</summary>
[RequirePermission(Permissions.OrganisationView)]
public sealed record ListUnits : IQuery<Result<IReadOnlyList<UnitRow>>>;

/// <param name="Depth">0 for a unit without parent.</param>
public sealed record UnitRow(Guid Id, string Code, string Name, Guid? ParentId, Guid? ManagerId, string? Manager, DateOnly? ValidFrom, DateOnly? ValidTo, int People, int Depth, long Version)
{
    /// <summary>Inside the scope in force; null where none is.</summary>
    public bool? InScope { get; init; }
}

public sealed class ListUnitsHandler(IsmsDbContext db, ScopeInForce inForce) : IQueryHandler<ListUnits, Result<IReadOnlyList<UnitRow>>>
{
    public const int Most = 5000;

    public async ValueTask<Result<IReadOnlyList<UnitRow>>> Handle(ListUnits query, CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(Most)
            .Select(u => new UnitRow(u.Id, u.Code, u.Name, u.ParentId, u.ManagerId, db.People.Where(p => p.Id == u.ManagerId).Select(p => p.Name).FirstOrDefault(), u.ValidFrom, u.ValidTo,
                db.People.Count(p => p.UnitId == u.Id && p.Status != Domain.People.PersonStatus.Left), 0, u.Version))
            .ToListAsync(cancellationToken);
        var boundary = await inForce.BoundaryAsync(cancellationToken);
        return Result<IReadOnlyList<UnitRow>>.Of([.. UnitTree.InOrder(units, u => u.Id, u => u.ParentId).Select(u => u.Unit with { Depth = u.Depth, InScope = boundary?.Units.Contains(u.Unit.Id) })]);
    }
}

/// <summary>One unit.</summary>
[RequirePermission(Permissions.OrganisationView)]
public sealed record GetUnit(Guid Id) : IQuery<Result<UnitRow>>;

public sealed class GetUnitHandler(IsmsDbContext db, ScopeInForce inForce) : IQueryHandler<GetUnit, Result<UnitRow>>
{
    public async ValueTask<Result<UnitRow>> Handle(GetUnit query, CancellationToken cancellationToken)
        => await db.Units.AsNoTracking().Where(u => u.Id == query.Id)
            .Select(u => new UnitRow(u.Id, u.Code, u.Name, u.ParentId, u.ManagerId, db.People.Where(p => p.Id == u.ManagerId).Select(p => p.Name).FirstOrDefault(), u.ValidFrom, u.ValidTo,
                db.People.Count(p => p.UnitId == u.Id && p.Status != Domain.People.PersonStatus.Left), 0, u.Version))
            .SingleOrDefaultAsync(cancellationToken) is { } unit ? unit with { InScope = (await inForce.BoundaryAsync(cancellationToken))?.Units.Contains(unit.Id) } : Error.NotFound;
}

/// <summary>What a form says of a unit; creating and changing share it.</summary>
public interface IUnitForm
{
    string? Code { get; }

    string? Name { get; }

    Guid? ParentId { get; }

    Guid? ManagerId { get; }

    DateOnly? ValidFrom { get; }

    DateOnly? ValidTo { get; }
}

public sealed class UnitFormRules : AbstractValidator<IUnitForm>
{
    public UnitFormRules()
    {
        RuleFor(u => u.Code).Required().AtMost(OrganisationalUnit.CodeMaxLength);
        RuleFor(u => u.Name).Required().AtMost(OrganisationalUnit.NameMaxLength);
        RuleFor(u => u.ValidFrom).Plausible();
        RuleFor(u => u.ValidTo).Plausible();
    }
}
