using System.Runtime.CompilerServices;
using System.Security.Claims;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
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

    public sealed record Profile(Guid Id, string Name, string Email, string Language, string TimeZone, bool IsPlatformOperator, string? Stamp, bool HasSecondFactor, SignIn? Session, IReadOnlyList<Entrance> Organisations);

    /// <summary>The session of this browser.</summary>
    public sealed record SignIn(Guid Id, DateTimeOffset? ProvedAt, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool SecondFactor);

    /// <summary>An organisation that the account may enter, who it is there, and what is asked of its sign-in.</summary>
    /// <param name="PersonId">Null for a platform operator who was let in for a time.</param>
    /// <param name="OperatorUntil">Until when; null for members.</param>
    public sealed record Entrance(CurrentTenant Tenant, Guid? PersonId, bool RequiresSecondFactor, int IdleHours, int SessionHours, DateTimeOffset? OperatorUntil = null);

    public Profile? Value { get; private set; }

    /// <summary>This session proved a second factor that the account still has.</summary>
    public bool ProvedSecondFactor => Value is { HasSecondFactor: true, Session.SecondFactor: true };

    /// <summary>There is a second factor, and this session did not show it: whoever knows the password alone must not add, change or remove ways in.</summary>
    public bool OwesSecondFactor => Value is { } who && Owes(who);

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
        if (profile?.Session is not { } running || IsOver(profile, running, now) || profile.Stamp != context.Principal!.FindFirstValue(options.ClaimsIdentity.SecurityStampClaimType))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        if (now - running.LastSeenAt > Session.SeenEvery)
        {
            await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), context.HttpContext.RequestAborted);
        }
        services.GetRequiredService<CurrentAccount>().Value = profile;
        services.GetRequiredService<RequestScope>().SignIn(ActorOf(profile));
    }

    // The strictest of the account's organisations counts, wherever the session is used: a page beside them must not wake it.
    private static bool IsOver(Profile profile, SignIn session, DateTimeOffset now)
    {
        var idle = profile.Organisations.Select(o => o.IdleHours).DefaultIfEmpty(SignInPolicy.DefaultIdleHours).Min();
        var whole = profile.Organisations.Select(o => o.SessionHours).DefaultIfEmpty(SignInPolicy.DefaultSessionHours).Min();
        return now - session.LastSeenAt > TimeSpan.FromHours(idle) || now - session.StartedAt > TimeSpan.FromHours(whole);
    }

    private static Func<PlatformDb, Guid, Guid, CancellationToken, Task<Profile?>> CompileProfile() => EF.CompileAsyncQuery((PlatformDb db, Guid id, Guid session, CancellationToken cancellationToken) =>
        db.Accounts.AsNoTracking().Where(a => a.Id == id)
            .Select(a => new Profile(a.Id, a.Name, a.Email!, a.Language, a.TimeZone, a.IsPlatformOperator, a.SecurityStamp,
                a.TwoFactorEnabled || db.Passkeys.Any(p => p.UserId == a.Id),
                db.Sessions.Where(s => s.Id == session && s.AccountId == a.Id && s.EndedAt == null).Select(s => new SignIn(s.Id, s.ProvedAt, s.StartedAt, s.LastSeenAt, s.SecondFactor)).FirstOrDefault(),
                db.Memberships.Where(m => m.AccountId == a.Id && m.DeactivatedAt == null)
                    .Join(db.Tenants, m => m.TenantId, t => t.Id, (m, t) => new { m.PersonId, Tenant = t }).OrderBy(e => e.Tenant.Name).ThenBy(e => e.Tenant.Id).Take(MostOrganisations)
                    .Select(e => new Entrance(new CurrentTenant(e.Tenant.Id, e.Tenant.Slug, e.Tenant.Name, e.Tenant.TimeZone, e.Tenant.CriticalityThreshold), e.PersonId, e.Tenant.RequiresSecondFactor, e.Tenant.IdleHours, e.Tenant.SessionHours, null)).ToList()))
            .FirstOrDefault());

    /// <summary>The organisation that the account, a platform operator, was let into; read only when it is no member, so it costs nobody else anything.</summary>
    internal static Task<Entrance?> OfOperatorAsync(PlatformDb db, Guid account, string slug, DateTimeOffset now, CancellationToken cancellationToken)
        => db.OperatorEntries.AsNoTracking().Where(e => e.AccountId == account && e.EndedAt == null && e.EndsAt > now)
            .Join(db.Tenants.Where(t => t.Slug == slug), e => e.TenantId, t => t.Id, (e, t) => new Entrance(new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold), null, t.RequiresSecondFactor, t.IdleHours, t.SessionHours, e.EndsAt))
            .FirstOrDefaultAsync(cancellationToken);

    internal static Actor ActorOf(Profile p)
        => Actor.Nobody with { Kind = ActorKind.User, Id = p.Id, Name = p.Name, IsPlatformOperator = p.IsPlatformOperator, ProvedAt = Owes(p) ? null : p.Session?.ProvedAt };

    private static bool Owes(Profile p) => p is { HasSecondFactor: true, Session.SecondFactor: false };
}
