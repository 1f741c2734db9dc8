using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>A role of the organisation's own with who holds it today.</summary>
[RequirePermission(Permissions.RolesView)]
public sealed record GetOwnRole(Guid Id) : IQuery<Result<OwnRoleView>>;

/// <param name="MayChange">Whoever asks may, and it is in use.</param>
/// <param name="OpenCount">How many assignments end when it goes out of use: also those that begin later.</param>
public sealed record OwnRoleView(OwnRole Role, IReadOnlyList<RoleHolder> Holders, int OpenCount, bool MayChange, long Version);

public sealed class GetOwnRoleHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetOwnRole, Result<OwnRoleView>>
{
    private const int Most = 200;

    public async ValueTask<Result<OwnRoleView>> Handle(GetOwnRole query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var found = await db.CustomRoles.AsNoTracking().Where(r => r.Id == query.Id).Select(r => new { Role = new OwnRole(r.Id, r.Name, r.Purpose, r.Permissions, r.RetiredOn), r.Version }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var assignments = db.RoleAssignments.AsNoTracking().Where(r => r.CustomRoleId == query.Id);
        var holders = await assignments.InForce(today).Join(db.People, r => r.PersonId, p => p.Id, (r, p) => new { p.Id, p.Name, Unit = db.Units.Where(u => u.Id == r.UnitId).Select(u => u.Name).FirstOrDefault(), r.From, r.To, r.AcceptedOn })
            .OrderBy(r => r.Name).ThenBy(r => r.Id).Take(Most).Select(r => new RoleHolder(r.Id, r.Name, r.Unit, r.From, r.To, r.AcceptedOn)).ToListAsync(cancellationToken);
        return new OwnRoleView(found.Role, holders, await assignments.NotOver(today).CountAsync(cancellationToken), found.Role.RetiredOn is null && scope.Actor.Can(Permissions.RolesDefine), found.Version);
    }
}
