using System.Globalization;

namespace IsmsPlatform.Domain.Shared;

/// <summary>Readable code of a record: prefix, year, number; gap-free within a year, never reused (<c>AST-2026-014</c>).</summary>
public static class RecordCode
{
    public const int MaxLength = 20;

    public static string Format(string prefix, int year, int number)
        => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year:0000}-{number:000}");
}
