using System.Text;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>A party on the map.</summary>
/// <param name="Number">How the narrow map calls it; the list beside it says who that is.</param>
public sealed record MapParty(int Number, string Name, int Influence, int Interest, string Href);

/// <param name="Label">Says what it shows and where the same stands as a table.</param>
/// <param name="Influence">Name of the axis upwards.</param>
/// <param name="Interest">Name of the axis to the right.</param>
public sealed record InfluenceMap(string Label, string Influence, string Interest, IReadOnlyList<MapParty> Parties, int Grades = 5);

/// <summary>
/// Draws parties by influence and interest. Whoever stands at the same place stands one below the other in its cell, which grows with
/// them: no label covers another, however many there are.
/// </summary>
public static class InfluenceMapSvg
{
    private const double Axis = 34;
    private const double Padding = 10;
    // As high as a finger or a shaky hand needs (WCAG 2.5.8).
    private const double Line = 24;
    private const double LeastHeight = 44;

    /// <summary>Names in the cells.</summary>
    public static IHtmlContent Wide(InfluenceMap map) => Draw(map, cell: 198, "wide", p => Svg.Shorten(p.Name, Characters), p => $"aria-description=\"{Svg.Encode(p.Name)}\"");

    /// <summary>Numbers in the cells, for phones.</summary>
    public static IHtmlContent Narrow(InfluenceMap map) => Draw(map, cell: 56, "slim", p => p.Number.ToString(Svg.Invariant), p => $"aria-label=\"{p.Number} {Svg.Encode(p.Name)}\"");

    private const int Characters = 25;

    private static HtmlString Draw(InfluenceMap map, double cell, string css, Func<MapParty, string> text, Func<MapParty, string> read)
    {
        var cells = map.Parties.ToLookup(p => (p.Influence, p.Interest));
        var heights = Enumerable.Range(1, map.Grades).ToDictionary(i => i, i => Math.Max(LeastHeight, 2 * Padding + Line * Enumerable.Range(1, map.Grades).Max(j => cells[(i, j)].Count())));
        var (width, height) = (Axis + cell * map.Grades, heights.Values.Sum() + Axis);
        // A group, not an image: an image may not contain links.
        var svg = new StringBuilder($"<svg class=\"chart influence {css}\" viewBox=\"0 0 {Svg.Number(width)} {Svg.Number(height)}\" width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" role=\"group\" aria-label=\"{Svg.Encode(map.Label)}\">");
        var top = 0d;
        for (var influence = map.Grades; influence >= 1; influence--)
        {
            svg.Append($"<text class=\"grade\" x=\"{Axis - 8}\" y=\"{Svg.Number(top + heights[influence] / 2 + 4)}\" text-anchor=\"end\">{influence}</text>");
            for (var interest = 1; interest <= map.Grades; interest++)
            {
                var left = Axis + cell * (interest - 1);
                // The more of both, the stronger the cell: where one has to look first.
                svg.Append($"<rect class=\"cell{(influence + interest > map.Grades + 2 ? " strong" : "")}\" x=\"{Svg.Number(left + 1)}\" y=\"{Svg.Number(top + 1)}\" width=\"{Svg.Number(cell - 2)}\" height=\"{Svg.Number(heights[influence] - 2)}\" rx=\"6\"/>");
                var y = top + Padding + Line - 8;
                foreach (var party in cells[(influence, interest)])
                {
                    svg.Append($"<a href=\"{Svg.Encode(party.Href)}\" {read(party)} data-tip=\"{Svg.Encode(party.Name)}\"><rect fill=\"transparent\" x=\"{Svg.Number(left + 4)}\" y=\"{Svg.Number(y - Line + 8)}\" width=\"{Svg.Number(cell - 8)}\" height=\"{Svg.Number(Line)}\"/><text class=\"name\" x=\"{Svg.Number(left + Padding)}\" y=\"{Svg.Number(y)}\">{Svg.Encode(text(party))}</text></a>");
                    y += Line;
                }
            }
            top += heights[influence];
        }
        for (var interest = 1; interest <= map.Grades; interest++)
        {
            svg.Append($"<text class=\"grade\" x=\"{Svg.Number(Axis + cell * (interest - 0.5))}\" y=\"{Svg.Number(top + 14)}\" text-anchor=\"middle\">{interest}</text>");
        }
        svg.Append($"<text class=\"axis\" x=\"{Svg.Number(Axis + cell * map.Grades / 2)}\" y=\"{Svg.Number(height - 4)}\" text-anchor=\"middle\">{Svg.Encode(map.Interest)} →</text>");
        svg.Append($"<text class=\"axis\" transform=\"translate(11,{Svg.Number(top / 2)}) rotate(-90)\" text-anchor=\"middle\">{Svg.Encode(map.Influence)} →</text>");
        return new HtmlString(svg.Append("</svg>").ToString());
    }
}
