using System.Text;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>A box of the graph.</summary>
/// <param name="Key">What edges name.</param>
/// <param name="Column">Layer from the left, beginning at 0: who needs stands left of what supports.</param>
/// <param name="Row">Place within the layer; halves are fine.</param>
/// <param name="Level">0 is none, <see cref="DependencyGraph.Of"/> the highest.</param>
/// <param name="Href">Where the box leads.</param>
/// <param name="Tip">The whole message in words; the box itself may shorten the name.</param>
public sealed record GraphNode(string Key, int Column, double Row, string Name, string Type, int Level, string Href, string Tip, bool Current = false);

/// <param name="From">The node that needs.</param>
/// <param name="To">The node that supports.</param>
/// <param name="Faint">Drawn dashed: the need is not passed on whole.</param>
public sealed record GraphEdge(string From, string To, bool Faint = false)
{
    /// <summary>The cells that the line passes, from the first to the last node; without them it runs straight.</summary>
    public IReadOnlyList<(int Column, double Row)> Way { get; init; } = [];
}

/// <summary>A layered graph of links; the caller shows the same links as a table.</summary>
/// <param name="Label">Says what it shows and where the table is.</param>
public sealed record DependencyGraph(string Label, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, int Of = 4);

/// <summary>Draws a <see cref="DependencyGraph"/> in its natural size: the page scrolls it, so that text stays readable on phones.</summary>
public static class DependencyGraphSvg
{
    private const double NodeWidth = 180;
    private const double NodeHeight = 46;
    private const double ColumnStep = 236;
    private const double RowStep = 62;
    private const double Margin = 6;
    private const double ArrowLength = 7;
    private const double ArrowHalf = 3.5;
    private const int NameCharacters = 23;
    private const int TypeCharacters = 27;

    public static IHtmlContent Draw(DependencyGraph graph)
    {
        var nodes = graph.Nodes.ToDictionary(n => n.Key, StringComparer.Ordinal);
        var width = Margin * 2 + NodeWidth + ColumnStep * graph.Nodes.Select(n => n.Column).DefaultIfEmpty(0).Max();
        var height = Margin * 2 + NodeHeight + RowStep * graph.Nodes.Select(n => n.Row).Concat(graph.Edges.SelectMany(e => e.Way).Select(w => w.Row)).DefaultIfEmpty(0).Max();
        // A group, not an image: an image may not contain links.
        var svg = new StringBuilder($"<svg class=\"chart graph\" viewBox=\"0 0 {Svg.Number(width)} {Svg.Number(height)}\" width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" role=\"group\" aria-label=\"{Svg.Encode(graph.Label)}\">");
        foreach (var edge in graph.Edges)
        {
            if (nodes.TryGetValue(edge.From, out var from) && nodes.TryGetValue(edge.To, out var to)) { Draw(svg, edge, from, to); }
        }
        foreach (var node in graph.Nodes) { Draw(svg, node, graph.Of); }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    // Between the boxes of a column the line runs level, so that it crosses none of them.
    private static void Draw(StringBuilder svg, GraphEdge edge, GraphNode from, GraphNode to)
    {
        var (x, y) = (Left(from.Column) + NodeWidth, Middle(from.Row));
        svg.Append($"<path class=\"edge{(edge.Faint ? " faint" : "")}\" d=\"M{Svg.Number(x)},{Svg.Number(y)}");
        foreach (var (column, row) in edge.Way.Where(w => w.Column > from.Column && w.Column < to.Column))
        {
            (x, y) = Bend(svg, x, y, Left(column), Middle(row));
            x += NodeWidth;
            svg.Append($"H{Svg.Number(x)}");
        }
        var (endX, endY) = Bend(svg, x, y, Left(to.Column) - ArrowLength, Middle(to.Row));
        svg.Append($"\"/><path class=\"arrow\" d=\"M{Svg.Number(endX)},{Svg.Number(endY - ArrowHalf)}l{ArrowLength},{Svg.Number(ArrowHalf)}l-{ArrowLength},{Svg.Number(ArrowHalf)}z\"/>");
    }

    private static (double X, double Y) Bend(StringBuilder svg, double x1, double y1, double x2, double y2)
    {
        var bend = (x2 - x1) / 2;
        svg.Append($"C{Svg.Number(x1 + bend)},{Svg.Number(y1)} {Svg.Number(x2 - bend)},{Svg.Number(y2)} {Svg.Number(x2)},{Svg.Number(y2)}");
        return (x2, y2);
    }

    private static void Draw(StringBuilder svg, GraphNode node, int of)
    {
        const double mark = 4;
        const double text = 16;
        var (x, y) = (Left(node.Column), Top(node.Row));
        svg.Append($"<a href=\"{Svg.Encode(node.Href)}\" aria-description=\"{Svg.Encode(node.Tip)}\" data-tip=\"{Svg.Encode(node.Tip)}\" class=\"{Tone.Of(node.Level, of)}{(node.Current ? " current" : "")}\"{(node.Current ? " aria-current=\"true\"" : "")}>");
        svg.Append($"<rect class=\"node\" x=\"{Svg.Number(x)}\" y=\"{Svg.Number(y)}\" width=\"{NodeWidth}\" height=\"{NodeHeight}\" rx=\"8\"/>");
        svg.Append($"<rect class=\"mark\" x=\"{Svg.Number(x + mark)}\" y=\"{Svg.Number(y + 8)}\" width=\"{mark}\" height=\"{NodeHeight - 16}\" rx=\"2\"/>");
        svg.Append($"<text class=\"name\" x=\"{Svg.Number(x + text)}\" y=\"{Svg.Number(y + 20)}\">{Svg.Encode(Svg.Shorten(node.Name, NameCharacters))}</text>");
        svg.Append($"<text class=\"type\" x=\"{Svg.Number(x + text)}\" y=\"{Svg.Number(y + 36)}\">{Svg.Encode(Svg.Shorten(node.Type, TypeCharacters))}</text></a>");
    }

    private static double Left(int column) => Margin + column * ColumnStep;

    private static double Top(double row) => Margin + row * RowStep;

    private static double Middle(double row) => Top(row) + NodeHeight / 2;
}
