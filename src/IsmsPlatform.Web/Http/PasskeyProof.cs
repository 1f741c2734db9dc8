using System.Security.Claims;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Web.Http;

/// <summary>What a browser sends as proof of a passkey, turned into the account that it proves.</summary>
internal static class PasskeyProof
{
    /// <summary>The device asked who holds it: possession and person, two factors at once (RFC 8176).</summary>
    internal static Claim Claim { get; } = new("amr", "mfa");

    /// <summary>Null when the proof fails. A lock by wrong passwords does not count: nobody guesses a key, and whoever guesses passwords must not keep its owner out.</summary>
    internal static async Task<Account?> OfAsync(SignInManager<Account> signIn, string credential)
    {
        var proof = await AskedAsync(() => signIn.PerformPasskeyAssertionAsync(credential));
        if (proof is not { Succeeded: true } || !(await signIn.UserManager.AddOrUpdatePasskeyAsync(proof.User, proof.Passkey)).Succeeded) { return null; }
        var services = signIn.Context.RequestServices;
        var (now, id) = (services.GetRequiredService<TimeProvider>().GetUtcNow(), proof.Passkey.CredentialId);
        await services.GetRequiredService<PlatformDb>().Passkeys.Where(p => p.CredentialId == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.LastUsedAt, now), signIn.Context.RequestAborted);
        return proof.User;
    }

    /// <summary>What the browser made for the profile; null when it is no passkey.</summary>
    internal static async Task<UserPasskeyInfo?> MadeAsync(SignInManager<Account> signIn, string credential)
        => await AskedAsync(() => signIn.PerformPasskeyAttestationAsync(credential)) is { Succeeded: true } made ? made.Passkey : null;

    // The question stands in a cookie for five minutes; an answer without one is a page that stood open, which the framework takes for a bug.
    private static async Task<T?> AskedAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try { return await read(); }
        catch (InvalidOperationException) { return null; }
    }
}
