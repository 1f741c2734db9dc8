using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Who holds, held or will hold which role, by the person's name: for other systems.</summary>
/// <param name="InForce">True: only what holds today.</param>
[RequirePermission(Permissions.RolesView)]
public sealed record ListRoleAssignments(Role[]? Role = null, Guid? Person = null, bool InForce = false, int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<RoleAssignmentRow>>>;

/// <summary>A role that a person holds for a time.</summary>
/// <param name="Id">UUID.</param>
/// <param name="PersonId">The holder.</param>
/// <param name="Person">The holder's name.</param>
/// <param name="Role">The role.</param>
/// <param name="CustomRoleId">Which of the organisation's own roles, where the role is Custom; else null.</param>
/// <param name="CustomRole">What the organisation calls it; null for a role that every organisation has.</param>
/// <param name="UnitId">The unit for which it is held; null for the whole organisation.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while no end is known.</param>
/// <param name="Status">Proposed ones wait for confirmation and give nothing yet.</param>
/// <param name="AcceptedOn">The day on which the holder took it on; null until then.</param>
/// <param name="ConflictReason">Why it is held beside a role that conflicts with it.</param>
/// <param name="Version">Counts changes.</param>
public sealed record RoleAssignmentRow(Guid Id, Guid PersonId, string Person, Role Role, Guid? CustomRoleId, string? CustomRole, Guid? UnitId, DateOnly From, DateOnly? To, RoleAssignmentStatus Status, DateOnly? AcceptedOn, string? ConflictReason, long Version);

public sealed class ListRoleAssignmentsHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListRoleAssignments, Result<Page<RoleAssignmentRow>>>
{
    private const string Sort = "person";

    private sealed record Held
    {
        public required RoleAssignment Role { get; init; }

        public required string Person { get; init; }
    }

    public async ValueTask<Result<Page<RoleAssignmentRow>>> Handle(ListRoleAssignments query, CancellationToken cancellationToken)
    {
        var assignments = db.RoleAssignments.AsNoTracking();
        if (query.InForce) { assignments = assignments.InForce(scope.Today(clock)); }
        if (query.Role is { Length: > 0 } roles) { assignments = assignments.Where(r => roles.Contains(r.Role)); }
        if (query.Person is { } person) { assignments = assignments.Where(r => r.PersonId == person); }
        var held = assignments.Join(db.People, r => r.PersonId, p => p.Id, (r, p) => new Held { Role = r, Person = p.Name });
        return await held.ByKeysetAsync(Sort, query.After, query.Before, query.Size, await assignments.Take(Page<RoleAssignmentRow>.CountLimit + 1).CountAsync(cancellationToken),
            (rows, value, id) => rows.Where(h => EF.Functions.GreaterThan(ValueTuple.Create(h.Person, h.Role.Id), ValueTuple.Create(value, id))),
            (rows, value, id) => rows.Where(h => EF.Functions.LessThan(ValueTuple.Create(h.Person, h.Role.Id), ValueTuple.Create(value, id))),
            rows => rows.OrderBy(h => h.Person).ThenBy(h => h.Role.Id), rows => rows.OrderByDescending(h => h.Person).ThenByDescending(h => h.Role.Id),
            rows => rows.Select(h => new RoleAssignmentRow(h.Role.Id, h.Role.PersonId, h.Person, h.Role.Role, h.Role.CustomRoleId, db.CustomRoles.Where(c => c.Id == h.Role.CustomRoleId).Select(c => c.Name).FirstOrDefault(), h.Role.UnitId, h.Role.From, h.Role.To, h.Role.Status, h.Role.AcceptedOn, h.Role.ConflictReason, h.Role.Version)),
            row => (row.Person, row.Id), cancellationToken);
    }
}
