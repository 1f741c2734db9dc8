using System.Globalization;

namespace IsmsPlatform.Application.Shared;

/// <summary>Instants in page markers: as exact as PostgreSQL keeps them.</summary>
internal static class Instant
{
    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The instant of a marker; what is no instant lies before all records.</summary>
    internal static DateTimeOffset Of(string text)
        => DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : DateTimeOffset.UnixEpoch;
}
