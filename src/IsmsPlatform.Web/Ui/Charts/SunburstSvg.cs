using System.Text;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>The state of a leaf: never told by colour alone.</summary>
public enum SunburstMark
{
    None,
    Ring,
    Half,
    Dot,
    Diamond,
}

/// <summary>One of the outer ring.</summary>
/// <param name="Name">Read aloud, and shown on hover.</param>
public sealed record SunburstLeaf(string Name, string Href, SunburstMark Mark);

/// <param name="Word">What fits into the segment.</param>
/// <param name="Name">Read aloud, and shown on hover.</param>
public sealed record SunburstGroup(string Word, string Name, string Href, IReadOnlyList<SunburstLeaf> Leaves);

/// <param name="Groups">The second ring, inside this segment.</param>
public sealed record SunburstSector(string Word, string Name, string Href, IReadOnlyList<SunburstGroup> Groups);

/// <param name="Label">Says what it shows and where the same stands as a table.</param>
/// <param name="Figure">In the middle, with a few words below.</param>
public sealed record Sunburst(string Label, string Figure, string Caption, IReadOnlyList<SunburstSector> Sectors);

/// <summary>
/// Draws a whole as rings of its parts, clockwise from the top: sectors, groups, leaves, each a link. The leaves are many and narrow, so the
/// tab key passes them by; the table beside the chart has the same links.
/// </summary>
public static class SunburstSvg
{
    private const double Size = 520;
    private const double Centre = Size / 2;
    private static readonly (double Inner, double Outer) Sectors = (76, 134), Groups = (136, 186), Leaves = (188, 252);

    // Half a line between neighbours, whatever the radius.
    private const double Gap = 0.7;
    // Shorter than this along its middle, a segment holds no word.
    private const double WordWidth = 54;
    private const double MarkSize = 4;

    public static IHtmlContent Draw(Sunburst chart)
    {
        var total = chart.Sectors.Sum(s => s.Groups.Sum(g => g.Leaves.Count));
        // A group, not an image: an image may not contain links.
        var svg = new StringBuilder($"<svg class=\"chart sunburst\" viewBox=\"0 0 {Size} {Size}\" role=\"group\" aria-label=\"{Svg.Encode(chart.Label)}\">");
        var turn = total == 0 ? 0 : 2 * Math.PI / total;
        var at = 0;
        foreach (var sector in chart.Sectors)
        {
            // Below its groups, whose words may be wider than their ring.
            Segment(svg, Sectors, "sector", at * turn, (at + sector.Groups.Sum(g => g.Leaves.Count)) * turn, sector.Word, sector.Name, sector.Href);
            foreach (var group in sector.Groups)
            {
                var from = at;
                foreach (var leaf in group.Leaves)
                {
                    var (x, y) = Point((Leaves.Inner + Leaves.Outer) / 2, (at + 0.5) * turn);
                    svg.Append($"<a href=\"{Svg.Encode(leaf.Href)}\" tabindex=\"-1\" aria-label=\"{Svg.Encode(leaf.Name)}\" data-tip=\"{Svg.Encode(leaf.Name)}\"><path class=\"leaf {Css(leaf.Mark)}\" d=\"{Arc(Leaves, at * turn, (at + 1) * turn)}\"/>{Mark(leaf.Mark, x, y)}</a>");
                    at++;
                }
                Segment(svg, Groups, "group", from * turn, at * turn, group.Word, group.Name, group.Href);
            }
        }
        svg.Append($"<text class=\"figure\" x=\"{Centre}\" y=\"{Centre + 4}\" text-anchor=\"middle\">{Svg.Encode(chart.Figure)}</text><text x=\"{Centre}\" y=\"{Centre + 26}\" text-anchor=\"middle\">{Svg.Encode(chart.Caption)}</text>");
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>The mark as it stands in a legend.</summary>
    public static IHtmlContent Key(SunburstMark mark)
        => new HtmlString($"<svg class=\"sunburst key\" viewBox=\"0 0 18 18\" width=\"18\" height=\"18\" aria-hidden=\"true\"><rect class=\"leaf {Css(mark)}\" x=\"1\" y=\"1\" width=\"16\" height=\"16\" rx=\"4\"/>{Mark(mark, 9, 9)}</svg>");

    private static void Segment(StringBuilder svg, (double Inner, double Outer) ring, string css, double from, double to, string text, string name, string href)
    {
        var radius = (ring.Inner + ring.Outer) / 2;
        var (x, y) = Point(radius, (from + to) / 2);
        var word = (to - from) * radius >= WordWidth ? $"<text x=\"{Svg.Number(x)}\" y=\"{Svg.Number(y + 4)}\" text-anchor=\"middle\">{Svg.Encode(text)}</text>" : "";
        svg.Append($"<a href=\"{Svg.Encode(href)}\" aria-label=\"{Svg.Encode(name)}\" data-tip=\"{Svg.Encode(name)}\"><path class=\"{css}\" d=\"{Arc(ring, from, to)}\"/>{word}</a>");
    }

    private static string Arc((double Inner, double Outer) ring, double from, double to)
    {
        string At(double radius, double angle)
        {
            var (x, y) = Point(radius, angle);
            return $"{Svg.Number(x)} {Svg.Number(y)}";
        }
        // A whole turn has no end to draw to.
        to = Math.Min(to, from + 2 * Math.PI - 0.001);
        var (outer, inner) = (Gap / ring.Outer, Gap / ring.Inner);
        var large = to - from > Math.PI ? 1 : 0;
        return $"M{At(ring.Outer, from + outer)}A{ring.Outer} {ring.Outer} 0 {large} 1 {At(ring.Outer, to - outer)}L{At(ring.Inner, to - inner)}A{ring.Inner} {ring.Inner} 0 {large} 0 {At(ring.Inner, from + inner)}Z";
    }

    // Clockwise from the top.
    private static (double X, double Y) Point(double radius, double angle) => (Centre + radius * Math.Sin(angle), Centre - radius * Math.Cos(angle));

    private static string Mark(SunburstMark mark, double x, double y)
    {
        var (left, top) = (Svg.Number(x), Svg.Number(y));
        var circle = $"cx=\"{left}\" cy=\"{top}\" r=\"{MarkSize}\"";
        return mark switch
        {
            SunburstMark.Ring => $"<circle class=\"mark hollow\" {circle}/>",
            SunburstMark.Half => $"<circle class=\"mark hollow\" {circle}/><path class=\"mark\" d=\"M{left} {Svg.Number(y - MarkSize)}a{MarkSize} {MarkSize} 0 0 0 0 {2 * MarkSize}z\"/>",
            SunburstMark.Dot => $"<circle class=\"mark\" {circle}/>",
            SunburstMark.Diamond => $"<path class=\"mark\" d=\"M{left} {Svg.Number(y - MarkSize - 1)}l{MarkSize + 1} {MarkSize + 1}l-{MarkSize + 1} {MarkSize + 1}l-{MarkSize + 1} -{MarkSize + 1}z\"/>",
            _ => "",
        };
    }

    private static string Css(SunburstMark mark) => mark switch
    {
        SunburstMark.Ring => "ring",
        SunburstMark.Half => "half",
        SunburstMark.Dot => "dot",
        SunburstMark.Diamond => "diamond",
        _ => "none",
    };
}
