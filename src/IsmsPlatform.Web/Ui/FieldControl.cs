using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IsmsPlatform.Web.Ui;

/// <summary>The control inside a field: an input, a textarea, a select or a group of choices.</summary>
internal sealed record FieldControl(string Id, string Name, string Type, IReadOnlyList<string> Values, IReadOnlyList<SelectListItem> Items)
{
    internal const string Text = "text";
    internal const string Search = "search";
    internal const string Password = "password";
    internal const string Checkbox = "checkbox";
    internal const string File = "file";
    private const string Radio = "radio";
    private const string Select = "select";
    private const string Textarea = "textarea";
    private const string True = "true";

    internal int? Maxlength { get; init; }

    internal string? Autocomplete { get; init; }

    internal int? Rows { get; init; }

    internal bool Required { get; init; }

    internal bool Invalid { get; init; }

    /// <summary>What is offered is a part of what there is, found by its name.</summary>
    internal bool IsFound { get; init; }

    internal string DescribedBy { get; init; } = "";

    /// <summary>What the view added beside the known attributes.</summary>
    internal IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Several choices under one legend.</summary>
    internal bool IsGroup => Type == Radio || (Type == Checkbox && Items.Count > 0);

    /// <summary>Of the element that holds the choices.</summary>
    internal string OptionsId => Id + "-options";

    internal IHtmlContent Draw() => Type switch
    {
        Textarea => DrawTextarea(),
        Select => DrawSelect(),
        Radio => DrawChoices(),
        Checkbox => IsGroup ? DrawChoices() : DrawCheckbox(),
        _ => DrawInput(),
    };

    private TagBuilder DrawInput()
    {
        var input = Control("input", Type == File ? null : "input");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = Type;
        if (Type is not (Password or File) && Values is [var value, ..]) { input.Attributes["value"] = value; }
        return input;
    }

    private TagBuilder DrawTextarea()
    {
        var area = Control(Textarea, null);
        area.Attributes["rows"] = (Rows ?? 3).ToString(Svg.Invariant);
        // A first line break belongs to the markup, not to the text.
        area.InnerHtml.AppendHtml("\n").Append(Values.Count > 0 ? Values[0] : "");
        return area;
    }

    private TagBuilder DrawSelect()
    {
        var select = Control(Select, null);
        foreach (var group in Items.GroupBy(i => i.Group?.Name, StringComparer.Ordinal))
        {
            var parent = group.Key is null ? select : new TagBuilder("optgroup") { Attributes = { ["label"] = group.Key } };
            foreach (var item in group) { parent.InnerHtml.AppendHtml(Option(item)); }
            if (parent != select) { select.InnerHtml.AppendHtml(parent); }
        }
        return select;
    }

    private TagBuilder Option(SelectListItem item)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = ValueOf(item);
        if (IsChosen(item)) { option.Attributes["selected"] = "selected"; }
        if (item.Disabled) { option.Attributes["disabled"] = "disabled"; }
        option.InnerHtml.Append(item.Text);
        return option;
    }

    private TagBuilder DrawCheckbox()
    {
        var box = Control("input", null);
        box.TagRenderMode = TagRenderMode.SelfClosing;
        box.Attributes["type"] = Checkbox;
        box.Attributes["value"] = True;
        if (Values.Contains(True, StringComparer.OrdinalIgnoreCase)) { box.Attributes["checked"] = "checked"; }
        return box;
    }

    private TagBuilder DrawChoices()
    {
        var choices = new TagBuilder("div");
        choices.AddCssClass(IsFound ? "options found" : "options");
        choices.Attributes["id"] = OptionsId;
        foreach (var (item, i) in Items.Select((item, i) => (item, i)))
        {
            var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            foreach (var (name, value) in Attributes) { input.Attributes[name] = value; }
            input.Attributes["type"] = Type;
            input.Attributes["id"] = $"{Id}-{i}";
            input.Attributes["name"] = Name;
            input.Attributes["value"] = ValueOf(item);
            if (IsChosen(item)) { input.Attributes["checked"] = "checked"; }
            if (item.Disabled) { input.Attributes["disabled"] = "disabled"; }
            choices.InnerHtml.AppendHtml("<label class=\"choice\">").AppendHtml(input).AppendHtml("<span>").Append(item.Text).AppendHtml("</span></label>");
        }
        return choices;
    }

    private TagBuilder Control(string element, string? css)
    {
        var control = new TagBuilder(element);
        foreach (var (name, value) in Attributes) { control.Attributes[name] = value; }
        if (css is not null) { control.AddCssClass(css); }
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        if (Maxlength is { } length) { control.Attributes["maxlength"] = length.ToString(Svg.Invariant); }
        if (Autocomplete is not null) { control.Attributes["autocomplete"] = Autocomplete; }
        if (DescribedBy.Length > 0) { control.Attributes["aria-describedby"] = DescribedBy; }
        if (Invalid) { control.Attributes["aria-invalid"] = True; }
        if (Required && Type is not (Checkbox or Search)) { control.Attributes["aria-required"] = True; }
        return control;
    }

    private bool IsChosen(SelectListItem item) => Values.Count > 0 ? Values.Contains(ValueOf(item), StringComparer.OrdinalIgnoreCase) : item.Selected;

    private static string ValueOf(SelectListItem item) => item.Value ?? item.Text;
}
