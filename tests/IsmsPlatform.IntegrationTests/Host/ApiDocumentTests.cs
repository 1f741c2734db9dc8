using System.Text.Json;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Domain.Controls;
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

    // As it is printed; only ids of records of this organisation are put in, where the example says which.
    [Theory]
    [InlineData("business-objectives")]
    [InlineData("context-issues")]
    [InlineData("controls")]
    [InlineData("interested-parties")]
    [InlineData("legal-requirements")]
    [InlineData("processes")]
    [InlineData("risks")]
    [InlineData("threats")]
    [InlineData("vulnerabilities")]
    [InlineData("treatment-plans")]
    [InlineData("treatment-actions")]
    [InlineData("control-tests")]
    public async Task A_record_can_be_made_with_the_printed_example(string resource)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var page = await GetAsync("/docs");
        using var client = await tenant.ApiAsync([.. Application.Shared.Tenancy.ApiScopes.All]);
        var body = Example(page, resource);
        foreach (var (name, said) in body.AsObject().Where(m => m.Key.EndsWith("Id", StringComparison.Ordinal)).ToList())
        {
            said!.ToString().ShouldStartWith("id of ");
            body[name] = name switch
            {
                "planId" => await MadeAsync(client, "treatment-plans", Example(page, "treatment-plans"), tenant.Manager.PersonId),
                "implementationId" => await ImplementedAsync(tenant),
                _ => tenant.Manager.PersonId.ToString(),
            };
        }
        await MadeAsync(client, resource, body, tenant.Manager.PersonId);
    }

    private static JsonNode Example(string page, string resource)
    {
        var act = page[page.IndexOf($"aria-label=\"POST /api/v1/{resource}\"", StringComparison.Ordinal)..];
        var (from, to) = (act.IndexOf("<pre tabindex=\"0\"><code>{", StringComparison.Ordinal), act.IndexOf("</code></pre>", StringComparison.Ordinal));
        return JsonNode.Parse(System.Net.WebUtility.HtmlDecode(act[(from + "<pre tabindex=\"0\"><code>".Length)..to]))!;
    }

    private static async Task<string> MadeAsync(HttpClient client, string resource, JsonNode body, Guid owner)
    {
        if (body["ownerId"] is not null) { body["ownerId"] = owner.ToString(); }
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"/api/v1/{resource}", UriKind.Relative), content, Ct);
        var said = await answer.Content.ReadAsStringAsync(Ct);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, said);
        return JsonNode.Parse(said)!["id"]!.ToString();
    }

    private static async Task<string> ImplementedAsync(TestTenant tenant)
    {
        var control = (await tenant.Manager.SendAsync(new DefineControl { Id = Guid.CreateVersion7(), Title = "Visitors are accompanied", Theme = ControlTheme.Physical, Nature = ControlNature.Administrative })).Value;
        return (await tenant.Manager.SendAsync(new ImplementControl { Id = Guid.CreateVersion7(), ControlId = control, Title = "At the reception", Description = "By whoever invited them.", OwnerId = tenant.Manager.PersonId, Status = ImplementationStatus.Operated })).Value.ToString();
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

    [Theory]
    [InlineData("IdentifyRisk", "affects", "kind", "ownerId", "title")]
    [InlineData("PlanTest", "dueOn", "implementationId", "kind", "testerId")]
    [InlineData("AddTreatmentAction", "dueOn", "ownerId", "planId", "startOn", "title")]
    public async Task A_body_names_the_members_that_it_needs(string body, params string[] needed)
        => JsonNode.Parse(await GetAsync("/api/v1/openapi.json"))!["components"]!["schemas"]![body]!["required"]!.AsArray().Select(m => (string)m!).ShouldBe(needed);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IsmsPlatform.sln"))) { folder = folder.Parent; }
        return folder.FullName;
    }
}
