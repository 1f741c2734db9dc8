using IsmsPlatform.Application.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>
/// <c>&lt;field name="Name" label="@T["Name"]" value="@Model.Name" maxlength="200" /&gt;</c>: label, hint, control and error, tied
/// together for those who listen. After a refusal it shows what was entered. Attributes that it does not know go to the control
/// (<c>placeholder</c>, <c>min</c>, <c>list</c>, <c>data-…</c>); <c>class</c> goes to the field (<c>full</c> spans all columns).
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(AssetManifest assets, Texts texts) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Name of the property in the message; ids follow from it.</summary>
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>text, email, password, number, date, search, textarea, select, checkbox, radio or file; checkbox with items is a list of choices.</summary>
    public string Type { get; set; } = FieldControl.Text;

    public object? Value { get; set; }

    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Address that finds more items than a list holds (<see cref="FinderTagHelper"/>); of a select asked only when the list is full, of choices to tick always.</summary>
    public string? Find { get; set; }

    /// <summary>Optional fields are marked, the others not.</summary>
    public bool Optional { get; set; }

    public int? Maxlength { get; set; }

    public string? Autocomplete { get; set; }

    public int? Rows { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        FieldLabels.Of(ViewContext.HttpContext).TryAdd(Name, Label);
        var entry = ViewContext.ViewData.ModelState.TryGetValue(Name, out var found) ? found : null;
        var errors = entry?.Errors.Select(e => e.ErrorMessage).Where(m => m.Length > 0).Distinct(StringComparer.Ordinal).ToList() ?? [];
        var id = FieldId.Of(Name);
        var control = new FieldControl(id, Name, Type, FieldValues.Of(entry, Value, Type), (Items ?? []).ToList())
        {
            Maxlength = Maxlength,
            Autocomplete = Autocomplete,
            Rows = Rows,
            Required = !Optional,
            Invalid = errors.Count > 0,
            IsFound = Find is not null,
            DescribedBy = string.Join(' ', ((string?[])[Hint is null ? null : HintId(id), errors.Count == 0 ? null : ErrorId(id)]).OfType<string>()),
            Attributes = output.Attributes.Where(a => a.Name != "class").ToDictionary(a => a.Name, a => a.Value?.ToString(), StringComparer.Ordinal),
        };
        var css = output.Attributes["class"]?.Value;
        output.Attributes.Clear();
        output.TagName = control.IsGroup ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", css is null ? "field" : $"field {css}");
        if (control.IsGroup)
        {
            // The summary links to the group as a whole.
            output.Attributes.SetAttribute("id", id);
            output.Attributes.SetAttribute("tabindex", "-1");
            if (control.DescribedBy.Length > 0) { output.Attributes.SetAttribute("aria-describedby", control.DescribedBy); }
        }
        if (Type == FieldControl.Checkbox && !control.IsGroup) { AppendCheckbox(output.Content, control, id); }
        else
        {
            AppendLabel(output.Content, control.IsGroup, id);
            AppendHint(output.Content, "p", id);
            // What can be ticked is never all of it: it is found by its name.
            if (Find is not null && (control.IsGroup || control.Items.Count > PeopleToChoose.Most)) { output.Content.AppendHtml(FinderTagHelper.Draw(control.IsGroup ? control.OptionsId : id, Find, texts)); }
            output.Content.AppendHtml(Type == FieldControl.File ? Dropzone(control) : control.Draw());
        }
        foreach (var (error, i) in errors.Select((e, i) => (e, i)))
        {
            output.Content.AppendHtml(i == 0 ? $"<p class=\"error\" id=\"{ErrorId(id)}\">" : "<p class=\"error\">")
                .AppendHtml(assets.Icon(Icons.Error)).AppendHtml("<span>").Append(error).AppendHtml("</span></p>");
        }
    }

    private void AppendLabel(TagHelperContent content, bool group, string id)
    {
        content.AppendHtml(group ? "<legend>" : $"<label for=\"{id}\">").Append(Label);
        if (Optional && Type != FieldControl.Search) { content.AppendHtml("<span class=\"optional\">").Append(texts["optional"]).AppendHtml("</span>"); }
        content.AppendHtml(group ? "</legend>" : "</label>");
    }

    private void AppendHint(TagHelperContent content, string element, string id)
    {
        if (Hint is not null) { content.AppendHtml($"<{element} class=\"hint\" id=\"{HintId(id)}\">").Append(Hint).AppendHtml($"</{element}>"); }
    }

    private void AppendCheckbox(TagHelperContent content, FieldControl control, string id)
    {
        content.AppendHtml("<label class=\"choice\">").AppendHtml(control.Draw()).AppendHtml("<span>").Append(Label);
        AppendHint(content, "span", id);
        content.AppendHtml("</span></label>");
    }

    private IHtmlContent Dropzone(FieldControl control) => new HtmlContentBuilder()
        .AppendHtml("<div class=\"dropzone\">").AppendHtml(assets.Icon(Icons.Upload))
        .AppendHtml("<p data-file-name>").Append(texts["Drop a file here or choose one"]).AppendHtml("</p>")
        .AppendHtml(control.Draw()).AppendHtml("</div>");

    private static string HintId(string id) => id + "-hint";

    private static string ErrorId(string id) => id + "-error";
}
