using System.Net;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Records;

/// <summary>Saved views: what a list shows, kept under a name; one mechanism for every list.</summary>
public sealed class SavedViewTests(PostgresServer server)
{
    private async Task<TestTenant> TenantAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        await tenant.Manager.AddAsync(Register.Form("Alpha mail", type: AssetType.Service));
        await tenant.Manager.AddAsync(Register.Form("Beta rack", type: AssetType.Server));
        await tenant.Manager.AddAsync(Register.Form("Gamma rack", type: AssetType.Server));
        return tenant;
    }

    private static SaveView Servers(bool shared = false, bool pinned = false, string name = "Racks") => new(Guid.CreateVersion7(), ViewLists.Assets, "?type=Server&after=x&as_of=2020-01-01&nonsense=1", name, shared, pinned);

    private static async Task<IReadOnlyList<ViewRow>> ViewsAsync(TestMember who, string list = ViewLists.Assets) => (await who.SendAsync(new ListViews(list))).Ok();

    private static async Task<string> PageAsync(TestMember who, TestTenant tenant, string query, params (string, string)[] headers)
    {
        var page = await (await who.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/{query}", headers);
        page.Status.ShouldBe(HttpStatusCode.OK, query);
        return page.Html;
    }

    [Fact]
    public async Task A_view_keeps_what_the_list_knows_and_nothing_of_the_visit()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(Servers())).Ok();
        (await ViewsAsync(tenant.Manager)).Single().Query.ShouldBe("type=Server");
        var html = await PageAsync(tenant.Manager, tenant, $"assets?view={id}");
        html.ShouldContain("Beta rack");
        html.ShouldNotContain("Alpha mail");
        html.ShouldContain($"?view={id}\" aria-current=\"page\"");
    }

    [Theory]
    [InlineData("?type=Server&type=Application&q=a+b", "q=a%20b&type=Application&type=Server")]
    [InlineData("TYPE=Server&type=Server&status=&size=50&before=x", "type=Server")]
    [InlineData("", "")]
    [InlineData("&&=&sort=-name&view=1&base=2", "sort=-name")]
    public void One_view_has_one_spelling(string query, string kept) => ViewLists.Of(ViewLists.Assets)!.Kept(query).ShouldBe(kept);

    [Fact]
    public async Task What_the_address_says_wins_over_the_view()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(Servers())).Ok();
        var narrowed = await PageAsync(tenant.Manager, tenant, $"assets?view={id}&q=gamma");
        narrowed.ShouldContain("Gamma rack");
        narrowed.ShouldNotContain("Beta rack");
        (await PageAsync(tenant.Manager, tenant, $"assets?view={id}&type=Service")).ShouldContain("Alpha mail");
        // Taken away by an empty value, or by a complete address that remembers only where it began.
        (await PageAsync(tenant.Manager, tenant, $"assets?view={id}&type=")).ShouldContain("Alpha mail");
        var changed = await PageAsync(tenant.Manager, tenant, $"assets?base={id}&q=a");
        changed.ShouldContain("Alpha mail");
        changed.ShouldContain("Save changes");
        changed.ShouldContain("Save as new");
    }

    [Fact]
    public async Task A_filter_that_the_form_does_not_offer_is_carried_on_by_it()
    {
        var tenant = await TenantAsync();
        var html = await PageAsync(tenant.Manager, tenant, "assets?personalData=true&missing=Owner&type=Server&sort=-name&after=");
        var form = html[html.IndexOf("aria-label=\"Filter assets\"", StringComparison.Ordinal)..html.IndexOf("id=\"results\"", StringComparison.Ordinal)];
        foreach (var (name, value) in new[] { ("personalData", "true"), ("missing", "Owner"), ("sort", "-name") }) { form.ShouldContain($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"); }
        form.ShouldNotContain("<input type=\"hidden\" name=\"type\"");
    }

    [Fact]
    public async Task Changes_are_saved_in_the_view_by_its_owner()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(Servers())).Ok();
        var browser = await tenant.Manager.BrowserAsync();
        var list = $"/t/{tenant.Slug}/assets?base={id}&type=Service";
        var page = await browser.GetAsync(list);
        var saved = await browser.SubmitAsync(list, $"/t/{tenant.Slug}/views/{id}/query", ("Query", "type=Service"), ("Version", page.Field("Version")));
        saved.Location.ShouldBe($"/t/{tenant.Slug}/assets?view={id}");
        (await ViewsAsync(tenant.Manager)).Single().Query.ShouldBe("type=Service");
        (await PageAsync(tenant.Manager, tenant, $"assets?view={id}")).ShouldNotContain("Save changes");
        (await tenant.Manager.SendAsync(new SaveViewChanges(id, "q=x", 1))).Error.ShouldBe(Error.Stale);
    }

    [Fact]
    public async Task It_is_saved_by_the_form_above_the_list_and_again_after_a_refusal()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var list = $"/t/{tenant.Slug}/assets?type=Server";
        var form = (await browser.GetAsync(list)).Html;
        form.ShouldContain("name=\"Query\" value=\"type=Server\"");
        var id = Guid.CreateVersion7();
        var refused = await browser.SubmitAsync(list, $"/t/{tenant.Slug}/views", ("Id", id.ToString()), ("List", "assets"), ("Query", "type=Server"), ("Name", " "), ("Pinned", "true"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (refused.Field("Query"), refused.Text.Contains("Fill in this field.", StringComparison.Ordinal)).ShouldBe(("type=Server", true));
        var saved = await browser.SubmitAsync(list, $"/t/{tenant.Slug}/views", ("Id", id.ToString()), ("List", "assets"), ("Query", "type=Server"), ("Name", "Racks"), ("Pinned", "true"));
        saved.Location.ShouldBe($"/t/{tenant.Slug}/assets?view={id}");
        var again = await tenant.Manager.SendAsync(Servers());
        again.Error!.Code.ShouldBe("view.name-taken");
    }

    [Fact]
    public async Task A_pinned_view_of_assets_is_a_tab_with_its_count()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(Servers(pinned: true))).Ok();
        await tenant.Manager.SendAsync(Servers(pinned: true, name: "All of them") with { Query = "" });
        var browser = await tenant.Manager.BrowserAsync();
        var page = await browser.GetAsync($"/t/{tenant.Slug}/assets");
        page.Text.ShouldContain("Racks 2");
        page.Text.ShouldContain("All of them 3");
        page.Html.ShouldContain($"assets?view={id}\"");
    }

    [Fact]
    public async Task Counts_of_many_filters_are_those_of_their_lists()
    {
        var tenant = await TenantAsync();
        List<AssetFilter> filters = [new() { Type = [AssetType.Server] }, new() { Q = "mail" }, new() { Status = [AssetStatus.Retired] }, new() { Owner = Whom.None }, new() { Missing = MissingOfAsset.Values }];
        var counts = (await tenant.Manager.SendAsync(new CountAssets(filters))).Ok();
        List<int> lists = [];
        foreach (var filter in filters) { lists.Add((await tenant.Manager.SendAsync(new ListAssets(filter))).Ok().Total!.Value); }
        counts.ShouldBe(lists);
        counts.ShouldBe([2, 1, 0, 3, 3]);
        (await tenant.Manager.SendAsync(new CountAssets([]))).Ok().ShouldBeEmpty();
    }

    [Fact]
    public async Task Ones_own_view_is_nobody_elses_and_an_unknown_one_says_so()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var id = (await owner.SendAsync(Servers(name: "Secret racks"))).Ok();
        (await ViewsAsync(tenant.Manager)).ShouldBeEmpty();
        var browser = await tenant.Manager.BrowserAsync();
        foreach (var view in new[] { id, Guid.CreateVersion7() })
        {
            var page = await browser.GetAsync($"/t/{tenant.Slug}/assets?view={view}");
            page.Status.ShouldBe(HttpStatusCode.NotFound);
            page.Text.ShouldContain("There is no such view");
            page.Text.ShouldNotContain("Secret racks");
            page.Html.ShouldContain($"/t/{tenant.Slug}/assets?view=all");
        }
        (await browser.GetAsync($"/t/{tenant.Slug}/assets?view=nonsense")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await tenant.Manager.SendAsync(new ForgetView(id, 1))).Error.ShouldBe(Error.NotFound);
        (await tenant.Manager.SendAsync(new OpenListWithView(id, true))).Error.ShouldBe(Error.NotFound);
    }

    [Fact]
    public async Task A_shared_view_is_for_whoever_sees_the_list_and_changed_by_its_owner_or_a_keeper()
    {
        var tenant = await TenantAsync();
        var (owner, other, auditor) = (await tenant.MemberAsync(Role.AssetOwner), await tenant.MemberAsync(Role.RiskOwner), await tenant.MemberAsync(Role.InternalAuditor));
        var id = (await owner.SendAsync(Servers(shared: true))).Ok();
        var seen = (await ViewsAsync(other)).Single();
        (seen.Owner, seen.IsMine, seen.MayChange).ShouldBe((owner.Account.Name, false, false));
        (await other.SendAsync(new ChangeView(id, "Mine now", true, false, seen.Version))).Error.ShouldBe(Error.Forbidden);
        (await auditor.SendAsync(Servers(shared: true))).Error!.Code.ShouldBe("view.not-yours-to-share");
        (await auditor.SendAsync(Servers())).IsSuccess.ShouldBeTrue();
        // Who does not see the list does not see its views.
        (await (await tenant.MemberAsync(Role.Employee)).SendAsync(new ListViews(ViewLists.Assets))).Error.ShouldBe(Error.NotFound);
        (await (await tenant.MemberAsync(Role.Employee)).SendAsync(Servers())).Error.ShouldBe(Error.NotFound);
        (await tenant.Manager.SendAsync(new ChangeView(id, "Server racks", true, true, seen.Version))).IsSuccess.ShouldBeTrue();
        (await ViewsAsync(other)).Single().Name.ShouldBe("Server racks");
    }

    [Fact]
    public async Task A_list_opens_with_the_default_and_all_of_it_stays_within_reach()
    {
        var tenant = await TenantAsync();
        var other = await tenant.MemberAsync(Role.AssetOwner);
        var id = (await tenant.Manager.SendAsync(Servers(shared: true))).Ok();
        foreach (var who in new[] { tenant.Manager, other }) { (await who.SendAsync(new OpenListWithView(id, true))).IsSuccess.ShouldBeTrue(); }
        var opened = await PageAsync(tenant.Manager, tenant, "assets");
        opened.ShouldNotContain("Alpha mail");
        opened.ShouldContain($"assets?view={id}\" aria-current=\"page\"");
        opened.ShouldContain($"/t/{tenant.Slug}/assets?view=all\"");
        (await PageAsync(tenant.Manager, tenant, "assets?view=all")).ShouldContain("Alpha mail");
        // A filter that is taken away leads to all, not back to the default.
        (await PageAsync(tenant.Manager, tenant, "assets?critical=true")).ShouldContain("name=\"base\" value=\"all\"");
        (await PageAsync(tenant.Manager, tenant, "assets?base=all")).ShouldContain("Alpha mail");
        // Taken back by its owner, it opens nothing for others any more.
        var version = (await ViewsAsync(tenant.Manager)).Single().Version;
        (await tenant.Manager.SendAsync(new ChangeView(id, "Racks", false, false, version))).IsSuccess.ShouldBeTrue();
        (await PageAsync(other, tenant, "assets")).ShouldContain("Alpha mail");
        (await PageAsync(tenant.Manager, tenant, "assets")).ShouldNotContain("Alpha mail");
        (await tenant.Manager.SendAsync(new ForgetView(id, version + 1))).IsSuccess.ShouldBeTrue();
        (await PageAsync(tenant.Manager, tenant, "assets")).ShouldContain("Alpha mail");
    }

    [Theory]
    [InlineData(ViewLists.People, "people", "q=nobody", "Nobody matches these filters")]
    [InlineData(ViewLists.Processes, "processes", "q=nothing-of-this-name", "No processes match these filters")]
    [InlineData(ViewLists.Evidence, "evidence", "superseded=true", "No evidence yet")]
    [InlineData(ViewLists.LegalRequirements, "legal-requirements", "q=nothing-of-this-name", "Nothing in the register matches these filters")]
    [InlineData(ViewLists.Issues, "context/issues", "q=nothing-of-this-name", "No issues match these filters")]
    [InlineData(ViewLists.Parties, "interested-parties", "q=nothing-of-this-name", "No parties match these filters")]
    [InlineData(ViewLists.Objectives, "business-objectives", "q=nothing-of-this-name", "No objectives match these filters")]
    [InlineData(ViewLists.Controls, "controls", "q=nothing-of-this-name", "No controls match these filters")]
    [InlineData(ViewLists.ControlTests, "control-tests", "q=nothing-of-this-name", "No tests match these filters")]
    [InlineData(ViewLists.Risks, "risks", "q=nothing-of-this-name", "No risks match these filters")]
    [InlineData(ViewLists.RiskAssessments, "risk-assessments", "q=nothing-of-this-name", "No assessments match these filters")]
    [InlineData(ViewLists.TreatmentActions, "treatment-actions", "q=nothing-of-this-name", "No actions match these filters")]
    [InlineData(ViewLists.AuditLog, "settings/audit-log", "q=nothing-of-this-name", "No events match these filters")]
    public async Task Every_list_has_them_by_the_same_mechanism(string list, string path, string query, string shown)
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(new SaveView(Guid.CreateVersion7(), list, query + "&type2=x", "Kept", false, true))).Ok();
        (await ViewsAsync(tenant.Manager, list)).Single().Query.ShouldBe(query);
        (await ViewsAsync(tenant.Manager)).ShouldBeEmpty();
        var html = await PageAsync(tenant.Manager, tenant, $"{path}?view={id}");
        html.ShouldContain(shown);
        html.ShouldContain($"{path}?view={id}\" aria-current=\"page\"");
        html.ShouldContain("This view: Kept");
    }

    [Fact]
    public async Task The_past_shows_the_views_of_then_and_changes_none()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(Servers(pinned: true))).Ok();
        await tenant.Manager.SendAsync(new OpenListWithView(id, true));
        var past = await PageAsync(tenant.Manager, tenant, $"assets?as_of={TimeProvider.System.GetUtcNow():O}".Replace("+", "%2B", StringComparison.Ordinal));
        past.ShouldContain("Racks");
        past.ShouldNotContain("Alpha mail");
        past.ShouldNotContain("Save as new");
        past.ShouldNotContain("This view:");
        (await PageAsync(tenant.Manager, tenant, "assets?as_of=1990-05-01")).ShouldNotContain("Racks");
    }

    [Fact]
    public async Task The_part_that_is_replaced_brings_what_can_be_done_with_the_view_and_links_that_lead_on()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(Servers())).Ok();
        var part = await PageAsync(tenant.Manager, tenant, $"assets?base={id}&type=Service", ("HX-Request", "true"), ("HX-Request-Type", "partial"));
        part.ShouldContain("<section id=\"view-acts\" hx-swap-oob=\"true\">");
        part.ShouldContain("Save changes");
        part.ShouldContain($"href=\"/t/{tenant.Slug}/assets/");
        part.ShouldNotContain("class=\"view-bar\"");
    }

    [Fact]
    public async Task Who_leaves_takes_their_own_views_along_and_leaves_the_shared_ones()
    {
        var tenant = await TenantAsync();
        var leaver = await tenant.MemberAsync(Role.AssetOwner);
        var own = (await leaver.SendAsync(Servers(name: "Own"))).Ok();
        var shared = (await leaver.SendAsync(Servers(shared: true, name: "Shared"))).Ok();
        await leaver.SendAsync(new OpenListWithView(own, true));
        (await tenant.Manager.SendAsync(new MarkPersonLeft(leaver.PersonId, null, tenant.Manager.PersonId))).IsSuccess.ShouldBeTrue();
        (await tenant.ReadAsync(db => db.SavedViews.Select(v => v.Id).ToListAsync())).ShouldBe([shared]);
        (await tenant.ReadAsync(db => db.DefaultViews.CountAsync())).ShouldBe(0);
        (await ViewsAsync(tenant.Manager)).Single().MayChange.ShouldBeTrue();
    }

    [Fact]
    public async Task There_is_an_end_to_views_and_to_what_one_holds()
    {
        var tenant = await TenantAsync();
        for (var i = 0; i < SaveView.Most; i++) { (await tenant.Manager.SendAsync(Servers(name: $"View {i}"))).IsSuccess.ShouldBeTrue(); }
        (await tenant.Manager.SendAsync(Servers(name: "One more"))).Error!.Code.ShouldBe("view.too-many");
        (await tenant.Manager.SendAsync(Servers(name: "Shared", shared: true))).IsSuccess.ShouldBeTrue();
        for (var i = 1; i < SaveView.Most; i++) { (await tenant.Manager.SendAsync(Servers(name: $"Shared {i}", shared: true))).IsSuccess.ShouldBeTrue(); }
        var own = (await ViewsAsync(tenant.Manager)).First(v => !v.IsShared);
        (await tenant.Manager.SendAsync(new ChangeView(own.Id, own.Name, Shared: true, Pinned: false, own.Version))).Error!.Code.ShouldBe("view.too-many");
        (await tenant.Manager.SendAsync(new ChangeView(own.Id, "Renamed", Shared: false, Pinned: true, own.Version))).Error.ShouldBeNull();
        var tooLong = new SaveView(Guid.CreateVersion7(), ViewLists.People, "q=" + new string('x', SavedView.QueryMaxLength), "Long", false, false);
        (await tenant.Manager.SendAsync(tooLong)).Error!.Code.ShouldBe("view.too-long");
    }
}
