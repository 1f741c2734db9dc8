using FluentValidation;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Somebody other than its owner has seen that something is missing of an action that was reported as done: it goes on, and its owner learns why.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record SendBackTreatmentAction(Guid Id, long Version, string? Reason) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(TreatmentAction);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class SendBackTreatmentActionValidator : AbstractValidator<SendBackTreatmentAction>
{
    public SendBackTreatmentActionValidator() => RuleFor(s => s.Reason).AtMost(TreatmentAction.ReasonMaxLength);
}

public sealed class SendBackTreatmentActionHandler(TreatmentDesk desk, TreatmentTasks tasks, Notifier notifier) : ICommandHandler<SendBackTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(SendBackTreatmentAction command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenToJudgeAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (action, plan, me) = opened.Value;
        Guid[] concerned = [.. ((Guid?[])[action.OwnerId, action.DoneById]).OfType<Guid>().Distinct()];
        var sent = action.SendBack(plan, me, command.Reason);
        if (!sent.IsSuccess) { return sent; }
        await tasks.SentBackAsync(action, cancellationToken);
        await notifier.TellAsync(concerned, NotificationKind.ActionSentBack, nameof(TreatmentAction), action.Id, action.Title, cancellationToken);
        await desk.GoOnAsync(action, plan, cancellationToken);
        return Result.Success;
    }
}
