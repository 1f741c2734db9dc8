namespace IsmsPlatform.Domain.Shared;

/// <summary>User text is stored as entered, less what no database and no reader can use.</summary>
public static class Text
{
    /// <summary>Trimmed, line ends as \n; null when nothing is left.</summary>
    public static string? OrNull(string? text)
    {
        var t = text?.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        return string.IsNullOrEmpty(t) ? null : t;
    }

    /// <summary>Trimmed; empty when nothing is left.</summary>
    public static string Clean(string? text) => OrNull(text) ?? "";

    /// <summary>False for NUL and other control characters and for half surrogate pairs: PostgreSQL and UTF-8 refuse them.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) { return false; }
            if (!char.IsSurrogate(c)) { continue; }
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) { return false; }
            i++;
        }
        return true;
    }
}
