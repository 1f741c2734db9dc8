using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// Whoever looks at the past stays there: every link, filter and search box of a page that was asked with <c>as_of</c> carries it on.
/// Done once to the finished page, so that no view, tag helper or drawing knows of the past; a page of the present is not touched.
/// </summary>
internal sealed partial class PastLinks(RequestScope scope) : IAsyncAlwaysRunResultFilter
{
    /// <summary>The attribute before the address of a link that leads back to the present.</summary>
    internal const string ToThePresent = "data-present";

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (scope.AsOf is not null && context.Result is RedirectResult { Url: var onward } && onward.StartsWith($"/t/{scope.Tenant!.Slug}", StringComparison.Ordinal))
        {
            context.Result = new RedirectResult(Carried(onward, Parameter(http), "&"));
        }
        if (scope.AsOf is null || context.Result is not (ViewResult or PartialViewResult))
        {
            await next();
            return;
        }
        var answer = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try { await next(); }
        finally { http.Response.Body = answer; }
        var html = Encoding.UTF8.GetString(page.GetBuffer().AsSpan(0, (int)page.Length));
        await http.Response.WriteAsync(Carry(html, $"/t/{scope.Tenant!.Slug}", http.Request.Query[PastInstant.Parameter].ToString()), http.RequestAborted);
    }

    private static string Parameter(HttpContext http) => $"{PastInstant.Parameter}={Uri.EscapeDataString(http.Request.Query[PastInstant.Parameter].ToString())}";

    /// <param name="html">A page or a part of one, as the views draw it: attributes in double quotes, encoded.</param>
    /// <param name="home">The organisation's address; others are left alone.</param>
    /// <param name="asOf">What was asked.</param>
    internal static string Carry(string html, string home, string asOf)
    {
        var parameter = $"{PastInstant.Parameter}={Uri.EscapeDataString(asOf)}";
        var field = $"""<input type="hidden" name="{PastInstant.Parameter}" value="{WebUtility.HtmlEncode(asOf)}">""";
        return Place().Replace(html, m => m.Groups["form"].Success
            ? Within(m.Groups["action"].Value) && !m.Value.Contains("method=\"post\"", StringComparison.OrdinalIgnoreCase) && !m.Value.Contains(ToThePresent, StringComparison.Ordinal) ? m.Value + field : m.Value
            : Within(m.Groups["url"].Value) ? $"{m.Groups["name"].Value}=\"{Carried(m.Groups["url"].Value, parameter, "&amp;")}\"" : m.Value);

        bool Within(string url) => url.StartsWith(home, StringComparison.Ordinal) && (url.Length == home.Length || url[home.Length] is '/' or '?' or '#');
    }

    private static string Carried(string url, string parameter, string and)
    {
        if (url.Contains(PastInstant.Parameter + "=", StringComparison.Ordinal)) { return url; }
        var (address, fragment) = url.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? (url[..at], url[at..]) : (url, "");
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? and : "?")}{parameter}{fragment}";
    }

    // A form is taken as a whole: what it asks for goes into a field, since a browser drops the query of a form's address.
    [GeneratedRegex(@"<form\b(?<form>[^>]*?\baction=""(?<action>[^""]*)""[^>]*|[^>]*)>|(?<!data-present )\b(?<name>href|hx-get|data-search)=""(?<url>[^""]*)""", RegexOptions.None, 5000)]
    private static partial Regex Place();
}
