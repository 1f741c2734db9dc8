using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Methodologies;

/// <summary>From a draft to the methodology in force, and on to the next version.</summary>
public sealed class MethodologyTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_in_force_when_top_management_approves_it()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var top = await tenant.MemberAsync(Role.TopManagement);
        var id = await SubmittedAsync(tenant);
        (await tenant.Manager.SendAsync(new GetMethodology())).Error!.Code.ShouldBe("not-found");
        (await top.SendAsync(new Approve(await RequestAsync(tenant, id), "Good."))).Error.ShouldBeNull();
        var inForce = (await tenant.Manager.SendAsync(new GetMethodology())).Value;
        (inForce.Id, inForce.VersionNo, inForce.State).ShouldBe((id, 1, MethodologyState.InForce));
        inForce.Approval!.ContentHash.Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_new_version_begins_with_the_one_in_force_only_where_there_is_one()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var top = await tenant.MemberAsync(Role.TopManagement);
        var (browser, url) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/methodology/new");
        (await browser.GetAsync(url)).Text.ShouldNotContain("The version in force");
        (await top.SendAsync(new Approve(await RequestAsync(tenant, await SubmittedAsync(tenant)), null))).Error.ShouldBeNull();
        (await browser.GetAsync(url)).Text.ShouldContain("The version in force");
    }

    [Fact]
    public async Task Its_author_does_not_approve_it()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var both = await tenant.MemberAsync(Role.TopManagement, Role.IsmsManager);
        var id = Guid.CreateVersion7();
        (await both.SendAsync(new DraftMethodology(id, MethodologyStart.FiveByFive))).Error.ShouldBeNull();
        (await both.SendAsync(new SubmitMethodology(id, 1))).Error.ShouldBeNull();
        (await both.SendAsync(new Approve(await RequestAsync(tenant, id), null))).Error.ShouldBe(ApprovalErrors.OwnWork);
    }

    [Fact]
    public async Task An_edit_takes_the_request_back_and_nobody_approves_what_they_did_not_see()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var top = await tenant.MemberAsync(Role.TopManagement);
        var id = await SubmittedAsync(tenant);
        var request = await RequestAsync(tenant, id);
        var read = (await tenant.Manager.SendAsync(new GetMethodology(id))).Value;
        (await tenant.Manager.SendAsync(new ChangeMethodology(id, "We accept little.", read.Scales, read.Version))).Error.ShouldBeNull();
        (await top.SendAsync(new Approve(request, null))).Error.ShouldBe(ApprovalErrors.Superseded);
        (await tenant.Manager.SendAsync(new GetMethodology(id))).Value.State.ShouldBe(MethodologyState.Draft);
    }

    [Fact]
    public async Task A_rejection_makes_it_a_draft_again_and_says_why()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var top = await tenant.MemberAsync(Role.TopManagement);
        var id = await SubmittedAsync(tenant);
        (await top.SendAsync(new Reject(await RequestAsync(tenant, id), "Too many levels."))).Error.ShouldBeNull();
        var draft = (await tenant.Manager.SendAsync(new GetMethodology(id))).Value;
        (draft.State, draft.Rejection).ShouldBe((MethodologyState.Draft, "Too many levels."));
    }

    [Fact]
    public async Task Of_two_drafts_at_once_one_is_made()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tenant.Manager.SendAsync(new DraftMethodology(Guid.CreateVersion7(), MethodologyStart.ThreeByThree))));
        made.Count(m => m.IsSuccess).ShouldBe(1);
        made.Where(m => !m.IsSuccess).ShouldAllBe(m => m.Error == MethodologyErrors.DraftedAlready);
    }

    [Fact]
    public async Task The_next_version_begins_with_the_one_in_force_and_supersedes_it()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var top = await tenant.MemberAsync(Role.TopManagement);
        (await tenant.Manager.SendAsync(new DraftMethodology(Guid.CreateVersion7(), MethodologyStart.InForce))).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Start");
        var first = await SubmittedAsync(tenant);
        (await top.SendAsync(new Approve(await RequestAsync(tenant, first), null))).Error.ShouldBeNull();
        var second = Guid.CreateVersion7();
        (await tenant.Manager.SendAsync(new DraftMethodology(second, MethodologyStart.InForce))).Error.ShouldBeNull();
        var draft = (await tenant.Manager.SendAsync(new GetMethodology(second))).Value;
        (await tenant.Manager.SendAsync(new ChangeMethodology(second, draft.Appetite, draft.Scales with { Threshold = 1 }, draft.Version))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new SubmitMethodology(second, draft.Version + 1))).Error.ShouldBeNull();
        (await top.SendAsync(new Approve(await RequestAsync(tenant, second), null))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new GetMethodology(first))).Value.State.ShouldBe(MethodologyState.Superseded);
        var changes = (await tenant.Manager.SendAsync(new CompareMethodologies(second))).Value;
        changes.Rows.Where(r => r.Path == "Threshold").ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Before.ShouldBe("Medium"), r => r.After.ShouldBe("Low"));
    }

    [Fact]
    public async Task The_database_changes_no_approved_methodology()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var top = await tenant.MemberAsync(Role.TopManagement);
        var id = await SubmittedAsync(tenant);
        (await top.SendAsync(new Approve(await RequestAsync(tenant, id), null))).Error.ShouldBeNull();
        await using var change = app.Database.Superuser.CreateCommand($"update app.risk_methodology set appetite = 'Everything' where id = '{id}'");
        (await Should.ThrowAsync<PostgresException>(() => change.ExecuteNonQueryAsync(Ct))).MessageText.ShouldBe("an approved methodology is never changed");
        (await tenant.Manager.SendAsync(new ChangeMethodology(id, "Everything", MethodologyPresets.FiveByFive, 3))).Error.ShouldBe(MethodologyErrors.Closed);
    }

    [Fact]
    public async Task The_form_names_the_cell_that_is_wrong_and_loses_nothing()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var id = await DraftedAsync(tenant);
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/methodology/versions/{id}";
        var form = await browser.GetAsync($"{url}/edit");
        var wrong = (await tenant.Manager.SendAsync(new GetMethodology(id))).Value.Scales;
        var fields = FieldsOf(wrong, "We accept little.");
        var again = await browser.PostAsync($"{url}/edit", form.Csrf, [.. fields.Where(f => f.Name != "Scales.Matrix[0][0]"), ("Scales.Matrix[0][0]", "4")]);
        again.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        again.Text.ShouldContain("The level must not fall when the likelihood rises");
        again.Text.ShouldContain("We accept little.");
        (await browser.PostAsync($"{url}/edit", form.Csrf, [.. fields])).Location.ShouldBe(url);
        (await browser.GetAsync(url)).Text.ShouldContain("We accept little.");
    }

    [Fact]
    public async Task A_draft_made_under_fewer_rules_says_what_is_missing_before_anybody_is_asked_to_approve_it()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var id = await DraftedAsync(tenant);
        await using (var old = app.Database.Superuser.CreateCommand($"""update app.risk_methodology set scales = replace(scales::text, '"Less than once in ten years"', 'null')::jsonb where id = '{id}'""")) { await old.ExecuteNonQueryAsync(Ct); }
        var draft = (await tenant.Manager.SendAsync(new GetMethodology(id))).Value;
        (await tenant.Manager.SendAsync(new SubmitMethodology(id, draft.Version))).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Scales.Likelihood[0].Definition");
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/methodology/versions/{id}";
        var page = await browser.GetAsync(url);
        page.Text.ShouldContain("Say what “Rare” means");
        page.Text.ShouldNotContain("Ask for approval");
        var refused = await browser.PostAsync($"{url}/submit", page.Csrf, ("version", $"{draft.Version}"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain($"{url}/edit#");
    }

    [Fact]
    public async Task Another_size_is_drawn_without_saving_anything()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var id = await DraftedAsync(tenant);
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/methodology/versions/{id}";
        var form = await browser.GetAsync($"{url}/edit");
        var scales = (await tenant.Manager.SendAsync(new GetMethodology(id))).Value.Scales;
        var resized = await browser.PostAsync($"{url}/resize", form.Csrf, [.. FieldsOf(scales with { Impact = [new("Harmless"), .. scales.Impact.Skip(1)] }, "Little."), ("Likelihoods", "5"), ("Impacts", "6"), ("RiskLevels", "4"), ("Dimensions", "5")]);
        resized.Status.ShouldBe(HttpStatusCode.OK);
        resized.Html.ShouldContain("Scales.Matrix[4][5]");
        resized.Html.ShouldContain("Harmless");
        (await tenant.Manager.SendAsync(new GetMethodology(id))).Value.Scales.Impact.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Another_system_drafts_and_asks_by_the_api()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        using var client = await tenant.ApiAsync("methodology:write");
        // A key must not write in the name of whoever is to approve it; what it drafts is the work of whoever answers for it.
        using var forged = await client.PostAsJsonAsync("/api/v1/methodologies", new { start = "FourByFour", authorId = (await tenant.MemberAsync(Role.TopManagement)).PersonId }, Ct);
        forged.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var made = await client.PostAsJsonAsync("/api/v1/methodologies", new { start = "FourByFour" }, Ct);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await tenant.ReadAsync(db => db.RiskMethodologies.Select(m => m.AuthorId).SingleAsync(Ct))).ShouldBe(tenant.Manager.PersonId);
        using var second = await client.PostAsJsonAsync("/api/v1/methodologies", new { start = "FourByFour" }, Ct);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var read = await client.GetAsync(made.Headers.Location, Ct);
        using var body = JsonDocument.Parse(await read.Content.ReadAsStringAsync(Ct));
        body.RootElement.GetProperty("scales").GetProperty("matrix")[3][3].GetInt32().ShouldBe(4);
        using var patch = new HttpRequestMessage(HttpMethod.Patch, made.Headers.Location) { Content = JsonContent.Create(new { appetite = "Little." }) };
        patch.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.Tag);
        using var patched = await client.SendAsync(patch, Ct);
        patched.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var scales in (string[])["""{"likelihood": null}""", """{"levels": [null]}""", """{"dimensions": [{"name": "Money", "definitions": null}]}""", """{"matrix": [null]}""", """{"limits": null}""", """{"impact": [{"name": "Bad\u0000"}]}"""])
        {
            using var broken = new HttpRequestMessage(HttpMethod.Patch, made.Headers.Location) { Content = new StringContent($$"""{"scales": {{scales}}}""", Encoding.UTF8, "application/json") };
            broken.Headers.TryAddWithoutValidation("If-Match", patched.Headers.ETag!.Tag);
            using var refused = await client.SendAsync(broken, Ct);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, scales);
        }
        using var submit = new HttpRequestMessage(HttpMethod.Post, $"{made.Headers.Location}/submit");
        submit.Headers.TryAddWithoutValidation("If-Match", patched.Headers.ETag!.Tag);
        using var submitted = await client.SendAsync(submit, Ct);
        (await submitted.Content.ReadAsStringAsync(Ct)).ShouldContain("InReview");
    }

    /// <summary>What a browser sends from the form.</summary>
    private static List<(string Name, string? Value)> FieldsOf(RiskScales s, string appetite)
    {
        List<(string, string?)> fields = [("Version", "1"), ("Appetite", appetite), ("Scales.Threshold", $"{s.Threshold}"), ("Scales.NeverFrom", ""), ("Scales.AssessmentFloor", $"{s.AssessmentFloor}")];
        fields.AddRange(s.Likelihood.SelectMany((l, i) => new (string, string?)[] { ($"Scales.Likelihood[{i}].Name", l.Name), ($"Scales.Likelihood[{i}].Definition", l.Definition), ($"Scales.Likelihood[{i}].YearlyFrom", l.YearlyFrom?.ToString(CultureInfo.InvariantCulture)), ($"Scales.Likelihood[{i}].YearlyTo", l.YearlyTo?.ToString(CultureInfo.InvariantCulture)) }));
        fields.AddRange(s.Impact.Select((p, i) => ($"Scales.Impact[{i}].Name", (string?)p.Name)));
        fields.AddRange(s.Dimensions.SelectMany((d, i) => d.Definitions.Select((text, n) => ($"Scales.Dimensions[{i}].Definitions[{n}]", (string?)text)).Prepend(($"Scales.Dimensions[{i}].Name", d.Name))));
        fields.AddRange(s.Levels.SelectMany((l, i) => new (string, string?)[] { ($"Scales.Levels[{i}].Name", l.Name), ($"Scales.Levels[{i}].Shade", $"{l.Shade}"), ($"Scales.Levels[{i}].Response", l.Response), ($"Scales.Levels[{i}].ResponseDays", $"{l.ResponseDays}"), ($"Scales.Levels[{i}].ReviewMonths", $"{l.ReviewMonths}") }));
        fields.AddRange(s.Matrix.SelectMany((row, l) => row.Select((cell, i) => ($"Scales.Matrix[{l}][{i}]", (string?)$"{cell}"))));
        fields.AddRange(s.Limits.SelectMany((l, i) => new (string, string?)[] { ($"Scales.Limits[{i}].Role", $"{l.Role}"), ($"Scales.Limits[{i}].Level", $"{l.Level}") }));
        return fields;
    }

    private static async Task<Guid> DraftedAsync(TestTenant tenant)
    {
        var id = Guid.CreateVersion7();
        (await tenant.Manager.SendAsync(new DraftMethodology(id, MethodologyStart.FiveByFive))).Error.ShouldBeNull();
        return id;
    }

    private static async Task<Guid> SubmittedAsync(TestTenant tenant)
    {
        var id = await DraftedAsync(tenant);
        (await tenant.Manager.SendAsync(new SubmitMethodology(id, 1))).Error.ShouldBeNull();
        return id;
    }

    private static Task<Guid> RequestAsync(TestTenant tenant, Guid id)
        => tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == id && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct));
}
