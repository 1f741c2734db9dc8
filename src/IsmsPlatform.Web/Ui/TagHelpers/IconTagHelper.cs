using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary><c>&lt;icon name="plus" /&gt;</c>: decoration only; the text beside it carries the meaning.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(AssetManifest assets) : TagHelper
{
    public string Name { get; set; } = "";

    public string? Class { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Draw(assets, Name, Class));
    }

    internal static HtmlString Draw(AssetManifest assets, string name, string? css = null)
    {
        if (!assets.HasIcon(name)) { throw new InvalidOperationException($"The icon '{name}' is not in the sprite: name it in a view or in Icons."); }
        var classes = css is null ? "i" : $"i {css}";
        return new HtmlString($"<svg class=\"{classes}\" width=\"18\" height=\"18\" aria-hidden=\"true\"><use href=\"{assets.Url("icons.svg")}#{name}\"/></svg>");
    }
}
