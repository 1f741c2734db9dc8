using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>What the columns of a file can mean, by the headings that systems give them.</summary>
/// <param name="names">Of each field; the template uses the first.</param>
internal sealed class Headings<TField>(Dictionary<TField, string[]> names)
    where TField : struct, Enum
{
    private readonly Dictionary<string, TField> _byName = names.SelectMany(f => f.Value.Select(name => (Key: Cells.Fold(name), f.Key)))
        .GroupBy(n => n.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Item2, StringComparer.Ordinal);

    /// <summary>How the template calls it.</summary>
    internal string Of(TField field) => names[field][0];

    /// <summary>Which column means what, by its heading; of two that mean the same, the first.</summary>
    internal Dictionary<TField, int> ColumnsOf(SheetTable table)
    {
        Dictionary<TField, int> columns = [];
        for (var i = 0; i < table.Headings.Count; i++)
        {
            if (_byName.TryGetValue(Cells.Fold(table.Headings[i]), out var field)) { columns.TryAdd(field, i); }
        }
        return columns;
    }

    /// <summary>The refusal of a file that has no column for some of these; null where it has all.</summary>
    internal Error? Lacking(SheetTable table, params ReadOnlySpan<TField> needed)
    {
        var there = ColumnsOf(table);
        List<string> lacking = [];
        foreach (var field in needed)
        {
            if (!there.ContainsKey(field)) { lacking.Add($"“{Of(field)}”"); }
        }
        return lacking.Count == 0 ? null : ImportErrors.LackingColumns(string.Join(", ", lacking));
    }
}
