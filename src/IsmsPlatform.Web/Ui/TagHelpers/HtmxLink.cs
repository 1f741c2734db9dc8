using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>A real link that htmx shortens to the part which changes.</summary>
internal static class HtmxLink
{
    private const string Indicator = "#loadbar";

    internal static IHtmlContent Open(string url, string target, string? css = null, string? rel = null)
    {
        var link = new TagBuilder("a") { TagRenderMode = TagRenderMode.StartTag };
        link.Attributes["href"] = url;
        link.Attributes["hx-get"] = url;
        link.Attributes["hx-target"] = target;
        link.Attributes["hx-push-url"] = "true";
        link.Attributes["hx-indicator"] = Indicator;
        if (css is not null) { link.Attributes["class"] = css; }
        if (rel is not null)
        {
            link.Attributes["rel"] = rel;
            link.Attributes["hx-swap"] = "innerHTML show:window:top";
        }
        return link;
    }
}
