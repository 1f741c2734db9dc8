using System.Globalization;
using IsmsPlatform.Domain.Organisation;

namespace IsmsPlatform.Application.Shared;

/// <summary>The countries of <see cref="IsoCodes"/> with the names that the runtime knows, for lists to choose from.</summary>
public static class Countries
{
    /// <summary>Code and English name, by name.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
        [.. IsoCodes.Countries.Select(c => (c, Region(c).EnglishName)).OrderBy(c => c.EnglishName, StringComparer.Ordinal)];

    // By a culture's name: the bare code of a territory without a language of its own is refused.
    internal static RegionInfo Region(string code) => new($"en-{code}");
}

/// <summary>The currencies of <see cref="IsoCodes"/>.</summary>
public static class Currencies
{
    public static IReadOnlyList<string> All { get; } = [.. IsoCodes.Currencies.Order(StringComparer.Ordinal)];

    /// <summary>What is paid with in a country; EUR where the runtime does not know.</summary>
    public static string Of(string country) => Countries.Region(country).ISOCurrencySymbol is { } c && IsoCodes.Currencies.Contains(c) ? c : "EUR";
}

/// <summary>IANA time zones of the machine's database, without its obsolete and technical names.</summary>
public static class TimeZones
{
    private static readonly string[] Regions = ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    public static IReadOnlyList<string> All { get; } = [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)
        .Where(id => id == "UTC" || Regions.Any(r => id.StartsWith(r, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
}
