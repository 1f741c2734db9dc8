using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Assets;

/// <summary>Another system keeps the register up to date, and never says more than it knows.</summary>
public sealed class BatchUpsertTests(PostgresServer server)
{
    private const string Url = "/api/v1/assets:batchUpsert";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(TestTenant Tenant, HttpClient Client)> ClientAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        return (tenant, await tenant.ApiAsync(ApiScopes.AssetsWrite));
    }

    private static async Task<JsonNode> SendAsync(HttpClient client, params object[] assets)
    {
        var answer = await client.PostAsJsonAsync(Url, new { source = "CMDB", assets }, Ct);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!;
    }

    private static (int Created, int Updated, int Unchanged, int Rejected) Counts(JsonNode answer)
        => ((int)answer["created"]!, (int)answer["updated"]!, (int)answer["unchanged"]!, (int)answer["rejected"]!);

    [Fact]
    public async Task The_same_batch_twice_makes_and_changes_nothing_twice()
    {
        var (tenant, client) = await ClientAsync();
        object[] batch = [new { externalId = 1, name = "Mail", type = "Application", availability = 3 }, new { externalId = "2", name = "Host", type = "VM", needs = "" }];
        Counts(await SendAsync(client, batch)).ShouldBe((2, 0, 0, 0));
        var versions = await tenant.ReadAsync(db => db.Assets.OrderBy(a => a.Name).Select(a => a.Version).ToListAsync(Ct));
        Counts(await SendAsync(client, batch)).ShouldBe((0, 0, 2, 0));
        (await tenant.ReadAsync(db => db.Assets.OrderBy(a => a.Name).Select(a => a.Version).ToListAsync(Ct))).ShouldBe(versions);
        var answer = await SendAsync(client, new { externalId = 1, name = "Mail service", type = "Application" }, batch[1]);
        Counts(answer).ShouldBe((0, 1, 1, 0));
        ((string?)answer["items"]![0]!["outcome"]).ShouldBe("Updated");
        (await tenant.Manager.AssetAsync((Guid)answer["items"]![0]!["id"]!)).Name.ShouldBe("Mail service");
    }

    [Fact]
    public async Task What_people_decided_is_never_overwritten()
    {
        var (tenant, client) = await ClientAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var id = await tenant.Manager.AddAsync(Register.Form("Payroll", 4, 4, 2, owner.PersonId) with { Classification = Classification.StrictlyConfidential, SourceSystem = "CMDB", ExternalId = "7" });
        var answer = await SendAsync(client, new
        {
            externalId = "7",
            name = "Payroll 2",
            type = "Service",
            owner = tenant.Manager.Account.Email,
            classification = "Public",
            confidentiality = 0,
            integrity = 0,
            availability = 0,
            rtoHours = 8,
        });
        Counts(answer).ShouldBe((0, 1, 0, 0));
        var asset = await tenant.Manager.AssetAsync(id);
        (asset.Name, asset.Type, asset.RtoHours).ShouldBe(("Payroll 2", AssetType.Service, 8));
        (asset.OwnerId, asset.Classification, asset.Confidentiality, asset.Integrity, asset.Availability).ShouldBe((owner.PersonId, Classification.StrictlyConfidential, 4, 4, 2));
    }

    [Fact]
    public async Task A_faulty_item_is_rejected_with_its_index_its_fields_and_what_they_might_say_and_the_others_are_kept()
    {
        var (tenant, client) = await ClientAsync();
        var answer = await SendAsync(client,
            new { externalId = "a", name = "Good", type = "Server" },
            new { externalId = "b", name = "Bad", type = "Spaceship", availability = "huge", owner = "nobody@nowhere.example" },
            new { externalId = "a", name = "Again", type = "Server" },
            new { name = "Without id", type = "Server", colour = "red", description = new[] { "a" } });
        Counts(answer).ShouldBe((1, 0, 0, 3));
        var bad = answer["items"]![1]!;
        ((int)bad["index"]!, (string?)bad["outcome"], (Guid?)bad["id"]).ShouldBe((1, "Rejected", null));
        bad["errors"]!.AsArray().Select(e => (string)e!["field"]!).ShouldBe(["type", "owner", "availability"], ignoreOrder: true);
        bad["errors"]!.AsArray().Single(e => (string)e!["field"]! == "type")!["allowed"]!.AsArray().Select(v => (string)v!).ShouldContain("Application");
        ((string)answer["items"]![2]!["errors"]![0]!["message"]!).ShouldContain("index 0");
        answer["items"]![3]!["errors"]!.AsArray().Select(e => (string)e!["field"]!).ShouldBe(["externalId", "colour", "description"], ignoreOrder: true);
        (await tenant.ReadAsync(db => db.Assets.Select(a => a.Name).ToListAsync(Ct))).ShouldBe(["Good"]);
    }

    [Fact]
    public async Task An_asset_that_people_entered_under_the_same_name_is_taken_over()
    {
        var (tenant, client) = await ClientAsync();
        var id = await tenant.Manager.AddAsync("Mail", 1, 2, 3);
        var answer = await SendAsync(client, new { externalId = "m", name = "Mail", type = "Application" });
        Counts(answer).ShouldBe((0, 1, 0, 0));
        ((Guid)answer["items"]![0]!["id"]!).ShouldBe(id);
        ((await tenant.Manager.AssetAsync(id)).ExternalId).ShouldBe("m");
    }

    [Fact]
    public async Task What_an_asset_needs_passes_its_protection_need_on()
    {
        var (tenant, client) = await ClientAsync();
        await SendAsync(client, new { externalId = "app", name = "Shop", type = "Application", availability = 4, needs = "host" }, new { externalId = "host", name = "Host", type = "Server" });
        (await tenant.ReadAsync(db => db.Assets.Where(a => a.ExternalId == "host").Select(a => a.EffectiveAvailability).SingleAsync(Ct))).ShouldBe(4);
    }

    [Fact]
    public async Task A_retired_asset_stays_retired_and_its_source_is_told()
    {
        var (tenant, client) = await ClientAsync();
        var id = await tenant.Manager.AddAsync(Register.Form("Old", 1, 1, 1) with { SourceSystem = "CMDB", ExternalId = "old" });
        (await tenant.Manager.SendAsync(new RetireAsset(id, (await tenant.Manager.AssetAsync(id)).Version, null, Confirmed: false, null))).Ok();
        var answer = await SendAsync(client, new { externalId = "old", name = "Old", type = "Application" });
        Counts(answer).ShouldBe((0, 0, 0, 1));
        ((string?)answer["items"]![0]!["errors"]![0]!["code"]).ShouldBe("asset.retired");
    }

    [Fact]
    public async Task Nobody_of_another_organisation_becomes_an_owner()
    {
        var (_, client) = await ClientAsync();
        var other = await (await server.AppAsync()).TenantAsync();
        var answer = await SendAsync(client,
            new { externalId = "1", name = "By id", type = "Server", owner = other.Manager.PersonId },
            new { externalId = "2", name = "By address", type = "Server", owner = other.Manager.Account.Email });
        Counts(answer).ShouldBe((0, 0, 0, 2));
        answer.ToJsonString().ShouldNotContain(other.Manager.Account.Name);
    }

    [Fact]
    public async Task An_owner_is_found_by_id_or_address()
    {
        var (tenant, client) = await ClientAsync();
        var answer = await SendAsync(client,
            new { externalId = "1", name = "By id", type = "Server", owner = tenant.Manager.PersonId },
            new { externalId = "2", name = "By address", type = "Server", owner = tenant.Manager.Account.Email!.ToUpperInvariant() });
        Counts(answer).ShouldBe((2, 0, 0, 0));
        (await tenant.ReadAsync(db => db.Assets.Select(a => a.OwnerId).Distinct().ToListAsync(Ct))).ShouldBe([tenant.Manager.PersonId]);
    }

    [Fact]
    public async Task Two_batches_at_once_make_one_asset()
    {
        var (tenant, client) = await ClientAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(client, new { externalId = "1", name = "Mail", type = "Application" })));
        answers.Sum(a => (int)a["created"]!).ShouldBe(1);
        answers.Sum(a => (int)a["unchanged"]!).ShouldBe(3);
        (await tenant.ReadAsync(db => db.Assets.CountAsync(Ct))).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"source": "CMDB", "assets": []}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"source": " ", "assets": [{}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"source": "a\u0000b", "assets": [{}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"source": "CMDB", "assets": [{"name": "\ud800"}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"source": "CMDB", "assets": {}}""", HttpStatusCode.BadRequest)]
    [InlineData("""[]""", HttpStatusCode.BadRequest)]
    [InlineData("""{"source": """, HttpStatusCode.BadRequest)]
    public async Task What_is_no_batch_is_refused_with_a_problem(string body, HttpStatusCode status)
    {
        var (_, client) = await ClientAsync();
        var answer = await client.PostAsync(Url, new StringContent(body, Encoding.UTF8, "application/json"), Ct);
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync(Ct));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task An_item_that_is_null_is_rejected_with_its_index_and_holds_up_no_other()
    {
        var (_, client) = await ClientAsync();
        var answer = await client.PostAsync(Url, new StringContent("""{"source": "CMDB", "assets": [null, {"externalId": "1", "name": "Mail", "type": "Server"}]}""", Encoding.UTF8, "application/json"), Ct);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        ((int)told["rejected"]!, (int)told["created"]!, (string?)told["items"]![0]!["outcome"], (int)told["items"]![0]!["index"]!).ShouldBe((1, 1, "Rejected", 0));
    }

    [Fact]
    public async Task Text_that_cannot_be_stored_or_is_too_long_spoils_its_item_alone()
    {
        var (_, client) = await ClientAsync();
        var answer = await SendAsync(client,
            new { externalId = "1", name = "a\0b", type = "Server" },
            new { externalId = "2", name = new string('x', Asset.NameMaxLength + 1), type = "Server" },
            new { externalId = "3", name = "Good", type = "Server" });
        Counts(answer).ShouldBe((1, 0, 0, 2));
    }

    [Fact]
    public async Task More_than_a_batch_holds_is_refused()
    {
        var (_, client) = await ClientAsync();
        var assets = Enumerable.Range(0, BatchUpsertAssets.Most + 1).Select(n => new { externalId = n, name = $"Host {n}", type = "Server" });
        (await client.PostAsJsonAsync(Url, new { source = "CMDB", assets }, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
