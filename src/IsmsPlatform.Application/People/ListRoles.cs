using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Every role, the organisation's own ones first, with who holds it today (ISO/IEC 27001 5.3).</summary>
[RequirePermission(Permissions.RolesView)]
public sealed record ListRoles : IQuery<Result<IReadOnlyList<RoleView>>>;

/// <param name="Own">The organisation's own role; null for one that every organisation has.</param>
public sealed record RoleView(Role Role, OwnRole? Own, IReadOnlyList<RoleHolder> Holders);

/// <param name="RetiredOn">Set when it is out of use.</param>
public sealed record OwnRole(Guid Id, string Name, string Purpose, IReadOnlyList<string> Permissions, DateOnly? RetiredOn);

/// <param name="Unit">For which part of the organisation; null is all of it.</param>
/// <param name="AcceptedOn">Null until the person took the role on.</param>
public sealed record RoleHolder(Guid PersonId, string Name, string? Unit, DateOnly From, DateOnly? To, DateOnly? AcceptedOn);

public sealed class ListRolesHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListRoles, Result<IReadOnlyList<RoleView>>>
{
    private const int Most = 2000;
    private const int MostRetired = 100;

    public async ValueTask<Result<IReadOnlyList<RoleView>>> Handle(ListRoles query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var holders = (await db.RoleAssignments.AsNoTracking().InForce(today)
            .Join(db.People, r => r.PersonId, p => p.Id, (r, p) => new { r.Role, r.CustomRoleId, PersonId = p.Id, p.Name, Unit = db.Units.Where(u => u.Id == r.UnitId).Select(u => u.Name).FirstOrDefault(), r.From, r.To, r.AcceptedOn }).OrderBy(r => r.Name).ThenBy(r => r.PersonId).Take(Most).ToListAsync(cancellationToken))
            .ToLookup(r => new RoleKey(r.Role, r.CustomRoleId), r => new RoleHolder(r.PersonId, r.Name, r.Unit, r.From, r.To, r.AcceptedOn));
        var own = await db.CustomRoles.AsNoTracking().OrderBy(r => r.RetiredOn != null).ThenBy(r => r.Name).ThenBy(r => r.Id).Take(CustomRole.MostInUse + MostRetired).Select(r => new OwnRole(r.Id, r.Name, r.Purpose, r.Permissions, r.RetiredOn)).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<RoleView>>.Of(
        [
            .. own.Select(r => new RoleView(Role.Custom, r, [.. holders[RoleKey.Own(r.Id)]])),
            .. RoleKey.BuiltIn.Select(r => new RoleView(r, null, [.. holders[r]])),
        ]);
    }
}
