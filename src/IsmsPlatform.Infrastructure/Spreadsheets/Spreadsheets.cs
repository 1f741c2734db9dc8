using System.Text;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Infrastructure.Spreadsheets;

/// <summary>Looks at the first bytes and passes on to the reader of that format.</summary>
public sealed class Spreadsheets : ISpreadsheets
{
    private static ReadOnlySpan<byte> Zip => [0x50, 0x4B, 0x03, 0x04];

    private static ReadOnlySpan<byte> OldOffice => [0xD0, 0xCF, 0x11, 0xE0];

    // How the part is called in which a workbook with a password lies encrypted.
    private static readonly byte[] Encrypted = Encoding.Unicode.GetBytes("EncryptedPackage");

    public Result<SheetTable> Read(byte[] content, string? fileName = null)
    {
        if (content.Length == 0) { return SpreadsheetErrors.Empty; }
        if (content.Length > SheetLimits.Bytes) { return SpreadsheetErrors.TooLarge; }
        if (content.AsSpan().StartsWith(OldOffice)) { return content.AsSpan().IndexOf(Encrypted) >= 0 ? SpreadsheetErrors.Protected : SpreadsheetErrors.OldExcel; }
        if (!content.AsSpan().StartsWith(Zip) && fileName?.TrimEnd().EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) == true) { return SpreadsheetErrors.NoWorkbook; }
        return content.AsSpan().StartsWith(Zip) ? XlsxReader.Read(content) : CsvTable.Read(content);
    }

    public Task WriteAsync(Stream stream, SheetFormat format, SheetOutput sheet, CancellationToken cancellationToken)
        => format == SheetFormat.Csv ? SheetWriters.CsvAsync(stream, sheet, cancellationToken) : SheetWriters.XlsxAsync(stream, sheet, cancellationToken);
}

/// <summary>Turns lines of cells into a table: finds the heading, tidies it, drops empty lines.</summary>
internal static class Tables
{
    internal static Result<SheetTable> Of(IEnumerable<SheetRow> lines)
    {
        List<string>? headings = null;
        List<SheetRow> rows = [];
        foreach (var line in lines)
        {
            var cells = line.Cells.Select(c => Unguarded(Text.OrNull(c))).ToList();
            while (cells.Count > (headings?.Count ?? 0) && cells[^1] is null) { cells.RemoveAt(cells.Count - 1); }
            if (cells.TrueForAll(c => c is null)) { continue; }
            // A quotation mark that is never closed swallows what follows.
            if (cells.Exists(c => c?.Length > SheetLimits.CellCharacters)) { return SpreadsheetErrors.OpenQuote(line.Line); }
            if (cells.Count > SheetLimits.Columns) { return SpreadsheetErrors.TooManyColumns; }
            if (headings is null)
            {
                if (Twice(cells) is { } name) { return SpreadsheetErrors.TwiceNamed(name); }
                headings = Headings(cells);
            }
            else { rows.Add(line with { Cells = cells }); }
            if (rows.Count > SheetLimits.Rows) { return SpreadsheetErrors.TooManyRows; }
        }
        return headings is null || rows.Count == 0 ? SpreadsheetErrors.NoLines : new SheetTable(headings, rows);
    }

    // What an export guarded comes back as it was.
    private static string? Unguarded(string? cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    // Which of the two is meant, nobody can say: one would be left out in silence.
    private static string? Twice(List<string?> cells) => cells.OfType<string>().GroupBy(c => c, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;

    private static List<string> Headings(List<string?> cells)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. cells.Select((cell, i) =>
        {
            var name = cell is null || !Text.IsStorable(cell) ? $"Column {i + 1}" : Text.Cut(cell.ReplaceLineEndings(" "), SheetLimits.HeadingCharacters);
            var times = seen[name] = seen.GetValueOrDefault(name) + 1;
            return times == 1 ? name : $"{name} ({times})";
        })];
    }
}
