using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using Microsoft.AspNetCore.Authentication;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// Wall 1 of four: <c>/t/{tenant}/…</c> needs a sign-in and a membership. Who is no member gets the same 404 as for a tenant that
/// does not exist. A platform operator comes in for the time of an entry that the tenant sees.
/// </summary>
public sealed class TenantMiddleware(RequestDelegate next)
{
    public const string RouteKey = "tenant";

    public async Task InvokeAsync(HttpContext context, CurrentAccount account, RequestScope scope, Shell shell, TimeProvider clock)
    {
        if (context.GetRouteValue(RouteKey) is not string slug || context.GetEndpoint() is null)
        {
            await next(context);
            return;
        }
        if (account.Value is not { } who)
        {
            await context.ChallengeAsync();
            return;
        }
        var entrance = who.Organisations.FirstOrDefault(o => o.Tenant.Slug == slug)
            ?? (who.IsPlatformOperator ? await CurrentAccount.OfOperatorAsync(context.RequestServices.GetRequiredService<PlatformDb>(), who.Id, slug, clock.GetUtcNow(), context.RequestAborted) : null);
        // A membership may have ended while the two were asked for.
        if (entrance is not { Tenant: var tenant } || (entrance.PersonId is not null && account.Standing is null))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (entrance.RequiresSecondFactor && !account.ProvedSecondFactor)
        {
            // Led there and back. What was sent is not kept: nothing of the organisation may be changed without the factor.
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : $"/t/{tenant.Slug}";
            context.Response.Redirect($"/sign-in/factor-needed?next={Uri.EscapeDataString(back)}");
            return;
        }
        if (entrance.PersonId is not { } personId)
        {
            // A platform operator sees what an internal auditor sees, and is nobody there: what needs a person is closed.
            scope.Enter(tenant, CurrentAccount.ActorOf(who) with { Name = Actor.NameOfOperator(who.Name), EnteredUntil = entrance.OperatorUntil, Permissions = Permissions.Reading(Permissions.Of([Role.InternalAuditor])) });
            await next(context);
            return;
        }
        // Roles are records of the tenant, always read in the present: whoever lost one cannot look back with it.
        scope.Enter(tenant, CurrentAccount.ActorOf(who) with { PersonId = personId, Permissions = account.Standing!.Permissions });
        // What is only read changes no figure on the way.
        if (HttpMethods.IsGet(context.Request.Method)) { shell.Counts = account.Standing.Counts; }
        await next(context);
    }
}
