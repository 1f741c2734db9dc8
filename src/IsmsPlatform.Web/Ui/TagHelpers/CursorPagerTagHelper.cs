using IsmsPlatform.Application.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>
/// <c>&lt;cursor-pager previous="@m.Before" next="@m.After" shown="@m.Rows.Count" total="@m.Total" /&gt;</c>: keyset pages, so there
/// are neighbours and no page numbers.
/// </summary>
[HtmlTargetElement("cursor-pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CursorPagerTagHelper(AssetManifest assets, Texts texts) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Cursor for the page before; null on the first page.</summary>
    public string? Previous { get; set; }

    /// <summary>Cursor for the page behind; null on the last page.</summary>
    public string? Next { get; set; }

    /// <summary>Rows on this page.</summary>
    public int Shown { get; set; }

    /// <summary>All that match; null when counting would cost too much.</summary>
    public int? Total { get; set; }

    /// <summary>The count stopped at <see cref="Total"/>; there are more.</summary>
    public bool Capped { get; set; }

    /// <summary>What htmx replaces.</summary>
    public string Target { get; set; } = "#results";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pg");
        output.Attributes.SetAttribute("aria-label", texts["Pages"]);
        output.Content.AppendHtml("<span class=\"mut num\" role=\"status\">").Append(Range()).AppendHtml("</span><span class=\"grow\"></span>");
        if (string.IsNullOrEmpty(Previous) && string.IsNullOrEmpty(Next)) { return; }
        Append(output.Content, ListUrl.Before, Previous, "prev", texts["Previous"], Icons.ChevronLeft, iconFirst: true);
        Append(output.Content, ListUrl.After, Next, "next", texts["Next"], Icons.ChevronRight, iconFirst: false);
    }

    private string Range() => Total switch
    {
        null => texts["{0} on this page", Shown],
        { } total when Capped => texts["{0} of more than {1}", Shown, total],
        { } total when total == Shown => texts["{0} in total", total],
        { } total => texts["{0} of {1}", Shown, total],
    };

    private void Append(TagHelperContent content, string parameter, string? cursor, string rel, string text, string icon, bool iconFirst)
    {
        const string css = "btn sm";
        var none = string.IsNullOrEmpty(cursor); // Razor hands a null on as an empty text
        if (none) { content.AppendHtml($"<span class=\"{css}\" aria-disabled=\"true\">"); }
        else
        {
            var url = ListUrl.With(ViewContext.HttpContext.Request, (ListUrl.After, null), (ListUrl.Before, null), (parameter, cursor));
            content.AppendHtml(HtmxLink.Open(url, Target, $" class=\"{css}\" rel=\"{rel}\" hx-swap=\"innerHTML show:window:top\""));
        }
        if (iconFirst) { content.AppendHtml(assets.Icon(icon)); }
        content.Append(text);
        if (!iconFirst) { content.AppendHtml(assets.Icon(icon)); }
        content.AppendHtml(none ? "</span>" : "</a>");
    }
}
