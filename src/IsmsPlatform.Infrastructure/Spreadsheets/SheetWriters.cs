using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using IsmsPlatform.Application.Shared.Spreadsheets;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace IsmsPlatform.Infrastructure.Spreadsheets;

internal static class SheetWriters
{
    /// <summary>UTF-8 with its mark, because Excel guesses otherwise; comma; rows go out as they come in.</summary>
    internal static async Task CsvAsync(Stream stream, SheetOutput sheet, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var heading in sheet.Headings) { csv.WriteField(heading); }
        await csv.EndRecordAsync(cancellationToken);
        await foreach (var row in sheet.Rows.WithCancellation(cancellationToken))
        {
            foreach (var cell in row) { csv.WriteField(Guarded(Text(cell))); }
            await csv.EndRecordAsync(cancellationToken);
        }
        await csv.FlushAsync(cancellationToken);
    }

    /// <summary>A workbook with one sheet. It is packed as rows come in, and goes out when it is complete.</summary>
    internal static async Task XlsxAsync(Stream stream, SheetOutput sheet, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await buffer.SaveAsAsync(RowsAsync(sheet, cancellationToken), sheetName: sheet.Name, configuration: new OpenXmlConfiguration { TableStyles = TableStyles.None }, cancellationToken: cancellationToken);
        buffer.Position = 0;
        await buffer.CopyToAsync(stream, cancellationToken);
    }

    // Without a row the writer would know no headings.
    private static async IAsyncEnumerable<IDictionary<string, object?>> RowsAsync(SheetOutput sheet, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isEmpty = true;
        await foreach (var row in sheet.Rows.WithCancellation(cancellationToken))
        {
            isEmpty = false;
            yield return sheet.Headings.Zip(row).ToDictionary(p => p.First, p => p.Second is string text ? Guarded(text) : p.Second is int or long or null ? p.Second : Text(p.Second), StringComparer.Ordinal);
        }
        if (isEmpty) { yield return sheet.Headings.ToDictionary(h => h, _ => (object?)null, StringComparer.Ordinal); }
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    // Spreadsheet programs run what begins so, also after a blank or a line break.
    private static string Guarded(string text) => text.TrimStart() is ['=' or '+' or '-' or '@', ..] || text is ['\t' or '\r' or '\n', ..] ? "'" + text : text;
}
