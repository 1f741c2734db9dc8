using System.Text;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>
/// Small charts as SVG drawn by the server: they print, need no script, follow the theme by class, and carry their meaning as
/// text. Presentation attributes only, no <c>style</c>: the content security policy would drop it.
/// </summary>
public static class Chart
{
    /// <summary>A part of a stacked bar.</summary>
    /// <param name="Css"><c>fill-1</c>, <c>fill-2</c>, <c>fill-track</c>, or <c>fill-tone tone-4</c>.</param>
    /// <param name="Value">Its share; only the relation counts.</param>
    /// <param name="Name">Read aloud with the value.</param>
    public readonly record struct Part(string Css, double Value, string Name);

    private const double StackWidth = 100;
    private const double StackHeight = 8;
    private const double StackGap = 0.6;

    private const double RingSize = 64;
    private const double RingRadius = 26;

    /// <summary>One bar cut into parts.</summary>
    public static IHtmlContent Stack(params IReadOnlyList<Part> parts)
    {
        var total = parts.Sum(p => p.Value);
        var label = string.Join(", ", parts.Select(p => $"{p.Name} {Svg.Number(p.Value)}"));
        var svg = new StringBuilder($"<svg class=\"stack-bar\" viewBox=\"0 0 {StackWidth} {StackHeight}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Svg.Encode(label)}\">");
        if (total <= 0) { svg.Append($"<rect class=\"fill-track\" width=\"{StackWidth}\" height=\"{StackHeight}\"/>"); }
        var x = 0d;
        foreach (var part in parts.Where(p => p.Value > 0))
        {
            var width = part.Value / total * StackWidth;
            svg.Append($"<rect class=\"{part.Css}\" x=\"{Svg.Number(x)}\" width=\"{Svg.Number(Math.Max(width - StackGap, StackGap))}\" height=\"{StackHeight}\"/>");
            x += width;
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>A share of 100 as a ring with its number.</summary>
    public static IHtmlContent Ring(int percent, string label)
    {
        const double centre = RingSize / 2;
        var length = 2 * Math.PI * RingRadius;
        var circle = $"cx=\"{centre}\" cy=\"{centre}\" r=\"{RingRadius}\"";
        return new HtmlString(
            $"<svg class=\"ring\" viewBox=\"0 0 {RingSize} {RingSize}\" width=\"{RingSize}\" height=\"{RingSize}\" role=\"img\" aria-label=\"{Svg.Encode(label)}\">"
            + $"<circle class=\"track\" {circle}/><circle class=\"value\" {circle} stroke-dasharray=\"{Svg.Number(length * percent / 100)} {Svg.Number(length)}\" transform=\"rotate(-90 {centre} {centre})\"/>"
            + $"<text x=\"{centre}\" y=\"{centre + 5}\" text-anchor=\"middle\">{percent}%</text></svg>");
    }
}
