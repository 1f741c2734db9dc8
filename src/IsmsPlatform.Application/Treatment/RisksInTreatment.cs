using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Tells risks whether an action of an approved plan is open for them: the one place where treatment decides about the status of a risk.</summary>
public sealed class RisksInTreatment(IsmsDbContext db, RequestScope scope, TimeProvider clock)
{
    /// <summary>Looks at what is stored and at what this command changed.</summary>
    public async Task KnowAsync(IReadOnlyCollection<Guid> riskIds, CancellationToken cancellationToken)
    {
        if (riskIds.Count == 0) { return; }
        var actions = db.TreatmentActions.Local.ToDictionary(a => a.Id);
        var plans = db.TreatmentPlans.Local.ToDictionary(p => p.Id);
        var (heldActions, heldPlans) = (actions.Keys.ToList(), plans.Keys.ToList());
        var linked = await db.TreatmentActionRisks.Where(l => riskIds.Contains(l.RiskId))
            .Join(db.TreatmentActions, l => l.ActionId, a => a.Id, (l, a) => new { l.RiskId, ActionId = a.Id, a.PlanId, a.Status })
            .Join(db.TreatmentPlans, x => x.PlanId, p => p.Id, (x, p) => new { x.RiskId, x.ActionId, x.PlanId, x.Status, Plan = p.Status, Named = p.Code + " " + p.Name })
            .Where(x => heldActions.Contains(x.ActionId) || heldPlans.Contains(x.PlanId) || x.Plan == PlanStatus.Approved || x.Plan == PlanStatus.InProgress)
            .ToListAsync(cancellationToken);
        // Of a plan that this command completed or replaced only what it is now counts.
        var now = linked.Select(x => (x.RiskId, Status: actions.GetValueOrDefault(x.ActionId)?.Status ?? x.Status, Plan: plans.GetValueOrDefault(x.PlanId)?.Status ?? x.Plan))
            .Where(x => x.Plan is PlanStatus.Approved or PlanStatus.InProgress or PlanStatus.Completed).ToLookup(x => x.RiskId, x => x.Status);
        foreach (var risk in await db.Risks.Where(r => riskIds.Contains(r.Id)).ToListAsync(cancellationToken))
        {
            var statuses = now[risk.Id].ToList();
            var cause = risk.BeTreated(anyOpen: statuses.Exists(TreatmentAction.IsOpenAt), carriedOut: statuses.Count > 0 && statuses.TrueForAll(s => s == ActionStatus.Verified));
            if (cause is { } ended && linked.Where(x => x.RiskId == risk.Id).MaxBy(x => heldPlans.Contains(x.PlanId)) is { } last) { risk.AskForReevaluation(ended, last.Named, scope.Today(clock)); }
        }
    }
}
