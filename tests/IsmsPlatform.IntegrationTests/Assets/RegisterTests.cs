using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Assets;

public sealed class RegisterTests(PostgresServer server)
{
    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_asset()
    {
        var tenant = await TenantAsync();
        var form = Register.Form("Mail", 1, 2, 3);
        (await tenant.Manager.AddAsync(form)).ShouldBe(form.Id);
        (await tenant.Manager.AddAsync(form)).ShouldBe(form.Id);
        var asset = await tenant.Manager.AssetAsync(form.Id);
        (asset.Name, asset.Effective(), asset.Status, asset.Code).ShouldBe(("Mail", "1/2/3", AssetStatus.Draft, null));
    }

    [Fact]
    public async Task Shape_is_refused_at_its_fields()
    {
        var tenant = await TenantAsync();
        var refused = (await tenant.Manager.SendAsync(new CreateAsset { Name = " ", Type = (AssetType)99, Confidentiality = 5, Description = new string('x', 5000), AcquiredOn = new DateOnly(206, 1, 1), NoRiskReason = "a\0b" })).Error!;
        refused.Fields.Select(f => f.Field).Distinct().ShouldBe(["Id", "Name", "Type", "Classification", "Confidentiality", "Description", "AcquiredOn", "NoRiskReason"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("type=Foo")]
    [InlineData("status=Foo")]
    [InlineData("missing=Foo")]
    [InlineData("unit=Foo")]
    [InlineData("criticality=9")]
    [InlineData("owner=Foo")]
    public async Task A_filter_that_nobody_understands_shows_nothing_instead_of_everything(string query)
    {
        var tenant = await TenantAsync();
        await tenant.Manager.AddAsync("Mail");
        var browser = await tenant.Manager.BrowserAsync();
        foreach (var address in new[] { "assets", "assets/export.csv" })
        {
            var refused = await browser.GetAsync($"/t/{tenant.Slug}/{address}?{query}");
            refused.Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
            refused.Text.ShouldNotContain("Mail");
        }
    }

    [Fact]
    public async Task A_connection_that_goes_back_keeps_nothing_of_the_tenant_it_served()
    {
        var tenant = await TenantAsync();
        await tenant.Manager.AddAsync("Mail");
        var browser = await tenant.Manager.BrowserAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.GetAsync($"/t/{tenant.Slug}/assets")));
        var source = (Npgsql.NpgsqlDataSource)(await server.AppAsync()).Services.GetService(typeof(Npgsql.NpgsqlDataSource))!;
        for (var i = 0; i < 8; i++)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = new Npgsql.NpgsqlCommand("select coalesce(current_setting('app.tenant_id', true), '') || current_setting('transaction_read_only')", connection);
            (await command.ExecuteScalarAsync()).ShouldBe("off");
        }
    }

    [Fact]
    public async Task A_stale_edit_is_refused()
    {
        var tenant = await TenantAsync();
        var edit = await tenant.Manager.EditAsync(await tenant.Manager.AddAsync("Mail"));
        (await tenant.Manager.SendAsync(edit with { Name = "Mail server" })).Ok();
        (await tenant.Manager.SendAsync(edit with { Name = "Post" })).Error.ShouldBe(Error.Stale);
        (await tenant.Manager.AssetAsync(edit.Id)).Name.ShouldBe("Mail server");
    }

    [Fact]
    public async Task Records_of_another_tenant_do_not_exist()
    {
        var (mine, theirs) = (await TenantAsync(), await TenantAsync());
        var foreign = await theirs.Manager.AddAsync("Theirs", 1, 1, 1);
        var own = await mine.Manager.AddAsync("Mine", 1, 1, 1);
        (await mine.Manager.SendAsync(new GetAsset(foreign))).Error.ShouldBe(Error.NotFound);
        (await mine.Manager.SendAsync(new AddDependency(Guid.CreateVersion7(), own, foreign, default, default, default, null))).Error!.Fields.Single().Field.ShouldBe("LowerId");
        (await mine.Manager.SendAsync(Register.Form("With a foreign owner", owner: theirs.Manager.PersonId))).Error!.Fields.Single().Field.ShouldBe("OwnerId");
        (await mine.Manager.AddAsync(Register.Form("The same id is another record") with { Id = foreign })).ShouldBe(foreign);
        (await theirs.Manager.AssetAsync(foreign)).Name.ShouldBe("Theirs");
    }

    [Fact]
    public async Task Owners_change_and_accept_what_is_theirs()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var own = await owner.AddAsync("Own", 1, 1, 1, owner.PersonId);
        var other = await tenant.Manager.AddAsync("Other", 1, 1, 1, tenant.Manager.PersonId);
        (await owner.SendAsync(await owner.EditAsync(own) with { Name = "Own, renamed" })).Ok();
        (await owner.SendAsync(await owner.EditAsync(other))).Error.ShouldBe(Error.Forbidden);
        (await owner.SendAsync(new AcceptAsset(other, 1))).Error.ShouldBe(Error.Forbidden);
        (await tenant.Manager.SendAsync(new AcceptAsset(own, 2))).Error!.Code.ShouldBe("asset.owner-accepts");
        (await owner.SendAsync(new AcceptAsset(own, 2))).Ok();
        (await owner.AssetAsync(own)).Code.ShouldNotBeNull().ShouldStartWith("AST-");
        var auditor = await tenant.MemberAsync(Role.InternalAuditor);
        (await auditor.SendAsync(Register.Form("Not theirs to add"))).Error.ShouldBe(Error.Forbidden);
        (await auditor.SendAsync(new GetAsset(own))).Ok().MayChange.ShouldBeFalse();
        (await (await tenant.MemberAsync(Role.Employee)).SendAsync(new GetAsset(own))).Error.ShouldBe(Error.Forbidden);
    }

    [Fact]
    public async Task Many_are_accepted_at_once_and_each_refusal_has_its_reason()
    {
        var tenant = await TenantAsync();
        var someone = await tenant.PersonAsync("Ann Other", $"ann@{tenant.Slug}.example");
        var withAccount = await tenant.MemberAsync(Role.AssetOwner);
        for (var n = 0; n < 12; n++) { await tenant.Manager.AddAsync($"Good {n:00}", 1, 2, 3, someone); }
        await tenant.Manager.AddAsync("Without owner", 1, 1, 1);
        await tenant.Manager.AddAsync("Without values", owner: someone);
        await tenant.Manager.AddAsync("Of someone with an account", 1, 1, 1, withAccount.PersonId);
        var done = (await tenant.Manager.SendAsync(new AcceptAssets(null, AllMatching: true, new AssetFilter()))).Ok();
        done.Accepted.ShouldBe(12);
        done.Refused.ToDictionary(r => r.Name, r => r.Why.Code).ShouldBe(new Dictionary<string, string>
        {
            ["Without owner"] = "asset.not-ready",
            ["Without values"] = "asset.not-ready",
            ["Of someone with an account"] = "asset.owner-accepts",
        }, ignoreOrder: true);
        var codes = (await tenant.ReadAsync(db => db.Assets.Where(a => a.Code != null).OrderBy(a => a.Name).Select(a => a.Code!).ToListAsync()));
        codes.Select(c => c[^3..]).ShouldBe(Enumerable.Range(1, 12).Select(n => n.ToString("000")));
        (await tenant.Manager.SendAsync(new AcceptAssets(null, AllMatching: true))).Ok().Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task Retiring_what_is_needed_takes_a_reason()
    {
        var tenant = await TenantAsync();
        var (by, person) = (tenant.Manager, await tenant.PersonAsync("Ann Other", $"ann@{tenant.Slug}.example"));
        var (upper, lower) = (await by.AddAsync("Upper", 1, 1, 1, person), await by.AddAsync(Register.Form("Lower", 1, 1, 1, person, AssetType.Server)));
        await by.LinkAsync(upper, lower);
        (await by.SendAsync(new AcceptAsset(upper, 1))).Ok();
        (await by.SendAsync(new RetireAsset(lower, 1, null, false, null))).Error!.Code.ShouldBe("asset.supports-active-assets");
        (await by.SendAsync(new RetireAsset(lower, 1, "shredded", true, null))).Error!.Fields.Single().Field.ShouldBe("Reason");
        (await by.SendAsync(new RetireAsset(lower, 1, null, true, "replaced next week"))).Error!.Fields.Single().Field.ShouldBe("DisposalRecord");
        (await by.SendAsync(new RetireAsset(lower, 1, "shredded", true, "replaced next week"))).Ok();
        (await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.SubjectId == lower && e.UseCase == "RetireAsset").Select(e => e.Reason).SingleAsync())).ShouldBe("replaced next week");
        (await by.SendAsync(new AddDependency(Guid.CreateVersion7(), upper, lower, default, default, default, null))).Error!.Fields.Single().Code.ShouldBe("asset.support-retired");
        (await by.SendAsync(new DeleteAsset(upper, 2))).Error!.Code.ShouldBe("asset.cannot-be-deleted");
    }

    [Fact]
    public async Task A_key_of_the_api_answers_for_nothing_also_not_for_what_nobody_answers_for()
    {
        var tenant = await TenantAsync();
        await tenant.Manager.AddAsync("Bare");
        using var client = await tenant.ApiAsync(ApiScopes.AssetsRead);
        async Task<string[]> OwnedByAsync(string whom) => [.. (await client.GetFromJsonAsync<JsonNode>($"/api/v1/assets?owner={whom}", TestContext.Current.CancellationToken))!["items"]!.AsArray().Select(a => a!["name"]!.GetValue<string>())];
        (await OwnedByAsync("me")).ShouldBeEmpty();
        (await OwnedByAsync("none")).ShouldBe(["Bare"]);
    }

    [Fact]
    public async Task Filters_find_what_is_meant_and_figures_count_the_same()
    {
        var tenant = await TenantAsync();
        var by = tenant.Manager;
        var ann = await tenant.PersonAsync("Ann Other", $"ann@{tenant.Slug}.example");
        await by.AddAsync("100 % cotton_ware", 4, 1, 1, ann);
        await by.AddAsync("Mail", 1, 1, 1, ann);
        await by.AddAsync(Register.Form("Late", 2, 2, null) with { NextReviewOn = new DateOnly(2020, 1, 1), ContainsPersonalData = true, SourceSystem = "CMDB", ExternalId = "CI-0815" });
        await by.AddAsync("Bare");
        async Task<string[]> Names(AssetFilter f) => [.. (await by.SendAsync(new ListAssets(f))).Ok().Items.Select(a => a.Name)];
        (await Names(new AssetFilter { Q = "100 %" })).ShouldBe(["100 % cotton_ware"]);
        (await Names(new AssetFilter { Q = "_" })).ShouldBe(["100 % cotton_ware"]);
        (await Names(new AssetFilter { Q = "ci-08" })).ShouldBe(["Late"]);
        (await Names(new AssetFilter { Criticality = ["none"] })).ShouldBe(["Bare"]);
        (await Names(new AssetFilter { Criticality = ["1", "2"] })).ShouldBe(["Late", "Mail"]);
        (await Names(new AssetFilter { Critical = true })).ShouldBe(["100 % cotton_ware"]);
        (await Names(new AssetFilter { Missing = MissingOfAsset.Owner })).ShouldBe(["Bare", "Late"]);
        (await Names(new AssetFilter { Missing = MissingOfAsset.Values })).ShouldBe(["Bare", "Late"]);
        (await Names(new AssetFilter { Missing = MissingOfAsset.Review })).ShouldBe(["Late"]);
        (await Names(new AssetFilter { Owner = ann.ToString() })).ShouldBe(["100 % cotton_ware", "Mail"]);
        (await Names(new AssetFilter { PersonalData = true })).ShouldBe(["Late"]);
        (await Names(new AssetFilter { Owner = "me" })).ShouldBeEmpty();
        (await by.SendAsync(new ListAssets(new AssetFilter { Criticality = ["9"], Owner = "?" }, "colour"))).Error!.Fields.Count.ShouldBe(3);
        var figures = (await by.SendAsync(new GetAssetFigures())).Ok();
        (figures.Total, figures.Critical, figures.WithoutOwner, figures.WithoutValues, figures.ReviewOverdue, figures.Drafts, figures.ByCriticality[-1]).ShouldBe((4, 1, 2, 2, 1, 4, 1));
    }

    [Fact]
    public async Task An_export_holds_the_whole_result_in_the_order_of_the_list()
    {
        var tenant = await TenantAsync();
        for (var n = 0; n < 130; n++) { await tenant.Manager.AddAsync($"Asset {n:000}", n % 5, 0, 0); }
        await tenant.Manager.AddAsync("=cmd|' /C calc'!A0", 4, 4, 4);
        var browser = await tenant.Manager.BrowserAsync();
        var csv = await browser.GetAsync($"/t/{tenant.Slug}/assets/export.csv?sort=-criticality&q=asset");
        csv.Headers["Content-Type"].ShouldBe("text/csv; charset=utf-8");
        csv.Headers["Content-Disposition"].ShouldContain("attachment");
        var lines = csv.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(131);
        lines[1].ShouldContain("Asset 129");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets/export.csv")).Html.ShouldContain("'=cmd");
        var read = Infrastructure.Spreadsheets.XlsxReader.Read(await BytesAsync(browser, $"/t/{tenant.Slug}/assets/export.xlsx")).Ok();
        read.Rows.Count.ShouldBe(131);
    }

    private static async Task<byte[]> BytesAsync(TestBrowser browser, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies));
        using var answer = await browser.Raw.SendAsync(request);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    [Fact]
    public async Task The_way_back_after_saving_leads_to_the_record_and_not_to_a_second_one()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var address = (await browser.GetAsync($"/t/{tenant.Slug}/assets/new")).Location!;
        var form = await browser.GetAsync(address);
        await browser.PostAsync($"/t/{tenant.Slug}/assets/new", form.Csrf, ("Id", form.Field("Id")), ("Name", "Once"), ("Type", "Server"), ("Classification", "Internal"));
        (await browser.GetAsync(address)).Location.ShouldBe($"/t/{tenant.Slug}/assets/{form.Field("Id")}");
    }

    [Fact]
    public async Task A_dependency_is_added_changed_and_removed_on_the_pages_and_told_at_both_ends()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var (upper, lower) = (await tenant.Manager.AddAsync("Web shop", 1, 1, 4), await tenant.Manager.AddAsync("Cluster"));
        var browser = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/assets/{upper}";
        var form = await browser.GetAsync($"{page}/dependencies/new");
        (await browser.PostAsync($"{page}/dependencies/new", form.Csrf, ("Id", form.Field("Id")), ("LowerId", lower.ToString()), ("ModeC", "Max"), ("ModeI", "Max"), ("ModeA", "Max"))).Location.ShouldBe(page);
        var need = (await tenant.Manager.AssetAsync(upper)).Needs.Single();
        (await browser.GetAsync(page)).Text.ShouldContain("Supported by: changed from empty to Cluster");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets/{lower}")).Text.ShouldContain("Asset that needs it: changed from empty to Web shop");
        (await browser.PostAsync($"{page}/dependencies/{need.Id}", form.Csrf, ("ModeC", "None"), ("ModeI", "Max"), ("ModeA", "Max"), ("Reason", "No data there"), ("Version", need.Version.ToString()))).Location.ShouldBe(page);
        (await browser.GetAsync(page)).Text.ShouldContain("Mode for confidentiality");
        need = (await tenant.Manager.AssetAsync(upper)).Needs.Single();
        (await browser.PostAsync($"{page}/dependencies/{need.Id}/remove", form.Csrf, ("version", need.Version.ToString()))).Location.ShouldBe(page);
        (await browser.GetAsync(page)).Text.ShouldContain("Supported by: changed from Cluster to empty");
    }
}
