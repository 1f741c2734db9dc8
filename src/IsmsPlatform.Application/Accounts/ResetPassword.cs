using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Chooses a new password by the link from the mail. Other sessions end; the address counts as confirmed.</summary>
[Anyone]
public sealed record ResetPassword(Guid Account, string? Token, string? Password) : ICommand<Result>;

public sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator() => RuleFor(c => c.Password).MustBeNewPassword();
}

public sealed class ResetPasswordHandler(UserManager<Account> accounts) : ICommandHandler<ResetPassword, Result>
{
    public async ValueTask<Result> Handle(ResetPassword command, CancellationToken cancellationToken)
    {
        if (await accounts.FindByIdAsync(command.Account.ToString()) is not { } account) { return AccountRules.LinkUsed; }
        var outcome = await accounts.ResetPasswordAsync(account, command.Token ?? "", command.Password!);
        if (!outcome.Succeeded) { return outcome.ToError(); }
        account.EmailConfirmed = true;
        await accounts.SetLockoutEndDateAsync(account, null);
        await accounts.UpdateAsync(account);
        return Result.Success;
    }
}
