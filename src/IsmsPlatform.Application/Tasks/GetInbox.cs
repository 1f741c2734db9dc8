using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What one has to do, earliest first, across all subjects; beside it what was done last.</summary>
/// <param name="Most">How many open ones are shown; the figures count all.</param>
[AnyMember]
public sealed record GetInbox(int Most = 100) : IQuery<Result<Inbox>>;

/// <param name="Open">Not snoozed; at most as many as asked for.</param>
/// <param name="OpenCount">All that are open and not snoozed.</param>
/// <param name="DoneThisYear">For the ring: what was done since New Year.</param>
/// <param name="Asked">Open tasks that the asker gave to others.</param>
public sealed record Inbox(DateOnly Today, IReadOnlyList<InboxTask> Open, int OpenCount, IReadOnlyList<InboxTask> Snoozed, IReadOnlyList<DoneTask> Done, int DoneThisYear, IReadOnlyList<AskedTask> Asked)
{
    /// <summary>The last day of this week, Sunday.</summary>
    public DateOnly EndOfWeek => Today.AddDays((7 - (int)Today.DayOfWeek) % 7);
}

public sealed record InboxTask(Guid Id, WorkTaskKind Kind, WorkTaskStatus Status, string Title, string? SubjectType, Guid? SubjectId, string? AskedBy, DateOnly DueOn, DateOnly? SnoozedUntil, string? SnoozeReason)
{
    /// <summary>What the record is called now; null where it may not be seen.</summary>
    public string? Subject { get; init; }

    /// <summary>Its page below the organisation's address; null where it may not be opened.</summary>
    public string? Path { get; init; }

    /// <summary>Set when one click accepts the asset: the version that is seen here.</summary>
    public long? AcceptVersion { get; init; }
}

public sealed record DoneTask(WorkTaskKind Kind, string Title, DateTimeOffset At);

public sealed record AskedTask(Guid Id, string Title, string Assignee, DateOnly DueOn);

public sealed class GetInboxHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetInbox, Result<Inbox>>
{
    private const int Shown = 8;
    private const int MostSnoozed = 50;

    public async ValueTask<Result<Inbox>> Handle(GetInbox query, CancellationToken cancellationToken)
    {
        var (me, today) = (scope.PersonId!.Value, scope.Today(clock));
        var mine = db.WorkTasks.AsNoTracking().Where(t => t.AssigneeId == me);
        var open = mine.StillOpen();
        var awake = open.Where(t => t.SnoozedUntil == null || t.SnoozedUntil <= today);
        var newYear = scope.BeginningOf(new DateOnly(today.Year, 1, 1));
        var done = db.WorkTasks.AsNoTracking().Where(t => t.ClosedBy == me && t.Status == WorkTaskStatus.Done);
        return new Inbox(today,
            await NamedAsync(await Rows(awake, query.Most).ToListAsync(cancellationToken), cancellationToken),
            await awake.CountAsync(cancellationToken),
            await NamedAsync(await Rows(open.Where(t => t.SnoozedUntil > today), MostSnoozed).ToListAsync(cancellationToken), cancellationToken),
            await done.OrderByDescending(t => t.ClosedAt).ThenByDescending(t => t.Id).Take(Shown).Select(t => new DoneTask(t.Kind, t.Title, t.ClosedAt!.Value)).ToListAsync(cancellationToken),
            await done.CountAsync(t => t.ClosedAt >= newYear, cancellationToken),
            await db.WorkTasks.AsNoTracking().Where(t => t.CreatedBy == me && t.AssigneeId != me && t.Kind == WorkTaskKind.AdHoc && (t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress))
                .OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(MostSnoozed).Select(t => new AskedTask(t.Id, t.Title, db.People.Where(p => p.Id == t.AssigneeId).Select(p => p.Name).First(), t.DueOn)).ToListAsync(cancellationToken));
    }

    private IQueryable<InboxTask> Rows(IQueryable<WorkTask> tasks, int most) => tasks.OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(most)
        .Select(t => new InboxTask(t.Id, t.Kind, t.Status, t.Title, t.SubjectType, t.SubjectId, db.People.Where(p => p.Id == t.CreatedBy && t.CreatedBy != t.AssigneeId).Select(p => p.Name).FirstOrDefault(), t.DueOn, t.SnoozedUntil, t.SnoozeReason));

    private async Task<IReadOnlyList<InboxTask>> NamedAsync(List<InboxTask> rows, CancellationToken cancellationToken)
    {
        var names = await db.NamesAsync(rows.Where(r => r.SubjectType is not null).Select(r => (r.SubjectType!, r.SubjectId!.Value)), scope.Actor, cancellationToken);
        var drafts = rows.Where(r => r.Kind is WorkTaskKind.AssetAcceptance).Select(r => r.SubjectId!.Value).ToList();
        // One click accepts where the record is complete and the owner may change it; everything else needs a look first.
        var ready = drafts.Count == 0 || !scope.Actor.Can(Permissions.AssetsEditOwn) ? [] : await db.Assets.AsNoTracking()
            .Where(a => drafts.Contains(a.Id) && a.OwnerId == scope.PersonId && a.Status == AssetStatus.Draft && a.Confidentiality != null && a.Integrity != null && a.Availability != null)
            .Select(a => new { a.Id, a.Version }).ToDictionaryAsync(a => a.Id, a => a.Version, cancellationToken);
        return rows.ConvertAll(r => r.SubjectType is null || !names.TryGetValue((r.SubjectType, r.SubjectId!.Value), out var name) ? r : r with
        {
            // The methodology is why, the risks are where.
            Subject = r.Kind == WorkTaskKind.RatingAgain ? r.Title : name.Name,
            Path = r.Kind != WorkTaskKind.RatingAgain ? SubjectKinds.Of(r.SubjectType)!.PathOf(name.Id) : scope.Actor.Can(Permissions.RisksView) ? "risks?stale=true" : null,
            AcceptVersion = r.Kind == WorkTaskKind.AssetAcceptance && ready.TryGetValue(name.Id, out var version) ? version : null,
        });
    }
}
