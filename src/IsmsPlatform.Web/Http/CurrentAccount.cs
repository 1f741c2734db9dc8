using System.Security.Claims;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Web.Http;

/// <summary>The signed-in account of this request, read from the database each time: what was revoked is gone at once, on every node.</summary>
public sealed class CurrentAccount
{
    public sealed record Profile(Guid Id, string Name, string Email, string Language, string TimeZone, bool IsPlatformOperator, string? Stamp, DateTimeOffset? LastSeenAt);

    public Profile? Value { get; private set; }

    /// <summary>Cookie event: the security stamp in the cookie must be the account's present one, and its session must last.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var options = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<IdentityOptions>>().Value;
        var (db, now) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        _ = Guid.TryParse(context.Principal?.FindFirstValue(Session.Claim), out var session);
        var profile = Guid.TryParse(context.Principal?.FindFirstValue(options.ClaimsIdentity.UserIdClaimType), out var id)
            ? await db.Accounts.AsNoTracking().Where(a => a.Id == id)
                .Select(a => new Profile(a.Id, a.Name, a.Email!, a.Language, a.TimeZone, a.IsPlatformOperator, a.SecurityStamp,
                    db.Sessions.Where(s => s.Id == session && s.AccountId == a.Id && s.EndedAt == null).Select(s => (DateTimeOffset?)s.LastSeenAt).FirstOrDefault()))
                .FirstOrDefaultAsync(context.HttpContext.RequestAborted)
            : null;
        if (profile?.LastSeenAt is not { } seen || profile.Stamp != context.Principal!.FindFirstValue(options.ClaimsIdentity.SecurityStampClaimType))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        if (now - seen > Session.SeenEvery)
        {
            await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), context.HttpContext.RequestAborted);
        }
        services.GetRequiredService<CurrentAccount>().Value = profile;
        services.GetRequiredService<RequestScope>().SignIn(ActorOf(profile));
    }

    internal static Actor ActorOf(Profile p)
        => Actor.Nobody with { Kind = ActorKind.User, Id = p.Id, Name = p.Name, IsPlatformOperator = p.IsPlatformOperator };
}
