using FluentValidation;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Whoever may approve the scope calls an approved version off before its day, for a reason that history keeps. What is in force stays so.</summary>
[RequirePermission(Permissions.ScopeApprove)]
public sealed record CallOffScope(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class CallOffScopeValidator : AbstractValidator<CallOffScope>
{
    public CallOffScopeValidator() => Include(new ClosingReasonRules());
}

public sealed class CallOffScopeHandler(IsmsDbContext db, Notifier notifier, RequestScope scope, TimeProvider clock) : ICommandHandler<CallOffScope, Result>
{
    public async ValueTask<Result> Handle(CallOffScope command, CancellationToken cancellationToken)
    {
        if (await db.ScopeStatements.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } version) { return Error.NotFound; }
        if (version.Version != command.Version) { return Error.Stale; }
        var calledOff = version.CallOff(scope.Today(clock));
        if (!calledOff.IsSuccess) { return calledOff; }
        await db.WorkTasks.Where(t => t.SubjectType == nameof(ScopeStatement) && t.SubjectId == version.Id).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        if (version.OwnerId != scope.PersonId) { await notifier.TellAsync([version.OwnerId], NotificationKind.CalledOff, nameof(ScopeStatement), version.Id, version.Label, cancellationToken); }
        return Result.Success;
    }
}
