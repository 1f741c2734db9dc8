using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Takes one's own passkey away: it lets nobody in any more, and whoever came in with it is out.</summary>
[SignedIn, FreshProof]
public sealed record RemovePasskey(Guid Id) : ICommand<Result>;

public sealed class RemovePasskeyHandler(PlatformDb db, UserManager<Account> accounts, AccountMails mails, RequestScope scope) : ICommandHandler<RemovePasskey, Result>
{
    public async ValueTask<Result> Handle(RemovePasskey command, CancellationToken cancellationToken)
    {
        if (await db.Passkeys.SingleOrDefaultAsync(p => p.Id == command.Id && p.UserId == scope.Actor.Id, cancellationToken) is not { } passkey) { return Error.NotFound; }
        var account = (await accounts.FindByIdAsync(scope.Actor.Id.ToString()))!;
        if (!await accounts.HasPasswordAsync(account) && await db.Passkeys.CountAsync(p => p.UserId == account.Id, cancellationToken) == 1)
        {
            return new Error("passkey.last", "This is the only way into your account. Choose a password by “Forgotten password” where you sign in, or add another passkey first.");
        }
        await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
        mails.PasskeyRemoved(account, passkey.Data.Name ?? "");
        var outcome = await accounts.UpdateSecurityStampAsync(account);
        return outcome.Succeeded ? Result.Success : outcome.ToError();
    }
}
