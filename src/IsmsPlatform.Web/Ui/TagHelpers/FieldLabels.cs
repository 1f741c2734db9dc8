using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui.TagHelpers;

/// <summary>How the form labels the fields of this page, by name.</summary>
internal sealed class FieldLabels() : Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
{
    internal static FieldLabels Of(HttpContext context)
    {
        if (context.Items[typeof(FieldLabels)] is not FieldLabels labels) { context.Items[typeof(FieldLabels)] = labels = []; }
        return labels;
    }
}

/// <summary>A text that is asked for when the page is written: what stands above the fields knows their labels only then.</summary>
internal sealed class LateText(Func<string> text) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => encoder.Encode(writer, text());
}
