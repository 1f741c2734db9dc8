using System.Globalization;
using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Application.Shared.Spreadsheets;

/// <summary>A table that goes out as a file; written while it is read.</summary>
/// <param name="FileName">With its ending.</param>
public sealed record SheetDownload(string FileName, string ContentType, Func<Stream, CancellationToken, Task> WriteAsync)
{
    internal static SheetDownload Of(ISpreadsheets spreadsheets, string name, SheetFormat format, SheetOutput sheet) => new(
        $"{name}.{(format == SheetFormat.Csv ? "csv" : "xlsx")}",
        format == SheetFormat.Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (stream, cancellationToken) => spreadsheets.WriteAsync(stream, format, sheet, cancellationToken));

    /// <summary>What it shows, whose it is, and the day.</summary>
    internal static string NameOf(string what, RequestScope scope, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{what}-{scope.Tenant!.Slug}-{day:yyyy-MM-dd}");
}
