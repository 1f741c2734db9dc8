using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Notifications;

/// <summary>One's newest notifications, grouped by record; the record that moved last comes first.</summary>
[AnyMember]
public sealed record ListNotifications : IQuery<Result<IReadOnlyList<NotificationGroup>>>;

/// <param name="Path">The record's page below the organisation's address; null when it is not for the asker to open.</param>
public sealed record NotificationGroup(string SubjectType, Guid SubjectId, string Title, string? Path, IReadOnlyList<NotificationRow> Rows)
{
    public bool IsUnread => Rows.Any(r => r.ReadAt is null);
}

public sealed record NotificationRow(NotificationKind Kind, string ActorName, DateTimeOffset At, DateTimeOffset? ReadAt);

public sealed class ListNotificationsHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListNotifications, Result<IReadOnlyList<NotificationGroup>>>
{
    private const int Newest = 200;

    public async ValueTask<Result<IReadOnlyList<NotificationGroup>>> Handle(ListNotifications query, CancellationToken cancellationToken)
    {
        var newest = await db.Notifications.AsNoTracking().Where(n => n.PersonId == scope.PersonId).OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(Newest)
            .Select(n => new { n.SubjectType, n.SubjectId, n.Title, n.Kind, n.ActorName, n.At, n.ReadAt }).ToListAsync(cancellationToken);
        var seen = await db.NamesAsync(newest.Select(n => (n.SubjectType, n.SubjectId)), scope.Actor, cancellationToken);
        return Result<IReadOnlyList<NotificationGroup>>.Of([.. newest.GroupBy(n => (n.SubjectType, n.SubjectId)).Select(g => new NotificationGroup(g.Key.SubjectType, g.Key.SubjectId, g.First().Title,
            PathOf(g.Key.SubjectType, g.Key.SubjectId, seen.ContainsKey(g.Key)), [.. g.Select(n => new NotificationRow(n.Kind, n.ActorName, n.At, n.ReadAt))]))]);
    }

    // Neither has a page of its own: a role is accepted on the own page, entries stand in a list.
    private static string? PathOf(string type, Guid id, bool seen)
        => type switch
        {
            nameof(RoleAssignment) => "my",
            nameof(OperatorEntry) => "settings/operator-entries",
            _ => seen ? SubjectKinds.Of(type)!.PathOf(id) : null,
        };
}
