using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Controls;

/// <summary>Annex A, the organisation's own controls, and how they are put into practice.</summary>
public sealed class ControlTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        (await tenant.Manager.SendAsync(new AddAnnexA())).Ok().ShouldBe(93);
        return tenant;
    }

    private static async Task<Guid> IdAsync(TestTenant tenant, string code) => await tenant.ReadAsync(db => db.Controls.Where(c => c.Code == code).Select(c => c.Id).SingleAsync(Ct));

    private static async Task<IReadOnlyList<ControlRow>> FindAsync(TestMember by, ControlFilter filter) => (await by.SendAsync(new ListControls(filter, new(Size: 100)))).Ok().Items;

    private static ImplementControl Practice(TestTenant tenant, Guid control, ImplementationStatus status = ImplementationStatus.Operated) => new()
    {
        Id = Guid.CreateVersion7(),
        ControlId = control,
        Title = "Nightly backup",
        Description = "Full backup every night.",
        OwnerId = tenant.Manager.PersonId,
        Status = status,
        Maturity = 3,
        Frequency = OperationFrequency.Daily,
    };

    [Fact]
    public async Task Controls_are_offered_in_the_order_of_Annex_A_wherever_they_are_chosen()
    {
        var tenant = await TenantAsync();
        (await tenant.Manager.SendAsync(new FindActionLinks(ActionLinkKind.Control, "A.5.", []))).Ok().Take(11).Select(c => c.Name.Split(' ')[0]).ShouldBe(Enumerable.Range(1, 11).Select(n => $"A.5.{n}"));
        string[] codes = ["A.5.10", "A.5.2", "A.5.1"];
        foreach (var code in codes) { (await tenant.Manager.SendAsync(Practice(tenant, await IdAsync(tenant, code)))).Ok(); }
        (await tenant.Manager.SendAsync(new FindRiskLinks(RiskLinkKind.Control, null, []))).Ok().Select(c => c.Name.Split(' ')[0]).ShouldBe(["A.5.1", "A.5.2", "A.5.10"]);
        List<Guid> chosen = [];
        foreach (var code in codes) { chosen.Add(await IdAsync(tenant, code)); }
        (await tenant.Manager.SendAsync(new FindActionLinks(ActionLinkKind.Control, "none such", chosen))).Ok().Select(c => c.Name.Split(' ')[0]).ShouldBe(["A.5.1", "A.5.2", "A.5.10"]);
    }

    [Fact]
    public async Task All_of_Annex_A_is_there_in_its_order_and_once()
    {
        var tenant = await TenantAsync();
        (await tenant.Manager.SendAsync(new AddAnnexA())).Ok().ShouldBe(0);
        var all = await FindAsync(tenant.Manager, new ControlFilter());
        all.Count.ShouldBe(93);
        (all[0].Code, all[36].Code, all[37].Code, all[92].Code).ShouldBe(("A.5.1", "A.5.37", "A.6.1", "A.8.34"));
        all.GroupBy(c => c.Theme).Select(g => g.Count()).ShouldBe([37, 8, 14, 34]);
        (await FindAsync(tenant.Manager, new ControlFilter { Theme = [ControlTheme.People], Type = [ControlType.Corrective] })).ShouldAllBe(c => c.Theme == ControlTheme.People && c.Types.Contains("Corrective"));
        (await FindAsync(tenant.Manager, new ControlFilter { Capability = [OperationalCapability.Continuity], Concept = [CybersecurityConcept.Recover], Property = [SecurityProperty.Availability], Domain = [SecurityDomain.Protection] })).Select(c => c.Code).ShouldContain("A.8.13");
        (await FindAsync(tenant.Manager, new ControlFilter { Nature = [ControlNature.Physical] })).ShouldAllBe(c => c.Nature == ControlNature.Physical);
        (await FindAsync(tenant.Manager, new ControlFilter { Q = "backup" })).Select(c => c.Code).ShouldContain("A.8.13");
    }

    [Fact]
    public async Task A_control_of_the_standard_stays_as_it_is()
    {
        var tenant = await TenantAsync();
        var backup = await IdAsync(tenant, "A.8.13");
        (await tenant.Manager.SendAsync(new ChangeControl { Id = backup, Version = 1, Title = "Backup", Theme = ControlTheme.Technological, Nature = ControlNature.Technical })).Error.ShouldBe(ControlErrors.OfAnnex);
        (await tenant.Manager.SendAsync(new RetireControl(backup, 1))).Error.ShouldBe(ControlErrors.OfAnnex);
        var browser = await tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/controls/{backup}/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync($"/t/{tenant.Slug}/controls/{backup}")).Html.ShouldNotContain("/retire\"");
    }

    [Fact]
    public async Task An_own_control_is_defined_once_changed_and_retired_only_when_nothing_implements_it()
    {
        var tenant = await TenantAsync();
        var form = new DefineControl { Id = Guid.CreateVersion7(), Title = "Numbered seals", Theme = ControlTheme.Physical, Nature = ControlNature.Physical, Types = [ControlType.Detective] };
        var id = (await tenant.Manager.SendAsync(form)).Ok();
        (await tenant.Manager.SendAsync(form)).Ok().ShouldBe(id);
        (await tenant.Manager.SendAsync(form with { Title = "Other seals" })).Error.ShouldBe(ReviewErrors.SentBefore);
        (await tenant.Manager.SendAsync(new GetControl(id))).Ok().Code.ShouldMatch(@"^CTL-\d{4}-001$");
        (await FindAsync(tenant.Manager, new ControlFilter()))[^1].Id.ShouldBe(id, "own ones stand behind Annex A");
        (await FindAsync(tenant.Manager, new ControlFilter { Own = true })).ShouldHaveSingleItem();
        var practice = (await tenant.Manager.SendAsync(Practice(tenant, id))).Ok();
        var own = (await tenant.Manager.SendAsync(new GetCoverage())).Ok()[^1];
        (own.Id, own.IsOwn, own.Coverage).ShouldBe((id, true, ControlCoverage.Implemented));
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/controls/coverage")).Html.ShouldContain("controls?own=true&amp;coverage=Implemented");
        (await tenant.Manager.SendAsync(new RetireControl(id, 1))).Error.ShouldBe(ControlErrors.InUse);
        var ended = new ChangeImplementation { Id = practice, Version = 1, Title = "Nightly backup", OwnerId = tenant.Manager.PersonId, Status = ImplementationStatus.Retired };
        (await tenant.Manager.SendAsync(ended)).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new RetireControl(id, 1))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(Practice(tenant, id))).Error.ShouldBe(ControlErrors.Retired);
        (await FindAsync(tenant.Manager, new ControlFilter { Retired = true })).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await tenant.Manager.SendAsync(new GetCoverage())).Ok().ShouldNotContain(c => c.IsOwn);
        (await tenant.Manager.SendAsync(new ReinstateControl(id, 2))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_in_place_is_described_and_its_owner_is_active()
    {
        var tenant = await TenantAsync();
        var backup = await IdAsync(tenant, "A.8.13");
        (await tenant.Manager.SendAsync(Practice(tenant, backup) with { Description = " " })).Error.ShouldBe(ControlErrors.NotDescribed);
        (await tenant.Manager.SendAsync(Practice(tenant, backup, ImplementationStatus.Planned) with { Description = null })).Ok();
        var absent = (await tenant.Manager.SendAsync(new AddPerson(Guid.CreateVersion7(), "Absent Person", $"absent@{tenant.Slug}.example", PersonKind.Employee, null, null, null, null, null, null, null, Invite: false))).Ok();
        (await tenant.Manager.SendAsync(new MarkPersonAbsent(absent))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(Practice(tenant, backup) with { OwnerId = absent })).Error.ShouldBe(ControlErrors.OwnerNotActive);
        (await FindAsync(tenant.Manager, new ControlFilter { Works = true })).ShouldBeEmpty();
        (await tenant.Manager.SendAsync(Practice(tenant, backup))).Ok();
        var row = (await FindAsync(tenant.Manager, new ControlFilter { Works = true })).ShouldHaveSingleItem();
        (row.Code, row.Implementations, row.Working).ShouldBe(("A.8.13", 2, 1));
        (await FindAsync(tenant.Manager, new ControlFilter { Works = false })).Count.ShouldBe(92);
    }

    [Fact]
    public async Task An_owner_changes_their_own_and_nobody_elses()
    {
        var tenant = await TenantAsync();
        var backup = await IdAsync(tenant, "A.8.13");
        var owner = await tenant.MemberAsync(Role.ControlOwner);
        var theirs = (await tenant.Manager.SendAsync(Practice(tenant, backup) with { OwnerId = owner.PersonId })).Ok();
        var others = (await tenant.Manager.SendAsync(Practice(tenant, backup))).Ok();
        var change = new ChangeImplementation { Id = theirs, Version = 1, Title = "Backup every night", Description = "Every night.", OwnerId = owner.PersonId, Status = ImplementationStatus.Operated };
        (await owner.SendAsync(change)).Error.ShouldBeNull();
        (await owner.SendAsync(change)).Error.ShouldBe(Error.Stale);
        (await owner.SendAsync(change with { Id = others })).Error.ShouldBe(Error.Forbidden);
        (await FindAsync(owner, new ControlFilter { Owner = "me" })).ShouldHaveSingleItem().Code.ShouldBe("A.8.13");
        var browser = await owner.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/control-implementations/{theirs}/edit")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/t/{tenant.Slug}/control-implementations/{others}/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync($"/t/{tenant.Slug}/controls/{backup}")).Html.ShouldNotContain("implementations/new");
    }

    [Fact]
    public async Task Two_who_edit_at_once_see_both_and_a_refused_form_loses_nothing()
    {
        var tenant = await TenantAsync();
        var backup = await IdAsync(tenant, "A.8.13");
        var id = (await tenant.Manager.SendAsync(Practice(tenant, backup))).Ok();
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/control-implementations/{id}/edit";
        (string, string?)[] Fields(string title, string version) => [("Title", title), ("Description", "Every night."), ("Status", "Operated"), ("OwnerId", tenant.Manager.PersonId.ToString()), ("Version", version)];
        (await browser.SubmitAsync(url, url, Fields("Backup at two", "1"))).Status.ShouldBe(HttpStatusCode.Found);
        var conflict = await browser.SubmitAsync(url, url, Fields("Backup at three", "1"));
        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.Text.ShouldContain("Backup at two");
        conflict.Field("Title").ShouldBe("Backup at three");
        var refused = await browser.SubmitAsync(url, url, [.. Fields("Backup at four", "2"), ("Maturity", "9")]);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("Choose a value from 0 to 5.");
        refused.Field("Title").ShouldBe("Backup at four");
    }

    [Fact]
    public async Task Another_system_defines_a_control_and_says_how_it_is_put_into_practice()
    {
        var tenant = await TenantAsync();
        using var client = await tenant.ApiAsync("controls:write");
        async Task<(HttpStatusCode Status, JsonNode Body, string? Tag)> SendAsync(HttpMethod method, string url, string? body = null, string? ifMatch = null)
        {
            using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
            if (ifMatch is not null) { request.Headers.TryAddWithoutValidation("If-Match", ifMatch); }
            using var answer = await client.SendAsync(request, Ct);
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!, answer.Headers.ETag?.Tag);
        }
        var created = await SendAsync(HttpMethod.Post, "/api/v1/controls", """{"title":"Numbered seals","theme":"Physical","nature":"Physical","types":["Detective"]}""");
        created.Status.ShouldBe(HttpStatusCode.Created);
        var control = $"/api/v1/controls/{created.Body["id"]}";
        var patched = await SendAsync(HttpMethod.Patch, control, """{"purpose":"Leaves a trace"}""", "\"1\"");
        ((string?)patched.Body["purpose"], (string?)patched.Body["types"]![0]).ShouldBe(("Leaves a trace", "Detective"));
        var practice = await SendAsync(HttpMethod.Post, $"{control}/implementations", $$"""{"title":"Seal round","status":"Operated","ownerId":"{{tenant.Manager.PersonId}}"}""");
        practice.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "what is in place is described");
        practice = await SendAsync(HttpMethod.Post, $"{control}/implementations", $$"""{"title":"Seal round","status":"Operated","description":"Compare the numbers.","ownerId":"{{tenant.Manager.PersonId}}"}""");
        practice.Status.ShouldBe(HttpStatusCode.Created);
        var changed = await SendAsync(HttpMethod.Patch, $"/api/v1/control-implementations/{practice.Body["id"]}", """{"status":"Retired"}""", "\"1\"");
        ((string?)changed.Body["status"]).ShouldBe("Retired");
        ((string?)(await SendAsync(HttpMethod.Get, control)).Body["implementations"]![0]!["status"]).ShouldBe("Retired");
    }
}
