using System.Runtime.CompilerServices;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What an act on a risk assessment does to the tasks about it; <see cref="KeepTasks"/> does the same for owners who change and people who come.</summary>
public sealed class AssessmentTasks(IsmsDbContext db, Notifier notifier, RequestScope scope, TimeProvider clock)
{
    /// <summary>Who has to evaluate, as a subquery: the owners of open risks in scope, and those who take part while any is open.</summary>
    internal const string Asked = """
        select a.tenant_id, a.id, a.name as title, a.status, v.person_id, a.due_on, 'assessment:' || a.id || ':' || v.person_id as key
          from risk_assessment a
          cross join lateral (
            select i.owner_id as person_id from risk_assessment_item i where i.tenant_id = a.tenant_id and i.assessment_id = a.id and i.state = 'Open' group by i.owner_id
            union
            select p.person_id from risk_assessment_participant p where p.tenant_id = a.tenant_id and p.assessment_id = a.id
               and exists (select from risk_assessment_item i where i.tenant_id = a.tenant_id and i.assessment_id = a.id and i.state = 'Open')) v
        """;

    /// <summary>It started, or there is more to evaluate: whoever has something open is asked, by one statement.</summary>
    public async Task AskAsync(RiskAssessment assessment, CancellationToken cancellationToken)
    {
        var asked = await db.Database.SqlQuery<Guid>(FormattableStringFactory.Create($$"""
            insert into work_task (tenant_id, id, kind, title, subject_type, subject_id, assignee_id, due_on, status, natural_key, created_at)
            select t.tenant_id, uuidv7(), 'RiskAssessment', t.title, 'RiskAssessment', t.id, t.person_id, t.due_on, 'Open', t.key, {2}
              from ({{Asked}}) t join person p on p.tenant_id = t.tenant_id and p.id = t.person_id and p.status in ('Active', 'Absent')
             where t.tenant_id = {0} and t.id = {1}
            on conflict (tenant_id, natural_key) do update set status = 'Open', closed_at = null, closed_by = null where work_task.status <> 'Open' and work_task.status <> 'InProgress'
            returning assignee_id as "Value"
            """, scope.TenantId, assessment.Id, clock.GetUtcNow())).ToListAsync(cancellationToken);
        asked.RemoveAll(person => person == scope.PersonId);
        if (asked.Count > 0) { await notifier.TellAsync(asked, NotificationKind.TaskAssigned, nameof(RiskAssessment), assessment.Id, assessment.Name, cancellationToken); }
    }

    /// <summary>Nothing is left to evaluate for a person, or for anybody.</summary>
    public Task DoneAsync(Guid assessmentId, Guid? personId, CancellationToken cancellationToken)
        => Of(assessmentId).Where(t => personId == null || t.AssigneeId == personId).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);

    /// <summary>Nobody is asked to evaluate any more.</summary>
    public Task EndedAsync(Guid assessmentId, CancellationToken cancellationToken)
        => Of(assessmentId).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);

    private IQueryable<WorkTask> Of(Guid assessmentId) => db.WorkTasks.Where(t => t.Kind == WorkTaskKind.RiskAssessment && t.SubjectType == nameof(RiskAssessment) && t.SubjectId == assessmentId);
}
