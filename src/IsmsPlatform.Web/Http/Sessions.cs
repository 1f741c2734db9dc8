using System.Security.Claims;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IsmsPlatform.Web.Http;

/// <summary>Cookie events: each sign-in is a session, and each cookie names its own. Whether it still lasts is asked with every request (<see cref="CurrentAccount"/>).</summary>
internal static class Sessions
{
    /// <summary>Begins a session; a cookie that is written anew for the same account (after a change of a safeguard) stays in its own.</summary>
    internal static async Task BeginAsync(CookieSigningInContext context)
    {
        var services = context.HttpContext.RequestServices;
        var accountClaim = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.UserIdClaimType;
        var (old, account) = (context.HttpContext.User, context.Principal!.FindFirstValue(accountClaim));
        var id = old.FindFirstValue(accountClaim) == account && Guid.TryParse(old.FindFirstValue(Session.Claim), out var kept) ? kept : Guid.Empty;
        var secondFactor = context.Principal!.HasClaim("amr", "mfa");
        var db = services.GetRequiredService<PlatformDb>();
        if (id == Guid.Empty)
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            id = Guid.CreateVersion7(now);
            db.Sessions.Add(Session.Start(id, Guid.Parse(account!), context.HttpContext.Connection.RemoteIpAddress?.ToString(), Storable(context.Request.Headers.UserAgent), secondFactor, now));
            await db.SaveChangesAsync(context.HttpContext.RequestAborted);
        }
        // Without "amr" the cookie is only written anew; with it somebody signed in again in the same browser.
        else if (context.Principal.HasClaim(c => c.Type == "amr"))
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SecondFactor, x => x.SecondFactor || secondFactor).SetProperty(x => x.ProvedAt, now), context.HttpContext.RequestAborted);
        }
        ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(Session.Claim, id.ToString()));
    }

    /// <summary>Signing out ends it, so that a copy of the cookie is worth nothing either.</summary>
    internal static async Task EndAsync(CookieSigningOutContext context)
    {
        if (!Guid.TryParse(context.HttpContext.User.FindFirstValue(Session.Claim), out var id)) { return; }
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        await context.HttpContext.RequestServices.GetRequiredService<PlatformDb>().Sessions.Where(s => s.Id == id && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), context.HttpContext.RequestAborted);
    }

    private static string? Storable(string? browser) => browser is not null && Domain.Shared.Text.IsStorable(browser) ? browser : null;
}
