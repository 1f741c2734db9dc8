using System.Text;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <param name="Strong">Drawn with the accent.</param>
public sealed record BoundaryGroup(string Heading, IReadOnlyList<string> Names, bool Strong = false);

/// <summary>Something that crosses the boundary.</summary>
/// <param name="With">Who stands outside.</param>
/// <param name="In">It comes in.</param>
/// <param name="Out">It goes out.</param>
/// <param name="Direction">The same as a word.</param>
public sealed record BoundaryCrossing(string With, string What, bool In, bool Out, string Direction);

/// <summary>What is inside a boundary, what is outside, and what crosses it; the caller says the same in lists.</summary>
public sealed record BoundaryPicture(string Label, string InsideText, string OutsideText, IReadOnlyList<BoundaryGroup> Inside, IReadOnlyList<string> Outside, IReadOnlyList<BoundaryCrossing> Crossings);

/// <summary>
/// Draws a <see cref="BoundaryPicture"/> twice: with the outside world at the right for screens that are wide enough, and below for phones. It is a
/// picture, not a list: of long groups it shows the first, and how many more there are.
/// </summary>
public static class BoundarySvg
{
    private const double Box = 190;
    private const double Line = 30;
    private const double Gap = 14;
    private const double Head = 34;
    private const double CrossingHeight = 54;
    private const double Reach = 160;
    private const int Shown = 7;
    private const int Characters = 27;
    private const double NarrowWidth = 320;
    // What the lines to the outside need at the left of a narrow picture.
    private const double Lanes = 56;

    public static IHtmlContent Draw(BoundaryPicture picture)
    {
        var columns = Math.Max(1, Math.Min(3, picture.Inside.Count));
        var placed = Place(picture.Inside, columns, out var groupsHeight);
        var insideWidth = columns * (Box + Gap) + Gap * 2;
        var crossings = CrossingsOf(picture);
        var insideHeight = Math.Max(groupsHeight + Head + Gap, crossings.Count * CrossingHeight + Head);
        var outsideRows = (Math.Min(picture.Outside.Count, Shown + 1) + columns) / (columns + 1);
        var outsideHeight = picture.Outside.Count == 0 ? 0 : Head + outsideRows * (Line + 8) + 6;
        var (width, height) = (insideWidth + (crossings.Count > 0 ? Reach + Box : 0) + 12, insideHeight + outsideHeight + 16);
        var svg = Begin(picture, width, height, "");
        Boundary(svg, picture.InsideText, 4, 4, insideWidth, insideHeight);
        foreach (var (group, x, y) in placed) { Group(svg, group, x + Gap + 4, y + Head + 4, Box); }
        for (var i = 0; i < crossings.Count; i++) { Crossing(svg, crossings[i], insideWidth + 4 - 26, Head + 10 + i * CrossingHeight, Reach + 26, Box); }
        Outside(svg, picture, 4, insideHeight + 12, columns + 1, Box);
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    public static IHtmlContent DrawNarrow(BoundaryPicture picture)
    {
        const double box = NarrowWidth - 48;
        var placed = Place(picture.Inside, 1, out var groupsHeight);
        var insideHeight = groupsHeight + Head + Gap;
        var crossings = CrossingsOf(picture);
        var y = insideHeight + 12;
        var outsideTop = y + crossings.Count * (CrossingHeight + 12);
        var outsideHeight = picture.Outside.Count == 0 ? 0 : Head + Math.Min(picture.Outside.Count, Shown + 1) * (Line + 8) + 6;
        var svg = Begin(picture, NarrowWidth, outsideTop + outsideHeight + 8, " narrow");
        Boundary(svg, picture.InsideText, 4, 4, NarrowWidth - 8, insideHeight);
        foreach (var (group, _, top) in placed) { Group(svg, group, 24, top + Head + 4, box); }
        for (var i = 0; i < crossings.Count; i++)
        {
            // Each from the boundary down to its own box, side by side.
            var (lane, middle) = (Lanes - 8 - i * 6, y + 28 + Line / 2);
            Text(svg, "type", Lanes + 10, y + 20, Svg.Shorten(crossings[i].What, 38));
            svg.Append($"<path class=\"edge\" d=\"M{Svg.Number(lane)},{Svg.Number(insideHeight - 14)}V{Svg.Number(middle)}H{Svg.Number(Lanes)}\"/>");
            if (crossings[i].In) { svg.Append($"<path class=\"arrow\" d=\"M{Svg.Number(lane)},{Svg.Number(insideHeight - 14)}l-3.5,7h7z\"/>"); }
            if (crossings[i].Out) { svg.Append($"<path class=\"arrow\" d=\"M{Svg.Number(Lanes)},{Svg.Number(middle)}l-7,-3.5v7z\"/>"); }
            Node(svg, crossings[i].With, Lanes, y + 28, NarrowWidth - Lanes - 8, "node", 36);
            y += CrossingHeight + 12;
        }
        Outside(svg, picture, 4, outsideTop, 1, box);
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    // A line that says "+ 1" would take the place of the one that it hides.
    private static int Fits(int count) => count <= Shown + 1 ? count : Shown;

    // Those that fit, and how many more there are.
    private static List<BoundaryCrossing> CrossingsOf(BoundaryPicture picture)
    {
        var shown = Fits(picture.Crossings.Count);
        return [.. picture.Crossings.Take(shown), .. picture.Crossings.Count > shown ? [new BoundaryCrossing($"+ {picture.Crossings.Count - shown}", "", picture.Crossings.Skip(shown).Any(c => c.In), picture.Crossings.Skip(shown).Any(c => c.Out), "")] : Array.Empty<BoundaryCrossing>()];
    }

    private static StringBuilder Begin(BoundaryPicture picture, double width, double height, string css)
        => new($"<svg class=\"chart graph boundary{css}\" viewBox=\"0 0 {Svg.Number(width)} {Svg.Number(height)}\" width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" role=\"img\" aria-label=\"{Svg.Encode(picture.Label)}\">");

    // Into the column that is shortest so far.
    private static List<(BoundaryGroup Group, double X, double Y)> Place(IReadOnlyList<BoundaryGroup> groups, int columns, out double height)
    {
        var heights = new double[columns];
        List<(BoundaryGroup, double, double)> placed = [];
        foreach (var group in groups)
        {
            var column = Array.IndexOf(heights, heights.Min());
            placed.Add((group, column * (Box + Gap), heights[column]));
            heights[column] += 22 + Math.Min(group.Names.Count, Shown + 1) * (Line + 6) + Gap;
        }
        height = heights.Max();
        return placed;
    }

    private static void Boundary(StringBuilder svg, string text, double x, double y, double width, double height)
    {
        svg.Append($"<rect class=\"inside\" x=\"{Svg.Number(x)}\" y=\"{Svg.Number(y)}\" width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" rx=\"14\"/>");
        Text(svg, "name", x + 18, y + 24, text);
    }

    private static void Group(StringBuilder svg, BoundaryGroup group, double x, double y, double width)
    {
        Text(svg, "column", x, y + 12, group.Heading);
        y += 20;
        var shown = Fits(group.Names.Count);
        foreach (var name in group.Names.Take(shown))
        {
            Node(svg, name, x, y, width, group.Strong ? "node strong" : "node", (int)(width / 7));
            y += Line + 6;
        }
        if (group.Names.Count > shown) { Text(svg, "type", x + 4, y + 16, $"+ {group.Names.Count - shown}"); }
    }

    private static void Crossing(StringBuilder svg, BoundaryCrossing crossing, double x, double y, double reach, double box)
    {
        Text(svg, "type", x + 34, y + 8, Svg.Shorten(crossing.What, 26));
        Arrow(svg, x, y + 17, x + reach - 2, y + 17, crossing.Out, crossing.In);
        Node(svg, crossing.With, x + reach, y + 2, box, "node", Characters);
    }

    private static void Outside(StringBuilder svg, BoundaryPicture picture, double x, double y, int columns, double box)
    {
        if (picture.Outside.Count == 0) { return; }
        Text(svg, "name", x + 18, y + 22, picture.OutsideText);
        var shown = Fits(picture.Outside.Count);
        var names = picture.Outside.Take(shown).Append(picture.Outside.Count > shown ? $"+ {picture.Outside.Count - shown}" : "").Where(n => n.Length > 0).ToList();
        for (var i = 0; i < names.Count; i++) { Node(svg, names[i], x + 18 + i % columns * (box + Gap), y + Head + i / columns * (Line + 8), box, "node left-out", (int)(box / 7)); }
    }

    private static void Node(StringBuilder svg, string name, double x, double y, double width, string css, int characters)
    {
        svg.Append($"<g><title>{Svg.Encode(name)}</title><rect class=\"{css}\" x=\"{Svg.Number(x)}\" y=\"{Svg.Number(y)}\" width=\"{Svg.Number(width)}\" height=\"{Line}\" rx=\"7\"/>");
        Text(svg, "label", x + 10, y + 20, Svg.Shorten(name, characters));
        svg.Append("</g>");
    }

    private static void Text(StringBuilder svg, string css, double x, double y, string text) => svg.Append($"<text class=\"{css}\" x=\"{Svg.Number(x)}\" y=\"{Svg.Number(y)}\">{Svg.Encode(text)}</text>");

    private static void Arrow(StringBuilder svg, double x1, double y1, double x2, double y2, bool atEnd, bool atStart)
    {
        svg.Append($"<path class=\"edge\" d=\"M{Svg.Number(x1)},{Svg.Number(y1)}L{Svg.Number(x2)},{Svg.Number(y2)}\"/>");
        if (atEnd) { svg.Append($"<path class=\"arrow\" d=\"M{Svg.Number(x2)},{Svg.Number(y2)}l-7,-3.5v7z\"/>"); }
        if (atStart) { svg.Append($"<path class=\"arrow\" d=\"M{Svg.Number(x1)},{Svg.Number(y1)}l7,-3.5v7z\"/>"); }
    }
}
