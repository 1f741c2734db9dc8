using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>
/// Puts the antiforgery token into every <c>&lt;form method="post"&gt;</c>. MVC's own helper leaves it out when an address is
/// written by hand, because it might belong to another site; <c>form-action 'self'</c> rules that out here. It comes first: a form whose
/// file is streamed is checked before that.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class PostFormTagHelper(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (generator.GenerateAntiforgery(ViewContext) is { } token) { output.PreContent.AppendHtml(token); }
    }
}
