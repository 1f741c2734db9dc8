using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>How a role comes to a person, whether it is assigned or taken over from someone who leaves.</summary>
public sealed class RoleGiving(IsmsDbContext db, ApprovalDesk approvals, RoleNews news, Texts t, RequestScope scope, TimeProvider clock)
{
    public static bool MayGive(Actor actor, Role role) => actor.Can(role == Role.TenantAdmin ? Permissions.AccountsManage : Permissions.RolesAssign);

    /// <summary>An own role is given only by somebody who may do all that it allows.</summary>
    public static bool MayGive(Actor actor, IReadOnlyCollection<string> permissions) => MayGive(actor, Role.Custom) && Permissions.ToPassOn(actor.Permissions).IsSupersetOf(permissions);

    /// <summary>Whoever has one of these can let others in, or confirms who does.</summary>
    public static bool IsSensitive(Role role) => role is Role.TenantAdmin or Role.IsmsManager or Role.TopManagement;

    public async Task<Result> GiveAsync(AssignRole wish, CancellationToken cancellationToken)
    {
        var (key, today) = (wish.Role!.Value, scope.Today(clock));
        var role = key.Role;
        if (IsSensitive(role) && !scope.Actor.HasFreshProof(clock.GetUtcNow())) { return Error.ProofNeeded; }
        var from = wish.From ?? today;
        if (await db.People.Where(p => p.Id == wish.PersonId).Select(p => new { p.Name, p.Status }).SingleOrDefaultAsync(cancellationToken) is not { } person) { return Error.NotFound; }
        if (person.Status == PersonStatus.Left) { return PeopleErrors.LeftHoldsNoRole; }
        if (key.CustomRoleId is { } own && await RefusalOfOwnAsync(own, cancellationToken) is { } refusal) { return refusal; }
        var held = await db.RoleAssignments.AsNoTracking().Where(r => r.PersonId == wish.PersonId).NotOver(today).ToListAsync(cancellationToken);
        if (held.Any(r => r.Key == key && r.UnitId == wish.UnitId)) { return DatabaseRefusal.Unique["role_assignment_open"]; }
        var conflicts = held.Any(r => ConflictOfDuties.Between(r.Role, role) is not null && (r.To is null || r.To >= from) && (wish.To is null || r.From <= wish.To));
        if (conflicts && Text.OrNull(wish.ConflictReason) is null) { return PeopleErrors.RoleConflicts; }
        var reason = conflicts ? wish.ConflictReason : null;
        var proposed = role == Role.IsmsManager && await db.IsHeldAsync(Role.TopManagement, today, cancellationToken);
        var assignment = proposed && wish.UnitId is null
            ? RoleAssignment.Propose(wish.Id, wish.PersonId, key, from, wish.To, scope.PersonId, reason)
            : RoleAssignment.Assign(wish.Id, wish.PersonId, key, from, wish.To, scope.PersonId, wish.UnitId, reason);
        if (assignment.Error is { } error) { return error; }
        db.RoleAssignments.Add(assignment.Value);
        if (proposed)
        {
            await approvals.RequestAsync(new ApprovalRequest(nameof(RoleAssignment), wish.Id, 1, t["{0} as ISMS manager", person.Name], AppointmentOfManager.Content(assignment.Value), scope.PersonId), cancellationToken);
        }
        else { await news.TellAsync([assignment.Value], NotificationKind.RoleGiven, cancellationToken); }
        return Result.Success;
    }

    // Under the lock of the role: nobody gives it while it changes or goes out of use.
    private async Task<Error?> RefusalOfOwnAsync(Guid own, CancellationToken cancellationToken)
    {
        await db.LockAsync(OwnRoles.Lock(own), cancellationToken);
        var role = await db.CustomRoles.AsNoTracking().Where(r => r.Id == own).Select(r => new { r.Permissions, r.RetiredOn }).SingleOrDefaultAsync(cancellationToken);
        return role is null ? PeopleErrors.NoSuchRole
            : role.RetiredOn is not null ? PeopleErrors.RoleIsRetired.At(nameof(RoleAssignment.Role))
            : MayGive(scope.Actor, role.Permissions) ? null : PeopleErrors.RoleAllowsMoreThanYou;
    }
}
