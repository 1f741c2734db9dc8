using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace IsmsPlatform.Application.Shared;

/// <summary>
/// Every sentence that a person reads. The English sentence is the key; translations stand in Texts.{language}.resx. A test
/// compares the keys that the code uses with the neutral resource.
/// </summary>
public sealed class Texts(IStringLocalizer<Texts> localizer)
{
    // A list asks for a few sentences hundreds of times, and the resource manager searches every time. Keys are literals of the code, so this stays small.
    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<string, string>> FoundByCulture = new(StringComparer.Ordinal);

    public string this[string english, params ReadOnlySpan<object> arguments]
    {
        get
        {
            var found = FoundByCulture.GetOrAdd(CultureInfo.CurrentUICulture.Name, static _ => new(StringComparer.Ordinal));
            var text = found.GetOrAdd(english, static (key, localizer) => localizer[key].Value, localizer);
            return arguments.IsEmpty ? text : string.Format(CultureInfo.CurrentCulture, text, arguments);
        }
    }

    /// <summary>A sentence about a number of things, which is its {0}: one sentence for a single thing, another for none and for many.</summary>
    public string Counted(int count, string one, string many, params object[] more) => this[count == 1 ? one : many, [count, .. more]];
}
