using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Changes one's own password; other sessions end.</summary>
[SignedIn]
public sealed record ChangePassword(string? CurrentPassword, string? Password) : ICommand<Result>;

public sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator()
    {
        RuleFor(c => c.CurrentPassword).Required();
        RuleFor(c => c.Password).MustBeNewPassword();
    }
}

public sealed class ChangePasswordHandler(UserManager<Account> accounts, RequestScope scope) : ICommandHandler<ChangePassword, Result>
{
    public async ValueTask<Result> Handle(ChangePassword command, CancellationToken cancellationToken)
    {
        var account = await accounts.FindByIdAsync(scope.Actor.Id.ToString());
        var outcome = await accounts.ChangePasswordAsync(account!, command.CurrentPassword!, command.Password!);
        return outcome.Succeeded ? Result.Success : outcome.Errors.Any(e => e.Code == "PasswordMismatch") ? AccountRules.WrongPassword : outcome.ToError();
    }
}
