using System.Globalization;
using System.Net;

namespace IsmsPlatform.Web.Ui;

/// <summary>Numbers and texts in SVG: a point for decimals whatever the user's culture, and everything encoded.</summary>
internal static class Svg
{
    internal static CultureInfo Invariant => CultureInfo.InvariantCulture;

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>SVG does not wrap: what is too long ends in an ellipsis, the whole text stands in the tip and in the table.</summary>
    internal static string Shorten(string text, int characters)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= characters ? text : info.SubstringByTextElements(0, characters - 1).TrimEnd() + "…";
    }

    /// <summary>At most so many lines, broken between words; the last one ends in an ellipsis when there is more.</summary>
    internal static IReadOnlyList<string> Wrap(string text, int characters, int lines)
    {
        List<string> wrapped = [""];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var last = wrapped[^1];
            if (last.Length == 0 || last.Length + 1 + word.Length <= characters || wrapped.Count == lines) { wrapped[^1] = last.Length == 0 ? word : last + " " + word; }
            else { wrapped.Add(word); }
        }
        return [.. wrapped.Select(l => Shorten(l, characters))];
    }
}
