using System.Diagnostics;
using System.Globalization;
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

/// <summary>Languages of the interface, each with the culture that formats dates and numbers.</summary>
public static class Cultures
{
    public const string Default = "en-GB";

    /// <summary>Culture name → the language's own name.</summary>
    public static IReadOnlyDictionary<string, string> Offered { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["en-GB"] = "English (dates as 24 Nov 2026)",
        ["en-US"] = "English (US, dates as Nov 24, 2026)",
    };

    public static CultureInfo Of(string language) => CultureInfo.GetCultureInfo(Offered.ContainsKey(language) ? language : Default);
}
