using System.Globalization;
using System.IO.Compression;
using System.Xml;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Infrastructure.Spreadsheets;

/// <summary>
/// Unpacks every part once into nothing, counting, and walks the sheets cell by cell: sizes in the directory of a ZIP may lie,
/// and a cell in column XFD makes a reader fill sixteen thousand columns of every row.
/// </summary>
internal static class XlsxGuard
{
    private const int MostParts = 500;
    private const long MostBytes = 80 * 1024 * 1024;
    private const int MostRatio = 200;
    private const int RatioCountsFrom = 2 * 1024 * 1024;
    private const int MostRows = SheetLimits.Rows * 10;

    private static readonly XmlReaderSettings Xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes, IgnoreWhitespace = true, IgnoreComments = true };

    internal static Error? Refusal(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostParts) { return SpreadsheetErrors.Bloated; }
        if (!zip.Entries.Any(e => e.FullName.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase))) { return SpreadsheetErrors.NoTable; }
        var unpacked = 0L;
        foreach (var part in zip.Entries)
        {
            var size = SizeOf(part, MostBytes - unpacked);
            unpacked += size;
            if (unpacked > MostBytes || (size > RatioCountsFrom && size > part.CompressedLength * MostRatio)) { return SpreadsheetErrors.Bloated; }
        }
        return zip.Entries.Where(p => p.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || p.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
            .Select(RefusalOf).FirstOrDefault(e => e is not null);
    }

    private static long SizeOf(ZipArchiveEntry part, long most)
    {
        using var stream = part.Open();
        var buffer = new byte[81_920];
        var size = 0L;
        while (size <= most && stream.Read(buffer) is > 0 and var read) { size += read; }
        return size;
    }

    private static Error? RefusalOf(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        using var xml = XmlReader.Create(stream, Xml);
        if (!part.FullName.StartsWith("xl/worksheets/sheet", StringComparison.OrdinalIgnoreCase))
        {
            while (xml.Read()) { } // well formed, no document type
            return null;
        }
        var rows = 0;
        string? cell = null, formula = null;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "c" } && formula is not null) { return SpreadsheetErrors.Formula(formula); }
                continue;
            }
            switch (xml.LocalName)
            {
                case "dimension" when xml.GetAttribute("ref") is { } range && ColumnOf(range.Split(':')[^1]) > SheetLimits.Columns:
                    return SpreadsheetErrors.TooManyColumns;
                case "row" when ++rows > MostRows || (int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) && number > MostRows):
                    return SpreadsheetErrors.TooManyRows;
                case "c" when ColumnOf(xml.GetAttribute("r")) > SheetLimits.Columns:
                    return SpreadsheetErrors.TooManyColumns;
                case "c":
                    (cell, formula) = (xml.GetAttribute("r"), null);
                    break;
                case "f":
                    formula = cell ?? "";
                    break;
                case "v" when !xml.IsEmptyElement:
                    formula = null;
                    break;
                default:
                    break;
            }
        }
        return null;
    }

    private static int ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c)) { break; }
            column = Math.Min((column * 26) + char.ToUpperInvariant(c) - 'A' + 1, 1_000_000);
        }
        return column;
    }
}
