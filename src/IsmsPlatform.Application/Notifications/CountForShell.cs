using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Notifications;

/// <summary>
/// The two figures of every page's frame: one's open tasks and unread notifications, counted in their indexes up to 100. A page that
/// is only read has them with the permissions already (<see cref="People.Standing"/>).
/// </summary>
[AnyMember]
public sealed record CountForShell : IQuery<Result<ShellCounts>>;

public sealed record ShellCounts(int Tasks, int Unread)
{
    /// <summary>Of each; more says nothing more.</summary>
    public const int Most = 100;
}

public sealed class CountForShellHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<CountForShell, Result<ShellCounts>>
{
    public async ValueTask<Result<ShellCounts>> Handle(CountForShell query, CancellationToken cancellationToken)
    {
        var (me, today) = (scope.PersonId, scope.Today(clock));
        var counts = await db.WorkTasks.Where(t => t.AssigneeId == me && (t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress) && (t.SnoozedUntil == null || t.SnoozedUntil <= today)).Take(ShellCounts.Most).Select(_ => true)
            .Concat(db.Notifications.Where(n => n.PersonId == me && n.ReadAt == null).Take(ShellCounts.Most).Select(_ => false))
            .GroupBy(isTask => isTask).Select(g => new { IsTask = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return new ShellCounts(counts.Where(c => c.IsTask).Sum(c => c.Count), counts.Where(c => !c.IsTask).Sum(c => c.Count));
    }
}
