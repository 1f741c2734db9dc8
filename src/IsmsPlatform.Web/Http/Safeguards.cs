using System.Security.Claims;
using IsmsPlatform.Application.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Web.Http;

internal static class Safeguards
{
    /// <summary>After a change of a safeguard the security stamp is new and every cookie void; this session gets a fresh one.</summary>
    /// <param name="signIn">Writes the cookie.</param>
    /// <param name="user">Who is signed in.</param>
    /// <param name="proved">The change itself proved a second factor: it counts for this session.</param>
    internal static async Task StayAsync(this SignInManager<Account> signIn, ClaimsPrincipal user, bool proved = false)
    {
        var account = (await signIn.UserManager.GetUserAsync(user))!;
        var ticket = await signIn.Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await signIn.SignInWithClaimsAsync(account, ticket.Properties, proved ? [PasskeyProof.Claim] : []);
    }
}
