using System.Globalization;
using System.Runtime.CompilerServices;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What an act on a risk assessment does to the tasks about it; <see cref="KeepTasks"/> does the same for owners who change and people who come.</summary>
public sealed class AssessmentTasks(IsmsDbContext db, Notifier notifier, TaskAsking tasks, RequestScope scope, TimeProvider clock)
{
    /// <summary>Who has to evaluate, as a subquery: the owners of open risks in scope, and while any is open those who take part and may rate what is not theirs.</summary>
    /// <param name="raters">The parameter that holds <see cref="RatersAsync"/>.</param>
    internal static string Asked(string raters) => $"""
        select a.tenant_id, a.id, a.name as title, a.status, v.person_id, a.due_on, 'assessment:' || a.id || ':' || v.person_id as key
          from risk_assessment a
          cross join lateral (
            select i.owner_id as person_id from risk_assessment_item i where i.tenant_id = a.tenant_id and i.assessment_id = a.id and i.state = 'Open' group by i.owner_id
            union
            select p.person_id from risk_assessment_participant p where p.tenant_id = a.tenant_id and p.assessment_id = a.id and p.person_id = any ({raters})
               and exists (select from risk_assessment_item i where i.tenant_id = a.tenant_id and i.assessment_id = a.id and i.state = 'Open')) v
        """;

    /// <summary>It started, or there is more to evaluate: whoever has something open is asked, by one statement.</summary>
    public async Task AskAsync(RiskAssessment assessment, CancellationToken cancellationToken)
    {
        if (assessment.Status != AssessmentStatus.Review) { await ToComplete(assessment.Id).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken); }
        var asked = await db.Database.SqlQuery<Guid>(FormattableStringFactory.Create($$"""
            insert into work_task (tenant_id, id, kind, title, subject_type, subject_id, assignee_id, due_on, status, natural_key, created_at)
            select t.tenant_id, uuidv7(), 'RiskAssessment', t.title, 'RiskAssessment', t.id, t.person_id, t.due_on, 'Open', t.key, {2}
              from ({{Asked("{3}")}}) t join person p on p.tenant_id = t.tenant_id and p.id = t.person_id and p.status in ('Active', 'Absent')
             where t.tenant_id = {0} and t.id = {1}
            on conflict (tenant_id, natural_key) do update set {{TaskAsking.OpenAgain}} where {{TaskAsking.Closed}}
            returning assignee_id as "Value"
            """, scope.TenantId, assessment.Id, clock.GetUtcNow(), await RatersAsync(cancellationToken))).ToListAsync(cancellationToken);
        asked.RemoveAll(person => person == scope.PersonId);
        if (asked.Count > 0) { await notifier.TellAsync(asked, NotificationKind.TaskAssigned, nameof(RiskAssessment), assessment.Id, assessment.Name, cancellationToken); }
    }

    /// <summary>Nothing is left to evaluate for a person, or for anybody.</summary>
    public Task DoneAsync(Guid assessmentId, Guid? personId, CancellationToken cancellationToken)
        => Of(assessmentId).Where(t => personId == null || t.AssigneeId == personId).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);

    /// <summary>Whoever may complete it is asked to, where its lead may not. Who has something open still has to evaluate it: before, it is not completed.</summary>
    public async Task InReviewAsync(RiskAssessment assessment, CancellationToken cancellationToken)
    {
        foreach (var person in await CompletingAsync(assessment.LeadId, cancellationToken)) { await tasks.AskAsync(ToComplete(assessment, person.Id), cancellationToken); }
    }

    /// <summary>Who has to complete those that are in review today.</summary>
    internal async Task<IReadOnlyList<NeededTask>> ToCompleteAsync(CancellationToken cancellationToken)
    {
        List<NeededTask> asked = [];
        foreach (var assessment in await db.RiskAssessments.AsNoTracking().Where(a => a.Status == AssessmentStatus.Review).ToListAsync(cancellationToken))
        {
            asked.AddRange((await CompletingAsync(assessment.LeadId, cancellationToken)).Select(p => ToComplete(assessment, p.Id)));
        }
        return asked;
    }

    /// <summary>Who may rate all risks today.</summary>
    internal Task<Guid[]> RatersAsync(CancellationToken cancellationToken) => Raters().Distinct().ToArrayAsync(cancellationToken);

    private IQueryable<Guid> Raters() => db.RoleAssignments.InForce(scope.Today(clock)).Allowing(db, Permissions.RisksEdit).Select(r => r.PersonId);

    /// <summary>Who completes an assessment in the place of its lead, by name; empty where the lead may.</summary>
    internal async Task<IReadOnlyList<Choice>> CompletingAsync(Guid leadId, CancellationToken cancellationToken)
    {
        var may = Raters();
        var people = await db.People.Where(p => p.Status == PersonStatus.Active && may.Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new Choice(p.Id, p.Name)).ToListAsync(cancellationToken);
        return people.Exists(p => p.Id == leadId) ? [] : people;
    }

    /// <summary>It was completed: whoever did is done.</summary>
    public async Task CompletedAsync(Guid assessmentId, CancellationToken cancellationToken)
    {
        await ToComplete(assessmentId).Where(t => t.AssigneeId == scope.PersonId).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        await EndedAsync(assessmentId, cancellationToken);
    }

    /// <summary>Nobody is asked for anything any more.</summary>
    public async Task EndedAsync(Guid assessmentId, CancellationToken cancellationToken)
    {
        await Of(assessmentId).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        await ToComplete(assessmentId).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
    }

    private static NeededTask ToComplete(RiskAssessment a, Guid person)
        => new(WorkTaskKind.AssessmentCompletion, nameof(RiskAssessment), a.Id, a.Name, person, a.DueOn, string.Create(CultureInfo.InvariantCulture, $"assessment-completion:{a.Id}:{person}"));

    private IQueryable<WorkTask> ToComplete(Guid assessmentId) => db.WorkTasks.Where(t => t.Kind == WorkTaskKind.AssessmentCompletion && t.SubjectType == nameof(RiskAssessment) && t.SubjectId == assessmentId);

    private IQueryable<WorkTask> Of(Guid assessmentId) => db.WorkTasks.Where(t => t.Kind == WorkTaskKind.RiskAssessment && t.SubjectType == nameof(RiskAssessment) && t.SubjectId == assessmentId);
}
