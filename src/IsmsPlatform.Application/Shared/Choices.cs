using System.Globalization;

namespace IsmsPlatform.Application.Shared;

/// <summary>Countries by ISO 3166-1 alpha-2, as the runtime's own tables know them.</summary>
public static class Countries
{
    /// <summary>Code and English name, by name.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(c => new RegionInfo(c.Name)).Where(r => r.TwoLetterISORegionName.Length == 2 && r.TwoLetterISORegionName.All(char.IsAsciiLetterUpper))
        .DistinctBy(r => r.TwoLetterISORegionName, StringComparer.Ordinal)
        .Select(r => (r.TwoLetterISORegionName, r.EnglishName)).OrderBy(r => r.EnglishName, StringComparer.Ordinal)];

    private static readonly HashSet<string> Codes = [.. All.Select(c => c.Code)];

    public static bool IsKnown(string? code) => code is not null && Codes.Contains(code);
}

/// <summary>Currencies by ISO 4217.</summary>
public static class Currencies
{
    public static IReadOnlyList<string> All { get; } = [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(c => new RegionInfo(c.Name).ISOCurrencySymbol).Where(c => c.Length == 3).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static readonly HashSet<string> Codes = [.. All];

    public static bool IsKnown(string? code) => code is not null && Codes.Contains(code);
}

/// <summary>IANA time zones of the machine's database, without its obsolete and technical names.</summary>
public static class TimeZones
{
    private static readonly string[] Regions = ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    public static IReadOnlyList<string> All { get; } = [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)
        .Where(id => id == "UTC" || Regions.Any(r => id.StartsWith(r, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    public static bool IsKnown(string? id) => id is not null && id.Length <= 60 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);
}
