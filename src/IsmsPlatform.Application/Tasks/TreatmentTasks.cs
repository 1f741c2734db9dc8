using System.Globalization;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What an act on a treatment plan or one of its actions does to the tasks about it; <see cref="KeepTasks"/> does the same for days that come and people who change.</summary>
public sealed class TreatmentTasks(IsmsDbContext db, TaskAsking tasks, Notifier notifier, RequestScope scope, TimeProvider clock)
{
    /// <summary>What is to be done and verified, and plans that wait for consent, as a subquery: who is asked, and by when (null: counted from the day on which it is asked).</summary>
    internal const string Asked = """
        select a.tenant_id, 'TreatmentAction'::text as kind, 'TreatmentAction'::text as subject_type, a.id, a.title, a.owner_id as person_id, a.due_on, 'treatment:' || a.id || ':' || a.owner_id || ':' || to_char(a.due_on, 'YYYY-MM-DD') as key
          from treatment_action a join treatment_plan p on p.tenant_id = a.tenant_id and p.id = a.plan_id and p.status in ('Approved', 'InProgress')
         where a.status in ('Planned', 'InProgress')
        union all
        select a.tenant_id, 'TreatmentVerification', 'TreatmentAction', a.id, a.title, v.person_id, null, 'treatment-verify:' || a.id || ':' || v.person_id || ':' || to_char(a.done_on, 'YYYY-MM-DD')
          from treatment_action a join treatment_plan p on p.tenant_id = a.tenant_id and p.id = a.plan_id and p.status in ('Approved', 'InProgress')
          cross join lateral (select p.owner_id as person_id union select r.owner_id from treatment_action_risk l join risk r on r.tenant_id = l.tenant_id and r.id = l.risk_id where l.tenant_id = a.tenant_id and l.action_id = a.id) v
         where a.status = 'Done' and v.person_id <> a.owner_id and v.person_id is distinct from a.done_by_id
        union all
        select c.tenant_id, 'TreatmentConsent', 'TreatmentPlan', p.id, p.name, c.person_id, null, 'treatment-consent:' || c.id
          from treatment_consent c join treatment_plan p on p.tenant_id = c.tenant_id and p.id = c.plan_id and p.status = 'Submitted'
         where c.decision = 'Open'
        """;

    /// <summary>The owner of a risk is asked for their consent.</summary>
    public Task ConsentAskedAsync(TreatmentConsent consent, TreatmentPlan plan, CancellationToken cancellationToken)
        => tasks.AskAsync(new(WorkTaskKind.TreatmentConsent, nameof(TreatmentPlan), plan.Id, plan.Name, consent.PersonId, scope.Today(clock).AddDays(ApprovalDesk.DaysToDecide), $"treatment-consent:{consent.Id}"), cancellationToken);

    /// <summary>Whoever acts has answered.</summary>
    public Task ConsentAnsweredAsync(TreatmentPlan plan, CancellationToken cancellationToken)
        => Of(nameof(TreatmentPlan), plan.Id).Where(t => t.AssigneeId == scope.PersonId).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);

    /// <summary>Nobody has to answer any more.</summary>
    public Task ConsentsClosedAsync(TreatmentPlan plan, CancellationToken cancellationToken)
        => Of(nameof(TreatmentPlan), plan.Id).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);

    /// <summary>Something is missing: whoever has seen that is done, its owner is asked again, on whichever day it is due.</summary>
    public async Task SentBackAsync(TreatmentAction action, CancellationToken cancellationToken)
    {
        await VerifiedByMeAsync(action, cancellationToken);
        await PlannedAsync(action, cancellationToken, atOnce: true);
    }

    /// <summary>Its owner has it from now on and is told at once: with the task, or where that is asked for only later, or by others, without.</summary>
    public async Task GivenAsync(TreatmentAction action, CancellationToken cancellationToken)
    {
        if (action.Status != ActionStatus.Done) { await PlannedAsync(action, cancellationToken); }
        if ((action.Status == ActionStatus.Done || IsLater(action)) && action.OwnerId != scope.PersonId)
        {
            await notifier.TellAsync([action.OwnerId], NotificationKind.ActionGiven, nameof(TreatmentAction), action.Id, action.Title, cancellationToken);
        }
    }

    /// <summary>To be done, or put off: whoever is to do it soon is asked, and nobody else any more.</summary>
    /// <param name="atOnce">Also where it is due later.</param>
    public async Task PlannedAsync(TreatmentAction action, CancellationToken cancellationToken, bool atOnce = false)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"treatment:{action.Id}:{action.OwnerId}:{action.DueOn:yyyy-MM-dd}");
        await Of(nameof(TreatmentAction), action.Id).Where(t => t.NaturalKey != key).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        if (!atOnce && IsLater(action)) { return; }
        await tasks.AskAsync(new(WorkTaskKind.TreatmentAction, nameof(TreatmentAction), action.Id, action.Title, action.OwnerId, action.DueOn, key), cancellationToken);
    }

    /// <summary>Its owner is done; the plan's owner and the owners of its risks are asked to verify it, unless it is their own.</summary>
    public async Task DoneAsync(TreatmentAction action, TreatmentPlan plan, CancellationToken cancellationToken)
    {
        await Of(nameof(TreatmentAction), action.Id).Where(t => t.Kind == WorkTaskKind.TreatmentAction).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        var owners = await db.TreatmentActionRisks.Where(l => l.ActionId == action.Id).Join(db.Risks, l => l.RiskId, r => r.Id, (_, r) => r.OwnerId).ToListAsync(cancellationToken);
        var due = scope.Today(clock).AddDays(TreatmentAction.DaysToVerify);
        foreach (var person in owners.Append(plan.OwnerId).Distinct().Where(p => p != action.OwnerId && p != action.DoneById))
        {
            await tasks.AskAsync(new(WorkTaskKind.TreatmentVerification, nameof(TreatmentAction), action.Id, action.Title, person, due, string.Create(CultureInfo.InvariantCulture, $"treatment-verify:{action.Id}:{person}:{action.DoneOn:yyyy-MM-dd}")), cancellationToken);
        }
    }

    /// <summary>Verified or cancelled: whoever did it is done, nobody else is asked any more.</summary>
    public async Task SettledAsync(TreatmentAction action, CancellationToken cancellationToken)
    {
        await VerifiedByMeAsync(action, cancellationToken);
        await Of(nameof(TreatmentAction), action.Id).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
    }

    private bool IsLater(TreatmentAction action) => action.DueOn > scope.Today(clock).AddDays(TreatmentAction.LeadDays);

    private Task VerifiedByMeAsync(TreatmentAction action, CancellationToken cancellationToken)
        => Of(nameof(TreatmentAction), action.Id).Where(t => t.Kind == WorkTaskKind.TreatmentVerification && t.AssigneeId == scope.PersonId).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);

    private IQueryable<WorkTask> Of(string type, Guid id)
        => db.WorkTasks.Where(t => (t.Kind == WorkTaskKind.TreatmentAction || t.Kind == WorkTaskKind.TreatmentVerification || t.Kind == WorkTaskKind.TreatmentConsent) && t.SubjectType == type && t.SubjectId == id);
}
