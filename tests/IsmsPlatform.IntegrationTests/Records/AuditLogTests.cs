using System.Net;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.AuditLog;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Records;

/// <summary>The audit log: everybody's acts in words, found by who, what, about what and when, and taken away as a file.</summary>
public sealed class AuditLogTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(TestTenant Tenant, TestMember Owner, Guid Asset)> TenantAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var id = await tenant.Manager.AddAsync(Register.Form("Lighthouse", 1, 2, 3, owner.PersonId));
        (await owner.SendAsync((await owner.EditAsync(id)) with { Name = "Watch tower" })).Ok();
        await tenant.Manager.AddAsync("Harbour");
        return (tenant, owner, id);
    }

    private static async Task<List<string>> FoundAsync(TestTenant tenant, AuditFilter filter)
        => [.. (await tenant.Manager.SendAsync(new ListAuditEvents(filter))).Value.Items.Select(e => $"{e.UseCase} {e.SubjectLabel}")];

    [Fact]
    public async Task Events_are_found_by_who_what_about_what_and_words()
    {
        var (tenant, owner, asset) = await TenantAsync();
        (await FoundAsync(tenant, new() { Actor = owner.Account.Id })).ShouldBe(["ChangeAsset Watch tower"]);
        (await FoundAsync(tenant, new() { What = ["CreateAsset"] })).ShouldBe(["CreateAsset Harbour", "CreateAsset Lighthouse"]);
        (await FoundAsync(tenant, new() { What = ["CreateAsset", "ChangeAsset"], Subject = asset })).ShouldBe(["ChangeAsset Watch tower", "CreateAsset Lighthouse"]);
        (await FoundAsync(tenant, new() { Type = ["Asset"], Q = "tow" })).ShouldBe(["ChangeAsset Watch tower"]);
        (await FoundAsync(tenant, new() { Type = ["Person"], What = ["ChangeAsset"] })).ShouldBeEmpty();
        (await FoundAsync(tenant, new() { Q = "%" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_that_an_address_leaves_empty_asks_for_nothing()
    {
        var (tenant, _, _) = await TenantAsync();
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/settings/audit-log?what=&type=")).Text.ShouldContain("Watch tower");
    }

    [Fact]
    public async Task A_long_name_is_shortened_without_breaking_a_character()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var (upper, lower) = (await tenant.Manager.AddAsync(new string('x', 97) + "🦉 owls"), await tenant.Manager.AddAsync("Nest"));
        (await tenant.Manager.SendAsync(new AddDependency(Guid.CreateVersion7(), upper, lower, InheritanceMode.Max, InheritanceMode.Max, InheritanceMode.Max, null))).Ok();
        (await FoundAsync(tenant, new() { What = [nameof(AddDependency)], Type = [nameof(AssetDependency)] })).ShouldBe([$"AddDependency {new string('x', 97)} → Nest"]);
    }

    [Fact]
    public async Task Days_are_those_of_the_organisation_and_both_count()
    {
        var (tenant, _, _) = await TenantAsync();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Europe/Brussels").DateTime);
        (await FoundAsync(tenant, new() { Type = ["Asset"], From = today, To = today })).Count.ShouldBe(3);
        (await FoundAsync(tenant, new() { From = today.AddDays(1) })).ShouldBeEmpty();
        (await FoundAsync(tenant, new() { Type = ["Asset"], To = today.AddDays(-1) })).ShouldBeEmpty();
        var refused = await tenant.Manager.SendAsync(new ListAuditEvents(new() { From = new DateOnly(206, 1, 1) }));
        refused.Error!.Kind.ShouldBe(ErrorKind.Invalid);
    }

    [Fact]
    public async Task The_page_tells_each_act_in_words_with_before_and_after()
    {
        var (tenant, owner, _) = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var page = (await browser.GetAsync($"/t/{tenant.Slug}/settings/audit-log?what=ChangeAsset")).Text;
        page.ShouldContain($"{owner.Account.Name} changed the asset Watch tower");
        page.ShouldContain("Name: changed from Lighthouse to Watch tower");
        page.ShouldNotContain("Harbour");
    }

    [Fact]
    public async Task Dependencies_have_names_and_nothing_is_told_in_words_of_the_program()
    {
        var (tenant, _, asset) = await TenantAsync();
        var harbour = (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter { Q = "Harbour" }))).Ok().Items.Single().Id;
        (await tenant.Manager.SendAsync(new AddDependency(Guid.CreateVersion7(), harbour, asset, InheritanceMode.Max, InheritanceMode.Max, InheritanceMode.Max, null))).Ok();
        var import = new BatchUpsertAssets("CMDB", [new() { ExternalId = new("1"), Name = new("Pier"), Type = new("Server"), Needs = new("2") }, new() { ExternalId = new("2"), Name = new("Quay"), Type = new("Server") }]);
        (await tenant.Manager.SendAsync(import)).Ok();
        (await FoundAsync(tenant, new() { Type = [nameof(AssetDependency)] })).ShouldBe(["BatchUpsertAssets Pier → Quay", "AddDependency Harbour → Watch tower"]);
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/settings/audit-log";
        var page = await browser.GetAsync(url);
        page.Text.ShouldContain("imported the dependency Pier → Quay");
        foreach (var word in new[] { "Changed the asset", "Added a dependency", "Dependency of assets", "Import" }) { page.Html.ShouldContain($"<span class=\"grow\">{word}</span>"); }
        page.Html.ShouldNotContain("Asset dependency");
        // What people call alike is one choice.
        page.Html.ShouldContain("value=\"BatchUpsertAssets\"");
        (await browser.GetAsync($"{url}?what=BatchUpsertAssets,ChangeAsset")).Text.ShouldSatisfyAllConditions(t => t.ShouldContain("changed the asset Watch tower"), t => t.ShouldContain("Pier → Quay"), t => t.ShouldNotContain("added a dependency Harbour"));
        var csv = (await browser.GetAsync($"{url}/export.csv")).Html;
        csv.ShouldContain("changed the asset,Asset,Watch tower");
        csv.ShouldContain(",Name,Lighthouse,Watch tower,");
        foreach (var word in new[] { "ChangeAsset", "AssetDependency", "UpperId", "ModeC" }) { csv.ShouldNotContain(word); }
    }

    [Fact]
    public async Task A_day_that_is_none_is_refused_on_the_page_itself_at_its_field()
    {
        var (tenant, _, _) = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        foreach (var (wrong, id) in new[] { ("x", "f-from"), ("0206-01-01", "f-filter_from") })
        {
            var page = await browser.GetAsync($"/t/{tenant.Slug}/settings/audit-log?what=ChangeAsset&from={wrong}");
            page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            page.Html.ShouldContain($"href=\"#{id}\"");
            page.Html.ShouldContain($"id=\"{id}\" name=\"from\"");
            page.Text.ShouldNotContain("Watch tower", customMessage: "what was not asked for is not shown");
        }
        // Elsewhere the refusal leads to the page without it.
        var list = await browser.GetAsync($"/t/{tenant.Slug}/assets?owner=x");
        (list.Status, list.Html.Contains($"href=\"/t/{tenant.Slug}/assets\">Show the page without this filter", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
    }

    [Fact]
    public async Task The_export_holds_every_event_of_the_filter_and_no_formula()
    {
        var (tenant, _, _) = await TenantAsync();
        await tenant.Manager.AddAsync("=cmd|'/c calc'!A1");
        var browser = await tenant.Manager.BrowserAsync();
        var csv = await browser.GetAsync($"/t/{tenant.Slug}/settings/audit-log/export.csv?type=Asset");
        csv.Headers["Content-Disposition"].ShouldContain("audit-log-");
        csv.Html.ShouldContain("Watch tower");
        csv.Html.ShouldContain("Harbour");
        csv.Html.ShouldContain("'=cmd");
        csv.Html.Replace("'=cmd", "", StringComparison.Ordinal).ShouldNotContain("=cmd");
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        var (tenant, _, _) = await TenantAsync();
        for (var n = 0; n < 5; n++) { await tenant.Manager.AddAsync($"Buoy {n}"); }
        using var client = await tenant.ApiAsync(ApiScopes.AuditRead);
        List<string> seen = [];
        for (string? after = "", url; after is not null;)
        {
            url = $"/api/v1/audit-events?type=Asset&size=3{(after.Length > 0 ? $"&after={Uri.EscapeDataString(after)}" : "")}";
            var page = JsonNode.Parse(await client.GetStringAsync(url, Ct))!;
            seen.AddRange(page["items"]!.AsArray().Select(e => (string)e!["id"]!));
            after = (string?)page["next"];
        }
        (seen.Count, seen.Distinct().Count()).ShouldBe((8, 8));
    }

    [Fact]
    public async Task Words_reach_behind_the_newest_thousand_when_the_filter_does_and_the_export_leaves_nothing_out()
    {
        var (tenant, _, _) = await TenantAsync();
        await TestDatabase.RunAsync((await server.AppAsync()).Database.Superuser, $"""
            insert into app.audit_event (tenant_id, id, at, actor_kind, actor_name, use_case, subject_type, subject_id, subject_label, request_id, changes)
            select '{tenant.Id}', gen_random_uuid(), now() - n * interval '1 second' - case when n > 1100 then interval '40 days' else interval '0' end,
                   'Job', 'Keeper', case when n > 1100 then 'RetireAsset' else 'ChangeAsset' end, 'Asset', gen_random_uuid(), 'Beacon ' || n, 'r', '[]'
              from generate_series(1, 1102) n
            """);
        (await FoundAsync(tenant, new() { Q = "beacon", What = ["RetireAsset"] })).ShouldBe(["RetireAsset Beacon 1101", "RetireAsset Beacon 1102"]);
        var monthAgo = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-30);
        (await FoundAsync(tenant, new() { Q = "beacon", To = monthAgo })).Count.ShouldBe(2);
        var csv = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/settings/audit-log/export.csv?q=beacon");
        csv.Html.Split("Beacon ").Length.ShouldBe(1102 + 1);
    }

    [Fact]
    public async Task Auditors_see_it_and_owners_do_not()
    {
        var (tenant, owner, _) = await TenantAsync();
        var url = $"/t/{tenant.Slug}/settings/audit-log";
        (await (await (await tenant.MemberAsync(Role.ExternalAuditor)).BrowserAsync()).GetAsync(url)).Status.ShouldBe(HttpStatusCode.OK);
        (await (await owner.BrowserAsync()).GetAsync(url)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Words_find_nothing_of_another_organisation_nor_without_one()
    {
        var (mine, _, _) = await TenantAsync();
        var (theirs, _, _) = await TenantAsync();
        await theirs.Manager.AddAsync("Submarine of others");
        (await FoundAsync(mine, new() { Q = "submarine" })).ShouldBeEmpty();
        foreach (var function in new[] { "app.search_audit_event", "as_of.search_audit_event" })
        {
            await using var nobody = (await server.AppAsync()).Database.Program.CreateCommand($"select count(*) from {function}('%submarine%', '{{%submarine%}}', '{{}}', '{{}}', '{{}}', '{{}}', '-infinity', 'infinity', 1000)");
            (await nobody.ExecuteScalarAsync(Ct)).ShouldBe(0L, function);
        }
    }
}
