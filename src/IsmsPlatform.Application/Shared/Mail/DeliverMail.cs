using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IsmsPlatform.Application.Shared.Mail;

/// <summary>
/// Sends what is due, one mail after the other; rows that another worker has in hand are skipped. A crash between the server's
/// acceptance and the commit can repeat one mail: it carries the same Message-ID then.
/// </summary>
[SystemOnly(tenant: false)]
public sealed record DeliverMail : ICommand<Result>;

public sealed class DeliverMailHandler(PlatformDb db, IMailTransport transport, TimeProvider clock, ILogger<DeliverMailHandler> log) : ICommandHandler<DeliverMail, Result>
{
    private const int AtOnce = 50;

    public async ValueTask<Result> Handle(DeliverMail command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.Outbox.FromSql($"select * from platform.outbox_mail where due_at <= {now} order by due_at limit {AtOnce} for update skip locked").ToListAsync(cancellationToken);
        foreach (var mail in due)
        {
            try
            {
                await transport.SendAsync(mail.Id, mail.Recipient, mail.Subject, mail.Body ?? "", cancellationToken);
                mail.Sent(now);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                mail.Failed(now);
                log.LogWarning("Mail {MailId} was not taken, attempt {Attempt}: {Problem}", mail.Id, mail.Attempts, e.GetType().Name);
            }
        }
        return Result.Success;
    }
}
