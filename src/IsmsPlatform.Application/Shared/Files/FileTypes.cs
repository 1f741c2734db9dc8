using System.Collections.Frozen;
using System.Text;

namespace IsmsPlatform.Application.Shared.Files;

/// <summary>
/// Files that are taken in. What a file is, its content says; its name must say the same. Nothing here is run or shown by a browser
/// as a page: pages, scripts and programs are missing on purpose.
/// </summary>
public static class FileTypes
{
    /// <summary>As many first bytes as are looked at.</summary>
    public const int HeadBytes = 8 * 1024;

    private delegate bool Looks(ReadOnlySpan<byte> head);

    private sealed record FileType(string MediaType, Looks Looks);

    private static readonly FrozenDictionary<string, FileType> ByExtension = new Dictionary<string, FileType>(StringComparer.Ordinal)
    {
        ["pdf"] = new("application/pdf", h => h.StartsWith("%PDF-"u8)),
        ["png"] = new("image/png", h => h is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..]),
        ["jpg"] = new("image/jpeg", IsJpeg),
        ["jpeg"] = new("image/jpeg", IsJpeg),
        ["gif"] = new("image/gif", h => h.StartsWith("GIF87a"u8) || h.StartsWith("GIF89a"u8)),
        ["webp"] = new("image/webp", h => h.StartsWith("RIFF"u8) && h.Length > 12 && h[8..].StartsWith("WEBP"u8)),
        ["docx"] = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", h => IsOffice(h, "word/"u8)),
        ["xlsx"] = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", h => IsOffice(h, "xl/"u8)),
        ["pptx"] = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", h => IsOffice(h, "ppt/"u8)),
        ["odt"] = new("application/vnd.oasis.opendocument.text", IsOpenDocument),
        ["ods"] = new("application/vnd.oasis.opendocument.spreadsheet", IsOpenDocument),
        ["odp"] = new("application/vnd.oasis.opendocument.presentation", IsOpenDocument),
        ["zip"] = new("application/zip", h => IsZip(h) || h.StartsWith("PK\u0005\u0006"u8)),
        ["msg"] = new("application/vnd.ms-outlook", h => h is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..]),
        ["eml"] = new("message/rfc822", h => IsText(h) && BeginsWithHeader(h)),
        ["txt"] = new("text/plain", IsText),
        ["log"] = new("text/plain", IsText),
        ["md"] = new("text/markdown", IsText),
        ["csv"] = new("text/csv", IsText),
        ["json"] = new("application/json", h => IsText(h) && h.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[' or (byte)'"', ..]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>For people and for the attribute <c>accept</c>.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. ByExtension.Keys.Order(StringComparer.Ordinal)];

    public static bool IsTaken(string extension) => ByExtension.ContainsKey(extension);

    /// <summary>The media type when the content agrees with the extension; null when it does not.</summary>
    public static string? MediaTypeOf(string extension, ReadOnlySpan<byte> head)
        => ByExtension.TryGetValue(extension, out var type) && type.Looks(head) ? type.MediaType : null;

    private static bool IsJpeg(ReadOnlySpan<byte> head) => head is [0xFF, 0xD8, 0xFF, ..];

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8);

    // A package says what it is in the names of its first entries.
    private static bool IsOffice(ReadOnlySpan<byte> head, ReadOnlySpan<byte> part)
        => IsZip(head) && (head.IndexOf("[Content_Types].xml"u8) >= 0 || head.IndexOf("_rels/.rels"u8) >= 0 || head.IndexOf(part) >= 0);

    private static bool IsOpenDocument(ReadOnlySpan<byte> head) => IsZip(head) && head.IndexOf("mimetypeapplication/vnd.oasis.opendocument"u8) >= 0;

    // The head may end within a character; a file of the old kind with single bytes above 127 is still text.
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B) or 0x7F) { return false; }
        }
        return !IsZip(head) && !head.StartsWith("%PDF-"u8) && !head.StartsWith("GIF8"u8);
    }

    private static bool BeginsWithHeader(ReadOnlySpan<byte> head)
    {
        var colon = head.IndexOf((byte)':');
        return colon > 0 && Encoding.ASCII.GetString(head[..colon]).All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
    }
}
