using IsmsPlatform.Application.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>
/// <c>&lt;finder for="f-ownerid" from="@Shell.Url("people/choices")" /&gt;</c>: above a select that does not hold everybody, a field that fills it with those
/// whose name contains what is typed. It belongs to no form, so it is never sent with one.
/// </summary>
[HtmlTargetElement("finder", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FinderTagHelper(Texts texts) : TagHelper
{
    /// <summary>Id of the select.</summary>
    public string For { get; set; } = "";

    /// <summary>Answers with options; what the select holds is asked for by its own name.</summary>
    public string From { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Draw(For, From, texts));
    }

    internal static IHtmlContent Draw(string select, string from, Texts texts) => new HtmlContentBuilder()
        .AppendHtml("<input type=\"search\" class=\"input needs-script\" form=\"\" name=\"q\" autocomplete=\"off\" maxlength=\"100\" placeholder=\"").Append(texts["Type a part of a name …"])
        .AppendHtml("\" aria-label=\"").Append(texts["Find more for the list below"])
        .AppendHtml($"\" aria-controls=\"{select}\" hx-get=\"{from}\" hx-trigger=\"input changed delay:250ms\" hx-target=\"#{select}\" hx-include=\"#{select}\" hx-swap=\"innerHTML\" hx-sync=\"this:replace\">");
}
