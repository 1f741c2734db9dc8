namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>Ids by e-mail, code, name or the id itself, whatever the case; a name that several have finds none of them.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, Guid?> _ids;
    private readonly HashSet<Guid> _known;

    internal NameIndex(IEnumerable<(string Name, Guid Id)> names)
    {
        var all = names.ToList();
        _known = [.. all.Select(n => n.Id)];
        _ids = all.DistinctBy(n => (Fold(n.Name), n.Id)).GroupBy(n => Fold(n.Name), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First().Id : (Guid?)null, StringComparer.Ordinal);
        Names = all.Select(n => n.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    internal IReadOnlySet<string> Names { get; }

    /// <summary>False when nothing is called so; an <paramref name="id"/> of null when several are.</summary>
    internal bool TryFind(string name, out Guid? id)
    {
        if (_ids.TryGetValue(Fold(name), out id)) { return true; }
        id = Guid.TryParse(name, out var given) && _known.Contains(given) ? given : null;
        return id is not null;
    }

    internal static string Fold(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
