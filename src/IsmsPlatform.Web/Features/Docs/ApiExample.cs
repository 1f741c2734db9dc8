using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace IsmsPlatform.Web.Features.Docs;

/// <summary>
/// A body that fits a schema, for people to begin with. It runs as it is printed, but for the records that it has to name: their ids say in
/// words where they come from. Ids that may be missing are left out, because an invented one is refused.
/// </summary>
internal static class ApiExample
{
    private const int Deepest = 4;

    /// <summary>Where the id of a record comes from that has to be named.</summary>
    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["ownerId"] = "id of a person, from GET /api/v1/people",
        ["testerId"] = "id of a person, from GET /api/v1/people",
        ["planId"] = "id of a draft, from GET /api/v1/treatment-plans",
        ["implementationId"] = "id of an implementation, from GET /api/v1/control-implementations",
        ["controlId"] = "id of a control, from GET /api/v1/controls",
        ["subjectId"] = "id of the record that it belongs to",
        ["upperId"] = "id of an asset, from GET /api/v1/assets",
        ["lowerId"] = "id of an asset, from GET /api/v1/assets",
        ["personId"] = "id of a person, from GET /api/v1/people",
    };

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="today">Days of the example come after it: plans in the past are refused.</param>
    internal static string? Of(IOpenApiSchema schema, DateOnly today) => Value(null, schema, today, 0)?.ToJsonString(Readable);

    private static JsonNode? Value(string? name, IOpenApiSchema? schema, DateOnly today, int depth)
    {
        var bare = ApiMember.Bare(schema);
        if (bare is null || depth > Deepest) { return null; }
        if (bare.Properties is { Count: > 0 } properties)
        {
            return new JsonObject(properties.Where(p => !IsLeftOut(p.Key, ApiMember.Bare(p.Value), bare.Required?.Contains(p.Key) == true)).Select(p => KeyValuePair.Create(p.Key, Value(p.Key, p.Value, today, depth + 1))));
        }
        if (bare.Items is { } items) { return new JsonArray(Value(name, items, today, depth + 1)); }
        if (bare.Enum is [{ } word, ..]) { return word.DeepClone(); }
        return bare switch
        {
            { Format: "uuid" } => name is not null && Named.TryGetValue(name, out var from) ? from : "019ab3c0-5b7e-7c1a-9d43-2f6e8a1b4c5d",
            { Format: "date" } => DayOf(name, today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            { Format: "date-time" } => today.ToString("yyyy-MM-dd'T09:00:00Z'", CultureInfo.InvariantCulture),
            { Type: { } type } when type.HasFlag(JsonSchemaType.Integer) => 3,
            { Type: { } type } when type.HasFlag(JsonSchemaType.Number) => 1250.5,
            { Type: { } type } when type.HasFlag(JsonSchemaType.String) => Written(name, today),
            { Type: { } type } when type.HasFlag(JsonSchemaType.Boolean) => true,
            _ => null,
        };
    }

    // Ids that may be missing, and lists of them.
    private static bool IsLeftOut(string name, IOpenApiSchema? schema, bool required)
        => !required && !Named.ContainsKey(name) && (schema?.Format == "uuid" || ApiMember.Bare(schema?.Items)?.Format == "uuid");

    // What begins comes before what ends.
    private static DateOnly DayOf(string? name, DateOnly today) => name is "periodFrom" or "startOn" ? today : today.AddYears(1);

    /// <summary>Text that is read by more than people has a form.</summary>
    private static string Written(string? name, DateOnly today) => name switch
    {
        "jurisdiction" => "BE",
        "horizon" => today.AddYears(2).Year.ToString(CultureInfo.InvariantCulture),
        "sourceUrl" or "url" => "https://example.com/text",
        "controls" => "A.8.13",
        "clause" => "8.2",
        _ => "text",
    };
}
