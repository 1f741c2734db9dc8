using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>A code of the authenticator app counts once (RFC 6238, 5.2): whoever looked over a shoulder comes too late.</summary>
public sealed class OneTimeAuthenticator : AuthenticatorTokenProvider<Account>
{
    private const string Store = "[Isms]", Used = "UsedCodes";
    /// <summary>Five steps of thirty seconds are accepted at any moment; those before are refused by their age.</summary>
    private const int Remembered = 6;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user)) { return false; }
        var used = (await manager.GetAuthenticationTokenAsync(user, Store, Used))?.Split(' ') ?? [];
        if (used.Contains(token, StringComparer.Ordinal)) { return false; }
        // Two at the same moment: the account's concurrency stamp lets one of them through.
        return (await manager.SetAuthenticationTokenAsync(user, Store, Used, string.Join(' ', used.Append(token).TakeLast(Remembered)))).Succeeded;
    }
}
