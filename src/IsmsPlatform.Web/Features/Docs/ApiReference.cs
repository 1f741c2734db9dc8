using Microsoft.OpenApi;

namespace IsmsPlatform.Web.Features.Docs;

/// <summary>What the page shows of the OpenAPI document.</summary>
public sealed record ApiReference(IReadOnlyList<ApiResource> Resources)
{
    internal static ApiReference Of(OpenApiDocument document, DateOnly today) => new([.. document.Paths
        .SelectMany(p => p.Value.Operations!.Select(o => (Resource: o.Value.Tags?.FirstOrDefault()?.Name ?? "", Act: ApiAct.Of(p.Key, o.Key, o.Value, today))))
        .GroupBy(o => o.Resource, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new ApiResource(g.Key, [.. g.Select(o => o.Act)]))]);
}

/// <summary>A kind of record and what can be done with it.</summary>
public sealed record ApiResource(string Name, IReadOnlyList<ApiAct> Acts)
{
    public string Anchor => Name.ToLowerInvariant();
}

/// <param name="Parameters">Of address, query and headers.</param>
/// <param name="Body">What to send; empty when nothing.</param>
/// <param name="Example">A body as it could be sent; null when there is none.</param>
/// <param name="Answer">The members of the answer of success.</param>
/// <param name="Statuses">Every answer, success first.</param>
public sealed record ApiAct(string Method, string Path, string Summary, string? Remarks, IReadOnlyList<ApiMember> Parameters,
    IReadOnlyList<ApiMember> Body, string? Example, IReadOnlyList<ApiMember> Answer, IReadOnlyList<ApiStatus> Statuses)
{
    public string Anchor => $"{Method} {string.Concat(Path.Select(c => char.IsLetterOrDigit(c) ? c : ' '))}".ToLowerInvariant().Replace("  ", " ", StringComparison.Ordinal).Trim().Replace(' ', '-');

    internal static ApiAct Of(string path, HttpMethod method, OpenApiOperation operation, DateOnly today)
    {
        var sent = operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema;
        var answers = operation.Responses ?? [];
        var success = answers.FirstOrDefault(a => a.Key.StartsWith('2')).Value?.Content?.Values.FirstOrDefault()?.Schema;
        return new(method.Method, path, operation.Summary ?? "", operation.Description,
            [.. (operation.Parameters ?? []).Select(p => ApiMember.Of(p.Name ?? "", p.Schema, p.Description, p.Required, p.In))],
            ApiMember.Inside(sent), sent is null ? null : ApiExample.Of(sent, today), ApiMember.Inside(success),
            [.. answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new ApiStatus(a.Key, a.Value.Description ?? ""))]);
    }
}

/// <param name="Code">Such as 200.</param>
public sealed record ApiStatus(string Code, string Meaning)
{
    public bool IsSuccess => Code is ['2' or '3', ..];
}
