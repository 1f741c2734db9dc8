using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Spreadsheets;

/// <summary>Why a file is not read, and how to get one that is.</summary>
public static class SpreadsheetErrors
{
    private const string Field = "File";

    public static Error Missing { get; } = new Error("file.missing", "Choose a file.").At(Field);

    public static Error Empty { get; } = new Error("file.empty", "The file is empty. Choose one with a heading and lines below it.").At(Field);

    public static Error TooLarge { get; } = new Error("file.too-large",
        "The file is larger than {0} MB. Split it, or leave out columns that are not imported.", ErrorKind.Invalid, SheetLimits.Bytes / 1024 / 1024).At(Field);

    public static Error NoTable { get; } = new Error("file.no-table",
        "This file is neither a CSV nor an XLSX table. Save it as “CSV UTF-8” or as an Excel workbook (.xlsx), then choose it again.").At(Field);

    public static Error OldExcel { get; } = new Error("file.old-excel",
        "This is an old Excel file (.xls). Save it as an Excel workbook (.xlsx) or as “CSV UTF-8”, then choose it again.").At(Field);

    public static Error Protected { get; } = new Error("file.protected",
        "This workbook is protected by a password and cannot be read. Save it without the password as an Excel workbook (.xlsx), then choose it again.").At(Field);

    public static Error NoWorkbook { get; } = new Error("file.no-workbook",
        "This file is called .xlsx but is no Excel workbook. Open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as “CSV UTF-8”, then choose it again.").At(Field);

    public static Error Encoding { get; } = new Error("file.encoding",
        "The letters of this file cannot be read reliably: it is not UTF-8. Save it as “CSV UTF-8”, then choose it again.").At(Field);

    public static Error NoLines { get; } = new Error("file.no-lines", "The file has no lines below its heading.").At(Field);

    public static Error TooManyRows { get; } = new Error("file.too-many-rows",
        "The file has more than {0} lines. Split it, then import the parts one after the other.", ErrorKind.Invalid, SheetLimits.Rows).At(Field);

    public static Error TooManyColumns { get; } = new Error("file.too-many-columns",
        "The file uses more than {0} columns. Leave out those that are not imported.", ErrorKind.Invalid, SheetLimits.Columns).At(Field);

    public static Error TwiceNamed(string name) => new Error("file.twice-named",
        "Two columns are called “{0}”. Give each a name of its own, or leave one of them out, then choose the file again.", ErrorKind.Invalid, name.Length > 60 ? name[..60] + "…" : name).At(Field);

    public static Error Damaged { get; } = new Error("file.damaged",
        "The file is damaged or unfinished. Open it in a spreadsheet program, save it again, then choose it again.").At(Field);

    public static Error Bloated { get; } = new Error("file.bloated",
        "Unpacked, this workbook would be far larger than a table of this size is. Copy the table into a new workbook, then choose that one.").At(Field);

    public static Error OpenQuote(int line) => new Error("file.open-quote",
        "A quotation mark that is opened near line {0} is never closed, or a cell there is far too long.", ErrorKind.Invalid, line).At(Field);

    public static Error Formula(string cell) => new Error("file.formula",
        "Cell {0} holds a formula without a stored result. Formulas are not calculated here: paste the column as values, save, then choose the file again.", ErrorKind.Invalid, cell).At(Field);
}
