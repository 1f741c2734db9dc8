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
        if (LooksBinary(content)) { return SpreadsheetErrors.NoTable; }
        if (Decode(content) is not { } text) { return SpreadsheetErrors.Encoding; }
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
                _ when IsUnmarkedUtf16(Start(content)) => null,
                _ => Strict(new UTF8Encoding(false, true), content, 0),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Strict(Encoding encoding, byte[] content, int from) => encoding.GetString(content, from, content.Length - from);

    // Control characters that no text holds; tab and line ends are text.
    private static readonly System.Buffers.SearchValues<byte> NoText = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b is not ('\t' or '\n' or '\v' or '\f' or '\r')).Select(b => (byte)b)]);

    // A picture or a program, whatever its name; marked or recognisable UTF-16 is full of noughts and yet text.
    private static bool LooksBinary(byte[] content)
        => content.AsSpan().StartsWith("%PDF"u8) || (content is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) && !IsUnmarkedUtf16(Start(content)) && Start(content).ContainsAny(NoText));

    // Every other byte of plain letters is nought.
    private static bool IsUnmarkedUtf16(ReadOnlySpan<byte> start)
    {
        var noughts = new int[2];
        for (var i = 0; i < start.Length; i++) { noughts[i % 2] += start[i] == 0 ? 1 : 0; }
        return noughts.Min() == 0 && noughts.Max() > start.Length / 4;
    }

    private static ReadOnlySpan<byte> Start(byte[] content) => content.AsSpan(0, Math.Min(content.Length, 4000));

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
