using System.Text.Json;
using System.Text.Json.Nodes;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Host;

/// <summary>What the API promises to other systems: a change of it is seen before it is released.</summary>
public sealed class ApiDocumentTests(PostgresServer server)
{
    private const string Assets = "/api/v1/assets";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<string> GetAsync(string url)
    {
        using var anyone = (await server.AppAsync()).Browser().Raw;
        return await anyone.GetStringAsync(url, Ct);
    }

    // ISMS_UPDATE_OPENAPI=1 writes the file anew: look at its difference, it is what clients will meet.
    [Fact]
    public async Task The_document_is_the_one_in_docs()
    {
        var document = JsonNode.Parse(await GetAsync("/api/v1/openapi.json"))!.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Root(), "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("ISMS_UPDATE_OPENAPI") == "1") { await File.WriteAllTextAsync(file, document, Ct); }
        document.ShouldBe(await File.ReadAllTextAsync(file, Ct));
    }

    [Theory]
    [InlineData("context-issues")]
    [InlineData("interested-parties")]
    [InlineData("legal-requirements")]
    [InlineData("business-objectives")]
    public async Task A_record_can_be_made_with_the_printed_example(string resource)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var page = await GetAsync("/docs");
        var act = page[page.IndexOf($"aria-label=\"POST /api/v1/{resource}\"", StringComparison.Ordinal)..];
        var (from, to) = (act.IndexOf("<pre tabindex=\"0\"><code>{", StringComparison.Ordinal), act.IndexOf("</code></pre>", StringComparison.Ordinal));
        var body = JsonNode.Parse(System.Net.WebUtility.HtmlDecode(act[(from + "<pre tabindex=\"0\"><code>".Length)..to]))!;
        (body["id"], body["ownerId"]) = (Guid.CreateVersion7().ToString(), tenant.Manager.PersonId.ToString());
        using var client = await tenant.ApiAsync([.. Application.Shared.Tenancy.ApiScopes.All]);
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"/api/v1/{resource}", UriKind.Relative), content, Ct);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_reference_shows_every_act_and_every_member_of_a_body()
    {
        var document = JsonNode.Parse(await GetAsync("/api/v1/openapi.json"))!;
        var page = await GetAsync("/docs");
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject()) { page.ShouldContain($"aria-label=\"{method.ToUpperInvariant()} {path}\""); }
        }
        foreach (var member in document["components"]!["schemas"]!["AssetUpsert"]!["properties"]!.AsObject()) { page.ShouldContain($"<code>{member.Key}</code>"); }
        page.ShouldContain("<code>CloudService</code>");
    }

    [Fact]
    public async Task Every_act_has_a_summary_and_says_what_it_answers()
    {
        using var anyone = (await server.AppAsync()).Browser().Raw;
        var document = JsonNode.Parse(await anyone.GetStringAsync("/api/v1/openapi.json", Ct))!;
        var paths = document["paths"]!.AsObject();
        paths.ContainsKey(Assets).ShouldBeTrue();
        paths[$"{Assets}/{{id}}"]!["patch"]!["responses"]!.AsObject().Select(r => r.Key).ShouldContain("428");
        ((string?)paths[Assets]!["get"]!["summary"]).ShouldNotBeNullOrEmpty();
        foreach (var (path, operations) in paths)
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                operation!["responses"]!.AsObject().ShouldContain(r => r.Key.StartsWith('2'), $"{method} {path} says nothing of its success");
                ((string?)operation["summary"]).ShouldNotBeNullOrEmpty($"{method} {path}");
            }
        }
        paths[Assets]!["get"]!["parameters"]!.AsArray().ShouldAllBe(p => char.IsLower(((string)p!["name"]!)[0]) && p["description"] != null);
        document["components"]!["schemas"]!["AssetType"]!["enum"]!.AsArray().Select(v => (string?)v).ShouldContain("CloudService");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IsmsPlatform.sln"))) { folder = folder.Parent; }
        return folder.FullName;
    }
}
