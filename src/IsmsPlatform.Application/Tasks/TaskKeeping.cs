using System.Runtime.CompilerServices;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>
/// Makes the tasks that the records ask for today, hands them on with their records and drops those that nothing asks for any
/// more. Each step is one statement on natural keys, so it may run as often as it likes, also twice at once.
/// </summary>
public sealed class TaskKeeping(IsmsDbContext db, ApprovalDesk approvals, AcceptanceTasks acceptances, AssessmentTasks assessments, RatingAgainTasks ratingAgain, TaskMails mails, RequestScope scope, TimeProvider clock)
{
    private const int DaysToAccept = 14;

    // Assets that wait for their owner, in the columns of ReviewedKinds.Sql.
    private const string Drafts = "select tenant_id, 'Asset'::text, 'AssetAcceptance'::text, id, name, owner_id, next_review_on from asset where status = 'Draft' and owner_id is not null";

    // Again when what asked for it is there again; what somebody has done is not.
    private const string Cancelled = "work_task.status = 'Cancelled'";

    // What a statement made or handed on: for the mails of those who want to know at once.
    private sealed record Made(Guid AssigneeId, string Title);

    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        await db.LockAsync("keep-tasks", cancellationToken);
        var (tenant, now, today) = (scope.TenantId, clock.GetUtcNow(), scope.Today(clock));
        NeededTask[] needed = [.. await acceptances.AskedAsync(cancellationToken), .. await assessments.ToCompleteAsync(cancellationToken)];
        var raters = await assessments.RatersAsync(cancellationToken);
        await DropAsync(tenant, now, [.. needed.Select(a => a.Key)], raters, cancellationToken);
        List<Made> made =
        [
            .. await HandOnAsync(tenant, now, cancellationToken),
            .. await ReviewsAsync(tenant, now, today, cancellationToken),
            .. await AcceptancesAsync(tenant, now, today.AddDays(DaysToAccept), cancellationToken),
            .. await TestsAsync(tenant, now, today.AddDays(ControlTest.LeadDays), cancellationToken),
            .. await TestDecisionsAsync(tenant, now, today, cancellationToken),
            .. await TreatmentAsync(tenant, now, today, cancellationToken),
            .. await NeededAsync(needed, tenant, now, cancellationToken),
            .. await AssessmentsAsync(tenant, now, raters, cancellationToken),
            .. await DecisionsAsync(tenant, now, today, cancellationToken),
        ];
        await ratingAgain.KeepAsync(cancellationToken);
        foreach (var title in made.GroupBy(m => m.Title, StringComparer.Ordinal)) { await mails.AtOnceAsync([.. title.Select(m => m.AssigneeId)], NotificationKind.TaskAssigned, title.Key, cancellationToken); }
    }

    // Each kind has its own lead time; the latest of them bounds the search.
    private async Task<List<Made>> ReviewsAsync(Guid tenant, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken)
    {
        var cycles = await db.CyclesAsync(cancellationToken);
        string[] types = [.. cycles.Select(c => c.SubjectType)];
        DateOnly[] horizons = [.. cycles.Select(c => today.AddDays(c.LeadDays))];
        return await MakeAsync($$"""
            select r.kind, r.subject_type, r.id, r.title, r.owner_id, r.next_review_on, 'review:' || r.subject_type || ':' || r.id || ':' || to_char(r.next_review_on, 'YYYY-MM-DD')
              from ({{ReviewedKinds.Sql}}) r
              join unnest({2}, {3}) as k (subject_type, horizon) on k.subject_type = r.subject_type and r.next_review_on <= k.horizon
             where r.tenant_id = {0} and r.next_review_on <= {4}
            """, [tenant, now, types, horizons, horizons.Max()], cancellationToken);
    }

    private Task<List<Made>> AcceptancesAsync(Guid tenant, DateTimeOffset now, DateOnly due, CancellationToken cancellationToken) => MakeAsync("""
        select 'AssetAcceptance', 'Asset', a.id, a.name, a.owner_id, {2}::date, 'accept:Asset:' || a.id from asset a where a.tenant_id = {0} and a.status = 'Draft'
        """, [tenant, now, due], cancellationToken);

    private Task<List<Made>> TestsAsync(Guid tenant, DateTimeOffset now, DateOnly horizon, CancellationToken cancellationToken) => MakeAsync($$"""
        select 'ControlTest', 'ControlTest', t.id, t.title, t.person_id, t.due_on, t.key from ({{ControlTestTasks.ToPerform}}) t where t.tenant_id = {0} and t.due_on <= {2}
        """, [tenant, now, horizon], cancellationToken);

    // The owner, or whoever keeps the controls where the owner tested.
    private Task<List<Made>> TestDecisionsAsync(Guid tenant, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken) => MakeAsync($$"""
        select 'TestDecision', 'ControlTest', d.id, d.title, d.person_id, {2}::date, d.key
          from ({{ControlTestTasks.ToDecide}}) d
         where d.tenant_id = {0} and (d.is_owner or (d.owner_tested and exists (
            select from role_assignment r left join custom_role c on c.tenant_id = r.tenant_id and c.id = r.custom_role_id and c.retired_on is null
             where r.tenant_id = d.tenant_id and r.person_id = d.person_id and (r.role = any ({3}) or {4} = any (c.permissions)) and r.status = 'Effective' and r."from" <= {5} and (r."to" is null or r."to" >= {5}))))
        """, [tenant, now, today.AddDays(ControlTest.DaysToDecide), Permissions.RolesWith(Permissions.ControlsEdit).Select(r => r.ToString()).ToArray(), Permissions.ControlsEdit, today], cancellationToken, onlyThese: "TestDecision");

    private Task<List<Made>> TreatmentAsync(Guid tenant, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken) => MakeAsync($$"""
        select t.kind, t.subject_type, t.id, t.title, t.person_id, coalesce(t.due_on, {3}), t.key from ({{TreatmentTasks.Asked}}) t where t.tenant_id = {0} and (t.due_on is null or t.due_on <= {2})
        """, [tenant, now, today.AddDays(TreatmentAction.LeadDays), today.AddDays(TreatmentAction.DaysToVerify)], cancellationToken);

    // Who has to accept a risk, or to complete an assessment, is worked out by rules that SQL does not know.
    private async Task<List<Made>> NeededAsync(IReadOnlyList<NeededTask> asked, Guid tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (asked.Count == 0) { return []; }
        string[] kinds = [.. asked.Select(a => a.Kind.ToString())], types = [.. asked.Select(a => a.SubjectType)], titles = [.. asked.Select(a => a.Title)], keys = [.. asked.Select(a => a.Key)];
        Guid[] ids = [.. asked.Select(a => a.SubjectId)], people = [.. asked.Select(a => a.PersonId)];
        DateOnly[] days = [.. asked.Select(a => a.DueOn)];
        return await MakeAsync("select * from unnest({2}, {3}, {4}, {5}, {6}, {7}, {8})", [tenant, now, kinds, types, ids, titles, people, days, keys], cancellationToken, TaskAsking.Closed);
    }

    // Who has evaluated everything has more to do when risks are taken in. What is open in review is still to be evaluated: before, nothing is completed.
    private Task<List<Made>> AssessmentsAsync(Guid tenant, DateTimeOffset now, Guid[] raters, CancellationToken cancellationToken) => MakeAsync($$"""
        select 'RiskAssessment', 'RiskAssessment', t.id, t.title, t.person_id, t.due_on, t.key from ({{AssessmentTasks.Asked("{2}")}}) t where t.tenant_id = {0} and t.status in ('InProgress', 'Review')
        """, [tenant, now, raters], cancellationToken, TaskAsking.Closed);

    /// <param name="asked">Kind, type and id of the record, title, person, day and key of each task, by a query of the tenant {0}.</param>
    /// <param name="values">The tenant, the time, and what else the query takes.</param>
    /// <param name="againWhen">Whether one that was closed is open again.</param>
    /// <param name="onlyThese">The kind of which everything else is dropped; null where <see cref="DropAsync"/> says what is.</param>
    private Task<List<Made>> MakeAsync(string asked, object[] values, CancellationToken cancellationToken, string againWhen = Cancelled, string? onlyThese = null) => MadeAsync($$"""
        with asked (kind, subject_type, subject_id, title, person_id, due_on, key) as ({{asked}}),
        {{(onlyThese is null ? "" : NotAsked(onlyThese))}}
        made as (
            insert into work_task (tenant_id, id, kind, title, subject_type, subject_id, assignee_id, due_on, status, natural_key, created_at)
            select {0}, uuidv7(), a.kind, a.title, a.subject_type, a.subject_id, a.person_id, a.due_on, 'Open', a.key, {1}
              from asked a join person p on p.tenant_id = {0} and p.id = a.person_id and p.status in ('Active', 'Absent')
            on conflict (tenant_id, natural_key) do update set {{TaskAsking.OpenAgain}}, assignee_id = excluded.assignee_id, due_on = excluded.due_on where {{againWhen}}
            returning *),
        {{Told("TaskAssigned")}}
        select assignee_id, title from made
        """, values, cancellationToken);

    // Whoever was asked and is not any more: their role ended, or it turned out to be their own work.
    private static string NotAsked(string kind) => $$"""
        dropped as (
            update work_task t set status = 'Cancelled', closed_at = {1}
             where t.tenant_id = {0} and t.kind = '{{kind}}' and t.status in ('Open', 'InProgress') and not exists (select from asked a where a.key = t.natural_key)),
        """;

    private static string Told(string kind) => $$"""
        told as (
            insert into notification (tenant_id, id, person_id, kind, subject_type, subject_id, title, actor_name, told_at)
            select tenant_id, uuidv7(), assignee_id, '{{kind}}', subject_type, subject_id, title, '', {1} from made)
        """;

    // The kinds are part of the statement, the values are parameters.
    private Task<List<Made>> MadeAsync(string sql, object[] values, CancellationToken cancellationToken) => db.Database.SqlQuery<Made>(FormattableStringFactory.Create(sql, values)).ToListAsync(cancellationToken);

    // Whoever came to the role after the request was made; the others got theirs with it. The same as ApprovalDesk.DecidersAsync.
    private async Task<List<Made>> DecisionsAsync(Guid tenant, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken)
    {
        // Of each subject the roles that decide about it, and the permission by which one of the organisation's own does.
        var may = approvals.Subjects.SelectMany(s => Permissions.RolesWith(s.Permission).Select(r => r.ToString()).Append(s.Permission).Select(word => (s.Type, Word: word))).ToList();
        string[] types = [.. may.Select(m => m.Type)], words = [.. may.Select(m => m.Word)];
        var waived = await approvals.IsWaivedAsync(cancellationToken);
        return await MadeAsync($$"""
            with asked as (
                select a.tenant_id, a.id as approval_id, a.title, a.requested_by, p.id as person_id, 'approval:' || a.id || ':' || p.id as key
                  from approval a join person p on p.tenant_id = a.tenant_id and p.status = 'Active' and ({4} or (p.id is distinct from a.author_id and p.id is distinct from a.requested_by))
                 where a.tenant_id = {0} and a.decision = 'Open'
                   and exists (select from role_assignment r left join custom_role c on c.tenant_id = r.tenant_id and c.id = r.custom_role_id and c.retired_on is null
                                join unnest({5}, {6}) as m (subject_type, word) on m.subject_type = a.subject_type and (m.word = r.role or m.word = any (c.permissions))
                                where r.tenant_id = a.tenant_id and r.person_id = p.id and r.status = 'Effective' and r."from" <= {2} and (r."to" is null or r."to" >= {2}))),
            {{NotAsked("ApprovalDecision")}}
            made as (
                insert into work_task (tenant_id, id, kind, title, subject_type, subject_id, assignee_id, due_on, status, natural_key, created_at, created_by)
                select a.tenant_id, uuidv7(), 'ApprovalDecision', a.title, 'Approval', a.approval_id, a.person_id,
                       coalesce((select min(o.due_on) from work_task o where o.tenant_id = a.tenant_id and o.subject_type = 'Approval' and o.subject_id = a.approval_id and o.due_on >= {2}), {3}), 'Open', a.key, {1}, a.requested_by
                  from asked a
                on conflict (tenant_id, natural_key) do update set {{TaskAsking.OpenAgain}} where {{Cancelled}}
                returning *),
            {{Told("ApprovalAsked")}}
            select assignee_id, title from made
            """, [tenant, now, today, today.AddDays(ApprovalDesk.DaysToDecide), waived, types, words], cancellationToken);
    }

    // The owner changed: the task goes along and is nobody's habit to snooze any more.
    private Task<List<Made>> HandOnAsync(Guid tenant, DateTimeOffset now, CancellationToken cancellationToken) => MadeAsync($$"""
        with made as (
            update work_task t set assignee_id = r.owner_id, snoozed_until = null, snooze_reason = null
              from ({{ReviewedKinds.Sql}} union all {{Drafts}}) r
             where t.tenant_id = {0} and t.kind in ('AssetReview', 'AssetAcceptance', 'Review') and t.status in ('Open', 'InProgress')
               and r.tenant_id = t.tenant_id and r.subject_type = t.subject_type and r.id = t.subject_id and r.owner_id <> t.assignee_id
            returning t.*),
        {{Told("TaskAssigned")}}
        select assignee_id, title from made
        """, [tenant, now], cancellationToken);

    // Retired, deleted, planned for another day, without an owner: nothing asks for the task any more.
    /// <param name="needed">The keys of what is asked for today by rules that SQL does not know.</param>
    private Task DropAsync(Guid tenant, DateTimeOffset now, string[] needed, Guid[] raters, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(FormattableStringFactory.Create($$"""
        update work_task t set status = 'Cancelled', closed_at = {1}
         where t.tenant_id = {0} and t.status in ('Open', 'InProgress')
           and ((t.kind in ('AssetReview', 'Review') and not exists (select from ({{ReviewedKinds.Sql}}) r where r.tenant_id = t.tenant_id and r.subject_type = t.subject_type and r.id = t.subject_id and r.next_review_on = t.due_on))
             or (t.kind = 'AssetAcceptance' and not exists (select from ({{Drafts}}) r where r.tenant_id = t.tenant_id and r.id = t.subject_id))
             or (t.kind = 'ControlTest' and not exists (select from ({{ControlTestTasks.ToPerform}}) c where c.tenant_id = t.tenant_id and c.id = t.subject_id and c.key = t.natural_key))
             or (t.kind in ('TreatmentAction', 'TreatmentVerification', 'TreatmentConsent') and not exists (select from ({{TreatmentTasks.Asked}}) a where a.tenant_id = t.tenant_id and a.id = t.subject_id and a.kind = t.kind and a.key = t.natural_key))
             or (t.kind in ('AcceptanceDecision', 'AcceptanceEnding', 'AssessmentCompletion') and t.natural_key <> all ({2}))
             or (t.kind = 'RiskAssessment' and not exists (select from ({{AssessmentTasks.Asked("{3}")}}) a where a.tenant_id = t.tenant_id and a.id = t.subject_id and a.status in ('InProgress', 'Review') and a.key = t.natural_key)))
        """, tenant, now, needed, raters), cancellationToken);
}
