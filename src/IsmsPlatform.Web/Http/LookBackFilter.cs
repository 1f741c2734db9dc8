using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// <c>?as_of=</c> on any page or API read of a tenant: from here on the request reads the past. It comes before every other filter,
/// because what one may do then is decided by what is left of the permissions. Session, membership and roles were read before,
/// in the present.
/// </summary>
internal sealed class LookBackFilter(RequestScope scope, IsmsDbContext isms, TimeProvider clock, Texts t) : IAsyncAuthorizationFilter, IOrderedFilter
{
    public int Order => int.MinValue;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (scope.Tenant is not { } tenant || !request.Query.TryGetValue(PastInstant.Parameter, out var values) || values is [""]) { return; }
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Result = Refuse(context, PastInstant.ReadOnly);
            return;
        }
        var instant = values is [{ } text] ? PastInstant.Parse(text, scope.Zone, clock.GetUtcNow()) : PastInstant.Unreadable;
        if (instant.Error is { } error)
        {
            context.Result = Refuse(context, error);
            return;
        }
        scope.LookBack(instant.Value);
        // A figure of then is compared with the threshold of then.
        var threshold = await isms.Organisations.AsNoTracking().Select(o => (int?)o.CriticalityThreshold).FirstOrDefaultAsync(context.HttpContext.RequestAborted);
        scope.Enter(tenant with { CriticalityThreshold = threshold ?? tenant.CriticalityThreshold }, scope.Actor);
    }

    private IActionResult Refuse(AuthorizationFilterContext context, Error error)
        => context.ActionDescriptor is ControllerActionDescriptor { ControllerTypeInfo: var type } && typeof(ApiController).IsAssignableFrom(type)
            ? ResultToProblem.Of(context.HttpContext, error, StatusCodes.Status422UnprocessableEntity)
            : ResultToPage.RefusalPage(t[error.Sentence, [.. error.Arguments]]);
}
