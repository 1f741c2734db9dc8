using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>A line of the chart: chances (0 to 1) by rising loss.</summary>
/// <param name="Css">inherent, current, target or tolerance: each has a colour and a pattern of its own.</param>
public sealed record LossCurve(string Name, string Css, IReadOnlyList<(double Loss, double Chance)> Points);

/// <param name="Label">Says what it shows and where the same stands as a table.</param>
/// <param name="Currency">ISO 4217, at the axis.</param>
public sealed record LossCurves(string Label, string Currency, string Axis, IReadOnlyList<LossCurve> Lines);

/// <summary>Draws loss exceedance curves: how likely a year costs at least so much. Losses stand on a logarithm, because they differ by powers of ten.</summary>
public static class LossCurveSvg
{
    private const double Left = 44;
    private const double Right = 12;
    private const double Top = 12;
    private const double Bottom = 40;

    public static IHtmlContent Wide(LossCurves chart, CultureInfo culture) => Draw(chart, culture, 720, 320, "wide");

    /// <summary>For phones, where the words of the wide one would be too small.</summary>
    public static IHtmlContent Narrow(LossCurves chart, CultureInfo culture) => Draw(chart, culture, 340, 280, "slim");

    private static IHtmlContent Draw(LossCurves chart, CultureInfo culture, double width, double height, string css)
    {
        var points = chart.Lines.SelectMany(l => l.Points).Where(p => p.Loss > 0).ToList();
        if (points.Count == 0) { return HtmlString.Empty; }
        // Whole powers of ten at both ends, and at least one between them.
        var from = Math.Floor(Math.Log10(points.Min(p => p.Loss)));
        var to = Math.Max(Math.Ceiling(Math.Log10(points.Max(p => p.Loss))), from + 1);
        var highest = points.Max(p => p.Chance);
        var step = highest > 0.5 ? 0.2 : highest > 0.2 ? 0.1 : highest > 0.1 ? 0.05 : 0.02;
        var most = Math.Max(Math.Ceiling(highest / step), 1) * step;
        double X(double loss) => Left + (Math.Clamp(Math.Log10(loss), from, to) - from) / (to - from) * (width - Left - Right);
        double Y(double chance) => Top + (1 - chance / most) * (height - Top - Bottom);
        var svg = new StringBuilder($"<svg class=\"chart lec {css}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Svg.Encode(chart.Label)}\">");
        foreach (var chance in Enumerable.Range(0, (int)Math.Round(most / step) + 1).Select(i => step * i))
        {
            svg.Append($"<line class=\"rule\" x1=\"{Left}\" x2=\"{width - Right}\" y1=\"{Svg.Number(Y(chance))}\" y2=\"{Svg.Number(Y(chance))}\"/><text x=\"{Left - 6}\" y=\"{Svg.Number(Y(chance) + 4)}\" text-anchor=\"end\">{(chance * 100).ToString("0.#", culture)}%</text>");
        }
        for (var power = from; power <= to; power++)
        {
            var x = Svg.Number(X(Math.Pow(10, power)));
            svg.Append($"<line class=\"rule\" x1=\"{x}\" x2=\"{x}\" y1=\"{Top}\" y2=\"{height - Bottom}\"/><text x=\"{x}\" y=\"{height - Bottom + 16}\" text-anchor=\"{(power == to ? "end" : "middle")}\">{Short(Math.Pow(10, power), culture)}</text>");
        }
        svg.Append($"<text class=\"axis\" x=\"{width - Right}\" y=\"{height - 4}\" text-anchor=\"end\">{Svg.Encode(chart.Axis)} ({Svg.Encode(chart.Currency)}) →</text>");
        foreach (var line in chart.Lines.Where(l => l.Points.Count > 0))
        {
            var first = line.Points[0];
            // What costs less is as likely as the first point, so a curve begins at the left edge; what is tolerated ends at the right one as well.
            var (edge, end) = ($"{Left},{Svg.Number(Y(first.Chance))} ", line.Css == "tolerance" ? $" {width - Right},{Svg.Number(Y(line.Points[^1].Chance))}" : "");
            var way = string.Join(' ', line.Points.Where(p => p.Loss > 0).Select(p => $"{Svg.Number(X(p.Loss))},{Svg.Number(Y(p.Chance))}"));
            svg.Append($"<polyline class=\"curve {line.Css}\" points=\"{edge}{way}{end}\"><title>{Svg.Encode(line.Name)}</title></polyline>");
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>The line as it stands in a legend.</summary>
    public static IHtmlContent Key(string css)
        => new HtmlString($"<svg class=\"lec key\" viewBox=\"0 0 28 10\" width=\"28\" height=\"10\" aria-hidden=\"true\"><polyline class=\"curve {css}\" points=\"1,5 27,5\"/></svg>");

    private static string Short(double loss, CultureInfo culture) => loss switch
    {
        >= 1e9 => (loss / 1e9).ToString("0.#", culture) + "bn",
        >= 1e6 => (loss / 1e6).ToString("0.#", culture) + "m",
        >= 1e3 => (loss / 1e3).ToString("0.#", culture) + "k",
        _ => loss.ToString("0.##", culture),
    };
}
