using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>
/// One digest per person and day, from seven in the morning of the organisation's own time: what comes near, is due, is overdue
/// (again each week), and to the manager what is overdue beyond the days of grace. What was mentioned is a row with a unique key
/// (task, kind, day), written with the mail: repeated and parallel runs mention nothing twice.
/// </summary>
[SystemOnly]
public sealed record SendReminders : ICommand<Result>;

public sealed class SendRemindersHandler(IsmsDbContext db, TaskMails mails, RequestScope scope, TimeProvider clock) : ICommandHandler<SendReminders, Result>
{
    /// <summary>Of the organisation's own time.</summary>
    public const int FirstHour = 7;

    private sealed record Mentioned(Guid TaskId, string Kind, Guid PersonId);

    public async ValueTask<Result> Handle(SendReminders command, CancellationToken cancellationToken)
    {
        var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(scope.Tenant!.TimeZone));
        if (local.Hour < FirstHour) { return Result.Success; }
        await db.LockAsync("send-reminders", cancellationToken);
        var readers = (await mails.ReadersAsync(cancellationToken)).ToDictionary(r => r.PersonId);
        var mentioned = await MentionAsync([.. readers.Keys], DateOnly.FromDateTime(local.DateTime), cancellationToken);
        var ids = mentioned.Select(m => m.TaskId).Distinct().ToList();
        var tasks = await db.WorkTasks.AsNoTracking().Where(t => ids.Contains(t.Id))
            .Select(t => new { t.Id, t.Kind, t.Title, t.DueOn, Assignee = db.People.Where(p => p.Id == t.AssigneeId).Select(p => p.Name).First() }).ToDictionaryAsync(t => t.Id, cancellationToken);
        foreach (var person in mentioned.GroupBy(m => m.PersonId))
        {
            mails.Digest(readers[person.Key], [.. person.Select(m => new DigestLine(Enum.Parse<ReminderKind>(m.Kind), tasks[m.TaskId].Kind, tasks[m.TaskId].Title, tasks[m.TaskId].DueOn, tasks[m.TaskId].Assignee))]);
        }
        return Result.Success;
    }

    private async Task<List<Mentioned>> MentionAsync(Guid[] readers, DateOnly today, CancellationToken cancellationToken)
    {
        var tenant = scope.TenantId;
        var cycles = await db.CyclesAsync(cancellationToken);
        string[] types = [.. cycles.Select(c => c.SubjectType)];
        int[] leads = [.. cycles.Select(c => c.LeadDays)];
        int[] graces = [.. cycles.Select(c => c.GraceDays)];
        // What belongs to no kind that is reviewed goes by the days that hold by default.
        return await db.Database.SqlQuery<Mentioned>($"""
            with open as (
                select t.id as task_id, t.assignee_id, t.due_on, t.snoozed_until, coalesce(c.lead_days, {ReviewCycle.DefaultLeadDays}) as lead_days, coalesce(c.grace_days, {ReviewCycle.DefaultGraceDays}) as grace_days
                  from work_task t left join unnest({types}, {leads}, {graces}) as c (subject_type, lead_days, grace_days) on c.subject_type = t.subject_type
                 where t.tenant_id = {tenant} and t.status in ('Open', 'InProgress')),
            due as (
                select task_id, assignee_id as person_id,
                       case when due_on > {today} then 'LeadTime' when due_on = {today} then 'Due' else 'Overdue' end as kind,
                       case when due_on >= {today} then due_on else due_on + 1 + ({today} - due_on - 1) / {TaskReminder.RepeatDays} * {TaskReminder.RepeatDays} end as day
                  from open where due_on <= {today} + lead_days and (snoozed_until is null or snoozed_until <= {today})
                union all
                select t.task_id, p.manager_id, 'Escalation', t.due_on
                  from open t join person p on p.tenant_id = {tenant} and p.id = t.assignee_id
                 where t.due_on < {today} - t.grace_days)
            insert into task_reminder (tenant_id, id, task_id, kind, day, person_id, sent_on)
            select {tenant}, uuidv7(), d.task_id, d.kind, d.day, d.person_id, {today}
              from due d
             where d.person_id = any ({readers})
               and not exists (select from task_reminder r where r.tenant_id = {tenant} and r.person_id = d.person_id and r.sent_on = {today})
            on conflict (tenant_id, task_id, kind, day) do nothing
            returning task_id, kind, person_id
            """).ToListAsync(cancellationToken);
    }
}
