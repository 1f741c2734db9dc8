using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary><c>&lt;status-chip text="@T["Draft"]" kind="draft" /&gt;</c>: shape and word, so that it also works without colour.</summary>
[HtmlTargetElement("status-chip", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StatusChipTagHelper : TagHelper
{
    public string Text { get; set; } = "";

    public StatusKind Kind { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"stt {Css(Kind)}");
        output.Content.SetContent(Text);
    }

    internal static string Css(StatusKind kind) => kind switch
    {
        StatusKind.Progress => "progress",
        StatusKind.Good => "good",
        StatusKind.Neutral => "neutral",
        StatusKind.Bad => "bad",
        _ => "draft",
    };
}

/// <summary>Ring, half dot, full dot, dash, diamond.</summary>
public enum StatusKind
{
    Draft,
    Progress,
    Good,
    Neutral,
    Bad,
}
