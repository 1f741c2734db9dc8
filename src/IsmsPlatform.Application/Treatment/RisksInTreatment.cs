using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Tells risks whether an action of an approved plan is open for them: the one place where treatment decides about the status of a risk.</summary>
public sealed class RisksInTreatment(IsmsDbContext db)
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
            .Join(db.TreatmentPlans, x => x.PlanId, p => p.Id, (x, p) => new { x.RiskId, x.ActionId, x.PlanId, x.Status, Plan = p.Status })
            .Where(x => heldActions.Contains(x.ActionId) || heldPlans.Contains(x.PlanId)
                || ((x.Status == ActionStatus.Planned || x.Status == ActionStatus.InProgress || x.Status == ActionStatus.Done) && (x.Plan == PlanStatus.Approved || x.Plan == PlanStatus.InProgress)))
            .ToListAsync(cancellationToken);
        var treated = linked.Where(x => (actions.TryGetValue(x.ActionId, out var action) ? action.IsOpen : x.Status is ActionStatus.Planned or ActionStatus.InProgress or ActionStatus.Done)
            && (plans.TryGetValue(x.PlanId, out var plan) ? plan.IsInForce : x.Plan is PlanStatus.Approved or PlanStatus.InProgress)).Select(x => x.RiskId).ToHashSet();
        foreach (var risk in await db.Risks.Where(r => riskIds.Contains(r.Id)).ToListAsync(cancellationToken)) { risk.BeTreated(treated.Contains(risk.Id)); }
    }
}
