using IsmsPlatform.Application.Shared.Mail;

namespace IsmsPlatform.Infrastructure.Mail;

public static class MailSetup
{
    public static IMailTransport Transport(SmtpOptions smtp, string dataFolder)
        => smtp.Host is { Length: > 0 } ? new SmtpTransport(smtp) : new FolderTransport(Path.Combine(dataFolder, "mail"), smtp.From);
}
