using System.Globalization;
using IsmsPlatform.Web.Http;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>
/// <c>&lt;when at="@m.ChangedAt" /&gt;</c> in the user's zone, or <c>&lt;when date="@m.ReviewOn" /&gt;</c> for a calendar date, which
/// has none. Renders nothing for null.
/// </summary>
[HtmlTargetElement("when", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhenTagHelper(Shell shell) : TagHelper
{
    public DateTimeOffset? At { get; set; }

    public DateOnly? Date { get; set; }

    /// <summary>Shows only the day of <see cref="At"/>.</summary>
    public bool DayOnly { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var day = Date ?? (DayOnly && At is { } instant ? UserFormat.Day(instant, shell.TimeZone) : null);
        if (day is null && At is null)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (day is { } d)
        {
            output.Attributes.SetAttribute("datetime", d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            output.Content.SetContent(UserFormat.Date(d, shell.Culture));
            return;
        }
        output.Attributes.SetAttribute("datetime", At!.Value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Content.SetContent(UserFormat.Moment(At.Value, shell.TimeZone, shell.Culture));
    }
}
