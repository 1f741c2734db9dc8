using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>The key to type or scan into an authenticator app; made once, kept until the second factor is turned off.</summary>
[SignedIn]
public sealed record PrepareSecondFactor : ICommand<Result<SecondFactorKey>>;

/// <param name="Key">Base32, in groups of four for typing.</param>
/// <param name="Uri">otpauth:// for the QR code.</param>
public sealed record SecondFactorKey(string Key, string Uri);

public sealed class PrepareSecondFactorHandler(UserManager<Account> accounts, IUserStore<Account> store, RequestScope scope) : ICommandHandler<PrepareSecondFactor, Result<SecondFactorKey>>
{
    public async ValueTask<Result<SecondFactorKey>> Handle(PrepareSecondFactor command, CancellationToken cancellationToken)
    {
        var account = (await accounts.FindByIdAsync(scope.Actor.Id.ToString()))!;
        if (account.TwoFactorEnabled) { return SecondFactorErrors.OnAlready; }
        var key = await accounts.GetAuthenticatorKeyAsync(account);
        if (key is null)
        {
            // By the store: the manager's own way changes the security stamp, and looking at this page would end every session.
            key = accounts.GenerateNewAuthenticatorKey();
            await ((IUserAuthenticatorKeyStore<Account>)store).SetAuthenticatorKeyAsync(account, key, cancellationToken);
        }
        const string Issuer = "IsmsPlatform";
        return new SecondFactorKey(string.Join(' ', key.Chunk(4).Select(c => new string(c))),
            $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account.Email!)}?secret={key}&issuer={Issuer}&digits=6");
    }
}

/// <summary>Turns the second factor on, proven by a code of the app; answers with the recovery codes, shown once.</summary>
[SignedIn, FreshProof]
public sealed record TurnOnSecondFactor(string? Code) : ICommand<Result<IReadOnlyList<string>>>;

public sealed class TurnOnSecondFactorValidator : AbstractValidator<TurnOnSecondFactor>
{
    public TurnOnSecondFactorValidator() => RuleFor(c => c.Code).Required().AtMost(20);
}

public sealed class TurnOnSecondFactorHandler(UserManager<Account> accounts, RequestScope scope) : ICommandHandler<TurnOnSecondFactor, Result<IReadOnlyList<string>>>
{
    private const int RecoveryCodes = 10;

    public async ValueTask<Result<IReadOnlyList<string>>> Handle(TurnOnSecondFactor command, CancellationToken cancellationToken)
    {
        var account = (await accounts.FindByIdAsync(scope.Actor.Id.ToString()))!;
        if (account.TwoFactorEnabled) { return SecondFactorErrors.OnAlready; }
        var code = new string([.. command.Code!.Where(char.IsAsciiDigit)]);
        if (!await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            return new Error("second-factor.wrong-code", "This code is not right. Wait for the next one, and check that the clock of your device is right.").At("Code");
        }
        await accounts.SetTwoFactorEnabledAsync(account, true);
        return Result<IReadOnlyList<string>>.Of([.. (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes))!]);
    }
}

/// <summary>Turns the second factor off; needs the password, because it takes a safeguard away.</summary>
[SignedIn]
public sealed record TurnOffSecondFactor(string? CurrentPassword) : ICommand<Result>;

public sealed class TurnOffSecondFactorHandler(UserManager<Account> accounts, RequestScope scope) : ICommandHandler<TurnOffSecondFactor, Result>
{
    public async ValueTask<Result> Handle(TurnOffSecondFactor command, CancellationToken cancellationToken)
    {
        var account = (await accounts.FindByIdAsync(scope.Actor.Id.ToString()))!;
        if (!await accounts.CheckPasswordAsync(account, command.CurrentPassword ?? "")) { return AccountRules.WrongPassword; }
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        return Result.Success;
    }
}

internal static class SecondFactorErrors
{
    // Who finds an open session must not read the key or make new recovery codes.
    internal static Error OnAlready { get; } = new("second-factor.on-already", "The second factor is on already. Turn it off with your password first, for example to use another device.");
}
