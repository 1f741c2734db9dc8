using System.Net;
using System.Text;
using System.Text.Json;
using IsmsPlatform.Application.Shared.Idempotency;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.IntegrationTests.Postgres;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Host;

/// <summary>What every resource of the API keeps to: keys against repetition, a limit per client.</summary>
public sealed class ApiConventionTests(PostgresServer server)
{
    private const string Url = "/api/v1/assets";
    private const string Mail = """{"name":"Mail","type":"Server","classification":"Internal"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_equal_posts_at_once_are_one_record_and_fifty_equal_answers()
    {
        var (tenant, client) = await ClientAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync(client, "order-1", Mail)));
        answers.Select(a => a.Status).Distinct().ShouldBe([HttpStatusCode.Created]);
        answers.Select(a => a.Body).Distinct().Count().ShouldBe(1);
        answers.Select(a => a.Location).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        (await tenant.ReadAsync(db => db.Assets.CountAsync())).ShouldBe(1);
        (await tenant.ReadAsync(db => db.AuditEvents.CountAsync(e => e.UseCase == "CreateAsset"))).ShouldBe(1);
    }

    [Theory]
    [InlineData("threats", """{"id":"{id}","name":"Theft","category":"Physical","origins":["Deliberate"],"affects":["Availability"]}""")]
    [InlineData("vulnerabilities", """{"id":"{id}","name":"Theft","category":"Site","affects":["Integrity"]}""")]
    [InlineData("controls", """{"id":"{id}","title":"Theft","theme":"Physical","nature":"Physical"}""")]
    [InlineData("risks", """{"id":"{id}","title":"Theft","kind":"Information","affects":["Confidentiality"],"ownerId":"{owner}"}""")]
    public async Task The_same_id_again_is_the_same_record_and_other_content_is_not_lost_in_silence(string resource, string body)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        using var client = await tenant.ApiAsync("risks:write", "controls:write");
        var first = body.Replace("{id}", $"{Guid.CreateVersion7()}", StringComparison.Ordinal).Replace("{owner}", $"{tenant.Manager.PersonId}", StringComparison.Ordinal);
        async Task<(HttpStatusCode Status, string Body)> PostAsync(string json)
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync($"/api/v1/{resource}", content, Ct);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }
        var made = await PostAsync(first);
        made.Status.ShouldBe(HttpStatusCode.Created, made.Body);
        (await PostAsync(first)).Status.ShouldBe(HttpStatusCode.OK);
        var other = await PostAsync(first.Replace("Theft", "Robbery", StringComparison.Ordinal));
        other.Status.ShouldBe(HttpStatusCode.Conflict);
        other.Body.ShouldContain("review.sent-before");
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var (tenant, client) = await ClientAsync();
        (await PostAsync(client, "k", Mail)).Status.ShouldBe(HttpStatusCode.Created);
        var other = await PostAsync(client, "k", Mail.Replace("Mail", "Web", StringComparison.Ordinal));
        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.Body.ShouldContain("idempotency-key.reused");
        (await PostAsync(client, "k2", Mail.Replace("Mail", "Web", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Created);
        (await tenant.ReadAsync(db => db.Assets.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_refused_may_be_mended_and_sent_again_with_its_key()
    {
        var (tenant, client) = await ClientAsync();
        (await PostAsync(client, "k", """{"type":"Server"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync(client, "k", "{")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(client, "k", Mail)).Status.ShouldBe(HttpStatusCode.Created);
        (await tenant.ReadAsync(db => db.Assets.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name":"Mail","type":"Server","acquiredOn":"2026-02-31"}""", "acquiredOn", "Give a day such as 2026-03-31.")]
    [InlineData("""{"name":"Mail","type":7.5}""", "type", "This member is unknown, or its value is of another kind.")]
    [InlineData("""{"name":"Mail","colour":"red"}""", "colour", "This member is unknown, or its value is of another kind.")]
    [InlineData("""{"name":"Mail" "type":"Server"}""", "", "The body is not JSON that can be read.")]
    [InlineData("""{"name":"Ma""", "", "The body is not JSON that can be read.")]
    public async Task What_cannot_be_read_is_said_at_its_member_or_of_the_whole_body(string body, string field, string sentence)
    {
        var (_, client) = await ClientAsync();
        var refused = await PostAsync(client, "k", body);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        var error = JsonDocument.Parse(refused.Body).RootElement.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        (error.GetProperty("field").GetString(), error.GetProperty("message").GetString()).ShouldBe((field, sentence));
    }

    [Fact]
    public async Task Who_sends_no_key_gets_a_problem_with_a_code_like_every_other()
    {
        using var nobody = (await server.AppAsync()).Browser().Raw;
        using var answer = await nobody.GetAsync(new Uri(Url, UriKind.Relative), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("code").GetString().ShouldBe("key-missing");
    }

    [Fact]
    public async Task Pages_and_resources_answer_a_HEAD_like_their_GET()
    {
        var (_, client) = await ClientAsync();
        foreach (var address in new[] { "/", "/sign-in", "/api/v1/assets", "/api/v1/openapi.json" })
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, address);
            (await client.SendAsync(head)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
    }

    [Fact]
    public async Task Keys_of_one_client_mean_nothing_to_another()
    {
        var (tenant, client) = await ClientAsync();
        using var second = await tenant.ApiAsync(ApiScopes.AssetsWrite);
        var (_, stranger) = await ClientAsync();
        (await PostAsync(client, "k", Mail)).Status.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(second, "k", Mail)).Status.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(stranger, "k", Mail)).Status.ShouldBe(HttpStatusCode.Created);
        (await tenant.ReadAsync(db => db.Assets.CountAsync())).ShouldBe(2);
    }

    [Theory]
    [InlineData("with blank")]
    [InlineData("ümlaut")]
    [InlineData(null)] // 201 characters
    public async Task A_key_that_is_none_is_refused(string? key)
    {
        var (_, client) = await ClientAsync();
        var answer = await PostAsync(client, key ?? new string('x', 201), Mail);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Body.ShouldContain("idempotency-key.invalid");
    }

    [Fact]
    public async Task An_answer_is_forgotten_after_a_day()
    {
        var (tenant, client) = await ClientAsync();
        await PostAsync(client, "k", Mail);
        var app = await server.AppAsync();
        await ForgetAsync(app, tenant);
        (await StoredAsync(app, tenant)).ShouldBe(1);
        await using (var age = app.Database.Superuser.CreateCommand($"update app.idempotent_answer set answered_at = now() - interval '25 hours' where tenant_id = '{tenant.Id}'")) { await age.ExecuteNonQueryAsync(Ct); }
        await ForgetAsync(app, tenant);
        (await StoredAsync(app, tenant)).ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back_and_others_are_not_held_up()
    {
        await using var app = await TestApp.StartAsync(server, settings: ("Api:RequestsPerMinute", "5"));
        var tenant = await app.TenantAsync();
        using var client = await tenant.ApiAsync(ApiScopes.AssetsRead);
        using var other = await tenant.ApiAsync(ApiScopes.AssetsRead);
        for (var i = 0; i < 5; i++) { (await client.GetAsync(new Uri(Url, UriKind.Relative), Ct)).StatusCode.ShouldBe(HttpStatusCode.OK); }
        using var refused = await client.GetAsync(new Uri(Url, UriKind.Relative), Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Ct));
        problem.RootElement.GetProperty("code").GetString().ShouldBe("rate-limit");
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await other.GetAsync(new Uri(Url, UriKind.Relative), Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(TestTenant Tenant, HttpClient Client)> ClientAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        return (tenant, await tenant.ApiAsync(ApiScopes.AssetsWrite));
    }

    private static async Task<(HttpStatusCode Status, string Body, string? Location)> PostAsync(HttpClient client, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Headers.Location?.ToString());
    }

    private static async Task ForgetAsync(TestApp app, TestTenant tenant)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant.Tenant, Actor.Job("test"));
        (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new ForgetOldAnswers(), Ct)).IsSuccess.ShouldBeTrue();
    }

    private static async Task<long> StoredAsync(TestApp app, TestTenant tenant)
    {
        await using var count = app.Database.Superuser.CreateCommand($"select count(*) from app.idempotent_answer where tenant_id = '{tenant.Id}'");
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }
}
