using System.Net;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Records;

/// <summary>Which columns a list shows: chosen in its address, kept in its views, and nothing is looked up that nobody sees.</summary>
public sealed class ColumnTests(PostgresServer server)
{
    private async Task<TestTenant> TenantAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var upper = await tenant.Manager.AddAsync("Shop", owner: tenant.Manager.PersonId);
        await tenant.Manager.LinkAsync(upper, await tenant.Manager.AddAsync("Rack"));
        return tenant;
    }

    private static async Task<IReadOnlyList<string>> HeadingsAsync(TestMember who, TestTenant tenant, string query)
    {
        var page = await (await who.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/{query}");
        page.Status.ShouldBe(HttpStatusCode.OK, query);
        var head = page.Html[page.Html.IndexOf("<thead>", StringComparison.Ordinal)..page.Html.IndexOf("</thead>", StringComparison.Ordinal)];
        return [.. (page with { Html = head.Replace("</th>", "|", StringComparison.Ordinal) }).Text.Split('|').Select(h => h.Trim()).Where(h => h.Length > 0)];
    }

    [Fact]
    public async Task The_register_shows_the_columns_of_its_address_and_the_usual_ones_without()
    {
        var tenant = await TenantAsync();
        (await HeadingsAsync(tenant.Manager, tenant, "assets")).ShouldBe(["Code", "Asset", "Need", "Criticality", "Status", "Owner", "Next review"]);
        (await HeadingsAsync(tenant.Manager, tenant, "assets?columns=Dependencies&columns=Location")).ShouldBe(["Asset", "Location", "Dependencies"]);
        (await HeadingsAsync(tenant.Manager, tenant, "assets?columns=Name&sort=-criticality")).ShouldBe(["Asset"]);
        foreach (var column in Enum.GetValues<AssetColumn>().Where(c => c != AssetColumn.Name)) { (await HeadingsAsync(tenant.Manager, tenant, $"assets?columns={column}")).Count.ShouldBe(2, column.ToString()); }
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/assets?columns=Password")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_is_not_shown_is_not_looked_up()
    {
        var tenant = await TenantAsync();
        async Task<string> SqlAsync(params AssetColumn[]? columns) => await tenant.ReadAsync(db => Task.FromResult(AssetRows.Of(db.Assets, db, db.Request!, AssetRows.SeenBy(columns), default).ToQueryString()));
        var all = await SqlAsync(null);
        var few = await SqlAsync(AssetColumn.Name, AssetColumn.Status);
        foreach (var table in new[] { "asset_dependency", "location AS", "person AS" })
        {
            all.ShouldContain(table);
            few.ShouldNotContain(table);
        }
        (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter()))).Ok().Items.Select(a => a.Dependencies).ShouldBe([1, 1]);
        (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), Columns: [AssetColumn.Owner]))).Ok().Items.Select(a => (a.Dependencies, a.Owner)).ShouldBe([(0, null), (0, tenant.Manager.Account.Name)]);
    }

    [Fact]
    public async Task The_question_that_is_translated_once_answers_each_organisation_with_its_own_assets_order_and_threshold()
    {
        var (app, mine, other) = (await server.AppAsync(), await TenantAsync(), await TenantAsync());
        await other.Manager.AddAsync("Till", c: 2);
        var strict = new TestMember(app, other.Tenant with { CriticalityThreshold = 2 }, other.Manager.Account, other.Manager.PersonId);
        async Task<IEnumerable<string>> SeenAsync(TestMember who, string? sort = null)
        {
            var page = (await who.SendAsync(new ListAssets(new AssetFilter(), Sort: sort, Columns: [AssetColumn.Owner]))).Ok();
            page.Total.ShouldBe(page.Items.Count);
            return page.Items.Select(a => a.IsCritical ? a.Name + " (critical)" : a.Name);
        }
        (await SeenAsync(mine.Manager)).ShouldBe(["Rack", "Shop"]);
        (await SeenAsync(other.Manager)).ShouldBe(["Rack", "Shop", "Till"]);
        (await SeenAsync(other.Manager, "-name")).ShouldBe(["Till", "Shop", "Rack"]);
        (await SeenAsync(strict)).ShouldBe(["Rack", "Shop", "Till (critical)"]);
        (await SeenAsync(mine.Manager)).ShouldBe(["Rack", "Shop"]);
    }

    [Fact]
    public async Task A_view_keeps_its_columns_and_the_menu_shows_them()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(new SaveView(Guid.CreateVersion7(), ViewLists.Assets, "?columns=Name&columns=Dependencies", "Connected", false, false))).Ok();
        (await HeadingsAsync(tenant.Manager, tenant, $"assets?view={id}")).ShouldBe(["Asset", "Dependencies"]);
        var page = (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/assets?view={id}")).Html;
        page.ShouldContain("<input type=\"checkbox\" name=\"columns\" value=\"Dependencies\" checked=\"checked\">");
        page.ShouldContain("<input type=\"checkbox\" name=\"columns\" value=\"Owner\">");
        // Chosen columns leave nothing out: the tab of the whole list stays the one that is open.
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/assets?columns=Code")).Html.ShouldContain($"href=\"/t/{tenant.Slug}/assets\" aria-current=\"page\">All");
    }

    [Fact]
    public async Task The_directory_has_them_by_the_same_mechanism_and_tells_nobody_more()
    {
        var tenant = await TenantAsync();
        (await HeadingsAsync(tenant.Manager, tenant, "people")).ShouldBe(["Name", "Unit", "E-mail address", "Kind", "Status"]);
        (await HeadingsAsync(tenant.Manager, tenant, "people?columns=Manager&columns=Location")).ShouldBe(["Name", "Manager", "Location"]);
        var employee = await tenant.MemberAsync(Role.Employee);
        (await HeadingsAsync(employee, tenant, "people?columns=Email&columns=Manager")).ShouldBe(["Name", "Unit"]);
        (await employee.SendAsync(new ListPeople(Columns: [PersonColumn.Email, PersonColumn.Manager, PersonColumn.Unit]))).Ok().Items.ShouldAllBe(p => p.Email == null && p.Manager == null);
    }
}
