using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Somebody other than its owner has seen that an action is done: it is open no more.</summary>
/// <param name="Note">How that was checked.</param>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record VerifyTreatmentAction(Guid Id, long Version, string? Note = null) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(TreatmentAction);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class VerifyTreatmentActionValidator : AbstractValidator<VerifyTreatmentAction>
{
    public VerifyTreatmentActionValidator() => RuleFor(v => v.Note).AtMost(TreatmentAction.NoteMaxLength);
}

public sealed class VerifyTreatmentActionHandler(TreatmentDesk desk, TreatmentTasks tasks) : ICommandHandler<VerifyTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(VerifyTreatmentAction command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenToJudgeAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (action, plan, me) = opened.Value;
        var verified = action.Verify(plan, me, command.Note, desk.Today);
        if (!verified.IsSuccess) { return verified; }
        await tasks.SettledAsync(action, cancellationToken);
        await desk.GoOnAsync(action, plan, cancellationToken);
        return Result.Success;
    }
}
