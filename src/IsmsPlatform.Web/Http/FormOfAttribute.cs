using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using Mediator;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IsmsPlatform.Web.Http;

/// <summary>The form of a message opens for whoever may send it; for everyone else it does not exist. The pipeline refuses all the same.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FormOfAttribute<TMessage> : Attribute, IAuthorizationFilter
    where TMessage : IMessage
{
    private static readonly AccessAttribute Access = AccessOf.Message<TMessage>();

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (!Access.Admits(context.HttpContext.RequestServices.GetRequiredService<RequestScope>().Actor)) { context.Result = new NotFoundResult(); }
    }
}
