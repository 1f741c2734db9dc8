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

    /// <summary>Until it is disposed of, texts come in this language: for mails, whose readers need not speak that of whoever acts.</summary>
    public static IDisposable Speak(string language)
    {
        var spoken = new Spoken(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Of(language);
        return spoken;
    }

    private sealed record Spoken(CultureInfo Culture, CultureInfo Texts) : IDisposable
    {
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Culture, Texts);
    }

    public static CultureInfo Of(string language) => CultureInfo.GetCultureInfo(Offered.ContainsKey(language) ? language : Default);
}
