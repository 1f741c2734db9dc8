using System.Net;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>A real link that htmx shortens to the part which changes.</summary>
internal static class HtmxLink
{
    /// <param name="url">Where it leads.</param>
    /// <param name="target">What htmx replaces.</param>
    /// <param name="attributes">Further ones, as markup.</param>
    internal static HtmlString Open(string url, string target, string attributes = "")
    {
        var address = WebUtility.HtmlEncode(url);
        return new HtmlString($"<a href=\"{address}\" hx-get=\"{address}\" hx-target=\"{target}\" hx-push-url=\"true\" hx-indicator=\"#loadbar\"{attributes}>");
    }
}
