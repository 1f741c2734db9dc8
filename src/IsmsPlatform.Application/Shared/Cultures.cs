using System.Globalization;

namespace IsmsPlatform.Application.Shared;

/// <summary>Languages of the interface, each with the culture that formats dates and numbers.</summary>
public static class Cultures
{
    public const string Default = "en-GB";

    /// <summary>Culture name → the language's own name.</summary>
    public static IReadOnlyDictionary<string, string> Offered { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["en-GB"] = "English (dates as 24 Nov 2026)",
        ["en-US"] = "English (US, dates as Nov 24, 2026)",
    };

    public static CultureInfo Of(string language) => CultureInfo.GetCultureInfo(Offered.ContainsKey(language) ? language : Default);
}
