using System.Globalization;
using System.Xml;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace IsmsPlatform.Infrastructure.Spreadsheets;

/// <summary>The first sheet of a workbook; read only after <see cref="XlsxGuard"/> has looked at all of it.</summary>
internal static class XlsxReader
{
    internal static Result<SheetTable> Read(byte[] content)
    {
        try
        {
            if (XlsxGuard.Refusal(content) is { } refused) { return refused; }
            using var stream = new MemoryStream(content, writable: false);
            // No cache of shared strings: it would lie as a file on the disk.
            var rows = stream.Query(useHeaderRow: false, configuration: new OpenXmlConfiguration { EnableSharedStringCache = false, FillMergedCells = false });
            return Tables.Of(rows.Cast<IDictionary<string, object?>>().Select((row, i) => new SheetRow(i + 1, [.. row.Values.Select(Text)])));
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or KeyNotFoundException or ArgumentException or InvalidOperationException or NullReferenceException or OverflowException or IndexOutOfRangeException or NotSupportedException or IOException)
        {
            return SpreadsheetErrors.Damaged; // MiniExcel says in many ways that a workbook is none
        }
    }

    private static string? Text(object? cell) => cell switch
    {
        null => null,
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };
}
