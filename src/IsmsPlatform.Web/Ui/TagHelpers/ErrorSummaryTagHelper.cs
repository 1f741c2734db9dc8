using IsmsPlatform.Application.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary><c>&lt;error-summary /&gt;</c> at the head of a form: what ModelState refuses, each a link to its field. Nothing when all is well.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(AssetManifest assets, ActivityTimeline words, Texts texts) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>What did not happen, where that is not saving.</summary>
    public string? Heading { get; set; }

    /// <summary>How the form calls a field that stands in rows: "Interface 2, what is exchanged"; null where its own name does.</summary>
    public Func<string, string?>? Called { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(entry => entry.Value!.Errors.Select(e => (Field: entry.Key, e.ErrorMessage)))
            .Where(e => e.ErrorMessage.Length > 0).Distinct().OrderBy(e => PlaceOf(e.Field)).ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-error-summary", "");
        var fields = errors.Count(e => e.Field.Length > 0);
        output.Content.AppendHtml(assets.Icon(Icons.Error)).AppendHtml("<div><b>")
            .Append(fields switch { 0 => Heading ?? texts["This was not saved"], 1 => texts["One field needs your attention"], _ => texts["{0} fields need your attention", fields] })
            .AppendHtml("</b><ul>");
        var labels = FieldLabels.Of(ViewContext.HttpContext);
        foreach (var (field, message) in errors)
        {
            output.Content.AppendHtml("<li>");
            if (field.Length > 0) { output.Content.AppendHtml($"<a href=\"#{FieldId.Of(field)}\">").AppendHtml(new LateText(() => texts["{0}:", Called?.Invoke(field) ?? labels.GetValueOrDefault(field) ?? words.Field(field.Split('.', '[')[^1].TrimEnd(']'))])).Append(" ").Append(message).AppendHtml("</a>"); }
            else { output.Content.Append(message); }
            output.Content.AppendHtml("</li>");
        }
        output.Content.AppendHtml("</ul></div>");
    }

    // Forms show their fields in the order of the message; ModelState has an order of its own.
    private int PlaceOf(string field)
    {
        var (first, model) = (field.Split('.', '[')[0], ViewContext.ViewData.ModelMetadata);
        var form = model.Properties["Form"] ?? model;
        var place = form.Properties.Select(p => p.PropertyName).ToList().FindIndex(n => string.Equals(n, first, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? int.MaxValue : place;
    }
}
