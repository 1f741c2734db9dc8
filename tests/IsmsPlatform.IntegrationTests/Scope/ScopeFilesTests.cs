using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Scope;

/// <summary>What leaves the program about the scope: the Word document, the print view, the API.</summary>
public sealed class ScopeFilesTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_valid_and_has_every_section_with_version_approver_and_hash()
    {
        var w = await ScopeWorld.OfAsync(server);
        var id = await w.InForceAsync();
        var file = (await w.Tenant.Manager.SendAsync(new WriteScopeDocument(id))).Ok();
        file.FileName.ShouldBe($"scope-{w.Tenant.Slug}-version-1.docx");
        using var document = WordprocessingDocument.Open(new MemoryStream(file.Content), isEditable: false);
        new OpenXmlValidator().Validate(document, Ct).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        var body = document.MainDocumentPart!.Document!.Body!;
        body.Elements<Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val == "Heading1").Select(p => p.InnerText)
            .ShouldBe(["Statement", "Inside", "Outside", "Interfaces", "What it rests on", "Version and approval"]);
        var v = await w.ReadAsync(id);
        foreach (var part in (string[])["The analytics platform for hospitals.", "HQ Ghent", "Lyon sales deskLocation" + ScopeWorld.Reason, "Fingerprint (SHA-256)", "Framework contract", "Grow", w.Top.Account.Name, "Top management", v.Approval!.ContentHash]) { body.InnerText.ShouldContain(part); }
        var download = await (await w.Tenant.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{id}/document");
        download.Headers["Content-Disposition"].ShouldContain(file.FileName);
    }

    [Fact]
    public async Task The_document_of_a_draft_says_on_each_page_that_it_does_not_hold()
    {
        var w = await ScopeWorld.OfAsync(server);
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id));
        using var document = WordprocessingDocument.Open(new MemoryStream((await w.Tenant.Manager.SendAsync(new WriteScopeDocument(id))).Ok().Content), isEditable: false);
        document.MainDocumentPart!.FooterParts.Single().Footer!.InnerText.ShouldContain("version 1: Draft");
        document.MainDocumentPart.Document!.Body!.InnerText.ShouldContain("version 1: Draft");
    }

    [Fact]
    public async Task The_print_view_is_one_document_with_all_of_it()
    {
        var w = await ScopeWorld.OfAsync(server);
        var id = await w.InForceAsync();
        var page = (await (await w.Tenant.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{id}/print")).Text;
        foreach (var part in (string[])["Scope of the information security management system", "The analytics platform for hospitals.", "Lyon sales desk", ScopeWorld.Reason, "Cloud provider", "Grow", w.Top.Account.Name, (await w.ReadAsync(id)).Approval!.ContentHash]) { page.ShouldContain(part); }
    }

    [Fact]
    public async Task The_margins_of_a_printed_page_name_organisation_version_and_approver_whatever_they_are_called()
    {
        var w = await ScopeWorld.OfAsync(server);
        var id = await w.InForceAsync();
        var v = await w.ReadAsync(id);
        await using var services = w.Tenant.App.Services.CreateAsyncScope();
        var css = Web.Features.Scope.PrintedMargins.Of(v, "Kestrel \"; } @import url(x) <\\", services.ServiceProvider.GetRequiredService<Application.Shared.Texts>());
        css.ShouldContain("content: \"Kestrel \\22 \\3b  \\7d  \\40 import url");
        css.ShouldNotContain("@import");
        var sheet = await (await w.Tenant.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{id}/print.css");
        sheet.Html.ShouldContain("counter(page)");
        sheet.Html.ShouldContain("Version 1");
    }

    [Fact]
    public async Task Everyone_reads_the_scope_in_force_and_nobody_else_sees_a_draft()
    {
        var w = await ScopeWorld.OfAsync(server);
        var reader = await (await w.Tenant.MemberAsync(Domain.People.Role.Employee)).BrowserAsync();
        var page = $"/t/{w.Tenant.Slug}/scope/in-force";
        (await reader.GetAsync(page)).Text.ShouldContain("No scope is in force");
        await w.InForceAsync();
        var draft = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(draft) with { Statement = "A secret plan." });
        var read = await reader.GetAsync(page);
        foreach (var part in (string[])["The analytics platform for hospitals.", "HQ Ghent", "Lyon sales desk", ScopeWorld.Reason, "Cloud provider", w.Top.Account.Name]) { read.Text.ShouldContain(part); }
        read.Html.ShouldContain($"href=\"{page}\"");
        read.Text.ShouldNotContain("A secret plan.");
        (await reader.GetAsync($"/t/{w.Tenant.Slug}/scope")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await reader.GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{draft}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Other_systems_read_and_filter_by_what_is_inside()
    {
        var w = await ScopeWorld.OfAsync(server);
        var process = (await w.Tenant.Manager.SendAsync(new Application.Processes.CreateProcess { Id = Guid.CreateVersion7(), Name = "Inside" })).Ok();
        (await w.Tenant.Manager.SendAsync(new Application.Processes.CreateProcess { Id = Guid.CreateVersion7(), Name = "Beside" })).Ok();
        await w.InForceAsync(new ScopeItemInput(Domain.Scope.ScopeItemKind.Process, process, true));
        using var api = await w.Tenant.ApiAsync("organisation:read", "people:read", "processes:read");
        async Task<string[]> NamesAsync(string url)
        {
            var items = JsonDocument.Parse(await api.GetStringAsync(new Uri("/api/v1/" + url, UriKind.Relative), Ct)).RootElement.GetProperty("items").EnumerateArray().ToList();
            items.ShouldAllBe(i => i.GetProperty("inScope").GetBoolean() == url.EndsWith("true"));
            return [.. items.Select(i => i.GetProperty("name").GetString()!)];
        }
        (await NamesAsync("locations?inScope=true")).ShouldBe(["HQ Ghent"]);
        (await NamesAsync("locations?inScope=false")).ShouldBe(["Lyon sales desk"]);
        (await NamesAsync("units?inScope=true")).ShouldBe(["Kestrel", "Sales"]);
        (await NamesAsync("units?inScope=false")).ShouldBeEmpty();
        (await NamesAsync("people?inScope=false")).ShouldBe(["Camille Lyon", "Hugo Lyon"]);
        (await NamesAsync("processes?inScope=true")).ShouldBe(["Inside"]);
        (await NamesAsync("processes?inScope=false")).ShouldBe(["Beside"]);
        (await (await w.Tenant.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/processes/export.csv?inScope=true")).Html.ShouldContain("In scope");
    }

    [Fact]
    public async Task Other_systems_draft_and_submit_but_do_not_approve()
    {
        var w = await ScopeWorld.OfAsync(server);
        using var api = await w.Tenant.ApiAsync("scope:write");
        async Task<(HttpStatusCode Status, JsonElement Body, string? Tag)> SendAsync(HttpMethod method, string url, object? body, string? tag = null)
        {
            using var request = new HttpRequestMessage(method, "/api/v1/scope-versions" + url) { Content = body is null ? null : JsonContent.Create(body) };
            if (tag is not null) { request.Headers.TryAddWithoutValidation("If-Match", tag); }
            using var answer = await api.SendAsync(request, Ct);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, answer.Headers.ETag?.ToString());
        }
        // A key must not write in the name of whoever is to approve it.
        var forged = await SendAsync(HttpMethod.Post, "", new { ownerId = (await w.Tenant.MemberAsync(Domain.People.Role.TopManagement)).PersonId });
        (forged.Status, forged.Body.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "approval.work-of-key"));
        var created = await SendAsync(HttpMethod.Post, "", new { });
        created.Status.ShouldBe(HttpStatusCode.Created);
        created.Body.GetProperty("ownerId").GetGuid().ShouldBe(w.Tenant.Manager.PersonId, "who answers for the key");
        var id = created.Body.GetProperty("id").GetGuid();
        (await SendAsync(HttpMethod.Post, "", new { ownerId = w.Tenant.Manager.PersonId })).Status.ShouldBe(HttpStatusCode.Conflict);
        var read = await SendAsync(HttpMethod.Get, $"/{id}", null);
        (await SendAsync(HttpMethod.Post, $"/{id}/submit", null)).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await SendAsync(HttpMethod.Post, $"/{id}/submit", null, read.Tag)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var patched = await SendAsync(HttpMethod.Patch, $"/{id}", new
        {
            statement = "The platform.",
            effectiveFrom = ScopeWorld.Today.ToString("yyyy-MM-dd"),
            nextReviewOn = ScopeWorld.Today.AddYears(1).ToString("yyyy-MM-dd"),
            objectives = new[] { w.Objective },
            items = new object[] { new { kind = "Unit", recordId = w.Root, included = true }, new { kind = "Location", recordId = w.Ghent, included = true }, new { kind = "Location", recordId = w.Lyon, included = false, justification = "No access." } },
        }, read.Tag);
        patched.Status.ShouldBe(HttpStatusCode.OK, patched.Body.ToString());
        patched.Body.GetProperty("items").GetArrayLength().ShouldBe(3);
        (await SendAsync(HttpMethod.Patch, $"/{id}", new { statement = "Too late." }, read.Tag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var again = await SendAsync(HttpMethod.Patch, $"/{id}", new { interfaces = new object[] { new { counterpart = "Hospitals", exchanged = "Data", direction = "In" } } }, patched.Tag);
        again.Body.GetProperty("items").GetArrayLength().ShouldBe(3); // what was not sent stays
        (await SendAsync(HttpMethod.Patch, $"/{id}", new { items = new object?[] { null } }, again.Tag)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(HttpMethod.Patch, $"/{id}", new { interfaces = new object?[] { null } }, again.Tag)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var unstorable = await SendAsync(HttpMethod.Patch, $"/{id}", new { interfaces = new object[] { new { counterpart = "Hospitals\0", exchanged = "Data" } } }, again.Tag);
        (unstorable.Status, unstorable.Body.GetProperty("errors")[0].GetProperty("field").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "interfaces[0].counterpart"));
        foreach (var list in (string[])["objectives", "legalRequirements", "issues", "requirements"])
        {
            var refused = await SendAsync(HttpMethod.Patch, $"/{id}", new Dictionary<string, object> { [list] = new object?[] { null } }, again.Tag);
            ((int)refused.Status).ShouldBeOneOf([400, 422], refused.Body.ToString());
            (await SendAsync(HttpMethod.Patch, $"/{id}", new Dictionary<string, object> { [list] = new[] { Guid.Empty } }, again.Tag)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
        (await SendAsync(HttpMethod.Post, $"/{id}/submit", null, again.Tag)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync(HttpMethod.Get, "", null)).Body.GetProperty("items")[0].GetProperty("state").GetString().ShouldBe("InReview");
    }
}
