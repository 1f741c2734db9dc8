using System.Text;
using IsmsPlatform.Web.Http;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>A bar of the chart.</summary>
/// <param name="Tip">Its whole name with its days and how far it is.</param>
/// <param name="Href">Its page; null for whoever may not open it.</param>
/// <param name="Progress">In per cent.</param>
/// <param name="Css">Empty, <c>late</c> or <c>over</c>.</param>
public sealed record GanttBar(string Name, string Tip, string? Href, DateOnly From, DateOnly To, int Progress, string Css);

/// <param name="Label">Says what it shows and where the same stands as a list.</param>
/// <param name="Today">Drawn as a line, where it lies inside.</param>
/// <param name="End">The last day of the plan, drawn as a line; what goes on after it is marked.</param>
public sealed record Gantt(string Label, DateOnly From, DateOnly To, DateOnly Today, DateOnly End, IReadOnlyList<GanttBar> Bars);

/// <summary>Draws what is done when: a line for each, years and months above, today and the end of the plan as lines.</summary>
public static class GanttSvg
{
    // The name stands above its bar, so that whole names and the whole period fit beside the properties of the record.
    private const double Margin = 20;
    private const double Head = 46;
    private const double Years = 14;
    private const double Months = 32;
    private const double Line = 44;
    private const double Name = 18;
    private const double Top = 24;
    private const double Bar = 13;
    // Narrower than this the names of months would run into each other.
    private const double LeastMonth = 40;
    private const double ShortMonth = 32;

    public static IHtmlContent Wide(Gantt gantt, Shell shell) => Draw(gantt, shell, 720, 90, "wide");

    /// <summary>For phones, where the wide one would run out of the screen.</summary>
    public static IHtmlContent Narrow(Gantt gantt, Shell shell) => Draw(gantt, shell, 340, 46, "slim");

    /// <param name="characters">Of a name, as many as fit.</param>
    private static IHtmlContent Draw(Gantt gantt, Shell shell, double whole, int characters, string css)
    {
        var span = whole - 2 * Margin;
        var days = Math.Max(1, gantt.To.DayNumber - gantt.From.DayNumber + 1);
        double X(DateOnly day) => Margin + Math.Clamp(day.DayNumber - gantt.From.DayNumber, 0, days) * span / days;
        var height = Head + Line * gantt.Bars.Count + 6;
        // A group, not an image: an image may not contain links.
        var svg = new StringBuilder($"<svg class=\"chart gantt {css}\" viewBox=\"0 0 {Svg.Number(whole)} {Svg.Number(height)}\" width=\"{Svg.Number(whole)}\" height=\"{Svg.Number(height)}\" role=\"group\" aria-label=\"{Svg.Encode(gantt.Label)}\">");
        var first = new DateOnly(gantt.From.Year, gantt.From.Month, 1);
        // Of many months every second, third, fourth, sixth or twelfth, so that years begin on a line.
        var every = new[] { 1, 2, 3, 4, 6, 12 }.FirstOrDefault(n => span * 30 * n / days >= LeastMonth, 12);
        var months = Enumerable.Range(0, days / 28 + 2).Select(m => first.AddMonths(m)).Where(m => m <= gantt.To && (m == first || (m.Month - 1) % every == 0)).ToList();
        var (free, year) = (0.0, 0);
        foreach (var (month, i) in months.Select((m, i) => (m, i)))
        {
            var (x, next) = (X(month < gantt.From ? gantt.From : month), i + 1 < months.Count ? X(months[i + 1]) : whole);
            svg.Append($"<line class=\"grid\" x1=\"{Svg.Number(x)}\" x2=\"{Svg.Number(x)}\" y1=\"{Head - 8}\" y2=\"{Svg.Number(height)}\"/>");
            if (month.Year != year && x >= free)
            {
                svg.Append($"<text class=\"month\" x=\"{Svg.Number(x + 4)}\" y=\"{Years}\">{month.Year}</text>");
                (free, year) = (x + LeastMonth, month.Year);
            }
            // The rest of a month may be too short for its name.
            if (next - x >= ShortMonth) { svg.Append($"<text class=\"month\" x=\"{Svg.Number(x + 4)}\" y=\"{Months}\">{Svg.Encode(month.ToString("MMM", shell.Culture))}</text>"); }
        }
        void Upright(string line, double at) => svg.Append($"<line class=\"{line}\" x1=\"{Svg.Number(at)}\" x2=\"{Svg.Number(at)}\" y1=\"{Head - 8}\" y2=\"{Svg.Number(height)}\"/>");
        // Behind the bars and their names; the end is after its last day.
        Upright("end", X(gantt.End.AddDays(1)));
        if (gantt.Today >= gantt.From && gantt.Today <= gantt.To) { Upright("today", X(gantt.Today)); }
        foreach (var (bar, i) in gantt.Bars.Select((b, i) => (b, i)))
        {
            var (top, from, to) = (Head + Line * i, X(bar.From), X(bar.To.AddDays(1)));
            var (width, y) = (Math.Max(to - from, 4), top + Top);
            svg.Append(bar.Href is null ? "<g " : $"<a href=\"{Svg.Encode(bar.Href)}\" ");
            svg.Append($"aria-description=\"{Svg.Encode(bar.Tip)}\" data-tip=\"{Svg.Encode(bar.Tip)}\"><rect class=\"row\" x=\"0\" y=\"{Svg.Number(top)}\" width=\"{Svg.Number(whole)}\" height=\"{Line}\"/>");
            svg.Append($"<text class=\"name\" x=\"{Margin}\" y=\"{Svg.Number(top + Name)}\">{Svg.Encode(Svg.Shorten(bar.Name, characters))}</text>");
            svg.Append($"<rect class=\"bar {bar.Css}\" x=\"{Svg.Number(from)}\" y=\"{Svg.Number(y)}\" width=\"{Svg.Number(width)}\" height=\"{Bar}\" rx=\"4\"/>");
            if (bar.Progress > 0) { svg.Append($"<rect class=\"done {bar.Css}\" x=\"{Svg.Number(from)}\" y=\"{Svg.Number(y)}\" width=\"{Svg.Number(width * bar.Progress / 100)}\" height=\"{Bar}\" rx=\"4\"/>"); }
            if (bar.To > gantt.End)
            {
                var beyond = Math.Max(from, X(gantt.End.AddDays(1)));
                svg.Append($"<rect class=\"beyond\" x=\"{Svg.Number(beyond)}\" y=\"{Svg.Number(y)}\" width=\"{Svg.Number(Math.Max(to - beyond, 4))}\" height=\"{Bar}\" rx=\"4\"/>");
            }
            svg.Append(bar.Href is null ? "</g>" : "</a>");
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }
}
