using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>How cells and headings of tables are read, whatever the program that wrote them.</summary>
internal static partial class Cells
{
    private static readonly string[] DayFirst = ["d.M.yyyy", "d/M/yyyy", "d-M-yyyy"];

    /// <summary>ISO, or day first with points, strokes or hyphens; a time behind the date is left away.</summary>
    internal static DateOnly? Date(string cell)
    {
        var day = TimeBehind().Replace(cell.Trim(), "");
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso) ? iso
            : DateOnly.TryParseExact(day, DayFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    /// <summary>A whole number that a spreadsheet wrote as “3.0”.</summary>
    internal static string Whole(string cell) => WholeNumber().Match(cell.Trim()) is { Success: true } m ? m.Groups[1].Value : cell;

    internal static bool IsNegative(string cell) => Negative().IsMatch(cell);

    /// <summary>Letters and digits alone, small, without accents: “Asset_Name ” and “asset name” are one.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) { folded.Append(Rune.ToLowerInvariant(rune)); }
        }
        return folded.ToString();
    }

    [GeneratedRegex(@"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TimeBehind();

    [GeneratedRegex(@"^(\d{1,9})[.,]0+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^\s*[-−–]\s*\d", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Negative();
}

/// <summary>Values by their words.</summary>
internal sealed class Words<T>(Dictionary<T, string[]> words)
    where T : notnull
{
    private readonly Dictionary<string, T> _byWord = words.SelectMany(w => w.Value.Select(text => (Text: Cells.Fold(text), Value: w.Key)).Append((Text: Cells.Fold(w.Key.ToString()!), Value: w.Key)))
        .GroupBy(w => w.Text, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);

    /// <summary>What a faulty cell might have said.</summary>
    internal IReadOnlyList<string> Allowed { get; } = [.. words.Values.Select(w => w[0])];

    internal string WordOf(T value) => words[value][0];

    internal bool TryRead(string cell, out T value)
    {
        value = default!;
        // Folding would leave the sign out, and “-1” would be taken for 1.
        return !Cells.IsNegative(cell) && _byWord.TryGetValue(Cells.Fold(Cells.Whole(cell)), out value!);
    }
}
