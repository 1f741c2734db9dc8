using System.Text.RegularExpressions;

namespace IsmsPlatform.Application.Shared.Spreadsheets;

/// <summary>Values of the domain as a table that goes out names them, in English whoever asks: <c>NotCompliant</c> → <c>Not compliant</c>.</summary>
internal static partial class SheetWords
{
    internal static string Of(Enum value) => Inside().Replace(value.ToString(), m => " " + m.Value.ToLowerInvariant());

    [GeneratedRegex(@"(?<=\p{Ll})\p{Lu}", RegexOptions.None, 1000)]
    private static partial Regex Inside();
}
