using System.Text;
using CsvHelper;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Infrastructure.Spreadsheets;

/// <summary>CSV as programs in Europe write it: comma, semicolon or tab, quotes, cells over several lines, UTF-8 or marked UTF-16.</summary>
internal static class CsvTable
{
    private static readonly char[] Separators = [';', ',', '\t'];

    internal static Result<SheetTable> Read(byte[] content)
    {
        if (Decode(content) is not { } text) { return SpreadsheetErrors.Encoding; }
        if (LooksBinary(text)) { return SpreadsheetErrors.NoTable; }
        long? openQuote = null;
        var (start, separator) = Separator(text);
        using var reader = CsvReader.FromText(text[start..], new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = r => openQuote = r.Reason == CsvMalformedReason.UnterminatedQuote ? r.LineNumber : openQuote,
        });
        var table = Tables.Of(Lines(reader, linesBefore: start == 0 ? 0 : 1));
        return openQuote is { } line ? SpreadsheetErrors.OpenQuote((int)line) : table;
    }

    private static IEnumerable<SheetRow> Lines(CsvReader reader, int linesBefore)
    {
        while (reader.Read())
        {
            yield return new SheetRow((int)reader.LineNumber + linesBefore, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }
    }

    private static string? Decode(byte[] content)
    {
        try
        {
            return content switch
            {
                [0xEF, 0xBB, 0xBF, ..] => Strict(new UTF8Encoding(false, true), content, 3),
                [0xFF, 0xFE, ..] => Strict(new UnicodeEncoding(bigEndian: false, false, true), content, 2),
                [0xFE, 0xFF, ..] => Strict(new UnicodeEncoding(bigEndian: true, false, true), content, 2),
                _ when Array.IndexOf(content, (byte)0) is >= 0 and < 200 && content.Length % 2 == 0 => null, // UTF-16 that does not say so
                _ => Strict(new UTF8Encoding(false, true), content, 0),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Strict(Encoding encoding, byte[] content, int from) => encoding.GetString(content, from, content.Length - from);

    private static readonly System.Buffers.SearchValues<char> NoTable = System.Buffers.SearchValues.Create("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000e\u000f\u0010\u0011");

    // A picture or a program may be valid UTF-8 at its beginning; a table holds no control characters there.
    private static bool LooksBinary(string text) => text.AsSpan(0, Math.Min(text.Length, 2000)).IndexOfAny(NoTable) >= 0 || text.StartsWith("%PDF", StringComparison.Ordinal);

    // “sep=;” as Excel writes it, else what separates the heading outside of quotes.
    private static (int Start, char Separator) Separator(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && Separators.Contains(text[4]) && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end) { return (end + 1, text[4]); }
        var counts = new int[Separators.Length];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"') { quoted = !quoted; }
            if (c == '\n' && !quoted && counts.Any(n => n > 0)) { break; }
            if (!quoted && Array.IndexOf(Separators, c) is >= 0 and var i) { counts[i]++; }
        }
        return (0, Separators[Array.IndexOf(counts, counts.Max())]);
    }
}
