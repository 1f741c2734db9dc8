using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>What the acts on plans and their actions share: who may do what, opening one at the version that was seen, and moving the plan on.</summary>
public sealed class TreatmentDesk(IsmsDbContext db, RisksInTreatment risks, RequestScope scope, TimeProvider clock)
{
    public DateOnly Today => scope.Today(clock);

    /// <summary>Whoever keeps the risks edits each plan, an owner their own (section 33 of the domain model).</summary>
    public bool MayEdit(Guid planOwnerId) => scope.Actor.Can(Permissions.RisksEdit) || scope.Actor.Owns(planOwnerId);

    /// <summary>Whoever does it says how far it is, and whoever may edit the plan.</summary>
    public bool MayReport(Guid planOwnerId, Guid actionOwnerId) => MayEdit(planOwnerId) || scope.Actor.Owns(actionOwnerId);

    /// <summary>What the period of a plan was approved for may be changed by whoever approves plans.</summary>
    public bool MayApprove => scope.Actor.Can(Permissions.TreatmentApprove);

    public bool MayPostpone(Guid planOwnerId) => MayApprove || MayEdit(planOwnerId);

    /// <summary>Whoever may edit the plan, and the owners of the risks that it treats, unless it is their own action or their own report.</summary>
    public async Task<bool> MayVerifyAsync(TreatmentAction action, Guid planOwnerId, CancellationToken cancellationToken)
        => scope.AnsweringId is { } me && me != action.OwnerId && me != action.DoneById
            && (MayEdit(planOwnerId) || await OwnsRiskOfAsync(action.Id, cancellationToken));

    /// <summary>Whether the actor owns a risk that the action makes smaller.</summary>
    public async Task<bool> OwnsRiskOfAsync(Guid actionId, CancellationToken cancellationToken)
        => scope.PersonId is { } me && await db.TreatmentActionRisks.AnyAsync(l => l.ActionId == actionId && db.Risks.Any(r => r.Id == l.RiskId && r.OwnerId == me), cancellationToken);

    public Task<bool> IsActiveAsync(Guid personId, CancellationToken cancellationToken)
        => db.People.AnyAsync(p => p.Id == personId && p.Status == PersonStatus.Active, cancellationToken);

    /// <summary>The plan to act on, one act at a time: what follows of several depends on all of them.</summary>
    public async Task<Result<TreatmentPlan>> OpenPlanAsync(Guid id, long version, CancellationToken cancellationToken)
    {
        await db.LockAsync($"treatment plan {id}", cancellationToken);
        return await db.OpenAsync<TreatmentPlan>(id, version, cancellationToken);
    }

    /// <summary>The plan to edit, if the actor may.</summary>
    public async Task<Result<TreatmentPlan>> EditPlanAsync(Guid id, long version, CancellationToken cancellationToken)
    {
        var owner = await db.TreatmentPlans.Where(p => p.Id == id).Select(p => (Guid?)p.OwnerId).SingleOrDefaultAsync(cancellationToken);
        return owner is null ? Error.NotFound : !MayEdit(owner.Value) ? Error.Forbidden : await OpenPlanAsync(id, version, cancellationToken);
    }

    /// <summary>The action with its plan, at the version of the action that was seen, if the actor may.</summary>
    /// <param name="may">Asked before the version: whoever may not act learns nothing.</param>
    public async Task<Result<(TreatmentAction Action, TreatmentPlan Plan)>> OpenActionAsync(Guid id, long version, Func<TreatmentAction, TreatmentPlan, bool> may, CancellationToken cancellationToken)
    {
        if (await db.TreatmentActions.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } seen) { return Error.NotFound; }
        await db.LockAsync($"treatment plan {seen.PlanId}", cancellationToken);
        var plan = await db.TreatmentPlans.SingleAsync(p => p.Id == seen.PlanId, cancellationToken);
        if (!may(seen, plan)) { return Error.Forbidden; }
        var opened = await db.OpenAsync<TreatmentAction>(id, version, cancellationToken);
        return opened.Error is { } refused ? refused : (opened.Value, plan);
    }

    /// <summary>The action to say of whether it is done indeed, by whoever may, and who that is.</summary>
    public async Task<Result<(TreatmentAction Action, TreatmentPlan Plan, Guid Me)>> OpenToJudgeAsync(Guid id, long version, CancellationToken cancellationToken)
    {
        var ownsRisk = await OwnsRiskOfAsync(id, cancellationToken);
        // Whoever has to do it is told why they do not verify it; others learn nothing.
        var opened = await OpenActionAsync(id, version, (a, of) => ownsRisk || MayReport(of.OwnerId, a.OwnerId), cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (scope.AnsweringId is not { } me) { return Error.Forbidden; }
        var (action, plan) = opened.Value;
        return me == action.OwnerId ? TreatmentErrors.OwnWork : (action, plan, me);
    }

    /// <summary>What an act on an action means for its plan and its risks.</summary>
    public async Task GoOnAsync(TreatmentAction action, TreatmentPlan plan, CancellationToken cancellationToken)
    {
        plan.GoOn(action.IsOpen || await db.TreatmentActions.Open().AnyAsync(a => a.PlanId == plan.Id && a.Id != action.Id, cancellationToken));
        await risks.KnowAsync(await db.TreatmentActionRisks.Where(l => l.ActionId == action.Id).Select(l => l.RiskId).ToListAsync(cancellationToken), cancellationToken);
    }
}

internal static class TreatmentQueries
{
    /// <summary>The same as <see cref="TreatmentAction.IsOpen"/>, in SQL.</summary>
    internal static IQueryable<TreatmentAction> Open(this IQueryable<TreatmentAction> actions)
        => actions.Where(a => a.Status == ActionStatus.Planned || a.Status == ActionStatus.InProgress || a.Status == ActionStatus.Done);

    /// <summary>The same as <see cref="TreatmentPlan.IsInForce"/>, in SQL.</summary>
    internal static IQueryable<TreatmentPlan> InForce(this IQueryable<TreatmentPlan> plans)
        => plans.Where(p => p.Status == PlanStatus.Approved || p.Status == PlanStatus.InProgress);

    /// <summary>All risks that the actions of a plan make smaller.</summary>
    internal static IQueryable<Risk> RisksOfPlan(this IsmsDbContext db, Guid planId)
        => db.Risks.Where(r => db.TreatmentActionRisks.Any(l => l.RiskId == r.Id && db.TreatmentActions.Any(a => a.Id == l.ActionId && a.PlanId == planId)));

    /// <summary>For what a person agrees to a plan: the risks of it that are theirs now.</summary>
    internal static Task<List<Guid>> RisksOfPlanAsync(this IsmsDbContext db, Guid planId, Guid ownerId, CancellationToken cancellationToken)
        => db.RisksOfPlan(planId).Where(r => r.OwnerId == ownerId).Select(r => r.Id).ToListAsync(cancellationToken);

    /// <summary>Who owns the open risks of a plan now.</summary>
    internal static IQueryable<Guid> OwnersOfPlan(this IsmsDbContext db, Guid planId) => db.OpenRisksOfPlan(planId).Select(r => r.OwnerId).Distinct();

    /// <summary>The open risks of a plan of which nobody has said yet what is left of them then, by their codes; of many the first ones.</summary>
    internal static async Task<IReadOnlyList<string>> WithoutTargetAsync(this IsmsDbContext db, Guid planId, CancellationToken cancellationToken)
    {
        const int Named = 5;
        var risks = (await db.OpenRisksOfPlan(planId).Where(r => r.TargetLevel == 0).Select(r => new { r.Code, r.Title }).OrderBy(r => r.Code).Take(Named + 1).ToListAsync(cancellationToken))
            .ConvertAll(r => $"{r.Code} {r.Title}");
        return risks.Count > Named ? [.. risks.Take(Named), "…"] : risks;
    }

    internal static IQueryable<Risk> OpenRisksOfPlan(this IsmsDbContext db, Guid planId)
        => db.RisksOfPlan(planId).Where(r => r.Status != RiskStatus.Closed);

    /// <summary>The open risks that a plan still treats, and the one that takes its place does not.</summary>
    internal static IQueryable<Risk> LeftOutBy(this IsmsDbContext db, Guid planId, Guid before)
    {
        var kept = db.OpenRisksOfPlan(planId).Select(r => r.Id);
        return db.Risks.Where(r => r.Status != RiskStatus.Closed && !kept.Contains(r.Id) && db.TreatmentActionRisks.Any(l => l.RiskId == r.Id && db.TreatmentActions.Open().Any(a => a.Id == l.ActionId && a.PlanId == before)));
    }

    /// <summary>What the target of a risk is compared with: how many actions are open for it, and the code of a plan that others are asked to agree to with the target as it is.</summary>
    internal static async Task<(int OpenActions, string? WaitingPlan)> PlannedForAsync(this IsmsDbContext db, Guid riskId, CancellationToken cancellationToken)
        => (await db.OpenActionsOf(riskId).CountAsync(cancellationToken), await db.WaitingPlanOf(riskId).FirstOrDefaultAsync(cancellationToken));

    private static IQueryable<string> WaitingPlanOf(this IsmsDbContext db, Guid riskId)
        => db.TreatmentPlans.Where(p => p.Status == PlanStatus.Submitted && db.TreatmentActions.Any(a => a.PlanId == p.Id && db.TreatmentActionRisks.Any(l => l.ActionId == a.Id && l.RiskId == riskId))).OrderBy(p => p.Code).Select(p => p.Code);

    /// <summary>What is still to be done for a risk by a plan that is not over, be it approved or not yet.</summary>
    internal static IQueryable<TreatmentAction> OpenActionsOf(this IsmsDbContext db, Guid riskId)
        => db.TreatmentActions.Open().Where(a => db.TreatmentActionRisks.Any(l => l.ActionId == a.Id && l.RiskId == riskId)
            && db.TreatmentPlans.Any(p => p.Id == a.PlanId && p.Status != PlanStatus.Completed && p.Status != PlanStatus.Superseded));
}
