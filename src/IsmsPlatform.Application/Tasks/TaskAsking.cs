using System.Runtime.CompilerServices;
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
    /// <summary>A task that comes back is nobody's habit to snooze any more; of a row in conflict.</summary>
    internal const string OpenAgain = "status = 'Open', closed_at = null, closed_by = null, snoozed_until = null, snooze_reason = null";

    /// <summary>Again whenever it is needed, also by somebody who has done it before; of a row in conflict.</summary>
    internal const string Closed = "work_task.status not in ('Open', 'InProgress')";

    /// <summary>Asked for once, whoever is faster; what was closed and is needed again is open again.</summary>
    internal async Task AskAsync(NeededTask t, CancellationToken cancellationToken)
    {
        // The columns are part of the statement, the values are parameters.
        var asked = await db.Database.ExecuteSqlAsync(FormattableStringFactory.Create($$"""
            insert into work_task (tenant_id, id, kind, title, subject_type, subject_id, assignee_id, due_on, status, natural_key, created_at)
            values ({0}, uuidv7(), {1}, {2}, {3}, {4}, {5}, {6}, 'Open', {7}, {8})
            on conflict (tenant_id, natural_key) do update set {{OpenAgain}} where {{Closed}}
            """, scope.TenantId, t.Kind.ToString(), t.Title, t.SubjectType, t.SubjectId, t.PersonId, t.DueOn, t.Key, clock.GetUtcNow()), cancellationToken);
        if (asked > 0 && t.PersonId != scope.PersonId) { await notifier.TellAsync([t.PersonId], NotificationKind.TaskAssigned, t.SubjectType, t.SubjectId, t.Title, cancellationToken); }
    }
}
