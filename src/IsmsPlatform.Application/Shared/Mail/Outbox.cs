using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Application.Shared.Mail;

/// <summary>Where links in mails lead: the address under which people reach the program.</summary>
public sealed record PublicAddress(Uri Base)
{
    public string Of(string path) => new Uri(Base, path).ToString();
}

/// <summary>Puts a mail into the transaction of the command that wants it sent.</summary>
public sealed class Outbox(PlatformDb db, RequestScope scope, TimeProvider clock)
{
    /// <param name="recipient">One address.</param>
    /// <param name="subject">Plain text, one line.</param>
    /// <param name="body">Plain text; paragraphs are separated by an empty line.</param>
    /// <param name="ofAccount">It belongs to an account alone, whatever organisation was asked for.</param>
    public void Add(string recipient, string subject, string body, bool ofAccount = false)
        => db.Outbox.Add(OutboxMail.To(recipient, subject, body, ofAccount ? null : scope.Tenant?.Id, clock.GetUtcNow()));
}
