using Microsoft.Extensions.Localization;

namespace IsmsPlatform.Application.Shared;

/// <summary>
/// Every sentence that a person reads. The English sentence is the key; translations stand in Texts.{language}.resx. A test
/// compares the keys that the code uses with the neutral resource.
/// </summary>
public sealed class Texts(IStringLocalizer<Texts> localizer)
{
    public string this[string english, params object[] arguments]
        => arguments.Length == 0 ? localizer[english].Value : localizer[english, arguments].Value;
}
