using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary><c>&lt;avatar name="Maya Lindqvist" small="true" /&gt;</c>: initials in a colour of their own; the name stands beside it.</summary>
[HtmlTargetElement("avatar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AvatarTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public bool Small { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"avatar {Hue(Name)}{(Small ? " sm" : "")}");
        output.Attributes.SetAttribute("aria-hidden", "true");
        // CSS draws them: text would count as part of a button's name.
        output.Attributes.SetAttribute("data-initials", Initials.Of(Name));
    }

    internal static string Hue(string name) => $"hue-{name.Sum(c => c) % Hues}";

    private const int Hues = 6;
}
