using FluentValidation;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>Asks someone for something until a day, about a record or about none.</summary>
[RequirePermission(Permissions.TasksAssign)]
public sealed record CreateTask(Guid Id, string? Title, Guid? AssigneeId, DateOnly? DueOn, string? SubjectType, Guid? SubjectId) : ICommand<Result>;

public sealed class CreateTaskValidator : AbstractValidator<CreateTask>
{
    public CreateTaskValidator()
    {
        RuleFor(c => c.Id).Required();
        RuleFor(c => c.Title).Required().AtMost(WorkTask.TitleMaxLength);
        RuleFor(c => c.AssigneeId).Must(a => a is not null).WithErrorCode("required").WithMessage("Choose one.");
        RuleFor(c => c.DueOn).Must(d => d is not null).WithErrorCode("required").WithMessage("Fill in this field.").Plausible();
    }
}

public sealed class CreateTaskHandler(IsmsDbContext db, Notifier notifier, RequestScope scope, TimeProvider clock) : ICommandHandler<CreateTask, Result>
{
    public async ValueTask<Result> Handle(CreateTask command, CancellationToken cancellationToken)
    {
        (string Type, Guid Id)? subject = command is { SubjectType.Length: > 0, SubjectId: { } id } ? (command.SubjectType!, id) : null;
        var task = WorkTask.Ask(command.Id, command.Title!, command.AssigneeId!.Value, command.DueOn!.Value, subject, scope.PersonId, clock.GetUtcNow());
        // The form was sent twice: that is one task, and whatever differs is not lost in silence.
        if (await db.WorkTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == command.Id, cancellationToken) is { } there)
        {
            return (there.Title, there.AssigneeId, there.DueOn, there.SubjectType, there.SubjectId) == (task.Title, task.AssigneeId, task.DueOn, task.SubjectType, task.SubjectId) ? Result.Success : ReviewErrors.SentBefore;
        }
        if (command.DueOn < scope.Today(clock)) { return TaskErrors.DueInThePast; }
        var assignee = task.AssigneeId;
        if (!await db.People.AnyAsync(p => p.Id == assignee && p.Status == PersonStatus.Active, cancellationToken)) { return TaskErrors.AssigneeNotActive; }
        if (subject is { } about && await db.FindAsync(about.Type, about.Id, scope.Actor, cancellationToken) is null) { return TaskErrors.NoSuchSubject; }
        db.WorkTasks.Add(task);
        if (assignee != scope.PersonId) { await notifier.TellAsync([assignee], NotificationKind.TaskAssigned, subject?.Type ?? nameof(WorkTask), subject?.Id ?? task.Id, task.Title, cancellationToken); }
        return Result.Success;
    }
}
