using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Asks the owners of the plan's risks for their consent; with the last of them top management is asked (6.1.3 f).</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record SubmitTreatmentPlan(Guid Id, long Version) : ICommand<Result>;

public sealed class SubmitTreatmentPlanHandler(IsmsDbContext db, TreatmentDesk desk, Consents consents, TreatmentTasks tasks, RequestScope scope) : ICommandHandler<SubmitTreatmentPlan, Result>
{
    public async ValueTask<Result> Handle(SubmitTreatmentPlan command, CancellationToken cancellationToken)
    {
        var opened = await desk.EditPlanAsync(command.Id, command.Version, cancellationToken);
        // Pressed again in another window: there is nothing to compare, it was submitted.
        if (opened.Error is { Kind: ErrorKind.Stale } stale) { return (await db.TreatmentPlans.AsNoTracking().SingleAsync(p => p.Id == command.Id, cancellationToken)).MayBeEdited().Error ?? stale; }
        if (opened.Error is { } refused) { return refused; }
        if (scope.AnsweringId is not { } me) { return TreatmentErrors.NoSubmitter; }
        var plan = opened.Value;
        var actions = await db.TreatmentActions.Where(a => a.PlanId == plan.Id).OrderBy(a => a.DueOn).ThenBy(a => a.Id)
            .Select(a => new { a.Title, a.DueOn, NamesRisk = db.TreatmentActionRisks.Any(l => l.ActionId == a.Id) }).ToListAsync(cancellationToken);
        var owners = await db.OwnersOfPlan(plan.Id).ToListAsync(cancellationToken);
        if (plan.SucceedsId is { } before && await db.TreatmentPlans.Where(p => p.Id == before && p.Status == PlanStatus.Superseded).Select(p => p.Code).SingleOrDefaultAsync(cancellationToken) is { } replaced) { return TreatmentErrors.ReplacedAlready(replaced); }
        var submitted = plan.Submit(actions.ConvertAll(a => (a.Title, a.DueOn, a.NamesRisk)), await db.WithoutTargetAsync(plan.Id, cancellationToken), me, desk.Today);
        if (!submitted.IsSuccess) { return submitted; }
        if (owners.Count == 0) { return TreatmentErrors.NoOwners; }
        var asked = owners.ConvertAll(owner => TreatmentConsent.Ask(plan, owner));
        db.TreatmentConsents.AddRange(asked);
        foreach (var consent in asked)
        {
            // Whoever submits the treatment of their own risk agrees to it.
            if (consent.PersonId == me) { consent.Give(await db.RisksOfPlanAsync(plan.Id, consent.PersonId, cancellationToken), null, desk.Today); }
            else { await tasks.ConsentAskedAsync(consent, plan, cancellationToken); }
        }
        await consents.GoOnAsync(plan, asked, cancellationToken);
        return Result.Success;
    }
}

/// <summary>Takes a submitted plan back to change it: nobody decides about it any more.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record TakeBackTreatmentPlan(Guid Id, long Version) : ICommand<Result>;

public sealed class TakeBackTreatmentPlanHandler(TreatmentDesk desk, Consents consents, ApprovalDesk approvals) : ICommandHandler<TakeBackTreatmentPlan, Result>
{
    public async ValueTask<Result> Handle(TakeBackTreatmentPlan command, CancellationToken cancellationToken)
    {
        var opened = await desk.EditPlanAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var back = opened.Value.TakeBack();
        if (!back.IsSuccess) { return back; }
        await consents.WithdrawAsync(opened.Value, cancellationToken);
        await approvals.CloseAsync(nameof(TreatmentPlan), command.Id, ApprovalDecision.Withdrawn, cancellationToken);
        return Result.Success;
    }
}
