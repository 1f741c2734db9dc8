using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>
/// <c>&lt;sortable-th key="name" text="@T["Name"]" default="true" /&gt;</c>: a heading that sorts by a link; <c>sort=name</c>
/// rises, <c>sort=-name</c> falls. Sorting starts on the first page.
/// </summary>
[HtmlTargetElement("sortable-th", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SortableThTagHelper(AssetManifest assets) : TagHelper
{
    private const char Falling = '-';

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public string Key { get; set; } = "";

    public string Text { get; set; } = "";

    /// <summary>True when the list is sorted by this key (rising) unless the address says otherwise.</summary>
    public bool Default { get; set; }

    /// <summary>What htmx replaces.</summary>
    public string Target { get; set; } = "#results";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var sort = request.Query[ListUrl.Sort].ToString();
        if (sort.Length == 0 && Default) { sort = Key; }
        var current = sort.TrimStart(Falling) == Key;
        var falls = current && sort.StartsWith(Falling);
        var url = ListUrl.With(request, (ListUrl.Sort, current && !falls ? Falling + Key : Key), (ListUrl.After, null), (ListUrl.Before, null));

        output.TagName = "th";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("scope", "col");
        if (current) { output.Attributes.SetAttribute("aria-sort", falls ? "descending" : "ascending"); }
        output.Content.AppendHtml(HtmxLink.Open(url, Target)).Append(Text)
            .AppendHtml(assets.Icon(!current ? Icons.ArrowsSort : falls ? Icons.ArrowDown : Icons.ArrowUp, current ? null : "dim"))
            .AppendHtml("</a>");
    }
}
