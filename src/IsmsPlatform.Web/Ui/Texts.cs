using Microsoft.Extensions.Localization;

namespace IsmsPlatform.Web.Ui;

/// <summary>All text of the pages: the English sentence is the key, translations stand beside it in the resources.</summary>
public sealed class Texts(IStringLocalizer<Texts> localizer)
{
    /// <param name="english">One full sentence or label with {0}… for <paramref name="arguments"/>.</param>
    /// <param name="arguments">Formatted with the user's culture; none leaves braces alone.</param>
    public string this[string english, params object[] arguments]
        => arguments.Length == 0 ? localizer[english].Value : localizer[english, arguments].Value;
}
