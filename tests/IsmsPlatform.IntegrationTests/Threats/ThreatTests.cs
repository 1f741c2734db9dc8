using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Threats;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Threats;

/// <summary>The catalogues of threats and vulnerabilities: what is shipped, what an organisation makes of it, what it adds.</summary>
public sealed class ThreatTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    private static AddThreat Threat(string name) => new() { Id = Guid.CreateVersion7(), Name = name, Category = ThreatCategory.Physical, Origins = [ThreatOrigin.Deliberate], Affects = [SecurityProperty.Availability], Controls = ["A.7.5, a.5.29"] };

    private static AddVulnerability Vulnerability(string name, params Guid[] threats) => new() { Id = Guid.CreateVersion7(), Name = name, Category = VulnerabilityCategory.Site, Affects = [SecurityProperty.Integrity], ThreatIds = threats };

    [Fact]
    public async Task The_whole_catalogue_is_adopted_once_also_by_two_people_at_the_same_time()
    {
        var tenant = await TenantAsync();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => (await tenant.Manager.SendAsync(new AdoptThreats(null, All: true))).Ok()));
        both.Order().ShouldBe([0, 64]);
        (await tenant.Manager.SendAsync(new AdoptVulnerabilities(["V-018", "v-019"]))).Ok().ShouldBe(2);
        var untested = (await tenant.Manager.SendAsync(new ListVulnerabilities(new VulnerabilityFilter { Q = "restore tested" }, new()))).Ok().Items.ShouldHaveSingleItem();
        var view = (await tenant.Manager.SendAsync(new GetVulnerability(untested.Id))).Ok();
        view.Code.ShouldBe("V-018");
        view.Threats.ShouldNotBeEmpty("the threats that use it were adopted before");
        (await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.UseCase == nameof(AdoptThreats) && e.PartOf == null).CountAsync(Ct))).ShouldBe(1, "64 copies are told once");
    }

    [Fact]
    public async Task Threats_that_are_adopted_later_join_the_vulnerabilities_that_they_use()
    {
        var tenant = await TenantAsync();
        (await tenant.Manager.SendAsync(new AdoptVulnerabilities(["V-001"]))).Ok();
        (await tenant.Manager.SendAsync(new AdoptThreats(["T-034", "T-001"]))).Ok().ShouldBe(2);
        var unpatched = (await tenant.Manager.SendAsync(new ListVulnerabilities(new VulnerabilityFilter(), new()))).Ok().Items.ShouldHaveSingleItem();
        (await tenant.Manager.SendAsync(new GetVulnerability(unpatched.Id))).Ok().Threats.Select(t => t.Code).ShouldBe(["T-034"]);
    }

    [Fact]
    public async Task A_copy_is_changed_hidden_and_shown_again_and_the_starter_catalogue_stays()
    {
        var tenant = await TenantAsync();
        (await tenant.Manager.SendAsync(new AdoptThreats(["T-006"]))).Ok();
        var flood = (await tenant.Manager.SendAsync(new ListThreats(new ThreatFilter(), new()))).Ok().Items.ShouldHaveSingleItem();
        var change = new ChangeThreat { Id = flood.Id, Version = 1, Name = "Flood of the Leie", Category = ThreatCategory.Natural, Origins = [ThreatOrigin.Environmental], Affects = [SecurityProperty.Availability], Controls = ["A.7.5"] };
        (await tenant.Manager.SendAsync(change)).Ok();
        (await tenant.Manager.SendAsync(change)).Error.ShouldBe(Error.Stale);
        (await tenant.Manager.SendAsync(new HideThreat(flood.Id, 2))).Ok();
        (await tenant.Manager.SendAsync(change with { Version = 3 })).Error.ShouldBe(ThreatErrors.Hidden);
        (await tenant.Manager.SendAsync(new ListThreats(new ThreatFilter(), new()))).Ok().Items.ShouldBeEmpty();
        (await tenant.Manager.SendAsync(new ListThreats(new ThreatFilter { Hidden = true }, new()))).Ok().Items.ShouldHaveSingleItem().Name.ShouldBe("Flood of the Leie");
        (await tenant.Manager.SendAsync(new ShowThreat(flood.Id, 3))).Ok();
        var starter = (await tenant.Manager.SendAsync(new ListStarterThreats(new ThreatFilter { Q = "flood" }))).Ok();
        starter.Single(t => t.Id == "T-006").ShouldSatisfyAllConditions(t => t.Name.ShouldBe("Flood"), t => t.AdoptedAs.ShouldBe(flood.Id));
        (await tenant.Manager.SendAsync(new AdoptThreats(["T-006"]))).Ok().ShouldBe(0, "a changed copy is a copy");
    }

    [Fact]
    public async Task They_are_found_by_what_suffers_by_origin_and_by_control()
    {
        var tenant = await TenantAsync();
        (await tenant.Manager.SendAsync(new AdoptThreats(null, All: true))).Ok();
        async Task<IReadOnlyList<ThreatRow>> Find(ThreatFilter filter) => (await tenant.Manager.SendAsync(new ListThreats(filter, new(Size: 100)))).Ok().Items;
        (await Find(new ThreatFilter { Affects = [SecurityProperty.Confidentiality] })).ShouldAllBe(t => t.Affects.Contains(SecurityProperty.Confidentiality));
        (await Find(new ThreatFilter { Control = "A.8.13" })).ShouldAllBe(t => t.Controls.Contains("A.8.13"));
        (await Find(new ThreatFilter { Control = " a.8.13 " })).ShouldNotBeEmpty();
        var natural = await Find(new ThreatFilter { Origin = [ThreatOrigin.Environmental], Category = [ThreatCategory.Natural] });
        natural.Select(t => t.Code).ShouldContain("T-006");
        natural.ShouldAllBe(t => t.Origins.Contains(ThreatOrigin.Environmental));
        (await Find(new ThreatFilter { Q = "%" })).ShouldBeEmpty("a sign is a sign and no pattern");
    }

    [Fact]
    public async Task What_is_no_control_no_threat_of_ones_own_or_no_entry_is_refused_and_nothing_is_half_stored()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        var foreign = (await other.Manager.SendAsync(Threat("Theft of a van"))).Ok();
        (await tenant.Manager.SendAsync(Threat("Theft") with { Controls = ["A.9.9"] })).Error.ShouldBe(ThreatErrors.NoSuchControl);
        (await tenant.Manager.SendAsync(Vulnerability("Open gate", foreign))).Error.ShouldBe(ThreatErrors.NoSuchThreat);
        (await tenant.Manager.SendAsync(new AdoptThreats(["T-001", "T-999"]))).Error.ShouldBe(ThreatErrors.NoSuchEntry);
        (await tenant.Manager.SendAsync(new AdoptThreats([]))).Error.ShouldBe(ThreatErrors.NothingChosen);
        (await tenant.ReadAsync(db => db.Threats.CountAsync(Ct))).ShouldBe(0);
        (await tenant.ReadAsync(db => db.Vulnerabilities.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_form_again_is_one_threat_and_another_content_is_not_lost_in_silence()
    {
        var tenant = await TenantAsync();
        var form = Threat("Theft of a van");
        var id = (await tenant.Manager.SendAsync(form)).Ok();
        (await tenant.Manager.SendAsync(form)).Ok().ShouldBe(id);
        (await tenant.Manager.SendAsync(form with { Name = "Theft of two vans" })).Error.ShouldBe(ReviewErrors.SentBefore);
        var stored = (await tenant.Manager.SendAsync(new GetThreat(id))).Ok();
        stored.Name.ShouldBe("Theft of a van");
        stored.Code.ShouldMatch(@"^THR-\d{4}-001$");
        stored.ControlNames.Select(c => c.Id).ShouldBe(["A.5.29", "A.7.5"], "in the order of Annex A");
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_entered_and_the_catalogue_page_adopts_what_was_ticked()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var list = $"/t/{tenant.Slug}/threats";
        (await browser.GetAsync(list)).Text.ShouldContain("No threats yet");
        var refused = await browser.SubmitAsync($"{list}/new", $"{list}/new", ("Id", Guid.CreateVersion7().ToString()), ("Name", "Van stolen"), ("Category", "Physical"), ("Controls", "A.7.5, A.77.1"), ("Origins", "Deliberate"), ("Affects", "Availability"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("One of these is no control of Annex A.");
        refused.Field("Controls").ShouldBe("A.7.5, A.77.1");
        var bare = await browser.SubmitAsync($"{list}/new", $"{list}/new", ("Id", Guid.CreateVersion7().ToString()));
        bare.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bare.Text.ShouldContain("Choose at least one.");
        (await browser.SubmitAsync($"{list}/catalogue", $"{list}/adopt")).Text.ShouldContain("Choose at least one entry to adopt.");
        (await browser.SubmitAsync($"{list}/catalogue?control=A.8.13", $"{list}/adopt", ("Ids", "T-001"), ("Ids", "T-002"))).Location.ShouldBe(list);
        var after = await browser.GetAsync($"{list}/catalogue");
        after.Text.ShouldContain("Adopt all 62 that are missing");
        (await browser.GetAsync($"/t/{tenant.Slug}/search?q=water")).Text.ShouldContain("Water damage");
    }

    [Fact]
    public async Task Another_system_adopts_adds_patches_and_hides()
    {
        var tenant = await TenantAsync();
        using var client = await tenant.ApiAsync("risks:write");
        async Task<(HttpStatusCode Status, JsonNode Body, string? Tag)> SendAsync(HttpMethod method, string url, string? body = null, string? ifMatch = null)
        {
            using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
            if (ifMatch is not null) { request.Headers.TryAddWithoutValidation("If-Match", ifMatch); }
            using var answer = await client.SendAsync(request, Ct);
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!, answer.Headers.ETag?.Tag);
        }
        ((int)(await SendAsync(HttpMethod.Post, "/api/v1/threats/adopt", """{"ids":["T-034"]}""")).Body["adopted"]!).ShouldBe(1);
        (await SendAsync(HttpMethod.Get, "/api/v1/threats/starter?q=flood")).Body.AsArray().ShouldNotBeEmpty();
        var threat = (string?)(await SendAsync(HttpMethod.Get, "/api/v1/threats")).Body["items"]![0]!["id"];
        var created = await SendAsync(HttpMethod.Post, "/api/v1/vulnerabilities", $$"""{"name":"Open gate","category":"Site","affects":["Integrity"],"controls":["A.7.2"],"threatIds":["{{threat}}"]}""");
        (created.Status, (string?)created.Body["threats"]![0]!["code"]).ShouldBe((HttpStatusCode.Created, "T-034"));
        var url = $"/api/v1/vulnerabilities/{created.Body["id"]}";
        var patched = await SendAsync(HttpMethod.Patch, url, """{"threatIds":null,"name":"Gate without a lock"}""", "\"1\"");
        (patched.Status, patched.Body["threats"]!.AsArray().Count).ShouldBe((HttpStatusCode.OK, 0));
        ((bool)(await SendAsync(HttpMethod.Post, $"{url}/hide", ifMatch: patched.Tag)).Body["isHidden"]!).ShouldBeTrue();
        (await SendAsync(HttpMethod.Post, "/api/v1/threats", """{"name":"x","category":"Physical","origins":["Deliberate"],"affects":[]}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
