using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;

namespace IsmsPlatform.Application.Treatment;

/// <summary>
/// Allows a later day for an action: the ISMS manager or the plan's owner, beyond the plan's last day whoever may approve plans; never whoever has
/// to do it. Both days, the reason and who allowed it stay.
/// </summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn, Permissions.TreatmentApprove)]
public sealed record PostponeTreatmentAction : ICommand<Result>, IWithReason
{
    public Guid Id { get; init; }

    /// <summary>What the approver saw.</summary>
    public long Version { get; init; }

    /// <summary>The new day.</summary>
    public DateOnly? DueOn { get; init; }

    public string? Reason { get; init; }
}

public sealed class PostponeTreatmentActionValidator : AbstractValidator<PostponeTreatmentAction>
{
    public PostponeTreatmentActionValidator()
    {
        RuleFor(p => p.DueOn).Required().Plausible();
        RuleFor(p => p.Reason).Required().AtMost(TreatmentAction.ReasonMaxLength);
    }
}

public sealed class PostponeTreatmentActionHandler(IsmsDbContext db, TreatmentDesk desk, TreatmentTasks tasks, RequestScope scope, TimeProvider clock) : ICommandHandler<PostponeTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(PostponeTreatmentAction command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenActionAsync(command.Id, command.Version, (_, of) => desk.MayPostpone(of.OwnerId), cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (action, plan) = opened.Value;
        if (scope.AnsweringId is not { } me) { return Error.Forbidden; }
        if (me == action.OwnerId) { return TreatmentErrors.OwnDelay; }
        var postponed = action.Postpone(plan, command.DueOn!.Value, command.Reason, me, desk.MayApprove, desk.Today, clock.GetUtcNow());
        if (postponed.Error is { } error) { return error; }
        db.TreatmentPostponements.Add(postponed.Value);
        await tasks.PlannedAsync(action, cancellationToken);
        return Result.Success;
    }
}
