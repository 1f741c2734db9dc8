using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Gives one's own account a further way in, and says so by mail.</summary>
/// <param name="Name">What its owner calls the device.</param>
/// <param name="Proven">The key that the browser made and the server verified; null when there is none.</param>
[SignedIn, FreshProof]
public sealed record AddPasskey(string? Name, UserPasskeyInfo? Proven) : ICommand<Result>;

public sealed class AddPasskeyValidator : AbstractValidator<AddPasskey>
{
    public AddPasskeyValidator() => RuleFor(c => c.Name).Required().AtMost(Passkey.NameMaxLength);
}

public sealed class AddPasskeyHandler(PlatformDb db, UserManager<Account> accounts, AccountMails mails, RequestScope scope) : ICommandHandler<AddPasskey, Result>
{
    public async ValueTask<Result> Handle(AddPasskey command, CancellationToken cancellationToken)
    {
        if (command.Proven is not { } passkey) { return new Error("passkey.not-made", "Your browser made no passkey, or too late. Try again, and follow what the device asks."); }
        var account = (await accounts.FindByIdAsync(scope.Actor.Id.ToString()))!;
        if (await db.Passkeys.CountAsync(p => p.UserId == account.Id, cancellationToken) >= Passkey.Most) { return new Error("passkey.too-many", "An account has {0} passkeys at most. Remove one that you do not use first.", ErrorKind.Refused, Passkey.Most); }
        passkey.Name = command.Name!.Trim();
        var outcome = await accounts.AddOrUpdatePasskeyAsync(account, passkey);
        if (!outcome.Succeeded) { return outcome.ToError(); }
        mails.PasskeyAdded(account, passkey.Name);
        return Result.Success;
    }
}
