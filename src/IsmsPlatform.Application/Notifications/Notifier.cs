using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;

namespace IsmsPlatform.Application.Notifications;

/// <summary>Tells people in the transaction of the act: in the portal always, by mail those who want to know at once.</summary>
public sealed class Notifier(IsmsDbContext db, TaskMails mails, RequestScope scope, TimeProvider clock)
{
    public async Task TellAsync(IReadOnlyCollection<Guid> people, NotificationKind kind, string subjectType, Guid subjectId, string title, CancellationToken cancellationToken)
    {
        if (people.Count == 0) { return; }
        var now = clock.GetUtcNow();
        db.Notifications.AddRange(people.Select(p => Notification.To(p, kind, subjectType, subjectId, title, scope.Actor.Name, now)));
        await mails.AtOnceAsync(people, kind, title, cancellationToken);
    }
}
