using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>
/// <c>&lt;need confidentiality="4" integrity="3" availability="2" /&gt;</c>: three small meters with letter and number
/// (protection need, A.5.12). A missing value is shown as missing.
/// </summary>
[HtmlTargetElement("need", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NeedTagHelper(Texts texts) : TagHelper
{
    public int? Confidentiality { get; set; }

    public int? Integrity { get; set; }

    public int? Availability { get; set; }

    public int Of { get; set; } = 4;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "need");
        output.Content
            .AppendHtml("<span class=\"vh\">")
            .Append(texts["Confidentiality {0}, integrity {1}, availability {2}, each of {3}", Word(Confidentiality), Word(Integrity), Word(Availability), Of])
            .AppendHtml("</span><span aria-hidden=\"true\">");
        Append(output.Content, texts["C"], Confidentiality);
        Append(output.Content, texts["I"], Integrity);
        Append(output.Content, texts["A"], Availability);
        output.Content.AppendHtml("</span>");
    }

    private void Append(TagHelperContent content, string letter, int? value)
        => content.AppendHtml($"<span class=\"{Tone.Of(value ?? 0, Of)}\"><i>").Append(letter).AppendHtml("</i>")
            .AppendHtml(Meter.Draw(value ?? 0, Of)).AppendHtml("<b>").Append(value?.ToString(Svg.Invariant) ?? "–").AppendHtml("</b></span>");

    private object Word(int? value) => value is { } v ? v : texts["not stated"];
}
