using IsmsPlatform.Application.Shared.Mail;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace IsmsPlatform.Infrastructure.Mail;

/// <summary>Configuration section <c>Smtp</c>.</summary>
public sealed class SmtpOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 25;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>auto, none, starttls or tls.</summary>
    public string Security { get; set; } = "auto";

    public string From { get; set; } = "isms@localhost";
}

internal static class Message
{
    internal static MimeMessage Of(Guid id, string from, string recipient, string subject, string body)
    {
        var m = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = body }, MessageId = $"{id:N}@isms-platform" };
        m.From.Add(MailboxAddress.Parse(from));
        m.To.Add(MailboxAddress.Parse(recipient));
        return m;
    }
}

internal sealed class SmtpTransport(SmtpOptions options) : IMailTransport
{
    public async Task SendAsync(Guid id, string recipient, string subject, string body, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { Timeout = 20_000 };
        var security = options.Security.ToLowerInvariant() switch
        {
            "none" => SecureSocketOptions.None,
            "starttls" => SecureSocketOptions.StartTls,
            "tls" => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };
        await client.ConnectAsync(options.Host!, options.Port, security, cancellationToken);
        if (options.User is { Length: > 0 }) { await client.AuthenticateAsync(options.User, options.Password ?? "", cancellationToken); }
        using var message = Message.Of(id, options.From, recipient, subject, body);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}

/// <summary>Where no SMTP server is configured: one .eml file per mail, readable by any mail program.</summary>
public sealed class FolderTransport(string folder, string from) : IMailTransport
{
    public string Folder => folder;

    public async Task SendAsync(Guid id, string recipient, string subject, string body, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        // Written aside and renamed: a reader never sees half a mail, and the id makes a repeated delivery the same file.
        var path = Path.Combine(folder, $"{id:N}.eml");
        using (var message = Message.Of(id, from, recipient, subject, body))
        {
            await message.WriteToAsync(path + ".part", cancellationToken);
        }
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>The newest mails first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset At, string To, string Subject, string Text)>> NewestAsync(int count, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) { return []; }
        var mails = new List<(DateTimeOffset, string, string, string)>();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).Take(count))
        {
            using var m = await MimeMessage.LoadAsync(file.FullName, cancellationToken);
            mails.Add((new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero), m.To.ToString(), m.Subject ?? "", m.TextBody ?? ""));
        }
        return mails;
    }
}
