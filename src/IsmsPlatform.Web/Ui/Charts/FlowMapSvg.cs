using System.Text;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>A band of the map with a heading; it may be several columns wide.</summary>
public sealed record FlowLane(string Text, int Column, int Columns);

/// <param name="Key">What lines name.</param>
/// <param name="Type">A quiet second line.</param>
/// <param name="Tip">The whole message in words; the box itself may shorten the name.</param>
public sealed record FlowNode(string Key, int Column, string Name, string Type, string Href, string Tip);

/// <param name="Tip">What goes from where to where.</param>
public sealed record FlowLine(string From, string To, string Tip);

/// <summary>Boxes in lanes and arrows between them; the caller shows the same lines as a table.</summary>
/// <param name="Label">Says what it shows and where the table is.</param>
public sealed record FlowMap(string Label, IReadOnlyList<FlowLane> Lanes, IReadOnlyList<FlowNode> Nodes, IReadOnlyList<FlowLine> Lines);

/// <summary>
/// Draws a <see cref="FlowMap"/> twice: lanes side by side for screens that are wide enough, and one below the other with arcs at their sides for phones.
/// Arrows that lead back are dashed.
/// </summary>
public static class FlowMapSvg
{
    private const double NodeWidth = 170;
    private const double NodeHeight = 58;
    private const double ColumnStep = 206;
    private const double RowStep = 76;
    private const double Top = 42;
    private const double Margin = 22;
    private const double Arrow = 6;
    private const double Half = 3.5;
    private const int NameCharacters = 21;
    private const double BackStep = 6;

    private const double NarrowWidth = 300;
    private const double NarrowLeft = 40;
    private const double NarrowNode = 200;
    private const double NarrowStep = 68;
    private const double LaneHead = 34;

    private sealed record Box(FlowNode Node, double X, double Y, int Column)
    {
        public double Middle => Y + NodeHeight / 2;
    }

    public static IHtmlContent Draw(FlowMap map)
    {
        var most = map.Nodes.GroupBy(n => n.Column).Max(g => g.Count());
        var boxes = map.Nodes.GroupBy(n => n.Column).SelectMany(g => g.Select((n, i) => new Box(n, Left(n.Column), Top + (i + (most - g.Count()) / 2d) * RowStep, n.Column))).ToDictionary(b => b.Node.Key, StringComparer.Ordinal);
        var back = map.Lines.Count(l => boxes[l.To].Column < boxes[l.From].Column);
        var bottom = Top + most * RowStep;
        var (width, height) = (Margin * 2 + NodeWidth + ColumnStep * map.Lanes.Max(l => l.Column + l.Columns - 1), bottom + back * BackStep + 6);
        var svg = Begin(map, width, height, "");
        foreach (var lane in map.Lanes)
        {
            var (x, w) = (Left(lane.Column) - 12, NodeWidth + ColumnStep * (lane.Columns - 1) + 24);
            svg.Append($"<rect class=\"lane\" x=\"{Svg.Number(x)}\" y=\"4\" width=\"{Svg.Number(w)}\" height=\"{Svg.Number(bottom - 8)}\" rx=\"10\"/><text class=\"column\" x=\"{Svg.Number(x + 12)}\" y=\"25\">{Svg.Encode(lane.Text)}</text>");
        }
        var n = 0;
        foreach (var line in map.Lines)
        {
            var (from, to) = (boxes[line.From], boxes[line.To]);
            if (to.Column > from.Column) { Forward(svg, line, from, to, boxes.Values); }
            else if (to.Column == from.Column) { Beside(svg, line, from.X + NodeWidth, from.Middle, to.Middle, 26, rightwards: true, back: to.Y < from.Y); }
            else { Back(svg, line, from, to, bottom + n++ * BackStep); }
        }
        foreach (var box in boxes.Values) { Draw(svg, box, NodeWidth, NameCharacters); }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    public static IHtmlContent DrawNarrow(FlowMap map)
    {
        Dictionary<string, Box> boxes = new(StringComparer.Ordinal);
        var heads = new StringBuilder();
        var y = 0d;
        foreach (var lane in map.Lanes)
        {
            var here = map.Nodes.Where(n => n.Column >= lane.Column && n.Column < lane.Column + lane.Columns).OrderBy(n => n.Column).ToList();
            if (here.Count == 0) { continue; }
            heads.Append($"<text class=\"column\" x=\"{NarrowLeft}\" y=\"{Svg.Number(y + 22)}\">{Svg.Encode(lane.Text)}</text>");
            y += LaneHead;
            foreach (var node in here)
            {
                boxes[node.Key] = new Box(node, NarrowLeft, y, boxes.Count);
                y += NarrowStep;
            }
        }
        var svg = Begin(map, NarrowWidth, y, " narrow").Append(heads);
        foreach (var line in map.Lines)
        {
            var (from, to) = (boxes[line.From], boxes[line.To]);
            var span = Math.Abs(to.Column - from.Column);
            var back = to.Y < from.Y;
            var reach = Math.Min(14 + span * 5, back ? 48 : 72);
            Beside(svg, line, back ? NarrowLeft : NarrowLeft + NarrowNode, from.Middle, to.Middle, reach, rightwards: !back, back);
        }
        foreach (var box in boxes.Values) { Draw(svg, box, NarrowNode, 30); }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    // A group, not an image: an image may not contain links.
    private static StringBuilder Begin(FlowMap map, double width, double height, string css)
        => new($"<svg class=\"chart graph flow{css}\" viewBox=\"0 0 {Svg.Number(width)} {Svg.Number(height)}\" width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" role=\"group\" aria-label=\"{Svg.Encode(map.Label)}\">");

    // Through the columns between it runs level in the nearest gap, so that it crosses no box.
    private static void Forward(StringBuilder svg, FlowLine line, Box from, Box to, IEnumerable<Box> boxes)
    {
        var (x, y) = (from.X + NodeWidth, from.Middle);
        var path = new StringBuilder($"M{Svg.Number(x)},{Svg.Number(y)}");
        for (var column = from.Column + 1; column < to.Column; column++)
        {
            var wanted = from.Middle + (to.Middle - from.Middle) * (column - from.Column) / (to.Column - from.Column);
            var tops = boxes.Where(b => b.Column == column).Select(b => b.Y).Order().ToList();
            var gaps = tops.Count == 0 ? [wanted] : tops.Select(t => t - (RowStep - NodeHeight) / 2).Append(tops[^1] + NodeHeight + (RowStep - NodeHeight) / 2).ToList();
            var gap = gaps.MinBy(g => Math.Abs(g - wanted));
            (x, y) = Bend(path, x, y, Left(column), gap);
            x += NodeWidth;
            path.Append($"H{Svg.Number(x)}");
        }
        Bend(path, x, y, to.X - Arrow, to.Middle);
        End(svg, line, path, to.X - Arrow, to.Middle, rightwards: true, back: false);
    }

    private static void Beside(StringBuilder svg, FlowLine line, double x, double y1, double y2, double reach, bool rightwards, bool back)
    {
        // What comes in stands a little off what goes out, so that both ends are seen.
        var (side, start, end) = (rightwards ? reach : -reach, y1 + (y2 > y1 ? 8 : -8), y2 + (y2 > y1 ? -8 : 8));
        var stop = x + (rightwards ? Arrow : -Arrow);
        var path = new StringBuilder($"M{Svg.Number(x)},{Svg.Number(start)}C{Svg.Number(x + side)},{Svg.Number(start)} {Svg.Number(x + side)},{Svg.Number(end)} {Svg.Number(stop)},{Svg.Number(end)}");
        End(svg, line, path, stop, end, rightwards: !rightwards, back);
    }

    // Out to the right, below all lanes, and in from the left.
    private static void Back(StringBuilder svg, FlowLine line, Box from, Box to, double channel)
    {
        const double r = 8;
        var (x1, y1, x2, y2) = (from.X + NodeWidth, from.Middle + 14, to.X, to.Middle + 12);
        var (right, left) = (x1 + 10, x2 - 14);
        var path = new StringBuilder($"M{Svg.Number(x1)},{Svg.Number(y1)}Q{Svg.Number(right)},{Svg.Number(y1)} {Svg.Number(right)},{Svg.Number(y1 + r)}V{Svg.Number(channel - r)}Q{Svg.Number(right)},{Svg.Number(channel)} {Svg.Number(right - r)},{Svg.Number(channel)}H{Svg.Number(left + r)}Q{Svg.Number(left)},{Svg.Number(channel)} {Svg.Number(left)},{Svg.Number(channel - r)}V{Svg.Number(y2 + r)}Q{Svg.Number(left)},{Svg.Number(y2)} {Svg.Number(x2 - Arrow)},{Svg.Number(y2)}");
        End(svg, line, path, x2 - Arrow, y2, rightwards: true, back: true);
    }

    private static void End(StringBuilder svg, FlowLine line, StringBuilder path, double x, double y, bool rightwards, bool back)
    {
        var length = rightwards ? Arrow : -Arrow;
        svg.Append($"<g><title>{Svg.Encode(line.Tip)}</title><path class=\"edge{(back ? " faint" : "")}\" d=\"{path}\"/><path class=\"arrow\" d=\"M{Svg.Number(x)},{Svg.Number(y - Half)}l{Svg.Number(length)},{Half.ToString(Svg.Invariant)}l{Svg.Number(-length)},{Half.ToString(Svg.Invariant)}z\"/></g>");
    }

    private static (double X, double Y) Bend(StringBuilder path, double x1, double y1, double x2, double y2)
    {
        var bend = (x2 - x1) / 2;
        path.Append($"C{Svg.Number(x1 + bend)},{Svg.Number(y1)} {Svg.Number(x2 - bend)},{Svg.Number(y2)} {Svg.Number(x2)},{Svg.Number(y2)}");
        return (x2, y2);
    }

    private static void Draw(StringBuilder svg, Box box, double width, int characters)
    {
        const double text = 12;
        var lines = Svg.Wrap(box.Node.Name, characters, 2);
        svg.Append($"<a href=\"{Svg.Encode(box.Node.Href)}\" aria-description=\"{Svg.Encode(box.Node.Tip)}\" data-tip=\"{Svg.Encode(box.Node.Tip)}\"><rect class=\"node\" x=\"{Svg.Number(box.X)}\" y=\"{Svg.Number(box.Y)}\" width=\"{Svg.Number(width)}\" height=\"{NodeHeight}\" rx=\"8\"/>");
        svg.Append($"<text class=\"name\" x=\"{Svg.Number(box.X + text)}\" y=\"{Svg.Number(box.Y + (lines.Count == 1 ? 26 : 20))}\">");
        for (var i = 0; i < lines.Count; i++) { svg.Append($"<tspan x=\"{Svg.Number(box.X + text)}\" dy=\"{(i == 0 ? 0 : 15)}\">{Svg.Encode(lines[i])}</tspan>{(i < lines.Count - 1 ? " " : "")}"); }
        svg.Append($"</text><text class=\"type\" x=\"{Svg.Number(box.X + text)}\" y=\"{Svg.Number(box.Y + (lines.Count == 1 ? 43 : 50))}\">{Svg.Encode(Svg.Shorten(box.Node.Type, characters))}</text></a>");
    }

    private static double Left(int column) => Margin + column * ColumnStep;
}
