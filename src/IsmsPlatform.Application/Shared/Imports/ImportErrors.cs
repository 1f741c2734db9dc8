using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>What an import refuses as a whole.</summary>
public static class ImportErrors
{
    public static Error NotMapped { get; } = new("import.not-mapped", "Say first which column means what.");

    internal static Error LackingColumns(string headings) => new Error("import.lacking-columns",
        "The first line of the file has no heading for this: {0}. Write it there as it stands here, then choose the file again.", ErrorKind.Invalid, headings).At("File");

    public static Error Done { get; } = new("import.done", "This file was already imported, and nothing was imported twice. What it brought stands in the list.", ErrorKind.Conflict);

    public static Error FaultyLines(int lines) => lines == 1 ? OneFaulty : new("import.faulty-lines",
        "{0} lines are faulty, so nothing was imported. Correct the file and choose it again, or import only the good lines.", ErrorKind.Refused, lines);

    private static Error OneFaulty { get; } = new("import.faulty-lines", "One line is faulty, so nothing was imported. Correct the file and choose it again, or import only the good lines.");
}

/// <summary>What can be wrong with a cell.</summary>
internal static class CellFaults
{
    internal const string RepeatedCode = "repeated";

    internal static Error Missing { get; } = new("required", "Fill in this field.");

    internal static Error Unknown { get; } = new("unknown-value", "This value is not known here.");

    internal static Error Unstorable { get; } = new("text.unstorable", "This text contains a character that cannot be stored. Remove invisible control characters, then try again.");

    internal static Error NoSuchPerson { get; } = new("no-such-person", "Nobody in the directory is called so. Add the person first, or leave the cell empty.");

    internal static Error NoSuchUnit { get; } = new("no-such-unit", "No unit has this code or name. Add it under Organisation first, or leave the cell empty.");

    internal static Error NoSuchLocation { get; } = new("no-such-location", "No location has this code or name. Add it under Organisation first, or leave the cell empty.");

    /// <summary>It names a record that is not there: adding it mends all lines at once.</summary>
    internal static bool IsUnknownReference(RowFault fault) => fault.Problem.Code == NoSuchPerson.Code || fault.Problem.Code == NoSuchUnit.Code || fault.Problem.Code == NoSuchLocation.Code;

    internal static Error Ambiguous { get; } = new("ambiguous", "Several are called so. Use the e-mail address or the code.");

    internal static Error NoDate { get; } = new("date-unreadable", "This is no date. Write it as 2026-11-24 or 24.11.2026.");

    internal static Error ImplausibleDate { get; } = new("date-implausible", "Give a date between {0} and {1}.", ErrorKind.Refused, PlausibleDate.FirstYear, PlausibleDate.LastYear);

    internal static Error NoHours { get; } = new("hours-unreadable", "Give whole hours, such as 4, or days, such as 2 days.");

    internal static Error SeveralAssets { get; } = new("asset-ambiguous", "Several assets have this name. Map a column with an id that tells them apart.");

    internal static Error UnknownNeed { get; } = new("need-unknown", "No asset of this file or of the register is called so.");

    internal static Error AmbiguousNeed { get; } = new("need-ambiguous", "Several assets are called so. Name it by its id.");

    internal static Error Knot { get; } = new("asset.cycle", "This dependency belongs to assets that need each other in a circle.");

    internal static Error TooLong(int most) => new("too-long", "Use at most {0} characters.", ErrorKind.Invalid, most);

    internal static Error TooManyCells(int cells, int headings) => new("too-many-cells",
        "This line has more cells than the heading: {0} instead of {1}. Put text that holds the separator into quotation marks.", ErrorKind.Invalid, cells, headings);

    internal static Error Repeated(int line) => new("repeated", "Line {0} says the same here: a line stands for one asset.", ErrorKind.Invalid, line);

    internal static Error NeedsFaulty(int line) => new("need-faulty", "Line {0}, which this asset needs, is faulty itself.", ErrorKind.Invalid, line);
}

/// <summary>What can be wrong with an item that a system sends, beside what can be wrong with a cell.</summary>
internal static class BatchFaults
{
    internal static Error Nested { get; } = new("unreadable", "Send text, a number, true or false here.");

    internal static Error Unknown { get; } = new("unknown-member", "An asset has no such member.");

    /// <summary>A fault that points at another line, in the words of a batch.</summary>
    internal static FieldError Worded(FieldError problem) => problem.Code switch
    {
        CellFaults.RepeatedCode => new(problem.Field, problem.Code, "The item with index {0} says the same here: send each asset once.", problem.Arguments),
        "need-faulty" => new(problem.Field, problem.Code, "The item with index {0}, which this asset needs, is rejected itself.", problem.Arguments),
        _ => problem,
    };
}
