using IsmsPlatform.Web.Http;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary><c>can="assets.edit"</c> leaves the element out for whoever lacks the permission. The pipeline is what refuses.</summary>
[HtmlTargetElement(Attributes = AttributeName)]
public sealed class CanTagHelper(Shell shell) : TagHelper
{
    private const string AttributeName = "can";

    // Before any other tag helper draws the element.
    public override int Order => -1000;

    [HtmlAttributeName(AttributeName)]
    public string Permission { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!shell.Can(Permission)) { output.SuppressOutput(); }
    }
}
