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

    private static int NextYear => TimeProvider.System.GetUtcNow().Year + 1;

    internal static string? Of(IOpenApiSchema schema) => Value(schema, 0)?.ToJsonString(Readable);

    private static JsonNode? Value(IOpenApiSchema? schema, int depth)
    {
        var bare = ApiMember.Bare(schema);
        if (bare is null || depth > Deepest) { return null; }
        if (bare.Properties is { Count: > 0 } properties) { return new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Value(p.Value, depth + 1)))); }
        if (bare.Items is { } items) { return new JsonArray(Value(items, depth + 1)); }
        if (bare.Enum is [{ } word, ..]) { return word.DeepClone(); }
        return bare switch
        {
            { Format: "uuid" } => "019ab3c0-5b7e-7c1a-9d43-2f6e8a1b4c5d",
            // A day to come, and the same for a year: most days that are sent are planned ones, and a day that is over is refused.
            { Format: "date" } => $"{NextYear}-03-31",
            { Format: "date-time" } => $"{NextYear}-03-31T09:00:00Z",
            { Type: { } type } when type.HasFlag(JsonSchemaType.Integer) => 3,
            { Type: { } type } when type.HasFlag(JsonSchemaType.String) => "text",
            { Type: { } type } when type.HasFlag(JsonSchemaType.Boolean) => true,
            _ => null,
        };
    }
}
