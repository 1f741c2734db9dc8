using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>The link from the mail: from now on the account can sign in.</summary>
[Anyone]
public sealed record ConfirmEmail(Guid Account, string? Token) : ICommand<Result>;

public sealed class ConfirmEmailHandler(UserManager<Account> accounts) : ICommandHandler<ConfirmEmail, Result>
{
    public async ValueTask<Result> Handle(ConfirmEmail command, CancellationToken cancellationToken)
    {
        if (await accounts.FindByIdAsync(command.Account.ToString()) is not { } account) { return AccountRules.LinkUsed; }
        if (account.EmailConfirmed) { return Result.Success; }
        var outcome = await accounts.ConfirmEmailAsync(account, command.Token ?? "");
        return outcome.Succeeded ? Result.Success : outcome.ToError();
    }
}
