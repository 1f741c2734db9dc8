using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// An act that needs a fresh proof answers with <see cref="ProofPage"/>, which sends the same form again with the proof. It is checked
/// here, before the act, which then goes on as if nothing had been asked.
/// </summary>
internal sealed class ProofFilter(RequestScope scope, CurrentAccount current, TimeProvider clock) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        if (scope.Actor.Kind == ActorKind.User && ProofForm.Of(context.HttpContext.Request) is { IsGiven: true } proof)
        {
            // Hardly a request brings one: what checks it is not made for all others.
            var services = context.HttpContext.RequestServices;
            var db = services.GetRequiredService<PlatformDb>();
            if (await IsRightAsync(services.GetRequiredService<SignInManager<Account>>(), proof)) { await RememberAsync(db, context.HttpContext.RequestAborted); }
            // What the check read must not be taken for changes of the act.
            db.ChangeTracker.Clear();
        }
        await next();
    }

    private async Task<bool> IsRightAsync(SignInManager<Account> signIn, ProofForm proof)
    {
        var accounts = signIn.UserManager;
        if (await accounts.FindByIdAsync(scope.Actor.Id.ToString()) is not { } account || await accounts.IsLockedOutAsync(account)) { return false; }
        if (proof.Credential.Length > 0) { return (await PasskeyProof.OfAsync(signIn, proof.Credential))?.Id == account.Id; }
        // The password opened this session already; where there is a second factor that it lacks, that alone proves something.
        if (proof.Password.Length > 0 && !current.OwesSecondFactor) { return (await signIn.CheckPasswordSignInAsync(account, proof.Password, lockoutOnFailure: true)).Succeeded; }
        var code = new string([.. proof.Code.Where(char.IsAsciiDigit)]);
        if (account.TwoFactorEnabled && await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code)) { return true; }
        await accounts.AccessFailedAsync(account);
        return false;
    }

    private async Task RememberAsync(PlatformDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (session, showed) = (current.Value!.Session!.Id, current.OwesSecondFactor);
        await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.ProvedAt, now).SetProperty(x => x.SecondFactor, x => x.SecondFactor || showed), cancellationToken);
        scope.SignIn(scope.Actor with { ProvedAt = now });
    }
}
