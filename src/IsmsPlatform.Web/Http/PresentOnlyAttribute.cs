using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// A page of accounts or keys: they belong to the platform, which keeps them as they are today. In the past there is no such page;
/// what was done to them stands in the audit log.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class PresentOnlyAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.RequestServices.GetRequiredService<RequestScope>().AsOf is not null) { context.Result = new NotFoundResult(); }
    }
}
