using FluentValidation;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>The assignee has begun.</summary>
[AnyMember]
public sealed record StartTask(Guid Id) : ICommand<Result>;

public sealed class StartTaskHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<StartTask, Result>
{
    public async ValueTask<Result> Handle(StartTask command, CancellationToken cancellationToken)
        => await db.OwnTaskAsync(command.Id, scope, cancellationToken) is { } task ? task.Start() : Error.NotFound;
}

/// <summary>The assignee has done it; whoever asked is told.</summary>
[AnyMember]
public sealed record CompleteTask(Guid Id) : ICommand<Result>;

public sealed class CompleteTaskHandler(IsmsDbContext db, Notifier notifier, RequestScope scope, TimeProvider clock) : ICommandHandler<CompleteTask, Result>
{
    public async ValueTask<Result> Handle(CompleteTask command, CancellationToken cancellationToken)
    {
        if (await db.OwnTaskAsync(command.Id, scope, cancellationToken) is not { } task) { return Error.NotFound; }
        var done = task.Complete(scope.PersonId!.Value, clock.GetUtcNow());
        if (done.IsSuccess && task.CreatedBy is { } asked && asked != scope.PersonId)
        {
            await notifier.TellAsync([asked], NotificationKind.TaskDone, task.SubjectType ?? nameof(WorkTask), task.SubjectId ?? task.Id, task.Title, cancellationToken);
        }
        return done;
    }
}

/// <summary>Whoever asked does not need it any more.</summary>
[RequirePermission(Permissions.TasksAssign)]
public sealed record CancelTask(Guid Id) : ICommand<Result>;

public sealed class CancelTaskHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<CancelTask, Result>
{
    public async ValueTask<Result> Handle(CancelTask command, CancellationToken cancellationToken)
        => await db.WorkTasks.SingleOrDefaultAsync(t => t.Id == command.Id && t.CreatedBy == scope.PersonId, cancellationToken) is { } task
            ? task.Cancel(scope.PersonId!.Value, clock.GetUtcNow())
            : Error.NotFound;
}

/// <summary>It can wait until a day; the reason is kept.</summary>
[AnyMember]
public sealed record SnoozeTask(Guid Id, DateOnly? Until, string? Reason) : ICommand<Result>;

public sealed class SnoozeTaskValidator : AbstractValidator<SnoozeTask>
{
    public SnoozeTaskValidator()
    {
        RuleFor(s => s.Until).Must(d => d is not null).WithErrorCode("required").WithMessage("Fill in this field.").Plausible();
        RuleFor(s => s.Reason).Required().AtMost(WorkTask.ReasonMaxLength);
    }
}

public sealed class SnoozeTaskHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<SnoozeTask, Result>
{
    public async ValueTask<Result> Handle(SnoozeTask command, CancellationToken cancellationToken)
        => await db.OwnTaskAsync(command.Id, scope, cancellationToken) is { } task ? task.Snooze(command.Until!.Value, command.Reason, scope.Today(clock)) : Error.NotFound;
}

internal static class OwnTasks
{
    /// <summary>A task of whoever acts; others' look like none.</summary>
    internal static Task<WorkTask?> OwnTaskAsync(this IsmsDbContext db, Guid id, RequestScope scope, CancellationToken cancellationToken)
        => db.WorkTasks.SingleOrDefaultAsync(t => t.Id == id && t.AssigneeId == scope.PersonId, cancellationToken);
}
