using System.Globalization;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Search;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Assets;

public sealed class SearchTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mail")]
    [InlineData("MAIL server")]
    [InlineData("server mail")]
    [InlineData("ail gate")] // parts of words
    [InlineData("böse")]
    [InlineData("ÜBER")]
    [InlineData("100%")]
    [InlineData("a_b")]
    [InlineData(@"c:\x")]
    [InlineData("ma")] // too short for a trigram
    public async Task Assets_are_found_by_words_and_parts_of_words(string text)
    {
        var tenant = await TenantAsync();
        var id = await tenant.Manager.AddAsync(@"Mail server Gateway über Böse 100% a_b c:\x");
        await tenant.Manager.AddAsync("Something else 100 axb");
        var list = (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter { Q = text }))).Ok();
        list.Items.Select(a => a.Id).ShouldBe([id]);
        (await tenant.Manager.SendAsync(new FindRecords(text))).Ok().Assets.Select(a => a.Id).ShouldBe([id]);
        (await tenant.Manager.SendAsync(new SuggestAssets(text))).Ok().Select(a => a.Id).ShouldBe([id]);
    }

    [Fact]
    public async Task Codes_and_external_ids_are_found_and_every_word_must_occur()
    {
        var tenant = await TenantAsync();
        var id = await tenant.Manager.AddAsync(Register.Form("Mail", 1, 1, 1, tenant.Manager.PersonId) with { SourceSystem = "cmdb", ExternalId = "SRV-0815" });
        (await tenant.Manager.SendAsync(new AcceptAsset(id, 1))).Ok();
        foreach (var (text, count) in new[] { ("srv-08", 1), ("ast-", 1), ("mail 0815", 1), ("mail 4711", 0), ("% _", 0) })
        {
            (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter { Q = text }))).Ok().Items.Count.ShouldBe(count, text);
        }
    }

    [Fact]
    public async Task Search_finds_what_its_own_organisation_had_then()
    {
        var (mine, theirs) = (await TenantAsync(), await TenantAsync());
        var id = await mine.Manager.AddAsync("Lighthouse before");
        await theirs.Manager.AddAsync("Lighthouse of others");
        var then = await NowAsync();
        (await mine.Manager.SendAsync(await mine.Manager.EditAsync(id) with { Name = "Tower after" })).Ok();
        var browser = await mine.Manager.BrowserAsync();
        var past = (await browser.GetAsync($"/t/{mine.Slug}/assets?q=lighthouse&as_of={then}")).Text;
        (past.Contains("Lighthouse before", StringComparison.Ordinal), past.Contains("of others", StringComparison.Ordinal)).ShouldBe((true, false));
        (await browser.GetAsync($"/t/{mine.Slug}/assets?q=lighthouse")).Text.ShouldContain("No assets match these filters");
        (await browser.GetAsync($"/t/{mine.Slug}/assets?q=tower&as_of={then}")).Text.ShouldNotContain("Tower after");
        foreach (var function in new[] { "app.search_asset", "as_of.search_asset" })
        {
            await using var nobody = (await server.AppAsync()).Database.Program.CreateCommand($"select count(*) from {function}('%lighthouse%', '{{%lighthouse%}}')");
            (await nobody.ExecuteScalarAsync(Ct)).ShouldBe(0L, function);
        }
    }

    [Fact]
    public async Task A_wording_is_kept_once_and_not_with_each_change()
    {
        var tenant = await TenantAsync();
        var id = await tenant.Manager.AddAsync("Lighthouse");
        (await tenant.Manager.SendAsync(await tenant.Manager.EditAsync(id) with { Name = "Tower" })).Ok();
        (await tenant.Manager.SendAsync(await tenant.Manager.EditAsync(id) with { Description = "By the sea" })).Ok();
        await using var command = (await server.AppAsync()).Database.Superuser.CreateCommand($"select string_agg(trim(words), ',' order by words) from history.asset_wording where id = '{id}'");
        (await command.ExecuteScalarAsync(Ct)).ShouldBe("lighthouse,tower");
    }

    [Fact]
    public async Task The_text_index_answers_which_row_level_security_alone_would_not_let_it()
    {
        var tenant = await TenantAsync();
        await using var connection = await (await server.AppAsync()).Database.Superuser.OpenConnectionAsync(Ct);
        (await PlanAsync(connection, "isms_search", tenant.Id)).ShouldContain("asset_words");
        (await PlanAsync(connection, "isms_app", tenant.Id)).ShouldNotContain("asset_words");
    }

    private static async Task<string> PlanAsync(NpgsqlConnection connection, string role, Guid tenant)
    {
        await using var command = new NpgsqlCommand($"reset role; set role {role}; set enable_seqscan = off; set enable_indexscan = off; set enable_indexonlyscan = off; select set_config('app.tenant_id', '{tenant}', false)", connection);
        await command.ExecuteNonQueryAsync(Ct);
        command.CommandText = "explain (costs off) select id from app.asset a where app.asset_words(a.name, a.code, a.external_id) like '%lighthouse%'";
        List<string> plan = [];
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct)) { plan.Add(reader.GetString(0)); }
        return string.Join('\n', plan);
    }

    private static async Task<string> NowAsync()
    {
        await Task.Delay(5, Ct);
        return TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
    }

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();
}
