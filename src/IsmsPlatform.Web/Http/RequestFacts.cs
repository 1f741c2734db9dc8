using System.Diagnostics;
using System.Globalization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Web.Http;

/// <summary>What events and pages need to know of a request beside who sent it.</summary>
internal static class RequestFacts
{
    internal static Task FillAsync(HttpContext context, RequestDelegate next)
    {
        var scope = context.RequestServices.GetRequiredService<RequestScope>();
        scope.RequestId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        scope.IpAddress = context.Connection.RemoteIpAddress?.ToString();
        var language = context.RequestServices.GetRequiredService<CurrentAccount>().Value?.Language ?? Cultures.Default;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures.Of(language);
        return next(context);
    }
}
