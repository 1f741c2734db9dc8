using Microsoft.OpenApi;

namespace IsmsPlatform.Web.Features.Docs;

/// <summary>A parameter or a member of a body.</summary>
/// <param name="Kind">Such as "string", "integer", "list of object".</param>
/// <param name="Place">path, query or header; null for a member of a body.</param>
/// <param name="Allowed">The words it may say; empty when they are not counted.</param>
/// <param name="Members">What is inside it.</param>
public sealed record ApiMember(string Name, string Kind, string? Text, bool Required, string? Place, IReadOnlyList<string> Allowed, IReadOnlyList<ApiMember> Members)
{
    /// <summary>Deeper than anyone reads, and an end for types that hold themselves.</summary>
    private const int Deepest = 4;

    internal static ApiMember Of(string name, IOpenApiSchema? schema, string? text, bool required, ParameterLocation? place = null, int depth = 0)
    {
        var inner = Bare(schema);
        var element = inner?.Items is { } items ? Bare(items) : inner;
        return new(name, KindOf(inner), text ?? schema?.Description ?? inner?.Description, required, place?.ToString().ToLowerInvariant(),
            [.. (element?.Enum ?? []).Select(v => v?.ToString()).OfType<string>()], depth < Deepest ? Inside(element, depth + 1) : []);
    }

    /// <summary>The members of an object, or of the objects of a list.</summary>
    internal static IReadOnlyList<ApiMember> Inside(IOpenApiSchema? schema, int depth = 0)
    {
        var inner = Bare(schema);
        if (inner?.Items is { } items) { return Inside(items, depth); }
        return [.. (inner?.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)).Select(p => Of(p.Key, p.Value, null, inner!.Required?.Contains(p.Key) == true, depth: depth))];
    }

    /// <summary>A schema without the choice of being null, which is no kind of its own.</summary>
    internal static IOpenApiSchema? Bare(IOpenApiSchema? schema)
        => schema?.OneOf is { Count: > 0 } choices ? choices.FirstOrDefault(c => c.Type is null || !c.Type.Value.Equals(JsonSchemaType.Null)) : schema;

    private static string KindOf(IOpenApiSchema? schema) => schema switch
    {
        null => "",
        { Items: { } items } => $"list of {KindOf(Bare(items))}",
        { Enum.Count: > 0 } => "word",
        { Format: { } format } when format is "uuid" or "date" or "date-time" => format,
        // A number that may also come as text is a number.
        { Type: { } type } when type.HasFlag(JsonSchemaType.Integer) => "integer",
        { Type: { } type } => string.Join(" or ", Enum.GetValues<JsonSchemaType>().Where(t => t != JsonSchemaType.Null && type.HasFlag(t)).Select(t => t.ToString().ToLowerInvariant())),
        _ => "value",
    };
}
