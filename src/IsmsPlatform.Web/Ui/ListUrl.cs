using System.Text;
using System.Text.Encodings.Web;
using IsmsPlatform.Application.Shared.Memory;
using Microsoft.AspNetCore.Diagnostics;

namespace IsmsPlatform.Web.Ui;

/// <summary>State of a list lives in its address; this is the same address with some parameters changed and empty ones left out.</summary>
public static class ListUrl
{
    public const string Sort = "sort";
    public const string After = "after";
    public const string Before = "before";

    /// <param name="request">The request whose path and query are kept.</param>
    /// <param name="changes">Parameter and its new value; null or empty removes it.</param>
    public static string With(HttpRequest request, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var changed = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in changes) { changed[name] = value; }
        var query = new StringBuilder();
        foreach (var (name, values) in request.Query.Where(p => !changed.ContainsKey(p.Key)))
        {
            foreach (var value in values) { Append(query, name, value); }
        }
        foreach (var (name, value) in changed) { Append(query, name, value); }
        return request.PathBase + request.Path + query.ToString();
    }

    /// <summary>The page that was asked for, also where an error page stands in its place.</summary>
    public static string AskedPath(HttpContext context) => context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Request.PathBase + context.Request.Path;

    /// <summary>The same page today.</summary>
    public static string Present(HttpContext context) => context.Features.Get<IStatusCodeReExecuteFeature>() is null
        ? With(context.Request, (PastInstant.Parameter, null), (After, null), (Before, null))
        : AskedPath(context);

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (string.IsNullOrEmpty(value)) { return; }
        query.Append(query.Length == 0 ? '?' : '&').Append(UrlEncoder.Default.Encode(name)).Append('=').Append(UrlEncoder.Default.Encode(value));
    }
}
