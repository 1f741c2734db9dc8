using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace IsmsPlatform.Web.Features.Docs;

/// <summary>A body that fits a schema, for people to begin with.</summary>
internal static class ApiExample
{
    private const int Deepest = 4;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="today">Days of the example come after it: plans in the past are refused.</param>
    internal static string? Of(IOpenApiSchema schema, DateOnly today) => Value(null, schema, today, 0)?.ToJsonString(Readable);

    private static JsonNode? Value(string? name, IOpenApiSchema? schema, DateOnly today, int depth)
    {
        var bare = ApiMember.Bare(schema);
        if (bare is null || depth > Deepest) { return null; }
        if (bare.Properties is { Count: > 0 } properties) { return new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Value(p.Key, p.Value, today, depth + 1)))); }
        if (bare.Items is { } items) { return new JsonArray(Value(name, items, today, depth + 1)); }
        if (bare.Enum is [{ } word, ..]) { return word.DeepClone(); }
        return bare switch
        {
            { Format: "uuid" } => "019ab3c0-5b7e-7c1a-9d43-2f6e8a1b4c5d",
            { Format: "date" } => today.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            { Format: "date-time" } => today.ToString("yyyy-MM-dd'T09:00:00Z'", CultureInfo.InvariantCulture),
            { Type: { } type } when type.HasFlag(JsonSchemaType.Integer) => 3,
            { Type: { } type } when type.HasFlag(JsonSchemaType.String) => Written(name, today),
            { Type: { } type } when type.HasFlag(JsonSchemaType.Boolean) => true,
            _ => null,
        };
    }

    /// <summary>Text that is read by more than people has a form.</summary>
    private static string Written(string? name, DateOnly today) => name switch
    {
        "jurisdiction" => "BE",
        "horizon" => today.AddYears(2).Year.ToString(CultureInfo.InvariantCulture),
        "sourceUrl" or "url" => "https://example.com/text",
        _ => "text",
    };
}
