using System.Security.Claims;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IsmsPlatform.Web.Http;

/// <summary>The signed-in account of this request, read from the database each time: what was revoked is gone at once, on every node.</summary>
public sealed class CurrentAccount
{
    public Arrival.Profile? Value { get; private set; }

    /// <summary>What they may do in the organisation that the address names; null where they are none of its members.</summary>
    public Standing? Standing { get; private set; }

    /// <summary>This session proved a second factor that the account still has.</summary>
    public bool ProvedSecondFactor => Value is { HasSecondFactor: true, Session.SecondFactor: true };

    /// <summary>There is a second factor, and this session did not show it: whoever knows the password alone must not add, change or remove ways in.</summary>
    public bool OwesSecondFactor => Value is { } who && Owes(who);

    /// <summary>Cookie event: the security stamp in the cookie must be the account's present one, and its session must last.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        var options = services.GetRequiredService<IOptions<IdentityOptions>>().Value;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        _ = Guid.TryParse(context.Principal?.FindFirstValue(Session.Claim), out var session);
        var (slug, list) = (http.GetRouteValue(TenantMiddleware.RouteKey) as string, http.GetEndpoint()?.Metadata.GetMetadata<HasViewsAttribute>()?.List);
        var arrival = Guid.TryParse(context.Principal?.FindFirstValue(options.ClaimsIdentity.UserIdClaimType), out var id)
            ? await services.GetRequiredService<IArrivals>().OfAsync(id, session, slug, list, now, http.RequestAborted)
            : null;
        if (arrival?.Account is not { Session: { } running } profile || IsOver(profile, running, now) || profile.Stamp != context.Principal!.FindFirstValue(options.ClaimsIdentity.SecurityStampClaimType))
        {
            context.RejectPrincipal();
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        if (now - running.LastSeenAt > Session.SeenEvery)
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContextAsync(http.RequestAborted);
            await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), http.RequestAborted);
        }
        var current = services.GetRequiredService<CurrentAccount>();
        (current.Value, current.Standing) = (profile, arrival.Standing);
        services.GetRequiredService<RequestScope>().SignIn(ActorOf(profile));
    }

    // The strictest of the account's organisations counts, wherever the session is used: a page beside them must not wake it.
    private static bool IsOver(Arrival.Profile profile, Arrival.SignIn session, DateTimeOffset now)
    {
        var idle = profile.Organisations.Select(o => o.IdleHours).DefaultIfEmpty(SignInPolicy.DefaultIdleHours).Min();
        var whole = profile.Organisations.Select(o => o.SessionHours).DefaultIfEmpty(SignInPolicy.DefaultSessionHours).Min();
        return now - session.LastSeenAt > TimeSpan.FromHours(idle) || now - session.StartedAt > TimeSpan.FromHours(whole);
    }

    /// <summary>The organisation that the account, a platform operator, was let into; read only when it is no member, so it costs nobody else anything.</summary>
    internal static Task<Arrival.Entrance?> OfOperatorAsync(PlatformDb db, Guid account, string slug, DateTimeOffset now, CancellationToken cancellationToken)
        => db.OperatorEntries.AsNoTracking().Where(e => e.AccountId == account && e.EndedAt == null && e.EndsAt > now)
            .Join(db.Tenants.Where(t => t.Slug == slug), e => e.TenantId, t => t.Id, (e, t) => new Arrival.Entrance(new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold), null, t.RequiresSecondFactor, t.IdleHours, t.SessionHours, e.EndsAt))
            .FirstOrDefaultAsync(cancellationToken);

    internal static Actor ActorOf(Arrival.Profile p)
        => Actor.Nobody with { Kind = ActorKind.User, Id = p.Id, Name = p.Name, IsPlatformOperator = p.IsPlatformOperator, ProvedAt = Owes(p) ? null : p.Session?.ProvedAt };

    private static bool Owes(Arrival.Profile p) => p is { HasSecondFactor: true, Session.SecondFactor: false };
}
