using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>One's own account.</summary>
[SignedIn]
public sealed record GetProfile : IQuery<Result<ProfileView>>;

/// <param name="RecoveryCodesLeft">Codes that still work; 0 without a second factor.</param>
public sealed record ProfileView(string Name, string Email, string Language, string TimeZone, MailPreference MailReminders, bool HasSecondFactor, int RecoveryCodesLeft, int Passkeys);

public sealed class GetProfileHandler(UserManager<Account> accounts, RequestScope scope) : IQueryHandler<GetProfile, Result<ProfileView>>
{
    public async ValueTask<Result<ProfileView>> Handle(GetProfile query, CancellationToken cancellationToken)
    {
        var account = (await accounts.FindByIdAsync(scope.Actor.Id.ToString()))!;
        return new ProfileView(account.Name, account.Email!, account.Language, account.TimeZone, account.MailReminders, account.TwoFactorEnabled, account.TwoFactorEnabled ? await accounts.CountRecoveryCodesAsync(account) : 0,
            (await accounts.GetPasskeysAsync(account)).Count);
    }
}
