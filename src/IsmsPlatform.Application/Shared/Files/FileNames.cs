using System.Globalization;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Files;

/// <summary>Names of files as they come from anywhere, made fit to be shown and downloaded. Nothing is ever stored under them.</summary>
public static class FileNames
{
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })];

    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = string.Concat(last.EnumerateRunes().Where(IsHarmless).Select(r => r.ToString())).Trim(' ', '.');
        if (kept.Length == 0) { return "file"; }
        var extension = Path.GetExtension(kept);
        var stem = kept[..^extension.Length];
        if (Devices.Contains(stem.Split('.')[0].Trim(), StringComparer.OrdinalIgnoreCase)) { stem = "_" + stem; }
        if (extension.Length > 10) { (stem, extension) = (stem + extension, ""); }
        var room = EvidenceItem.FileNameMaxLength - extension.Length;
        return Text.Cut(stem, room) + extension;
    }

    /// <summary>In small letters, without the dot.</summary>
    public static string ExtensionOf(string name) => Path.GetExtension(name).TrimStart('.').ToLowerInvariant();

    // Control characters, marks that turn the direction of writing, half surrogates, and what file systems refuse.
    private static bool IsHarmless(System.Text.Rune rune)
        => System.Text.Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            && rune != System.Text.Rune.ReplacementChar && !"<>:\"|?*".Contains(rune.ToString(), StringComparison.Ordinal);
}
