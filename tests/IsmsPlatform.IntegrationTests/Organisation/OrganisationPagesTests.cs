using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Organisation;

/// <summary>Profile and locations through their pages, both and units through the API.</summary>
public sealed class OrganisationPagesTests(PostgresServer server)
{
    [Fact]
    public async Task The_profile_changes_and_its_zone_and_threshold_hold_at_once()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var form = await browser.GetAsync($"/t/{tenant.Slug}/organisation/edit");
        (await browser.PostAsync($"/t/{tenant.Slug}/organisation/edit", form.Csrf, Profile(form.Field("Version"), "Lisbon works"))).Status.ShouldBe(HttpStatusCode.Redirect);
        var page = await browser.GetAsync($"/t/{tenant.Slug}/organisation");
        page.Text.ShouldContain("Lisbon works");
        page.Text.ShouldContain("Monday, Saturday");
        page.Text.ShouldContain("Portugal");
        page.Text.ShouldContain("changed the profile of the organisation");

        var stale = await browser.PostAsync($"/t/{tenant.Slug}/organisation/edit", page.Csrf, Profile(form.Field("Version"), "Too late"));
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Field("LegalName").ShouldBe("Too late");
        stale.Text.ShouldContain("Lisbon works");
    }

    [Fact]
    public async Task An_organisation_works_on_some_day_and_starts_its_year_in_some_month()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var form = await browser.GetAsync($"/t/{tenant.Slug}/organisation/edit");
        var refused = await browser.PostAsync($"/t/{tenant.Slug}/organisation/edit", form.Csrf,
            [.. Profile(form.Field("Version"), "Kept").Where(f => f.Item1 is not ("WorkingDays" or "FiscalYearStart")), ("FiscalYearStart", "13")]);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("Choose a value from 1 to 12.");
        refused.Field("LegalName").ShouldBe("Kept");
        refused = await browser.PostAsync($"/t/{tenant.Slug}/organisation/edit", form.Csrf, [.. Profile(form.Field("Version"), "Kept").Where(f => f.Item1 != "WorkingDays")]);
        refused.Text.ShouldContain("Choose at least one working day.");
    }

    [Fact]
    public async Task A_location_is_added_changed_and_refused_at_its_fields()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var list = $"/t/{tenant.Slug}/organisation/locations";
        (await browser.GetAsync(list)).Text.ShouldContain("No locations yet");
        var refused = await browser.SubmitAsync(list + "/new", list + "/new", ("Id", Guid.CreateVersion7().ToString()), ("Code", "GNT"), ("Name", "Ghent"), ("Kind", "Castle"), ("Country", "XX"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain("id=\"f-kind-error\"");
        var added = await browser.SubmitAsync(list + "/new", list + "/new", ("Id", Guid.CreateVersion7().ToString()), ("Code", "GNT"), ("Name", "Ghent"), ("Kind", "Office"), ("ZoneLevel", "Secure"), ("Country", "BE"));
        added.Status.ShouldBe(HttpStatusCode.Redirect);
        var page = await browser.GetAsync(added.Location!);
        page.Text.ShouldContain("Zone: Secure");
        page.Text.ShouldContain("Belgium");
        var form = await browser.GetAsync(added.Location + "/edit");
        (await browser.PostAsync(added.Location + "/edit", form.Csrf, ("Code", "GNT"), ("Name", "Gent"), ("Kind", "Office"), ("ZoneLevel", "Office"), ("Version", form.Field("Version")))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync(list)).Text.ShouldContain("Gent");
    }

    [Fact]
    public async Task Whoever_may_only_look_sees_no_form_and_no_button()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var browser = await (await tenant.MemberAsync(Role.InternalAuditor)).BrowserAsync();
        var page = await browser.GetAsync($"/t/{tenant.Slug}/organisation/units");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.ShouldNotContain("organisation/units/new");
        (await browser.GetAsync($"/t/{tenant.Slug}/organisation/units/new")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync($"/t/{tenant.Slug}/organisation/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Other_systems_read_units_and_locations_page_by_page()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        for (var i = 0; i < 5; i++) { await tenant.Manager.SendAsync(new CreateUnit(Guid.CreateVersion7(), $"U{i}", $"Unit {i}", null, null, null, null)); }
        var location = (await tenant.Manager.SendAsync(new CreateLocation(Guid.CreateVersion7(), "HQ", "Head office", null, "BE", LocationKind.Office, ZoneLevel.Office, null))).Value;
        using var client = await tenant.ApiAsync(ApiScopes.OrganisationRead);
        List<string> names = [];
        string? next = null;
        do
        {
            using var page = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/units?size=2{(next is null ? "" : $"&after={next}")}"));
            names.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("name").GetString()!));
            next = page.RootElement.GetProperty("next").GetString();
        }
        while (next is not null);
        names.ShouldBe(["Unit 0", "Unit 1", "Unit 2", "Unit 3", "Unit 4"]);

        using var one = await client.GetAsync(new Uri($"/api/v1/locations/{location}", UriKind.Relative));
        one.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await one.Content.ReadAsStringAsync()).ShouldContain("\"kind\":\"Office\"");
        using var unchanged = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/locations/{location}");
        unchanged.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(one.Headers.ETag!.Tag));
        (await client.SendAsync(unchanged)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await client.GetAsync(new Uri("/api/v1/units?after=nonsense", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await client.GetAsync(new Uri("/api/v1/people", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static (string, string?)[] Profile(string? version, string name) =>
    [
        ("LegalName", name), ("Country", "PT"), ("TimeZone", "Europe/Lisbon"), ("Currency", "EUR"), ("FiscalYearStart", "4"), ("EmployeeCountBand", "UpTo9"),
        ("WorkingDays", "Monday"), ("WorkingDays", "Saturday"), ("CriticalityThreshold", "4"), ("Version", version),
    ];
}
