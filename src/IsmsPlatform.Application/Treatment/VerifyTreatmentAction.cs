using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Somebody other than its owner has seen that an action is done: it is open no more.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record VerifyTreatmentAction(Guid Id, long Version) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(TreatmentAction);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class VerifyTreatmentActionHandler(TreatmentDesk desk, TreatmentTasks tasks, RequestScope scope) : ICommandHandler<VerifyTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(VerifyTreatmentAction command, CancellationToken cancellationToken)
    {
        var ownsRisk = await desk.OwnsRiskOfAsync(command.Id, cancellationToken);
        // Whoever has to do it is told why they do not verify it; others learn nothing.
        var opened = await desk.OpenActionAsync(command.Id, command.Version, (a, of) => ownsRisk || desk.MayReport(of.OwnerId, a.OwnerId), cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (scope.AnsweringId is not { } me) { return Error.Forbidden; }
        var (action, plan) = opened.Value;
        if (me == action.OwnerId) { return TreatmentErrors.OwnWork; }
        var verified = action.Verify(plan, me, desk.Today);
        if (!verified.IsSuccess) { return verified; }
        await tasks.SettledAsync(action, cancellationToken);
        await desk.GoOnAsync(action, plan, cancellationToken);
        return Result.Success;
    }
}
