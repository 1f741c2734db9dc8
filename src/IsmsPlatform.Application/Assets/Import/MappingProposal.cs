using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>What the organisation knows by name: columns that hold such names can be recognised.</summary>
internal sealed record KnownNames(IReadOnlySet<string> People, IReadOnlySet<string> Units, IReadOnlySet<string> Locations);

/// <summary>
/// Which column means what: first as this source was confirmed before, then by the names of the columns, then by what stands in
/// them. A proposal; the user decides.
/// </summary>
internal static class MappingProposal
{
    private const int RowsLookedAt = 200;
    private const double Most = 0.8;

    internal static Dictionary<ImportField, string> Of(SheetTable table, IReadOnlyDictionary<ImportField, string>? remembered, KnownNames known)
    {
        Dictionary<ImportField, string> mapping = [];
        HashSet<string> free = new(table.Headings, StringComparer.OrdinalIgnoreCase);
        void Take(ImportField field, string heading)
        {
            if (!mapping.ContainsKey(field) && free.Remove(heading)) { mapping[field] = heading; }
        }
        foreach (var (field, heading) in remembered ?? new Dictionary<ImportField, string>())
        {
            if (table.IndexOf(heading) is >= 0 and var i) { Take(field, table.Headings[i]); }
        }
        // A source that is known is proposed as it was confirmed: a column that was left out stays out.
        if (mapping.ContainsKey(ImportField.Name)) { return mapping; }

        foreach (var (heading, named) in table.Headings.Select(h => (h, Named: ImportFields.Named(h))).Where(h => h.Named is not null).OrderBy(h => h.Named!.Value.Rank)) { Take(named!.Value.Field, heading); }
        foreach (var heading in table.Headings.Where(free.Contains))
        {
            if (ByContent(Sample(table, heading), known) is { } field) { Take(field, heading); }
        }
        if (!mapping.ContainsKey(ImportField.Name) && LikeNames(table, free) is { } names) { Take(ImportField.Name, names); }
        return mapping;
    }

    private static List<string> Sample(SheetTable table, string heading)
    {
        var column = table.IndexOf(heading);
        return [.. table.Rows.Take(RowsLookedAt).Select(r => r.At(column)).OfType<string>()];
    }

    private static ImportField? ByContent(List<string> cells, KnownNames known)
    {
        if (cells.Count < 2) { return null; }
        bool Mostly(Func<string, bool> test) => cells.Count(test) >= cells.Count * Most;
        return cells switch
        {
            _ when Mostly(c => Vocabulary.Classes.TryRead(c, out _)) => ImportField.Classification,
            _ when Mostly(c => known.Units.Contains(c)) => ImportField.Unit,
            _ when Mostly(c => known.Locations.Contains(c)) => ImportField.Location,
            _ when Mostly(c => known.People.Contains(c) || c.Contains('@', StringComparison.Ordinal)) => ImportField.Owner,
            _ when Mostly(c => !int.TryParse(c, out _) && Vocabulary.Types.TryRead(c, out _)) => ImportField.Type,
            _ when Mostly(LooksLikeId) && IsDistinct(cells) => ImportField.ExternalId,
            _ => null,
        };
    }

    // CI-00417, srv0012, 90417: no blanks, digits among at most a few letters.
    private static bool LooksLikeId(string cell) => cell.Length is >= 3 and <= 40 && !cell.Contains(' ', StringComparison.Ordinal) && cell.Count(char.IsAsciiDigit) >= 2 && Cells.Date(cell) is null;

    private static bool IsDistinct(List<string> cells) => cells.Distinct(StringComparer.OrdinalIgnoreCase).Count() >= cells.Count * Most;

    private static string? LikeNames(SheetTable table, HashSet<string> free)
        => table.Headings.Where(free.Contains).FirstOrDefault(h => Sample(table, h) is { Count: > 0 } cells && IsDistinct(cells) && cells.Count(c => c.Any(char.IsLetter) && c.Length <= Domain.Assets.Asset.NameMaxLength) >= cells.Count * Most);
}
