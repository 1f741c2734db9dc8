using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IsmsPlatform.Application.Shared.Mail;

/// <summary>
/// Sends the one that has been due for longest; what another worker has in hand is skipped. One mail is one transaction: whatever
/// ends the program, those that went out before are known to be out. Only a crash between the server's acceptance and the commit
/// repeats that mail, with the same Message-ID.
/// </summary>
/// <returns>False when nothing was due.</returns>
[SystemOnly(tenant: false)]
public sealed record DeliverMail : ICommand<Result<bool>>;

public sealed class DeliverMailHandler(PlatformDb db, IMailTransport transport, TimeProvider clock, ILogger<DeliverMailHandler> log) : ICommandHandler<DeliverMail, Result<bool>>
{
    public async ValueTask<Result<bool>> Handle(DeliverMail command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.Outbox.FromSql($"select * from platform.outbox_mail where due_at <= {now} order by due_at limit 1 for update skip locked").ToListAsync(cancellationToken);
        if (due is not [var mail]) { return false; }
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
        return true;
    }
}
