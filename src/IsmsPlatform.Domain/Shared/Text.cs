using System.Diagnostics.CodeAnalysis;

namespace IsmsPlatform.Domain.Shared;

/// <summary>User text is stored as entered, less what no database and no reader can use.</summary>
public static class Text
{
    private const char ByteOrderMark = '\uFEFF', LeftToRightOverride = '\u202D', RightToLeftOverride = '\u202E';

    /// <summary>Trimmed, line ends as \n, without marks that only deceive; null when nothing is left that a reader sees.</summary>
    public static string? OrNull(string? text)
    {
        if (text is null) { return null; }
        var t = string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal).Where(c => c is not (ByteOrderMark or LeftToRightOverride or RightToLeftOverride))).Trim();
        return t.Any(IsSeen) ? t : null;
    }

    private static bool IsSeen(char c) => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control);

    /// <summary>Trimmed; empty when nothing is left.</summary>
    public static string Clean(string? text) => OrNull(text) ?? "";

    /// <summary>How many characters a reader sees of it: blanks, however many, count as one between two words. For reasons that shall say something.</summary>
    public static int SeenLength(string? text) => string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Length;

    /// <summary>At most so many characters of it, and never half of a pair, which could not be stored.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Cut(string? text, int most) => text is null || text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>Its beginning, where a sentence or a cell has no room for more.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Shortened(string? text, int most) => text is null || text.Length <= most ? text : Cut(text, most) + "…";

    /// <summary>False for NUL and other control characters and for half surrogate pairs: PostgreSQL and UTF-8 refuse them.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) { return false; }
            if (!char.IsSurrogate(c)) { continue; }
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) { return false; }
            i++;
        }
        return true;
    }
}
