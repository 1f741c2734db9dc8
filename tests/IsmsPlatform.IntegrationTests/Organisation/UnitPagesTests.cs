using System.Net;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Organisation;

/// <summary>Units through their pages: what is refused, where it is said, and that nothing entered is lost.</summary>
public sealed class UnitPagesTests(PostgresServer server)
{
    [Fact]
    public async Task A_stale_edit_shows_both_versions_and_keeps_the_text()
    {
        var (tenant, browser) = await BeginAsync();
        var id = await AddAsync(tenant, "IT", "Information technology");
        var edit = $"/t/{tenant.Slug}/organisation/units/{id}/edit";
        var form = await browser.GetAsync(edit);
        var seen = long.Parse(form.Field("Version")!);
        (await tenant.Manager.SendAsync(new ChangeUnit(id, "IT", "Theirs", null, null, null, null, seen))).Error.ShouldBeNull();

        var refused = await browser.PostAsync(edit, form.Csrf, ("Code", "IT"), ("Name", "Mine"), ("Version", seen.ToString()));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain("Someone else saved while you were editing");
        refused.Text.ShouldContain("Theirs");
        refused.Text.ShouldContain($"Saved by {tenant.Manager.Account.Name}");
        refused.Field("Name").ShouldBe("Mine");
        var again = await browser.PostAsync(edit, refused.Csrf, ("Code", "IT"), ("Name", refused.Field("Name")), ("Version", refused.Field("Version")));
        again.Status.ShouldBe(HttpStatusCode.Redirect);
        (await tenant.ReadAsync(db => db.Units.Where(u => u.Id == id).Select(u => u.Name).SingleAsync())).ShouldBe("Mine");
    }

    [Fact]
    public async Task A_unit_never_stands_below_itself()
    {
        var (tenant, browser) = await BeginAsync();
        var top = await AddAsync(tenant, "TOP", "Top");
        var below = await AddAsync(tenant, "LOW", "Below", top);
        var edit = $"/t/{tenant.Slug}/organisation/units/{top}/edit";
        var form = await browser.GetAsync(edit);
        form.Html.ShouldNotContain($"value=\"{below}\"", customMessage: "its own subtree is not offered");
        foreach (var parent in new[] { top, below })
        {
            var refused = await browser.PostAsync(edit, form.Csrf, ("Code", "TOP"), ("Name", "Renamed"), ("ParentId", parent.ToString()), ("Version", form.Field("Version")));
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Html.ShouldContain("id=\"f-parentid-error\"");
            refused.Text.ShouldContain("A unit cannot stand below itself");
            refused.Field("Name").ShouldBe("Renamed");
        }
        (await tenant.ReadAsync(db => db.Units.SingleAsync(u => u.Id == top))).Name.ShouldBe("Top");
    }

    [Theory]
    [InlineData("Name", "", "Fill in this field.")]
    [InlineData("Name", "a\0b", "This text contains a character that cannot be stored.")]
    [InlineData("Name", "a\ud800b", null)]
    [InlineData("Code", "ABCDEFGHIJKLMNOPQRSTU", "Use at most 20 characters.")]
    [InlineData("ValidFrom", "2026-02-31", "is not a valid value here")]
    [InlineData("ValidFrom", "0206-01-01", "Give a date between 1900 and 2100.")]
    [InlineData("ParentId", "not-an-id", "is not a valid value here")]
    public async Task What_cannot_be_is_said_at_the_field(string field, string value, string? sentence)
    {
        var (tenant, browser) = await BeginAsync();
        var form = await browser.GetAsync($"/t/{tenant.Slug}/organisation/units/new");
        Dictionary<string, string?> fields = new() { ["Id"] = form.Field("Id"), ["Code"] = "KEPT", ["Name"] = "Kept as entered", [field] = value };
        var refused = await browser.PostAsync($"/t/{tenant.Slug}/organisation/units/new", form.Csrf, [.. fields.Select(f => (f.Key, f.Value))]);
        if (sentence is null)
        {
            ((int)refused.Status).ShouldBeLessThan(500); // a half surrogate pair becomes a replacement character on its way
            return;
        }
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain(sentence);
        refused.Html.ShouldContain($"id=\"f-{field.ToLowerInvariant()}-error\"");
        refused.Field(field == "Name" ? "Code" : "Name").ShouldBe(field == "Name" ? "KEPT" : "Kept as entered");
        refused.Field("Id").ShouldBe(form.Field("Id"));
        (await tenant.ReadAsync(db => db.Units.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Two_clicks_make_one_unit()
    {
        var (tenant, browser) = await BeginAsync();
        var form = await browser.GetAsync($"/t/{tenant.Slug}/organisation/units/new");
        (string, string?)[] fields = [("Id", form.Field("Id")), ("Code", "ONE"), ("Name", "Only one")];
        var answers = await Task.WhenAll(browser.PostAsync($"/t/{tenant.Slug}/organisation/units/new", form.Csrf, fields), browser.PostAsync($"/t/{tenant.Slug}/organisation/units/new", form.Csrf, fields));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Redirect || a.Status == HttpStatusCode.Conflict);
        (await browser.PostAsync($"/t/{tenant.Slug}/organisation/units/new", form.Csrf, fields)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await tenant.ReadAsync(db => db.Units.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_is_given_once()
    {
        var (tenant, browser) = await BeginAsync();
        await AddAsync(tenant, "HR", "People office");
        var refused = await browser.SubmitAsync($"/t/{tenant.Slug}/organisation/units/new", $"/t/{tenant.Slug}/organisation/units/new", ("Id", Guid.CreateVersion7().ToString()), ("Code", "HR"), ("Name", "Another"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("Another unit has this code.");
    }

    [Fact]
    public async Task A_unit_of_another_organisation_is_no_parent()
    {
        var (tenant, browser) = await BeginAsync();
        var (other, _) = await BeginAsync();
        var foreign = await AddAsync(other, "FOR", "Foreign");
        var refused = await browser.SubmitAsync($"/t/{tenant.Slug}/organisation/units/new", $"/t/{tenant.Slug}/organisation/units/new",
            ("Id", Guid.CreateVersion7().ToString()), ("Code", "X"), ("Name", "Unit"), ("ParentId", foreign.ToString()));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain("id=\"f-parentid-error\"");
        (await browser.GetAsync($"/t/{tenant.Slug}/organisation/units/{foreign}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await tenant.ReadAsync(db => db.Units.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_tree_reads_from_the_top_and_the_units_page_tells_its_story()
    {
        var (tenant, browser) = await BeginAsync();
        var top = await AddAsync(tenant, "A", "Zentrale");
        var below = await AddAsync(tenant, "B", "Ärzte", top);
        await AddAsync(tenant, "C", "Büro", below);
        await AddAsync(tenant, "D", "Aussenstelle");
        var text = (await browser.GetAsync($"/t/{tenant.Slug}/organisation/units")).Text;
        string[] order = ["Aussenstelle", "Zentrale", "Ärzte", "Büro"];
        order.Select(n => text.IndexOf(n, StringComparison.Ordinal)).ShouldBeInOrder();
        var page = await browser.GetAsync($"/t/{tenant.Slug}/organisation/units/{below}");
        page.Text.ShouldContain("added the unit");
        page.Text.ShouldContain("Zentrale");
    }

    private async Task<(TestTenant Tenant, TestBrowser Browser)> BeginAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        return (tenant, await tenant.Manager.BrowserAsync());
    }

    private static async Task<Guid> AddAsync(TestTenant tenant, string code, string name, Guid? parent = null)
        => (await tenant.Manager.SendAsync(new CreateUnit(Guid.CreateVersion7(), code, name, parent, null, null, null))).Value;
}
