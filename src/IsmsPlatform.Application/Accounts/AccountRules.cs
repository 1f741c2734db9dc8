using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Rules that several account use cases share.</summary>
public static class AccountRules
{
    public static IRuleBuilderOptions<T, string?> MustBeAddress<T>(this IRuleBuilder<T, string?> rule)
        => rule.Must(v => v is null || Email.IsValid(v)).WithErrorCode("email-form").WithMessage("Give an e-mail address such as name@example.com.");

    public static IRuleBuilderOptions<T, string?> MustBeNewPassword<T>(this IRuleBuilder<T, string?> rule)
        => rule.Required().AtLeast(Account.PasswordMinLength).AtMost(Account.PasswordMaxLength)
            .Must(v => !CommonPasswords.Contains(v!)).WithErrorCode("password-common").WithMessage("This password is among those that attackers try first. Choose another one, for example four random words.");

    /// <summary>A new account; without a password it gets one later through a link.</summary>
    internal static async Task<Result<Account>> Register(this UserManager<Account> accounts, string name, string email, string? password, string timeZone)
    {
        var address = Domain.People.Email.Normalise(email);
        var account = new Account { Id = Guid.CreateVersion7(), UserName = address, Email = address, Name = name.Trim(), Language = "en-GB", TimeZone = timeZone };
        var outcome = password is null ? await accounts.CreateAsync(account) : await accounts.CreateAsync(account, password);
        return outcome.Succeeded ? account : outcome.ToError();
    }

    internal static Error ToError(this IdentityResult outcome) => outcome.Errors.Any(e => e.Code is "DuplicateEmail" or "DuplicateUserName")
        ? DatabaseRefusal.Unique["account_email"]
        : outcome.Errors.Any(e => e.Code == "InvalidToken") ? LinkUsed
        : new Error("account.refused", "The account could not be changed: {0}", ErrorKind.Refused, string.Join(" ", outcome.Errors.Select(e => e.Description)));

    internal static Error InvitationOfAnother { get; } = new("account.invitation-of-another", "This invitation is for another account. Sign in with the address that was invited.");

    internal static Error InvitationUsed { get; } = new("account.invitation-used", "This invitation was used already or has expired. Ask whoever invited you for a new one.");

    internal static Error LinkUsed { get; } = new("account.link-used", "This link was used already or has expired. Choose “Forgotten password” where you sign in: the mail that comes then confirms your address, too.");

    internal static Error WrongPassword { get; } = new Error("account.wrong-password", "This is not your present password.").At("CurrentPassword");
}
