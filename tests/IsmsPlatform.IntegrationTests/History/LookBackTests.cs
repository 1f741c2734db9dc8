using System.Globalization;
using System.Net;
using System.Text.Json;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.History;

public sealed class LookBackTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_asset_is_seen_under_each_of_its_names_owners_and_states()
    {
        var tenant = await TenantAsync();
        var (ada, bea) = (await tenant.PersonAsync("Ada Owner", $"ada@{tenant.Slug}.example"), await tenant.PersonAsync("Bea Owner", $"bea@{tenant.Slug}.example"));
        var id = await tenant.Manager.AddAsync("First name", 3, 1, 1, ada);
        (await tenant.Manager.SendAsync(new AcceptAsset(id, 1))).Ok();
        var needed = await tenant.Manager.AddAsync("Supported", 0, 0, 0, ada);
        await tenant.Manager.LinkAsync(id, needed);
        var named = await NowAsync();
        (await tenant.Manager.SendAsync(await tenant.Manager.EditAsync(id) with { Name = "Second name" })).Ok();
        var renamed = await NowAsync();
        (await tenant.Manager.SendAsync(await tenant.Manager.EditAsync(id) with { OwnerId = bea })).Ok();
        var handedOver = await NowAsync();
        (await tenant.Manager.SendAsync(new RetireAsset(id, (await tenant.Manager.AssetAsync(id)).Version, "Shredded", false, null))).Ok();

        var browser = await tenant.Manager.BrowserAsync();
        using var api = await tenant.ApiAsync(ApiScopes.AssetsRead);
        foreach (var (asOf, name, owner) in new[] { (named, "First name", "Ada"), (renamed, "Second name", "Ada"), (handedOver, "Second name", "Bea") })
        {
            var list = await browser.GetAsync($"/t/{tenant.Slug}/assets?as_of={asOf}");
            (list.Text.Contains(name, StringComparison.Ordinal), list.Text.Contains("Retired on", StringComparison.Ordinal)).ShouldBe((true, false), asOf);
            var detail = await browser.GetAsync($"/t/{tenant.Slug}/assets/{id}?as_of={asOf}");
            detail.Html.ShouldContain($"<h1>{name}</h1>");
            detail.Text.ShouldContain($"{owner} Owner");
            detail.Text.ShouldContain("Active");
            (await browser.GetAsync($"/t/{tenant.Slug}/assets/graph?as_of={asOf}")).Text.ShouldContain(name);
            var export = await browser.GetAsync($"/t/{tenant.Slug}/assets/export.csv?as_of={asOf}");
            (export.Html.Contains(name, StringComparison.Ordinal), export.Html.Contains($"{owner.ToLowerInvariant()}@", StringComparison.Ordinal)).ShouldBe((true, true));
            using var one = JsonDocument.Parse(await api.GetStringAsync(new Uri($"/api/v1/assets/{id}?as_of={asOf}", UriKind.Relative), Ct));
            (one.RootElement.GetProperty("name").GetString(), one.RootElement.GetProperty("owner").GetString(), one.RootElement.GetProperty("status").GetString()).ShouldBe((name, $"{owner} Owner", "Active"));
        }
        var today = await browser.GetAsync($"/t/{tenant.Slug}/assets/{id}");
        today.Text.ShouldContain("Retired");
        // What it handed down came back when it was retired; then it was still there.
        (await tenant.Manager.AssetAsync(needed)).Effective().ShouldBe("0/0/0");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets/{needed}?as_of={handedOver}")).Text.ShouldContain("Second name");
    }

    [Fact]
    public async Task The_past_says_so_and_offers_nothing_to_change()
    {
        var tenant = await TenantAsync();
        var id = await tenant.Manager.AddAsync("Mail", 1, 1, 1, tenant.Manager.PersonId);
        var browser = await tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/assets/{id}")).Html.ShouldContain($"/assets/{id}/edit");
        var page = await browser.GetAsync($"/t/{tenant.Slug}/assets/{id}?as_of={await NowAsync()}");
        page.Text.ShouldContain("Nothing can be changed here.");
        page.Html.ShouldNotContain($"/t/{tenant.Slug}/assets/{id}/edit");
        page.Html.ShouldNotContain($"action=\"/t/{tenant.Slug}/assets/{id}/");
        page.Html.ShouldContain($"href=\"/t/{tenant.Slug}/assets?as_of=");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets/{id}/edit?as_of={await NowAsync()}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_change_of_the_past_is_refused_on_pages_and_in_the_api()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var csrf = (await browser.GetAsync($"/t/{tenant.Slug}/my")).Csrf;
        var now = await NowAsync();
        var refused = await browser.PostAsync($"/t/{tenant.Slug}/assets/new?as_of={now}", csrf, ("Id", Guid.CreateVersion7().ToString()), ("Name", "From the past"), ("Type", "Server"), ("Classification", "Internal"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("The past cannot be changed.");
        using var api = await tenant.ApiAsync(ApiScopes.AssetsWrite);
        using var posted = await api.PostAsync(new Uri($"/api/v1/assets?as_of={now}", UriKind.Relative), new StringContent("""{"name":"From the past","type":"Server","classification":"Internal"}""", System.Text.Encoding.UTF8, "application/json"), Ct);
        posted.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await posted.Content.ReadAsStringAsync(Ct)).ShouldContain("as-of.read-only");
        (await tenant.ReadAsync(db => Task.FromResult(db.Assets.Count()))).ShouldBe(0);
    }

    [Fact]
    public async Task Whose_role_ended_does_not_see_what_the_role_saw()
    {
        var tenant = await TenantAsync();
        var id = await tenant.Manager.AddAsync("Secret platform", 4, 4, 4);
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var browser = await owner.BrowserAsync();
        var then = await NowAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/assets/{id}?as_of={then}")).Status.ShouldBe(HttpStatusCode.OK);
        await using (var command = (await server.AppAsync()).Database.Superuser.CreateCommand($"update app.role_assignment set \"to\" = current_date - 1 where tenant_id = '{tenant.Id}' and person_id = '{owner.PersonId}'")) { await command.ExecuteNonQueryAsync(Ct); }
        foreach (var address in new[] { $"assets/{id}", "assets", "assets/graph", "assets/export.csv" })
        {
            var page = await browser.GetAsync($"/t/{tenant.Slug}/{address}?as_of={then}");
            page.Status.ShouldBe(HttpStatusCode.NotFound, address);
            page.Html.ShouldNotContain("Secret platform");
        }
    }

    [Fact]
    public async Task Before_there_was_anything_pages_are_empty_and_no_error()
    {
        var tenant = await TenantAsync();
        var id = await tenant.Manager.AddAsync("Mail", 1, 1, 1);
        var browser = await tenant.Manager.BrowserAsync();
        foreach (var address in new[] { "", "my", "assets", "assets/graph", "assets/export.csv", "people", "organisation", "organisation/units", "organisation/locations", "search?q=mail", "settings/roles" })
        {
            var page = await browser.GetAsync($"/t/{tenant.Slug}/{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as_of=1990-05-01");
            page.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.NotFound], address);
            page.Html.ShouldNotContain(">Mail<");
        }
        (await browser.GetAsync($"/t/{tenant.Slug}/assets/{id}?as_of=1990-05-01")).Text.ShouldContain("This was not there then");
    }

    [Theory]
    [InlineData("2999-01-01", "This day is still to come.")]
    [InlineData("1899-12-31", "Nothing is remembered from before 1900.")]
    [InlineData("yesterday", "Give a day such as 2026-03-31")]
    [InlineData("2026-01-01&as_of=2026-01-02", "Give a day such as 2026-03-31")]
    [InlineData("%00", "Give a day such as 2026-03-31")]
    public async Task What_is_no_day_of_the_past_is_answered_with_a_sentence(string asOf, string sentence)
    {
        var tenant = await TenantAsync();
        var page = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/assets?as_of={asOf}");
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain(sentence);
        using var api = await tenant.ApiAsync(ApiScopes.AssetsRead);
        using var answer = await api.GetAsync(new Uri($"/api/v1/assets?as_of={asOf}", UriKind.Relative), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        problem.RootElement.GetProperty("errors")[0].GetProperty("message").GetString()!.ShouldContain(sentence);
    }

    [Fact]
    public async Task Accounts_and_keys_have_no_past()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        foreach (var address in new[] { "settings/users", "settings/api-clients" })
        {
            (await browser.GetAsync($"/t/{tenant.Slug}/{address}?as_of={await NowAsync()}")).Status.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task Two_days_of_a_record_are_compared_field_by_field()
    {
        var tenant = await TenantAsync();
        var ada = await tenant.PersonAsync("Ada Owner", $"ada@{tenant.Slug}.example");
        var before = await NowAsync();
        var id = await tenant.Manager.AddAsync("First name", 3, 1, 1);
        var made = await NowAsync();
        (await tenant.Manager.SendAsync(await tenant.Manager.EditAsync(id) with { Name = "Second name", OwnerId = ada, Confidentiality = 4 })).Ok();
        var changed = await NowAsync();
        (await tenant.Manager.SendAsync(await tenant.Manager.EditAsync(id) with { Name = "Third name" })).Ok();

        var browser = await tenant.Manager.BrowserAsync();
        var page = await browser.GetAsync($"/t/{tenant.Slug}/history/asset/{id}?from={made}&to={changed}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("3 differences");
        foreach (var word in new[] { "First name", "Second name", "Ada Owner", "High", "Very high" }) { page.Text.ShouldContain(word); }
        page.Text.ShouldNotContain("Nothing can be changed here.");
        (await browser.GetAsync($"/t/{tenant.Slug}/history/Asset/{id}?from={before}&to={made}")).Text.ShouldContain("made in between");
        (await browser.GetAsync($"/t/{tenant.Slug}/history/asset/{id}?from={changed}&to={changed}")).Text.ShouldContain("Nothing is different");
        var reversed = await browser.GetAsync($"/t/{tenant.Slug}/history/asset/{id}?from={changed}&to={made}");
        (reversed.Status, reversed.Text.Contains("The second day lies before the first.", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        reversed.Text.ShouldNotContain("difference", customMessage: "nobody asked for another comparison");
        (page.Field("From"), page.Field("To"), reversed.Field("From")).ShouldBe((made, changed, changed), "the fields show what was asked for");
        var refused = await browser.GetAsync($"/t/{tenant.Slug}/history/asset/{id}?from=2999-01-01&to=soon");
        (refused.Field("From"), refused.Field("To"), refused.Text.Contains("This day is still to come.", StringComparison.Ordinal), refused.Text.Contains("0 differences", StringComparison.Ordinal)).ShouldBe(("2999-01-01", "soon", true, false));
        // Without a question: from the end of the day a week ago to now.
        var usual = await browser.GetAsync($"/t/{tenant.Slug}/history/asset/{id}");
        usual.Text.ShouldContain("made in between");
        usual.Text.ShouldContain(", 23:59");
        (await browser.GetAsync($"/t/{tenant.Slug}/history/nonsense/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    private static async Task<string> NowAsync()
    {
        await Task.Delay(2, Ct); // the instant of a commit lies before
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        await Task.Delay(2, Ct);
        return now;
    }
}
