using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>Whom mails of an organisation about work reach, and under which address.</summary>
public sealed record MailReader(Guid PersonId, string Name, string Email, MailPreference Wants);

/// <summary>A task as a digest names it.</summary>
public sealed record DigestLine(ReminderKind Kind, WorkTaskKind TaskKind, string Title, DateOnly DueOn, string Assignee);

/// <summary>The mails about tasks and approvals: at once to those who chose that, and the daily digest.</summary>
public sealed class TaskMails(PlatformDb platform, Outbox outbox, PublicAddress address, RequestScope scope, Texts t)
{
    private const int MostLines = 20;

    /// <summary>Members who can sign in; those who want no mails are left out.</summary>
    public Task<List<MailReader>> ReadersAsync(CancellationToken cancellationToken)
        => platform.Memberships.AsNoTracking().Where(m => m.TenantId == scope.TenantId && m.DeactivatedAt == null)
            .Join(platform.Accounts.Where(a => a.MailReminders != MailPreference.Off), m => m.AccountId, a => a.Id, (m, a) => new MailReader(m.PersonId, a.Name, a.Email!, a.MailReminders)).ToListAsync(cancellationToken);

    public async Task AtOnceAsync(IReadOnlyCollection<Guid> people, NotificationKind kind, string title, CancellationToken cancellationToken)
    {
        var readers = await platform.Memberships.AsNoTracking().Where(m => m.TenantId == scope.TenantId && m.DeactivatedAt == null && people.Contains(m.PersonId))
            .Join(platform.Accounts.Where(a => a.MailReminders == MailPreference.Now), m => m.AccountId, a => a.Id, (_, a) => new { a.Name, a.Email, a.Language }).ToListAsync(cancellationToken);
        var isRole = kind is NotificationKind.RoleGiven or NotificationKind.RoleConfirmed or NotificationKind.RoleEnded;
        foreach (var reader in readers)
        {
            using var spoken = Cultures.Speak(reader.Language);
            var news = t["{0}: {1}", t.Of(kind), isRole ? RoleNames.OfStored(title, t) : title];
            Send(reader.Email!, news, t["Hello {0},", reader.Name], news, Link(isRole ? "my" : "notifications"), Why);
        }
    }

    public void Digest(MailReader reader, IReadOnlyList<DigestLine> lines)
    {
        IEnumerable<string> Section(string heading, Func<DigestLine, bool> belongs, Func<DigestLine, string> line)
        {
            var mine = lines.Where(belongs).OrderBy(l => l.DueOn).ToList();
            if (mine.Count == 0) { return []; }
            string[] more = mine.Count > MostLines ? [t["… and {0} more", mine.Count - MostLines]] : [];
            return [string.Join('\n', [heading, .. mine.Take(MostLines).Select(l => "– " + line(l)), .. more])];
        }
        string Own(DigestLine l) => t["{0} (due on {1})", t.Of(l.TaskKind, l.Title), Day(l.DueOn)];
        Send(reader.Email, t.Counted(lines.Count, "{0} task in {1} asks for you", "{0} tasks in {1} ask for you", scope.Tenant!.Name),
        [
            t["Hello {0},", reader.Name],
            .. Section(t["Overdue:"], l => l.Kind == ReminderKind.Overdue, Own),
            .. Section(t["Due today:"], l => l.Kind == ReminderKind.Due, Own),
            .. Section(t["Coming up:"], l => l.Kind == ReminderKind.LeadTime, Own),
            .. Section(t["Overdue for long, with people whose manager you are:"], l => l.Kind == ReminderKind.Escalation, l => t["{0}, with {1}", Own(l), l.Assignee]),
            Link("tasks"),
            Why,
        ]);
    }

    private string Why => t["You choose in your profile when such mails are sent: {0}", address.Of("profile")];

    private string Link(string page) => address.Of($"t/{scope.Tenant!.Slug}/{page}");

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private void Send(string recipient, string subject, params IReadOnlyList<string> paragraphs)
        => outbox.Add(recipient, Text.Cut(subject, 300), string.Join("\n\n", paragraphs) + "\n");
}
