using System.Globalization;

namespace IsmsPlatform.Web.Ui;

/// <summary>Two letters for a person or an organisation, and the colour behind them.</summary>
public static class Initials
{
    private const int Hues = 6;

    public static string Of(string name)
    {
        var words = name.AsSpan().Trim();
        var last = words.LastIndexOf(' ') + 1;
        return words.IsEmpty ? "?" : last == 0 ? First(words) : First(words) + First(words[last..].TrimStart());
    }

    internal static string Hue(string name)
    {
        var sum = 0;
        foreach (var letter in name) { sum += letter; }
        return $"hue-{sum % Hues}";
    }

    // A text element, not a char: half a surrogate pair is no letter.
    private static string First(ReadOnlySpan<char> word) => word[..StringInfo.GetNextTextElementLength(word)].ToString().ToUpperInvariant();
}
