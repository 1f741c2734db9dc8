using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace IsmsPlatform.Application.Shared;

/// <summary>
/// Where a page ended: the sort it belongs to, the row’s sort value and id. Opaque to
/// clients; a cursor that is not ours, or of another sort, is a refusal and never an exception.
/// </summary>
public sealed record Cursor(string Sort, string Value, Guid Id)
{
    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    public static Cursor? Decode(string? text, string sort)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 2000) { return null; }
        try
        {
            var c = JsonSerializer.Deserialize<Cursor>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)));
            return c is { Value: not null } && c.Sort == sort && Domain.Shared.Text.IsStorable(c.Value) ? c : null;
        }
        catch (Exception e) when (e is FormatException or JsonException) { return null; }
    }
}
