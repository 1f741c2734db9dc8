using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IsmsPlatform.Web.Ui;

/// <summary>What a control shows: after a refusal what was entered, else the record's value. Passwords are never sent back.</summary>
internal static class FieldValues
{
    internal static IReadOnlyList<string> Of(ModelStateEntry? entry, object? value, string type)
    {
        if (type == FieldControl.Password) { return []; }
        return entry?.RawValue switch
        {
            string one => [one],
            string[] many => many,
            _ => entry?.AttemptedValue is { } attempted ? [attempted] : From(value),
        };
    }

    private static List<string> From(object? value) => value switch
    {
        null => [],
        string text => [text],
        IEnumerable many => many.Cast<object?>().Select(Write).ToList(),
        _ => [Write(value)],
    };

    // What browsers expect in value="": machine formats.
    private static string Write(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        decimal or double => DecimalSign.Write((IFormattable)value),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
