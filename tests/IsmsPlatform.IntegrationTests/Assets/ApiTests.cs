using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Assets;

/// <summary>The register as other systems use it: bearer keys, problem+json, ETag and If-Match, cursors.</summary>
public sealed class ApiTests(PostgresServer server)
{
    private const string Url = "/api/v1/assets";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(TestTenant Tenant, HttpClient Client)> ClientAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        return (tenant, await tenant.ApiAsync(ApiScopes.AssetsWrite));
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;

    private static async Task<HttpResponseMessage> PatchAsync(HttpClient client, string url, string body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, url) { Content = new StringContent(body, Encoding.UTF8, "application/merge-patch+json") };
        if (ifMatch is not null) { request.Headers.TryAddWithoutValidation("If-Match", ifMatch); }
        return await client.SendAsync(request, Ct);
    }

    [Fact]
    public async Task Any_version_is_none_and_text_that_cannot_be_stored_is_named_by_its_member()
    {
        var (_, client) = await ClientAsync();
        var id = Guid.CreateVersion7();
        (await client.PostAsJsonAsync(Url, new { id, name = "Mail", type = "Service", classification = "Internal" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        async Task<(int Status, string Said)> PatchAsync(string ifMatch, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"{Url}/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            using var answer = await client.SendAsync(request, Ct);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }
        (await PatchAsync("*", """{"name": "Any"}""")).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(428), a => a.Said.ShouldContain("whatever stands there by now"));
        (await PatchAsync("\"1\"", """{"name": "a\u0000b"}""")).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(422), a => a.Said.ShouldContain("\"field\":\"name\""));
    }

    [Fact]
    public async Task An_asset_is_created_once_however_often_it_is_sent()
    {
        var (_, client) = await ClientAsync();
        var id = Guid.CreateVersion7();
        var body = new { id, name = "Mail", type = "CloudService", classification = "Confidential", confidentiality = 3, sourceSystem = "CMDB", externalId = "1" };
        var created = await client.PostAsJsonAsync(Url, body, Ct);
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync(Ct));
        created.Headers.Location!.ToString().ShouldEndWith($"{Url}/{id}");
        ((string?)(await JsonAsync(created))["status"]).ShouldBe("Draft");
        (await client.PostAsJsonAsync(Url, body, Ct)).IsSuccessStatusCode.ShouldBeTrue();
        ((await JsonAsync(await client.GetAsync(Url, Ct)))["items"]!.AsArray().Count).ShouldBe(1);
        var taken = await client.PostAsJsonAsync(Url, body with { id = Guid.CreateVersion7() }, Ct);
        taken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)(await JsonAsync(taken))["errors"]![0]!["field"]).ShouldBe("externalId");
        var unnamed = await client.PostAsJsonAsync(Url, new { name = "Web", type = "Service", classification = "Internal" }, Ct);
        (await JsonAsync(unnamed))["id"]!.GetValue<Guid>().ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_patch_changes_only_what_it_names()
    {
        var (tenant, client) = await ClientAsync();
        var id = await tenant.Manager.AddAsync(Register.Form("Mail", 1, 2, 3) with { Description = "old", ContainsPersonalData = true });
        var etag = (await client.GetAsync($"{Url}/{id}", Ct)).Headers.ETag!.Tag;
        var answer = await PatchAsync(client, $"{Url}/{id}", """{"description": null, "confidentiality": 4}""", etag);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        var asset = await tenant.Manager.AssetAsync(id);
        (asset.Name, asset.Description, asset.Confidentiality, asset.Integrity, asset.ContainsPersonalData).ShouldBe(("Mail", null, 4, 2, true));
        answer.Headers.ETag!.Tag.ShouldNotBe(etag);
        (await PatchAsync(client, $"{Url}/{id}", """{"name": "Post"}""", null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await PatchAsync(client, $"{Url}/{id}", """{"name": "Post"}""", etag)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await PatchAsync(client, $"{Url}/{id}", """{"name": "Post"}""", "\"*\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await tenant.Manager.AssetAsync(id)).Name.ShouldBe("Mail");
    }

    [Theory]
    [InlineData("""{"colour": "red"}""", "colour")]
    [InlineData("""{"type": "Spaceship"}""", "type")]
    [InlineData("""{"type": 3}""", "type")]
    [InlineData("""{"confidentiality": 7}""", "confidentiality")]
    [InlineData("""{"confidentiality": "3"}""", "confidentiality")]
    [InlineData("""{"name": null}""", "name")]
    [InlineData("""{"name": "a\u0000b"}""", "name")]
    [InlineData("""{"name": "\ud800"}""", "name")]
    [InlineData("""{"acquiredOn": "31.12.2026"}""", "acquiredOn")]
    [InlineData("""{"name": """, "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public async Task What_cannot_be_is_refused_by_name(string body, string member)
    {
        var (tenant, client) = await ClientAsync();
        var id = await tenant.Manager.AddAsync("Mail", 1, 2, 3);
        var answer = await PatchAsync(client, $"{Url}/{id}", body, "\"1\"");
        ((int)answer.StatusCode).ShouldBeOneOf([400, 422]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(member);
        (await tenant.Manager.AssetAsync(id)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Deep_json_is_a_bad_request()
    {
        var (_, client) = await ClientAsync();
        using var content = new StringContent(new string('[', 100_000), Encoding.UTF8, "application/json");
        (await client.PostAsync(Url, content, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_client_that_has_the_present_state_gets_304_also_when_only_inherited_values_changed()
    {
        var (tenant, client) = await ClientAsync();
        var (upper, lower) = (await tenant.Manager.AddAsync("Upper", 1, 1, 1), await tenant.Manager.AddAsync("Lower", 1, 1, 1));
        await tenant.Manager.LinkAsync(upper, lower);
        async Task<HttpResponseMessage> GetAsync(string? etag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Url}/{lower}");
            if (etag is not null) { request.Headers.TryAddWithoutValidation("If-None-Match", etag); }
            return await client.SendAsync(request, Ct);
        }
        var etag = (await GetAsync(null)).Headers.ETag!.Tag;
        (await GetAsync(etag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await tenant.Manager.SendAsync(await tenant.Manager.EditAsync(upper) with { Confidentiality = 4 })).Ok();
        var fresh = await GetAsync(etag);
        fresh.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((int?)(await JsonAsync(fresh))["effectiveConfidentiality"]).ShouldBe(4);
        // It is no edit: what was read before may still be changed.
        (await PatchAsync(client, $"{Url}/{lower}", """{"description": "fine"}""", etag)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_to_its_end()
    {
        var (tenant, client) = await ClientAsync();
        for (var n = 0; n < 23; n++) { await tenant.Manager.AddAsync($"Asset {n:00}", n % 5, 0, 0); }
        List<string> names = [];
        for (string? after = ""; after is not null;)
        {
            var page = await JsonAsync(await client.GetAsync($"{Url}?size=5&sort=-criticality&after={after}", Ct));
            names.AddRange(page["items"]!.AsArray().Select(i => (string)i!["name"]!));
            after = (string?)page["next"];
        }
        names.Distinct().Count().ShouldBe(23);
        names.Count.ShouldBe(23);
        (await JsonAsync(await client.GetAsync($"{Url}?criticality=4&type=Application&missing=Owner", Ct)))["items"]!.AsArray().Count.ShouldBe(4);
        foreach (var wrong in new[] { "sort=colour", "sort=--name", "after=x", "criticality=9", "type=Spaceship", "size=many", "size=0", "size=-1", "size=101", "unit=1" })
        {
            ((int)(await client.GetAsync($"{Url}?{wrong}", Ct)).StatusCode).ShouldBeOneOf([400, 422], wrong);
        }
    }

    [Fact]
    public async Task Without_a_key_or_the_scope_nothing_is_said()
    {
        var (tenant, _) = await ClientAsync();
        using var reader = await tenant.ApiAsync(ApiScopes.AssetsRead);
        (await reader.PostAsJsonAsync(Url, new { name = "x", type = "Server", classification = "Internal" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = (await server.AppAsync()).Browser().Raw;
        (await nobody.GetAsync(Url, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"name": "Mail", "type": "Application", "classification": "Internal", "owner": "maya"}""")]
    [InlineData("""{"name": "Mail", "type": "Application", "classification": "Internal", "status": "Active"}""")]
    [InlineData("""{"name": "Mail", "name": "Post", "type": "Application", "classification": "Internal"}""")]
    public async Task A_member_that_would_be_lost_in_silence_is_refused(string body)
    {
        var (tenant, client) = await ClientAsync();
        (await client.PostAsync(Url, new StringContent(body, Encoding.UTF8, "application/json"), Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await tenant.ReadAsync(db => Task.FromResult(db.Assets.Count()))).ShouldBe(0);
    }

    [Fact]
    public async Task An_id_that_is_there_is_answered_as_it_is_and_not_called_created()
    {
        var (_, client) = await ClientAsync();
        var id = Guid.CreateVersion7();
        (await client.PostAsJsonAsync(Url, new { id, name = "Mail", type = "Service", classification = "Internal" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var again = await client.PostAsJsonAsync(Url, new { id, name = "Mail", type = "Service", classification = "Internal" }, Ct);
        (again.StatusCode, (string?)(await JsonAsync(again))["name"]).ShouldBe((HttpStatusCode.OK, "Mail"));
        var other = await client.PostAsJsonAsync(Url, new { id, name = "Other", type = "Service", classification = "Internal" }, Ct);
        (other.StatusCode, (string?)(await JsonAsync(other))["code"]).ShouldBe((HttpStatusCode.Conflict, "review.sent-before"));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nope", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/api/v1/assets/not-an-id", HttpStatusCode.NotFound, "not-found")]
    [InlineData("DELETE", "/api/v1/assets", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    public async Task What_no_action_answers_is_a_problem_with_a_code_too(string method, string url, HttpStatusCode status, string code)
    {
        var (_, client) = await ClientAsync();
        var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), url), Ct);
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        ((string?)(await JsonAsync(answer))["code"]).ShouldBe(code);
    }
}
