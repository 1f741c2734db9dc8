using System.Globalization;

namespace IsmsPlatform.Web.Ui;

/// <summary>Dates and amounts as people read them: the month as a word, so that 3/4 is never April to one and March to another.</summary>
public static class UserFormat
{
    public static string Date(DateOnly date, CultureInfo culture) => date.ToString(DatePattern(culture), culture);

    public static string Moment(DateTimeOffset at, TimeZoneInfo zone, CultureInfo culture)
        => TimeZoneInfo.ConvertTime(at, zone).ToString(DatePattern(culture) + ", HH:mm", culture);

    /// <summary>An amount with its currency: cents only where there are any.</summary>
    public static string Money(decimal amount, string currency, CultureInfo culture) => $"{Amount(amount, culture)} {currency}";

    /// <summary>For columns whose heading names the currency.</summary>
    public static string Amount(decimal amount, CultureInfo culture) => amount.ToString(decimal.Truncate(amount) == amount ? "N0" : "N2", culture);

    /// <summary>An amount that was simulated: three digits say all that is known of it.</summary>
    public static string About(double amount, string currency, CultureInfo culture)
    {
        if (Math.Abs(amount) < 1) { return Money(0, currency, culture); }
        var unit = Math.Pow(10, Math.Max(Math.Floor(Math.Log10(Math.Abs(amount))) - 2, 0));
        return Money((decimal)(Math.Round(amount / unit) * unit), currency, culture);
    }

    /// <summary>The calendar day on which <paramref name="at"/> falls for someone in <paramref name="zone"/>.</summary>
    public static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static string DatePattern(CultureInfo culture) => culture.Name switch
    {
        "en-US" => "MMM d, yyyy",
        ['d', 'e', ..] => "d. MMM yyyy",
        _ => "d MMM yyyy",
    };
}
