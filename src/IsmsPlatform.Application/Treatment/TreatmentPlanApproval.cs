using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>After the owners of the risks top management approves how they are treated (ISO/IEC 27001 6.1.3, 5.1).</summary>
public sealed class TreatmentPlanApproval(IsmsDbContext db, RisksInTreatment risks, TreatmentTasks tasks, Notifier notifier, Texts t, RequestScope scope, TimeProvider clock) : IApprovalSubject
{
    public string Type => nameof(TreatmentPlan);

    public string Permission => Permissions.TreatmentApprove;

    internal string Title(TreatmentPlan plan) => t["{0}: {1}", plan.Code, plan.Name];

    public async Task<string?> ContentAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.TreatmentPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } plan) { return null; }
        var actions = await db.TreatmentActions.AsNoTracking().Where(a => a.PlanId == id).OrderBy(a => a.Title).ThenBy(a => a.Id).Select(a => new
        {
            Action = a,
            Risks = db.TreatmentActionRisks.Where(l => l.ActionId == a.Id).Join(db.Risks, l => l.RiskId, r => r.Id, (_, r) => r.Code).OrderBy(c => c).ToList(),
            Controls = db.TreatmentActionControls.Where(l => l.ActionId == a.Id).Join(db.Controls, l => l.ControlId, c => c.Id, (_, c) => c.Code).OrderBy(c => c).ToList(),
        }).ToListAsync(cancellationToken);
        // Owners may change by leaving, which needs no new approval: they are not part of it.
        return CanonicalJson.Of(new
        {
            plan.Name,
            plan.PeriodFrom,
            plan.PeriodTo,
            plan.Budget,
            TakesThePlaceOf = plan.SucceedsId,
            Actions = actions.Select(x => new { x.Action.Title, x.Action.Description, x.Action.StartOn, x.Action.DueOn, x.Action.CostEstimate, x.Action.EffortHours, Risks = string.Join(", ", x.Risks), Controls = string.Join(", ", x.Controls) }),
        });
    }

    public async Task<string?> PathAsync(Guid id, CancellationToken cancellationToken)
        => await db.TreatmentPlans.AnyAsync(p => p.Id == id, cancellationToken) ? $"treatment-plans/{id}" : null;

    /// <summary>Beside the plan that it takes the place of.</summary>
    public async Task<Guid> ComparedWithAsync(Guid id, CancellationToken cancellationToken)
        => await db.TreatmentPlans.Where(p => p.Id == id).Select(p => p.SucceedsId).FirstOrDefaultAsync(cancellationToken) ?? id;

    public async Task<Result> ApprovedAsync(Guid id, CancellationToken cancellationToken)
    {
        var plan = await db.TreatmentPlans.SingleAsync(p => p.Id == id, cancellationToken);
        // A risk may have found another owner since somebody agreed: their consent to it is asked for as well (6.1.3 f), also of who agreed for another one.
        var agreed = db.TreatmentConsents.Where(c => c.PlanId == id && c.SubmissionNo == plan.SubmissionNo && c.Decision == ConsentDecision.Given);
        var without = db.OpenRisksOfPlan(id).Where(r => !agreed.Any(c => c.PersonId == r.OwnerId && c.RiskIds.Contains(r.Id))).Select(r => r.OwnerId);
        var missing = await db.People.Where(p => without.Contains(p.Id)).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(cancellationToken);
        if (missing.Count > 0) { return TreatmentErrors.ConsentMissing(missing); }
        var before = await db.TreatmentPlans.SingleOrDefaultAsync(p => p.Id == plan.SucceedsId, cancellationToken);
        if (before is { Status: PlanStatus.Superseded }) { return TreatmentErrors.ReplacedAlready(before.Code); }
        var approved = plan.Approve(scope.Today(clock));
        if (!approved.IsSuccess) { return approved; }
        var actions = await db.TreatmentActions.Where(a => a.PlanId == id).ToListAsync(cancellationToken);
        List<TreatmentAction> replaced = [];
        if (before is not null)
        {
            await TellOwnersLeftOutAsync(plan, before, cancellationToken);
            replaced = await db.TreatmentActions.Open().Where(a => a.PlanId == before.Id).ToListAsync(cancellationToken);
            foreach (var action in replaced)
            {
                action.Cancel(before, t["{0} took the place of its plan.", plan.Code]);
                await tasks.SettledAsync(action, cancellationToken);
            }
            before.BeSuperseded();
        }
        foreach (var action in actions) { await tasks.GivenAsync(action, cancellationToken); }
        var touched = actions.Concat(replaced).Select(a => a.Id).ToList();
        await risks.KnowAsync(await db.TreatmentActionRisks.Where(l => touched.Contains(l.ActionId)).Select(l => l.RiskId).Distinct().ToListAsync(cancellationToken), cancellationToken);
        return Result.Success;
    }

    // They are not asked for their consent, since nothing is done about their risks any more: this is what they hear of it.
    private async Task TellOwnersLeftOutAsync(TreatmentPlan plan, TreatmentPlan before, CancellationToken cancellationToken)
    {
        foreach (var risk in await db.LeftOutBy(plan.Id, before.Id).Where(r => r.OwnerId != scope.PersonId).OrderBy(r => r.Code).Select(r => new { r.Id, r.OwnerId, Title = r.Code + " " + r.Title }).ToListAsync(cancellationToken))
        {
            await notifier.TellAsync([risk.OwnerId], NotificationKind.LeftUntreated, nameof(Risk), risk.Id, risk.Title, cancellationToken);
        }
    }

    public async Task<Result> TurnedDownAsync(Guid id, CancellationToken cancellationToken)
        => (await db.TreatmentPlans.SingleAsync(p => p.Id == id, cancellationToken)).TakeBack();
}
