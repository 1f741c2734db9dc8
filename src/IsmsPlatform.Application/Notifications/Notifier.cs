using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;

namespace IsmsPlatform.Application.Notifications;

/// <summary>Tells people in the transaction of the act: in the portal always, by mail those who want to know at once.</summary>
public sealed class Notifier(IsmsDbContext db, TaskMails mails, RequestScope scope, TimeProvider clock)
{
    public Task TellAsync(IReadOnlyCollection<Guid> people, NotificationKind kind, string subjectType, Guid subjectId, string title, CancellationToken cancellationToken, string? by = null)
        => TellAsync([.. people.Select(p => (p, subjectId))], kind, subjectType, title, cancellationToken, by);

    /// <param name="told">Each person with the record that it is about for them.</param>
    /// <param name="by">Whose act it is by name; null where it is the actor's.</param>
    public async Task TellAsync(IReadOnlyCollection<(Guid Person, Guid Subject)> told, NotificationKind kind, string subjectType, string title, CancellationToken cancellationToken, string? by = null)
    {
        if (told.Count == 0) { return; }
        var now = clock.GetUtcNow();
        db.Notifications.AddRange(told.Select(x => Notification.To(x.Person, kind, subjectType, x.Subject, title, by ?? scope.Actor.Name, now)));
        await mails.AtOnceAsync([.. told.Select(x => x.Person)], kind, title, cancellationToken);
    }
}
