using System.Runtime.CompilerServices;
using System.Security.Claims;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IsmsPlatform.Web.Http;

/// <summary>The signed-in account of this request, read from the database each time: what was revoked is gone at once, on every node.</summary>
public sealed class CurrentAccount
{
    private const int MostOrganisations = 1000;

    // Every request of every page asks it, so it is compiled: once per model, which each database of a process has its own of.
    private static readonly ConditionalWeakTable<IModel, Func<PlatformDb, Guid, Guid, CancellationToken, Task<Profile?>>> Profiles = [];

    public sealed record Profile(Guid Id, string Name, string Email, string Language, string TimeZone, bool IsPlatformOperator, string? Stamp, DateTimeOffset? LastSeenAt, IReadOnlyList<Entrance> Organisations);

    /// <summary>An organisation that the account may enter, and who it is there.</summary>
    public sealed record Entrance(CurrentTenant Tenant, Guid PersonId);

    public Profile? Value { get; private set; }

    /// <summary>Cookie event: the security stamp in the cookie must be the account's present one, and its session must last.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var options = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<IdentityOptions>>().Value;
        await using var db = await services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContextAsync(context.HttpContext.RequestAborted);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        _ = Guid.TryParse(context.Principal?.FindFirstValue(Session.Claim), out var session);
        var profile = Guid.TryParse(context.Principal?.FindFirstValue(options.ClaimsIdentity.UserIdClaimType), out var id)
            ? await Profiles.GetValue(db.Model, _ => CompileProfile())(db, id, session, context.HttpContext.RequestAborted)
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

    private static Func<PlatformDb, Guid, Guid, CancellationToken, Task<Profile?>> CompileProfile() => EF.CompileAsyncQuery((PlatformDb db, Guid id, Guid session, CancellationToken cancellationToken) =>
        db.Accounts.AsNoTracking().Where(a => a.Id == id)
            .Select(a => new Profile(a.Id, a.Name, a.Email!, a.Language, a.TimeZone, a.IsPlatformOperator, a.SecurityStamp,
                db.Sessions.Where(s => s.Id == session && s.AccountId == a.Id && s.EndedAt == null).Select(s => (DateTimeOffset?)s.LastSeenAt).FirstOrDefault(),
                db.Memberships.Where(m => m.AccountId == a.Id && m.DeactivatedAt == null)
                    .Join(db.Tenants, m => m.TenantId, t => t.Id, (m, t) => new { m.PersonId, Tenant = t }).OrderBy(e => e.Tenant.Name).ThenBy(e => e.Tenant.Id).Take(MostOrganisations)
                    .Select(e => new Entrance(new CurrentTenant(e.Tenant.Id, e.Tenant.Slug, e.Tenant.Name, e.Tenant.TimeZone, e.Tenant.CriticalityThreshold), e.PersonId)).ToList()))
            .FirstOrDefault());

    internal static Actor ActorOf(Profile p)
        => Actor.Nobody with { Kind = ActorKind.User, Id = p.Id, Name = p.Name, IsPlatformOperator = p.IsPlatformOperator };
}
