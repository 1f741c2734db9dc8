using System.Collections.Concurrent;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>Rising bars.</summary>
internal static class Meter
{
    private const int Step = 4;
    private const int LowestBar = 4;
    private const int BarWidth = 3;
    private const int Height = 12;

    // A list draws hundreds of a few.
    private static readonly ConcurrentDictionary<(int Level, int Of), HtmlString> Drawn = new();

    internal static HtmlString Draw(int level, int of) => Drawn.GetOrAdd((Math.Clamp(level, 0, of), of), m => Draw(m));

    private static HtmlString Draw((int Level, int Of) meter)
    {
        var (level, of) = meter;
        var width = of * Step - (Step - BarWidth);
        var rise = of > 1 ? (Height - LowestBar) / (double)(of - 1) : 0;
        return new HtmlString($"<svg class=\"meter\" width=\"{width}\" height=\"{Height}\" aria-hidden=\"true\">{Bars("on", 0, level)}{Bars("off", level, of)}</svg>");

        // The stroke, 2 wide and with round joins, rounds the corners: one short path instead of a rectangle for each bar.
        string Bars(string look, int first, int end) => first == end ? "" : $"<path class=\"{look}\" d=\"{string.Concat(Enumerable.Range(first, end - first).Select(Bar))}\"/>";
        string Bar(int i) => $"M{i * Step + 1} {Svg.Number(Height - LowestBar - i * rise + 1)}h1V{Height - 1}h-1z";
    }
}

/// <summary>Maps a scale of any length onto the five marks of the design system; the top is always the strongest.</summary>
internal static class Tone
{
    private const int Tones = 5;
    private const int LongScale = 5;

    internal static int Index(int level, int of)
    {
        // Short scales skip the faintest mark, a scale of five uses all.
        var steps = of >= LongScale ? of - 1 : of;
        return Tones - (int)Math.Round((of - level) * (Tones - 1d) / steps, MidpointRounding.AwayFromZero);
    }

    internal static string Of(int level, int of) => level <= 0 || of <= 0 ? "" : $"tone-{Index(Math.Min(level, of), of)}";
}
