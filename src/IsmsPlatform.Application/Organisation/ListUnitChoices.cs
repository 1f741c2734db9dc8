using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>What the selects of a unit's form offer.</summary>
/// <param name="Of">The unit itself: neither it nor what stands below it can be its parent.</param>
/// <param name="Named">The managers that form and record hold.</param>
[RequirePermission(Permissions.OrganisationEdit)]
public sealed record ListUnitChoices(Guid? Of = null, IReadOnlyList<Guid?>? Named = null) : IQuery<Result<UnitChoices>>;

public sealed record UnitChoices(IReadOnlyList<ParentChoice> Parents, IReadOnlyList<Choice> Managers);

public sealed record ParentChoice(Guid Id, string Name, int Depth);

public sealed class ListUnitChoicesHandler(IsmsDbContext db) : IQueryHandler<ListUnitChoices, Result<UnitChoices>>
{
    public async ValueTask<Result<UnitChoices>> Handle(ListUnitChoices query, CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(ListUnitsHandler.Most).Select(u => new { u.Id, u.Name, u.ParentId }).ToListAsync(cancellationToken);
        return new UnitChoices([.. UnitTree.InOrder(units, u => u.Id, u => u.ParentId, query.Of).Select(u => new ParentChoice(u.Unit.Id, u.Unit.Name, u.Depth))],
            await db.PeopleToChooseAsync(query.Named ?? [], cancellationToken));
    }
}
