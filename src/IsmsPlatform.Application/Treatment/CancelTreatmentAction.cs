using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;

namespace IsmsPlatform.Application.Treatment;

/// <summary>An action of an approved plan is not done after all, for a reason that stays with it.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record CancelTreatmentAction(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class CancelTreatmentActionValidator : AbstractValidator<CancelTreatmentAction>
{
    public CancelTreatmentActionValidator() => RuleFor(c => c.Reason).Required().AtMost(TreatmentAction.ReasonMaxLength);
}

public sealed class CancelTreatmentActionHandler(TreatmentDesk desk, TreatmentTasks tasks) : ICommandHandler<CancelTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(CancelTreatmentAction command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenActionAsync(command.Id, command.Version, (_, of) => desk.MayEdit(of.OwnerId), cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (action, plan) = opened.Value;
        var cancelled = action.Cancel(plan, command.Reason);
        if (!cancelled.IsSuccess) { return cancelled; }
        await tasks.SettledAsync(action, cancellationToken);
        await desk.GoOnAsync(action, plan, cancellationToken);
        return Result.Success;
    }
}
