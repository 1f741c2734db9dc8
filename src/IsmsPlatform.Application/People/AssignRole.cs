using FluentValidation;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
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
/// <param name="UnitId">For which part of the organisation; null is all of it.</param>
/// <param name="ConflictReason">Why the person holds it beside a role that conflicts with it (A.5.3); auditors see it.</param>
[RequirePermission(Permissions.RolesAssign, Permissions.AccountsManage)]
public sealed record AssignRole(Guid Id, Guid PersonId, RoleKey? Role, DateOnly? From, DateOnly? To, Guid? UnitId = null, string? ConflictReason = null) : ICommand<Result>, IWithReason
{
    string? IWithReason.Reason => Text.OrNull(ConflictReason);
}

public sealed class AssignRoleValidator : AbstractValidator<AssignRole>
{
    public AssignRoleValidator()
    {
        RuleFor(c => c.Role).Must(r => r is { NamesOne: true }).WithErrorCode("required").WithMessage("Choose one.");
        RuleFor(c => c.From).Plausible();
        RuleFor(c => c.To).Plausible();
        RuleFor(c => c.ConflictReason).AtMost(RoleAssignment.ReasonMaxLength);
    }
}

public sealed class AssignRoleHandler(IsmsDbContext db, RoleGiving giving, RequestScope scope) : ICommandHandler<AssignRole, Result>
{
    public async ValueTask<Result> Handle(AssignRole command, CancellationToken cancellationToken)
    {
        if (!RoleGiving.MayGive(scope.Actor, command.Role!.Value.Role)) { return Error.Forbidden; }
        if (await db.RoleAssignments.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) is { } there)
        {
            // A reason is kept only where roles conflict.
            var reason = there.ConflictReason is null ? null : Text.OrNull(command.ConflictReason);
            return SentBefore.Again((there.PersonId, there.Key, there.From, there.To, there.UnitId, there.ConflictReason) == (command.PersonId, command.Role.Value, command.From ?? there.From, command.To, command.UnitId, reason));
        }
        return await giving.GiveAsync(command, cancellationToken);
    }
}

/// <summary>Takes a role away, at once; one that waits for confirmation waits no more. The last administrator keeps theirs, and the last who can give roles.</summary>
[RequirePermission(Permissions.RolesAssign, Permissions.AccountsManage)]
public sealed record EndRole(Guid Id, Guid PersonId) : ICommand<Result>;

public sealed class EndRoleHandler(IsmsDbContext db, PlatformDb platform, ApprovalDesk approvals, RoleNews news, RequestScope scope, TimeProvider clock) : ICommandHandler<EndRole, Result>
{
    public async ValueTask<Result> Handle(EndRole command, CancellationToken cancellationToken)
    {
        await db.LockAsync("administrators", cancellationToken);
        if (await db.RoleAssignments.SingleOrDefaultAsync(r => r.Id == command.Id && r.PersonId == command.PersonId, cancellationToken) is not { } assignment) { return Error.NotFound; }
        if (!RoleGiving.MayGive(scope.Actor, assignment.Role)) { return Error.Forbidden; }
        if (RoleGiving.IsSensitive(assignment.Role) && !scope.Actor.HasFreshProof(clock.GetUtcNow())) { return Error.ProofNeeded; }
        if (await LastHolder.RefusalAsync(db, platform, scope, scope.Today(clock), assignment.PersonId, assignment.Id, cancellationToken) is { } last) { return last; }
        await approvals.CloseAsync(nameof(RoleAssignment), assignment.Id, ApprovalDecision.Withdrawn, cancellationToken);
        var wasHeld = assignment.Status == RoleAssignmentStatus.Effective;
        var ended = assignment.End(scope.Today(clock));
        if (ended.IsSuccess && wasHeld) { await news.TellAsync([assignment], NotificationKind.RoleEnded, cancellationToken); }
        return ended;
    }
}
