using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Applicability;

/// <summary>What leaves the program about the Statement of Applicability: tables, the Word document, the print view, the API. Each has all rows.</summary>
public sealed class SoaFilesTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SheetFormat.Csv)]
    [InlineData(SheetFormat.Xlsx)]
    public async Task A_table_has_all_93_rows_each_with_version_approver_and_fingerprint(SheetFormat format)
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.InForceAsync();
        var v = await w.ReadAsync(id);
        var download = (await w.Manager.SendAsync(new ExportSoa(id, format))).Ok();
        download.FileName.ShouldStartWith($"statement-of-applicability-{w.Tenant.Slug}-version-1.");
        using var file = new MemoryStream();
        await download.WriteAsync(file, Ct);
        await using var services = w.Tenant.App.Services.CreateAsyncScope();
        var table = services.ServiceProvider.GetRequiredService<ISpreadsheets>().Read(file.ToArray()).Ok();
        table.Rows.Count.ShouldBe(93);
        string? Cell(SheetRow row, string heading) => row.At(table.IndexOf(heading));
        table.Rows.Select(r => (Cell(r, "Version"), Cell(r, "Approved by"), Cell(r, "Fingerprint (SHA-256)"), Cell(r, "Approved on") is not null)).Distinct().ShouldHaveSingleItem().ShouldBe(("1", w.Scope.Top.Account.Name, v.Approval!.ContentHash, true));
        var excluded = table.Rows.Where(r => Cell(r, "Applicable") == "No").ShouldHaveSingleItem();
        (Cell(excluded, "Code"), Cell(excluded, "Justification")).ShouldBe(("A.8.30", SoaWorld.NotHere));
        var backup = table.Rows.Single(r => Cell(r, "Code") == "A.8.13");
        Cell(backup, "Risks")!.ShouldContain("Ransomware");
        (Cell(backup, "Reasons"), Cell(backup, "Implementations"), Cell(backup, "Status")).ShouldBe(("Risk", "Nightly backup", "Implemented"));
    }

    [Fact]
    public async Task The_document_is_valid_and_has_all_rows_with_version_approver_and_hash()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.InForceAsync();
        var v = await w.ReadAsync(id);
        var file = (await w.Manager.SendAsync(new WriteSoaDocument(id))).Ok();
        using var document = WordprocessingDocument.Open(new MemoryStream(file.Content), isEditable: false);
        new OpenXmlValidator().Validate(document, Ct).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        var body = document.MainDocumentPart!.Document!.Body!;
        body.Elements<Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val == "Heading1").Select(p => p.InnerText)
            .ShouldBe(["Version and approval", "A.5 Organisational controls", "A.6 People controls", "A.7 Physical controls", "A.8 Technological controls"]);
        foreach (var e in v.Entries) { body.InnerText.ShouldContain(e.Code + e.Title); }
        foreach (var part in (string[])[SoaWorld.NotHere, "Ransomware", "Nightly backup", "Fingerprint (SHA-256)", w.Scope.Top.Account.Name, v.Approval!.ContentHash]) { body.InnerText.ShouldContain(part); }
    }

    [Fact]
    public async Task The_print_view_has_all_rows_and_its_margins_name_version_and_approver()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.InForceAsync();
        var v = await w.ReadAsync(id);
        var browser = await w.Manager.BrowserAsync();
        var page = await browser.GetAsync($"/t/{w.Tenant.Slug}/soa/versions/{id}/print");
        foreach (var e in v.Entries) { page.Text.ShouldContain(e.Title); }
        foreach (var part in (string[])[SoaWorld.NotHere, "Ransomware", w.Scope.Top.Account.Name, v.Approval!.ContentHash]) { page.Text.ShouldContain(part); }
        var css = (await browser.GetAsync($"/t/{w.Tenant.Slug}/soa/versions/{id}/print.css")).Html;
        css.ShouldContain("counter(page)");
        css.ShouldContain("version 1");
        css.ShouldContain(v.Approval!.ContentHash[..16]);
    }

    [Fact]
    public async Task Whoever_may_only_read_sees_no_way_to_change_anything()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        var auditor = await (await w.Tenant.MemberAsync(Role.InternalAuditor)).BrowserAsync();
        var page = await auditor.GetAsync($"/t/{w.Tenant.Slug}/soa/versions/{id}");
        page.Text.ShouldContain("0 of 93 decided");
        page.Html.ShouldNotContain($"versions/{id}/submit");
        page.Html.ShouldNotContain("name=\"ids\"");
        (await auditor.GetAsync($"/t/{w.Tenant.Slug}/soa/versions/{id}/entries/{(await w.RowAsync(id, "A.8.13")).Id}")).Html.ShouldNotContain("name=\"Justification\"");
        var employee = await (await w.Tenant.MemberAsync(Role.Employee)).BrowserAsync();
        (await employee.GetAsync($"/t/{w.Tenant.Slug}/soa")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rows_are_decided_on_the_page_one_by_one_and_many_at_once_and_found_by_filter()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        var (browser, url) = (await w.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/soa/versions/{id}");
        var (first, second, third) = (await w.RowAsync(id, "A.5.1"), await w.RowAsync(id, "A.5.2"), await w.RowAsync(id, "A.5.3"));
        var saved = await browser.SubmitAsync($"{url}/entries/{first.Id}", $"{url}/entries/{first.Id}", ("Version", $"{first.Version}"), ("Applicable", "True"), ("Reasons", "Business"), ("Justification", "Everybody needs it."), ("next", "true"));
        saved.Headers["Location"].ShouldEndWith($"/entries/{second.Id}");
        await browser.SubmitAsync(url, url + "/baseline", ("ids", $"{second.Id}/{second.Version}"), ("ids", $"{third.Id}/{third.Version}"));
        var excluded = await browser.GetAsync(url + "?show=Excluded");
        excluded.Text.ShouldContain("No rows match these filters");
        var baseline = await browser.GetAsync(url + "?theme=Organizational&reason=Baseline");
        baseline.Text.ShouldContain("2 controls");
        baseline.Html.ShouldContain($"row-{second.Id}");
        baseline.Html.ShouldNotContain($"row-{first.Id}");
        (await browser.SubmitAsync(url, url + "/baseline")).Text.ShouldContain("Select the controls first.");
        var refused = await browser.SubmitAsync($"{url}/entries/{first.Id}", $"{url}/entries/{first.Id}", ("Version", "2"), ("Applicable", "False"), ("Justification", "Too short."));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var part in (string[])["Too short.", "at least 20 characters"]) { refused.Html.ShouldContain(part); }
    }

    [Fact]
    public async Task Other_systems_draft_decide_and_submit_but_do_not_approve()
    {
        var w = await SoaWorld.OfAsync(server);
        using var api = await w.Tenant.ApiAsync("soa:write");
        async Task<(HttpStatusCode Status, JsonElement Body, string? Tag)> SendAsync(HttpMethod method, string url, object? body = null, string? tag = null)
        {
            using var request = new HttpRequestMessage(method, "/api/v1/soa-versions" + url) { Content = body is null ? null : JsonContent.Create(body) };
            if (tag is not null) { request.Headers.TryAddWithoutValidation("If-Match", tag); }
            using var answer = await api.SendAsync(request, Ct);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, answer.Headers.ETag?.ToString());
        }
        var created = await SendAsync(HttpMethod.Post, "", new { });
        created.Status.ShouldBe(HttpStatusCode.Created, created.Body.ToString());
        var id = created.Body.GetProperty("id").GetGuid();
        created.Body.GetProperty("entries").GetArrayLength().ShouldBe(93);
        (await SendAsync(HttpMethod.Post, "", new { id })).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Post, "", new { })).Status.ShouldBe(HttpStatusCode.Conflict);
        var row = await w.RowAsync(id, "A.8.13");
        var read = await SendAsync(HttpMethod.Get, $"/{id}/entries/{row.Id}");
        (await SendAsync(HttpMethod.Patch, $"/{id}/entries/{row.Id}", new { justification = "x" })).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        var inUse = await SendAsync(HttpMethod.Patch, $"/{id}/entries/{row.Id}", new { applicable = false, justification = SoaWorld.NotHere }, read.Tag);
        (inUse.Status, inUse.Body.ToString().Contains("soa.excludes-in-use", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true), inUse.Body.ToString());
        (await SendAsync(HttpMethod.Patch, $"/{id}/entries/{row.Id}", new { reasons = new[] { "Risk", "Baseline" } }, read.Tag)).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Patch, $"/{id}/entries/{row.Id}", new { justification = "Too late." }, read.Tag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await SendAsync(HttpMethod.Patch, $"/{id}/entries/{row.Id}", new { reasons = new[] { "Legal" }, legalRequirementIds = new[] { Guid.NewGuid() } }, (await SendAsync(HttpMethod.Get, $"/{id}/entries/{row.Id}")).Tag)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await w.RowAsync(id, "A.8.13")).Reasons.ShouldBe([InclusionReason.Risk, InclusionReason.Baseline]);
        var tag = (await SendAsync(HttpMethod.Get, $"/{id}")).Tag;
        (await SendAsync(HttpMethod.Post, $"/{id}/submit", null, tag)).Body.ToString().ShouldContain("soa.incomplete");
        await w.CompleteAsync(id);
        (await SendAsync(HttpMethod.Post, $"/{id}/submit", null, (await SendAsync(HttpMethod.Get, $"/{id}")).Tag)).Body.GetProperty("state").GetString().ShouldBe("InReview");
        (await SendAsync(HttpMethod.Get, "")).Body.GetProperty("items")[0].GetProperty("applicable").GetInt32().ShouldBe(93);
    }

    [Fact]
    public async Task Of_the_demo_the_approved_version_has_93_rows_and_excludes_two_with_their_reasons()
    {
        var twins = await server.TwinsAsync();
        await using var services = twins.Services.CreateAsyncScope();
        var platform = services.ServiceProvider.GetRequiredService<Application.Shared.PlatformDb>();
        var tenant = platform.Tenants.Single(t => t.Slug == "kestrel");
        services.ServiceProvider.GetRequiredService<Application.Shared.Tenancy.RequestScope>().Enter(new(tenant.Id, tenant.Slug, tenant.Name, tenant.TimeZone, tenant.CriticalityThreshold), Application.Shared.Tenancy.Actor.Job("test") with { Permissions = Application.Shared.Tenancy.Permissions.Of([Role.InternalAuditor]) });
        var v = (await services.ServiceProvider.GetRequiredService<Mediator.ISender>().Send(new GetSoa(), Ct)).Ok();
        (v.VersionNo, v.State, v.Entries.Count).ShouldBe((1, SoaState.InForce, 93));
        v.Entries.Where(e => e.Applicable == false).Select(e => e.Code).ShouldBe(["A.7.6", "A.8.30"]);
        v.Entries.ShouldAllBe(e => e.Applicable == true ? e.Reasons.Count > 0 : e.Justification!.Length >= SoaEntry.JustificationMinLength);
        (await services.ServiceProvider.GetRequiredService<Mediator.ISender>().Send(new ListSoaFaults(v.Id), Ct)).Ok().ShouldBeEmpty("what the organisation does is what it approved");
        v.Entries.Where(e => e.Reasons.Contains(InclusionReason.Risk)).Select(e => e.Code).ShouldBe(["A.5.10", "A.5.18", "A.5.30", "A.5.34", "A.6.3", "A.7.5", "A.8.5", "A.8.12", "A.8.13", "A.8.14"]);
    }
}
