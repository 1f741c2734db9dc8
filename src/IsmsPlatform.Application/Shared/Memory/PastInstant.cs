using System.Globalization;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Memory;

/// <summary>What <c>as_of</c> may say: a day, which means its end in the organisation's time zone, or an instant.</summary>
public static class PastInstant
{
    /// <summary>The name of the parameter, on every page and in the API.</summary>
    public const string Parameter = "as_of";

    private const int FirstYear = 1900;

    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static Error Unreadable { get; } = At("as-of.unreadable", "Give a day such as 2026-03-31, or an instant such as 2026-03-31T14:30:00Z.");

    public static Error BeforeMemory { get; } = At("as-of.too-early", "Nothing is remembered from before 1900. Give a later day.");

    public static Error NotYet { get; } = At("as-of.future", "This day is still to come. Give today or an earlier day.");

    public static Error ReadOnly { get; } = At("as-of.read-only", "The past cannot be changed. Go back to today, then try again.");

    /// <param name="text">The parameter's value; an instant without offset is meant in <paramref name="zone"/>.</param>
    /// <param name="zone">The organisation's.</param>
    /// <param name="now">Today means this instant: its end has not come.</param>
    public static Result<DateTimeOffset> Parse(string text, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (day.Year < FirstYear) { return BeforeMemory; }
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            return day > today ? NotYet : day == today ? now : EndOf(day, zone);
        }
        // In an address a plus is a blank.
        if (!DateTime.TryParseExact(text.Replace(' ', '+'), Instants, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)) { return Unreadable; }
        if (at.Year < FirstYear) { return BeforeMemory; }
        if (at.Year > now.Year + 1) { return NotYet; }
        var instant = at.Kind == DateTimeKind.Unspecified ? InZone(at, zone) : new DateTimeOffset(at.ToUniversalTime());
        return instant > now ? NotYet : instant;
    }

    internal static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone) => InZone(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).AddMicroseconds(-1);

    // An hour that the clock skips is that hour after the change.
    internal static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone)
        => new(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone), TimeSpan.Zero);

    private static Error At(string code, string sentence) => new Error(code, sentence, ErrorKind.Invalid).At(Parameter);
}
