using FluentValidation;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>
/// Gives a role (ISO/IEC 27001 5.3). TenantAdmin belongs to the accounts and is given by an administrator. Where there is top
/// management, an ISMS manager is proposed and holds the role once top management confirms it.
/// </summary>
[RequirePermission(Permissions.RolesAssign, Permissions.AccountsManage)]
public sealed record AssignRole(Guid Id, Guid PersonId, Role? Role, DateOnly? From, DateOnly? To) : ICommand<Result>;

public sealed class AssignRoleValidator : AbstractValidator<AssignRole>
{
    public AssignRoleValidator()
    {
        RuleFor(c => c.Role).Chosen();
        RuleFor(c => c.From).Plausible();
        RuleFor(c => c.To).Plausible();
    }
}

public sealed class AssignRoleHandler(IsmsDbContext db, ApprovalDesk approvals, Texts t, RequestScope scope, TimeProvider clock) : ICommandHandler<AssignRole, Result>
{
    public async ValueTask<Result> Handle(AssignRole command, CancellationToken cancellationToken)
    {
        var role = command.Role!.Value;
        if (!MayGive(scope.Actor, role)) { return Error.Forbidden; }
        var person = await db.People.Where(p => p.Id == command.PersonId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
        if (person is null) { return Error.NotFound; }
        if (await db.RoleAssignments.AnyAsync(r => r.Id == command.Id, cancellationToken)) { return Result.Success; } // the form was sent twice
        var today = scope.Today(clock);
        if (await db.RoleAssignments.AnyAsync(r => r.PersonId == command.PersonId && r.Role == role && r.Status != RoleAssignmentStatus.Ended && (r.To == null || r.To >= today), cancellationToken))
        {
            return DatabaseRefusal.Unique["role_assignment_open"];
        }
        var proposed = role == Role.IsmsManager && await db.IsHeldAsync(Role.TopManagement, today, cancellationToken);
        var assignment = proposed
            ? RoleAssignment.Propose(command.Id, command.PersonId, role, command.From ?? today, command.To, scope.PersonId)
            : RoleAssignment.Assign(command.Id, command.PersonId, role, command.From ?? today, command.To, scope.PersonId);
        if (assignment.Error is { } error) { return error; }
        db.RoleAssignments.Add(assignment.Value);
        if (proposed)
        {
            await approvals.RequestAsync(new ApprovalRequest(nameof(RoleAssignment), command.Id, 1, t["{0} as ISMS manager", person], AppointmentOfManager.Content(assignment.Value), scope.PersonId), cancellationToken);
        }
        return Result.Success;
    }

    internal static bool MayGive(Actor actor, Role role) => actor.Can(role == Role.TenantAdmin ? Permissions.AccountsManage : Permissions.RolesAssign);
}

/// <summary>Takes a role away, at once; one that waits for confirmation waits no more. The last administrator keeps it.</summary>
[RequirePermission(Permissions.RolesAssign, Permissions.AccountsManage)]
public sealed record EndRole(Guid Id, Guid PersonId) : ICommand<Result>;

public sealed class EndRoleHandler(IsmsDbContext db, PlatformDb platform, ApprovalDesk approvals, RequestScope scope, TimeProvider clock) : ICommandHandler<EndRole, Result>
{
    public async ValueTask<Result> Handle(EndRole command, CancellationToken cancellationToken)
    {
        await db.LockAsync("administrators", cancellationToken);
        if (await db.RoleAssignments.SingleOrDefaultAsync(r => r.Id == command.Id && r.PersonId == command.PersonId, cancellationToken) is not { } assignment) { return Error.NotFound; }
        if (!AssignRoleHandler.MayGive(scope.Actor, assignment.Role)) { return Error.Forbidden; }
        if (assignment.Role == Role.TenantAdmin && await LastAdministrator.IsAsync(db, platform, scope, clock, assignment.PersonId, cancellationToken)) { return LastAdministrator.Stays; }
        await approvals.CloseAsync(nameof(RoleAssignment), assignment.Id, ApprovalDecision.Withdrawn, cancellationToken);
        return assignment.End(scope.Today(clock));
    }
}
