namespace IsmsPlatform.Application.Shared.Mail;

/// <summary>
/// A mail that a command wants sent: written in the command's transaction, delivered by a job. The text is dropped once it is
/// out, because it may carry a link that lets someone in.
/// </summary>
public sealed class OutboxMail
{
    private OutboxMail() { }

    public Guid Id { get; private init; }

    /// <summary>The tenant on whose behalf it is sent; null for mails about the account itself.</summary>
    public Guid? TenantId { get; private init; }

    public string Recipient { get; private init; } = "";

    public string Subject { get; private set; } = "";

    public string? Body { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public int Attempts { get; private set; }

    /// <summary>When it is tried next; null when it is sent or given up.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public static OutboxMail To(string recipient, string subject, string body, Guid? tenantId, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(now), TenantId = tenantId, Recipient = recipient, Subject = subject, Body = body, CreatedAt = now, DueAt = now };

    public void Sent(DateTimeOffset now) => (SentAt, DueAt, Body) = (now, null, null);

    /// <summary>Tries again after 1, 2, 4 … minutes, for about two days; then someone must look.</summary>
    public void Failed(DateTimeOffset now)
    {
        Attempts++;
        DueAt = Attempts < 12 ? now + TimeSpan.FromMinutes(Math.Pow(2, Attempts - 1)) : null;
    }
}

/// <summary>The way out: an SMTP server, or a folder where there is none.</summary>
public interface IMailTransport
{
    /// <summary>Throws when the mail was not taken; it is tried again then.</summary>
    Task SendAsync(Guid id, string recipient, string subject, string body, CancellationToken cancellationToken);
}
