using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What a record asks of somebody.</summary>
/// <param name="Key">The same record asks the same thing of the same person by the same key: <see cref="KeepTasks"/> makes it out again.</param>
internal sealed record NeededTask(WorkTaskKind Kind, string SubjectType, Guid SubjectId, string Title, Guid PersonId, DateOnly DueOn, string Key);

/// <summary>Asks at once for what an act has made necessary; the hourly job would do it later.</summary>
public sealed class TaskAsking(IsmsDbContext db, Notifier notifier, RequestScope scope, TimeProvider clock)
{
    /// <summary>Asked for once, whoever is faster; what was closed and is needed again is open again.</summary>
    internal async Task AskAsync(NeededTask t, CancellationToken cancellationToken)
    {
        var asked = await db.Database.ExecuteSqlAsync($"""
            insert into work_task (tenant_id, id, kind, title, subject_type, subject_id, assignee_id, due_on, status, natural_key, created_at)
            values ({scope.TenantId}, uuidv7(), {t.Kind.ToString()}, {t.Title}, {t.SubjectType}, {t.SubjectId}, {t.PersonId}, {t.DueOn}, 'Open', {t.Key}, {clock.GetUtcNow()})
            on conflict (tenant_id, natural_key) do update set status = 'Open', closed_at = null, closed_by = null, snoozed_until = null, snooze_reason = null where work_task.status <> 'Open' and work_task.status <> 'InProgress'
            """, cancellationToken);
        if (asked > 0 && t.PersonId != scope.PersonId) { await notifier.TellAsync([t.PersonId], NotificationKind.TaskAssigned, t.SubjectType, t.SubjectId, t.Title, cancellationToken); }
    }
}
