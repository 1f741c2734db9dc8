using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Settings;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Makes someone a platform operator; answers with a link that sets the password.</summary>
[SystemOnly(tenant: false)]
public sealed record AppointOperator(string Email, string Name) : ICommand<Result<string>>;

public sealed class AppointOperatorHandler(UserManager<Account> accounts, PublicAddress address) : ICommandHandler<AppointOperator, Result<string>>
{
    public async ValueTask<Result<string>> Handle(AppointOperator command, CancellationToken cancellationToken)
    {
        if (!Domain.People.Email.IsValid(command.Email)) { return new Error("account.email-form", "“{0}” is not an e-mail address.", ErrorKind.Refused, command.Email); }
        var account = await accounts.FindByEmailAsync(command.Email);
        if (account is null)
        {
            var made = await accounts.Register(command.Name, command.Email, null, "UTC");
            if (made.Error is { } error) { return error; }
            account = made.Value;
        }
        account.IsPlatformOperator = true;
        await accounts.UpdateAsync(account);
        return address.Of($"reset-password?account={account.Id}&token={Uri.EscapeDataString(await accounts.GeneratePasswordResetTokenAsync(account))}");
    }
}

/// <summary>For someone who lost device and recovery codes: the second factor is off, every session ends.</summary>
[SystemOnly(tenant: false)]
public sealed record ResetSecondFactor(string Email) : ICommand<Result>;

public sealed class ResetSecondFactorHandler(UserManager<Account> accounts) : ICommandHandler<ResetSecondFactor, Result>
{
    public async ValueTask<Result> Handle(ResetSecondFactor command, CancellationToken cancellationToken)
    {
        if (await accounts.FindByEmailAsync(command.Email) is not { } account) { return new Error("account.unknown", "There is no account with this address."); }
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        await accounts.UpdateSecurityStampAsync(account);
        return Result.Success;
    }
}

/// <summary>Whether anyone may sign an organisation up.</summary>
[SystemOnly(tenant: false)]
public sealed record SwitchSignUp(bool On) : ICommand<Result>;

public sealed class SwitchSignUpHandler(PlatformDb db) : ICommandHandler<SwitchSignUp, Result>
{
    public async ValueTask<Result> Handle(SwitchSignUp command, CancellationToken cancellationToken)
    {
        await SignUpSwitch.SetAsync(db, command.On, cancellationToken);
        return Result.Success;
    }
}

internal static class SignUpSwitch
{
    internal static async Task SetAsync(PlatformDb db, bool on, CancellationToken cancellationToken)
    {
        var value = on ? "on" : "off";
        if (await db.Settings.FindAsync([PlatformSetting.SignUp], cancellationToken) is { } setting) { setting.Value = value; }
        else { db.Settings.Add(new PlatformSetting { Key = PlatformSetting.SignUp, Value = value }); }
    }
}
