using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>All units; an organisation has tens, at most some thousands of them. Ordered as a tree is read.</summary>
/// <param name="Scope">Only those about which the scope in force decides so, as a list without depth; all of them where none is in force.</param>
[RequirePermission(Permissions.OrganisationView)]
public sealed record ListUnits(ScopeStand? Scope = null) : IQuery<Result<IReadOnlyList<UnitRow>>>;

/// <param name="Depth">0 for a unit without parent.</param>
public sealed record UnitRow(Guid Id, string Code, string Name, Guid? ParentId, Guid? ManagerId, string? Manager, DateOnly? ValidFrom, DateOnly? ValidTo, int People, int Depth, long Version)
{
    /// <summary>Inside the scope in force; null where none is.</summary>
    public bool? InScope { get; init; }

    /// <summary>What the scope in force decides about it; null where none is.</summary>
    public ScopeStand? Stand { get; init; }

    internal UnitRow Beside(ScopeBoundary? boundary) => this with { InScope = boundary?.Units.Contains(Id), Stand = boundary?.StandOf(Id) };
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
        var tree = UnitTree.InOrder(units, u => u.Id, u => u.ParentId).Select(u => (u.Unit with { Depth = u.Depth }).Beside(boundary));
        return Result<IReadOnlyList<UnitRow>>.Of(query.Scope is null || boundary is null ? [.. tree] : [.. tree.Where(u => u.Stand == query.Scope).Select(u => u with { Depth = 0 })]);
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
            .SingleOrDefaultAsync(cancellationToken) is { } unit ? unit.Beside(await inForce.BoundaryAsync(cancellationToken)) : Error.NotFound;
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
