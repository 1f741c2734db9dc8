using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Spreadsheets;

public enum SheetFormat
{
    Csv,
    Xlsx,
}

/// <summary>Tables that people bring and take away: CSV and XLSX. What is read comes from anywhere and is trusted in nothing.</summary>
public interface ISpreadsheets
{
    /// <summary>The first sheet; its first line with content is the heading. What the file is, its content says; a name that promises a workbook is held to it.</summary>
    Result<SheetTable> Read(byte[] content, string? fileName = null);

    /// <summary>Writes while it reads <see cref="SheetOutput.Rows"/>. A cell that a spreadsheet program would run as a formula begins with an apostrophe.</summary>
    Task WriteAsync(Stream stream, SheetFormat format, SheetOutput sheet, CancellationToken cancellationToken);
}

/// <summary>A table as it was read: text only. A formula is the value that was stored beside it.</summary>
/// <param name="Headings">Trimmed, none empty, none twice.</param>
public sealed record SheetTable(IReadOnlyList<string> Headings, IReadOnlyList<SheetRow> Rows)
{
    public int IndexOf(string? heading)
    {
        for (var i = 0; i < Headings.Count; i++)
        {
            if (string.Equals(Headings[i], heading, StringComparison.OrdinalIgnoreCase)) { return i; }
        }
        return -1;
    }
}

/// <param name="Line">Where it begins in the file, from 1; in a spreadsheet the number of the row.</param>
/// <param name="Cells">As many as there are headings, or more where the line is broken; empty cells are null.</param>
public sealed record SheetRow(int Line, IReadOnlyList<string?> Cells)
{
    public string? At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : null;
}

/// <param name="Rows">Text, whole numbers, dates, truth values or null.</param>
public sealed record SheetOutput(string Name, IReadOnlyList<string> Headings, IAsyncEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>What is read at most.</summary>
public static class SheetLimits
{
    public const int Bytes = 5 * 1024 * 1024;
    public const int Rows = 10_000;
    public const int Columns = 200;
    public const int CellCharacters = 32_767;
    public const int HeadingCharacters = 200;
}
