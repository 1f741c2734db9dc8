using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>A newer methodology leaves risks that an earlier version rated (6.1.2): one task for all of them, for whoever drafted it, until none is left.</summary>
public sealed class RatingAgainTasks(IsmsDbContext db, Notifier notifier, Texts t, RequestScope scope, TimeProvider clock)
{
    internal async Task KeepAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        var method = await db.RiskMethodologies.InForce().AsNoTracking().Select(m => new { m.Id, m.VersionNo, m.AuthorId, m.ApprovedOn }).FirstOrDefaultAsync(cancellationToken);
        var open = db.WorkTasks.Where(w => w.Kind == WorkTaskKind.RatingAgain);
        // What a version before this one asked for is asked for by this one.
        var asking = method?.Id;
        await open.Where(w => w.SubjectId != asking).CancelledAsync(null, now, cancellationToken);
        if (method is null) { return; }
        var left = await db.Risks.RatedBefore(method.Id).CountAsync(r => EF.Property<bool>(r, RiskMapping.IsOpen), cancellationToken);
        if (left == 0)
        {
            await open.DoneAsync(null, now, cancellationToken);
            return;
        }
        if (await ResponsibleAsync(method.AuthorId, today, cancellationToken) is not { } person) { return; }
        var (title, key, due) = (t.Counted(left, "{0} risk by version {1} of the methodology", "{0} risks by version {1} of the methodology", method.VersionNo), $"rating-again:{method.Id}", (method.ApprovedOn ?? today).AddDays(RiskMethodology.DaysToRateAgain));
        var isNew = !await open.StillOpen().AnyAsync(w => w.NaturalKey == key && w.AssigneeId == person, cancellationToken);
        // How many are left changes by the hour; a task that was closed comes back with a risk that an earlier version rated.
        await db.Database.ExecuteSqlAsync($"""
            insert into work_task (tenant_id, id, kind, title, subject_type, subject_id, assignee_id, due_on, status, natural_key, created_at)
            values ({scope.TenantId}, uuidv7(), {nameof(WorkTaskKind.RatingAgain)}, {title}, {nameof(RiskMethodology)}, {method.Id}, {person}, {due}, 'Open', {key}, {now})
            on conflict (tenant_id, natural_key) do update set title = excluded.title, assignee_id = excluded.assignee_id,
                   status = case when work_task.status in ('Open', 'InProgress') then work_task.status else 'Open' end, closed_at = null, closed_by = null,
                   snoozed_until = case when work_task.status in ('Open', 'InProgress') and work_task.assignee_id = excluded.assignee_id then work_task.snoozed_until end,
                   snooze_reason = case when work_task.status in ('Open', 'InProgress') and work_task.assignee_id = excluded.assignee_id then work_task.snooze_reason end
             where (work_task.title, work_task.assignee_id) is distinct from (excluded.title, excluded.assignee_id) or work_task.status not in ('Open', 'InProgress')
            """, cancellationToken);
        if (isNew) { await notifier.TellAsync([person], NotificationKind.TaskAssigned, nameof(RiskMethodology), method.Id, title, cancellationToken); }
    }

    // Whoever drafted it, as long as they are there; else who keeps the risks, longest in the role first.
    private async Task<Guid?> ResponsibleAsync(Guid author, DateOnly today, CancellationToken cancellationToken)
    {
        var there = db.People.Where(p => p.Status == PersonStatus.Active || p.Status == PersonStatus.Absent);
        if (await there.AnyAsync(p => p.Id == author, cancellationToken)) { return author; }
        return await db.RoleAssignments.AsNoTracking().InForce(today).Where(r => r.Role == Role.IsmsManager && there.Any(p => p.Id == r.PersonId)).OrderBy(r => r.From).ThenBy(r => r.Id).Select(r => (Guid?)r.PersonId).FirstOrDefaultAsync(cancellationToken);
    }
}
