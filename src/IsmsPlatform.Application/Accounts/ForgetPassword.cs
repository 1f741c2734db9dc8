using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Asks for a link to choose a new password. The answer is the same whether the address has an account or not.</summary>
[Anyone]
public sealed record ForgetPassword(string? Email) : ICommand<Result>;

public sealed class ForgetPasswordValidator : AbstractValidator<ForgetPassword>
{
    public ForgetPasswordValidator() => RuleFor(c => c.Email).Required().AtMost(Domain.People.Email.MaxLength).MustBeAddress();
}

public sealed class ForgetPasswordHandler(UserManager<Account> accounts, AccountMails mails) : ICommandHandler<ForgetPassword, Result>
{
    public async ValueTask<Result> Handle(ForgetPassword command, CancellationToken cancellationToken)
    {
        if (await accounts.FindByEmailAsync(command.Email!.Trim()) is { } account)
        {
            mails.ResetPassword(account, await accounts.GeneratePasswordResetTokenAsync(account));
        }
        return Result.Success;
    }
}
