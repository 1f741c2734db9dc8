using System.Globalization;
using System.Text;

namespace IsmsPlatform.Web.Ui;

/// <summary>Margin boxes of a printed version: whose it is, which version, who approved it, and the number of the page. A style sheet, because pages hold no styles of their own.</summary>
public static class PrintedSheet
{
    public static string Of(string organisation, string version, string approved) => $$"""
        @page {
          margin: 22mm 16mm 20mm;
          @top-left { content: {{Quoted(organisation)}}; font: 8pt sans-serif; color: #555; }
          @top-right { content: {{Quoted(version)}}; font: 8pt sans-serif; color: #555; }
          @bottom-left { content: {{Quoted(approved)}}; font: 8pt sans-serif; color: #555; }
          @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; }
        }
        """;

    // Whatever an organisation is called ends neither the string nor the sheet.
    private static string Quoted(string text)
    {
        StringBuilder css = new("\"");
        foreach (var c in text.EnumerateRunes()) { css.Append(Rune.IsLetterOrDigit(c) || c.Value == ' ' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\{c.Value:x} ")); }
        return css.Append('"').ToString();
    }
}
