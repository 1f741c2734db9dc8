using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Every role with who holds it today (ISO/IEC 27001 5.3).</summary>
[RequirePermission(Permissions.RolesView)]
public sealed record ListRoles : IQuery<Result<IReadOnlyList<RoleView>>>;

public sealed record RoleView(Role Role, IReadOnlyList<RoleHolder> Holders);

/// <param name="Unit">For which part of the organisation; null is all of it.</param>
/// <param name="AcceptedOn">Null until the person took the role on.</param>
public sealed record RoleHolder(Guid PersonId, string Name, string? Unit, DateOnly From, DateOnly? To, DateOnly? AcceptedOn);

public sealed class ListRolesHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListRoles, Result<IReadOnlyList<RoleView>>>
{
    private const int Most = 2000;

    public async ValueTask<Result<IReadOnlyList<RoleView>>> Handle(ListRoles query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var holders = (await db.RoleAssignments.AsNoTracking().InForce(today)
            .Join(db.People, r => r.PersonId, p => p.Id, (r, p) => new { r.Role, PersonId = p.Id, p.Name, Unit = db.Units.Where(u => u.Id == r.UnitId).Select(u => u.Name).FirstOrDefault(), r.From, r.To, r.AcceptedOn }).OrderBy(r => r.Name).ThenBy(r => r.PersonId).Take(Most).ToListAsync(cancellationToken))
            .ToLookup(r => r.Role, r => new RoleHolder(r.PersonId, r.Name, r.Unit, r.From, r.To, r.AcceptedOn));
        return Result<IReadOnlyList<RoleView>>.Of([.. Enum.GetValues<Role>().Select(r => new RoleView(r, [.. holders[r]]))]);
    }
}
