using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IsmsPlatform.Domain.Approvals;

public enum DiffKind
{
    Same,
    Removed,
    Added,
}

public sealed record DiffPiece(DiffKind Kind, string Text);

/// <summary>A field of two contents. Of two texts the words that differ are marked; other values differ as a whole.</summary>
/// <param name="Path">Member names with dots, elements of lists by number from 1.</param>
public sealed record DiffRow(string Path, string? Before, string? After, IReadOnlyList<DiffPiece> Pieces)
{
    public bool Differs => Before != After;
}

/// <summary>Two canonical contents side by side, field by field.</summary>
public static partial class ContentDiff
{
    // The table of a comparison has words × words cells; longer texts are compared as a whole.
    private const int MostWords = 2000;

    /// <param name="before">Null when there was none.</param>
    public static IReadOnlyList<DiffRow> Between(string? before, string after)
    {
        var (old, now) = (FieldsOf(before), FieldsOf(after));
        return [.. now.Select(f => Row(f.Key, old.GetValueOrDefault(f.Key), f.Value)), .. old.Where(f => !now.ContainsKey(f.Key)).Select(f => Row(f.Key, f.Value, null))];
    }

    private static DiffRow Row(string path, string? before, string? after) => new(path, before, after, Words(before, after));

    /// <summary>A content as fields, named as in <see cref="DiffRow.Path"/>.</summary>
    public static IReadOnlyDictionary<string, string> FieldsOf(string? content)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        if (content is not null) { Collect(JsonNode.Parse(content), "", fields); }
        return fields;
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, string> fields)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (name, value) in o) { Collect(value, path.Length == 0 ? name : $"{path}.{name}", fields); }
                break;
            case JsonArray a:
                for (var i = 0; i < a.Count; i++) { Collect(a[i], $"{path} {i + 1}", fields); }
                break;
            case not null:
                fields[path] = node.ToString();
                break;
            default:
                break;
        }
    }

    private static IReadOnlyList<DiffPiece> Words(string? before, string? after)
    {
        if (before == after) { return before is null ? [] : [new(DiffKind.Same, before)]; }
        var (old, now) = (Split(before), Split(after));
        if (old.Count <= 1 || now.Count <= 1 || old.Count > MostWords || now.Count > MostWords)
        {
            return [.. before is null ? [] : new[] { new DiffPiece(DiffKind.Removed, before) }, .. after is null ? [] : new[] { new DiffPiece(DiffKind.Added, after) }];
        }
        return Merge(Compare(old, now));
    }

    // Longest common subsequence, read from the front.
    private static IEnumerable<DiffPiece> Compare(List<string> old, List<string> now)
    {
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--) { common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]); }
        }
        var (x, y) = (0, 0);
        while (x < old.Count || y < now.Count)
        {
            if (x < old.Count && y < now.Count && old[x] == now[y])
            {
                yield return new(DiffKind.Same, old[x++]);
                y++;
            }
            else if (y == now.Count || (x < old.Count && common[x + 1, y] >= common[x, y + 1])) { yield return new(DiffKind.Removed, old[x++]); }
            else { yield return new(DiffKind.Added, now[y++]); }
        }
    }

    private static List<DiffPiece> Merge(IEnumerable<DiffPiece> words)
    {
        List<DiffPiece> pieces = [];
        foreach (var word in words)
        {
            if (pieces is [.., var last] && last.Kind == word.Kind) { pieces[^1] = last with { Text = last.Text + word.Text }; }
            else { pieces.Add(word); }
        }
        return pieces;
    }

    private static List<string> Split(string? text) => text is null ? [] : [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\s*\S+|\s+$", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
