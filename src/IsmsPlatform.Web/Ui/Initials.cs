using System.Globalization;

namespace IsmsPlatform.Web.Ui;

/// <summary>Two letters for a person or an organisation.</summary>
public static class Initials
{
    public static string Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [] => "?",
            [var only] => First(only),
            [var first, .., var last] => First(first) + First(last),
        };
    }

    // A text element, not a char: half a surrogate pair is no letter.
    private static string First(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
