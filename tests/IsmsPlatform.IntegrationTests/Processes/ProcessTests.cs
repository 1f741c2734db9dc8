using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Processes;

/// <summary>The processes of the ISMS (ISO/IEC 27001 4.4): the standard set, the map, owners and reviews.</summary>
public sealed class ProcessTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task The_standard_set_is_added_once_with_codes_in_the_order_of_the_clauses()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/processes")).Text.ShouldContain("Start with the standard set");
        var answers = await Task.WhenAll(tenant.Manager.SendAsync(new AddStandardProcesses()), tenant.Manager.SendAsync(new AddStandardProcesses()));
        answers.Select(a => a.Ok()).Order().ShouldBe([0, StandardProcesses.All.Count]);
        var rows = await RowsAsync(tenant);
        rows.Select(p => p.Name).ShouldBe(StandardProcesses.All.Select(s => s.Name));
        rows.Select(p => p.Code[^3..]).ShouldBe(Enumerable.Range(1, rows.Count).Select(n => $"{n:000}"));
        rows.ShouldAllBe(p => p.NextReviewOn != null && p.Owner == null);
    }

    [Fact]
    public async Task What_was_renamed_or_retired_is_not_missing()
    {
        var tenant = await TenantAsync();
        await tenant.Manager.SendAsync(new AddStandardProcesses());
        var rows = await RowsAsync(tenant);
        (await tenant.Manager.SendAsync(await FormAsync(tenant, rows[0].Id) with { Name = "Our context" })).Ok();
        (await tenant.Manager.SendAsync(new RetireProcess(rows[1].Id, rows[1].Version, "Not ours"))).Ok();
        (await tenant.Manager.SendAsync(new AddStandardProcesses())).Ok().ShouldBe(0);
    }

    [Fact]
    public async Task An_owner_changes_and_reviews_their_own_and_no_other()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.ProcessOwner);
        var (own, other) = (await CreateAsync(tenant, "Own", owner.PersonId), await CreateAsync(tenant, "Other", null));
        (await owner.SendAsync(await FormAsync(tenant, own) with { Criteria = "No gap" })).Ok();
        (await owner.SendAsync(new ConfirmProcessReview(own, (await GetAsync(tenant, own)).Version))).Ok();
        (await owner.SendAsync(await FormAsync(tenant, other) with { Criteria = "No gap" })).Error.ShouldBe(Error.Forbidden);
        (await owner.SendAsync(new ConfirmProcessReview(other, 1))).Error.ShouldBe(Error.Forbidden);
        (await owner.SendAsync(new RetireProcess(own, (await GetAsync(tenant, own)).Version, "Not mine"))).Error.ShouldBe(Error.Forbidden);
        var browser = await owner.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/processes/{own}/edit")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/t/{tenant.Slug}/processes/{other}/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_overdue_review_is_a_task_of_the_owner_which_confirming_closes()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.ProcessOwner);
        var id = await CreateAsync(tenant, "Handling of incidents", owner.PersonId);
        await using (var late = tenant.App.Database.Superuser.CreateCommand($"update app.isms_process set next_review_on = '{TestApp.Today.AddDays(-5):yyyy-MM-dd}' where tenant_id = '{tenant.Id}'")) { await late.ExecuteNonQueryAsync(Ct); }
        await tenant.KeepTasksAsync();
        var browser = await owner.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/tasks")).Text.ShouldContain("Review: Handling of incidents");
        (await browser.GetAsync($"/t/{tenant.Slug}/processes?overdue=true")).Text.ShouldContain("Handling of incidents");
        var page = $"/t/{tenant.Slug}/processes/{id}";
        var details = await browser.GetAsync(page);
        (await browser.PostAsync(page + "/review", details.Csrf, ("version", details.Field("version")))).Location.ShouldBe(page);
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.SubjectId == id).Select(t => t.Status).SingleAsync(Ct))).ShouldBe(WorkTaskStatus.Done);
        var after = await GetAsync(tenant, id);
        after.ReviewedOn.ShouldNotBeNull();
        after.NextReviewOn.ShouldBe(TestApp.Today.AddDays(-5).AddMonths(12)); // the plan did not shift
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_entered_and_says_at_the_field_why()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var form = $"/t/{tenant.Slug}/processes/new";
        var refused = await browser.SubmitAsync(form, form, ("Id", Guid.CreateVersion7().ToString()), ("Name", "Kept name"), ("Inputs", string.Join("\n", Enumerable.Range(1, 21).Select(n => $"Input {n}"))), ("NextReviewOn", "2020-01-01"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("Name 20 at most. What needs more is several processes.");
        refused.Field("Name").ShouldBe("Kept name");
        refused.Html.ShouldContain("Input 21");
        refused = await browser.SubmitAsync(form, form, ("Id", Guid.CreateVersion7().ToString()), ("Name", "Kept name"), ("NextReviewOn", "2020-01-01"));
        refused.Text.ShouldContain("The next review would lie in the past.");
        refused = await browser.SubmitAsync(form, form, ("Id", Guid.CreateVersion7().ToString()), ("Name", new string('x', 201)), ("Outputs", new string('y', 201)));
        refused.Text.ShouldContain("Use at most 200 characters.");
        refused.Text.ShouldContain("Use at most 200 characters in each line.");
        (await RowsAsync(tenant)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Inputs_and_outputs_may_stay_empty()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var form = $"/t/{tenant.Slug}/processes/new";
        var id = Guid.CreateVersion7();
        (await browser.SubmitAsync(form, form, ("Id", id.ToString()), ("Name", "Bare"), ("Inputs", ""), ("Outputs", ""))).Status.ShouldBe(HttpStatusCode.Redirect);
        var edit = $"/t/{tenant.Slug}/processes/{id}/edit";
        (await browser.SubmitAsync(edit, edit, ("Version", "1"), ("Name", "Barer"), ("Inputs", ""), ("Outputs", ""))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await GetAsync(tenant, id)).Inputs.ShouldBeEmpty();
        using var api = await tenant.ApiAsync("processes:write");
        (await api.PostAsJsonAsync("/api/v1/processes", new { name = "Bare, too", inputs = (string?[]?)null, outputs = new string?[] { null, "" } }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var patch = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/processes/{id}") { Content = JsonContent.Create(new { inputs = new string?[] { null, "Log" } }) };
        patch.Headers.TryAddWithoutValidation("If-Match", (await api.GetAsync(new Uri($"/api/v1/processes/{id}", UriKind.Relative), Ct)).Headers.ETag!.ToString());
        (await api.SendAsync(patch, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(tenant, id)).Inputs.ShouldBe(["Log"]);
    }

    [Fact]
    public async Task Whoever_left_cannot_be_made_owner()
    {
        var tenant = await TenantAsync();
        var person = await tenant.PersonAsync("Gone Already", "gone@example.com");
        await using (var left = tenant.App.Database.Superuser.CreateCommand($"update app.person set status = 'Left' where tenant_id = '{tenant.Id}' and id = '{person}'")) { await left.ExecuteNonQueryAsync(Ct); }
        (await tenant.Manager.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = "Any", OwnerId = person })).Error.ShouldBe(ProcessErrors.OwnerNotActive);
    }

    [Fact]
    public async Task The_map_connects_outputs_with_inputs_and_leaves_out_what_is_retired()
    {
        var tenant = await TenantAsync();
        await tenant.Manager.SendAsync(new AddStandardProcesses());
        var browser = await tenant.Manager.BrowserAsync();
        var map = await browser.GetAsync($"/t/{tenant.Slug}/processes/map");
        map.Html.ShouldContain("Determining the scope");
        map.Text.ShouldContain("Assessing risks and planning their treatment → Operating controls and suppliers: Risk treatment plan, Statement of Applicability");
        var review = (await RowsAsync(tenant)).Single(p => p.Clause == "9.3");
        (await browser.GetAsync($"/t/{tenant.Slug}/processes/{review.Id}")).Text.ShouldContain("Audit findings Input Auditing internally");
        var retire = $"/t/{tenant.Slug}/processes/{review.Id}/retire";
        (await browser.GetAsync(retire)).Text.ShouldContain("These processes need what it gives:");
        (await browser.SubmitAsync(retire, retire, ("Reason", " "))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitAsync(retire, retire, ("Version", $"{review.Version}"), ("Reason", "The board does it"))).Location.ShouldBe($"/t/{tenant.Slug}/processes/{review.Id}");
        (await tenant.Manager.SendAsync(new GetProcessMap())).Ok().Processes.ShouldNotContain(p => p.Id == review.Id);
        (await browser.GetAsync($"/t/{tenant.Slug}/processes")).Html.ShouldNotContain(review.Id.ToString());
        (await browser.GetAsync($"/t/{tenant.Slug}/processes?status=Retired")).Html.ShouldContain(review.Id.ToString());
        (await browser.GetAsync($"/t/{tenant.Slug}/processes/{review.Id}/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync(retire)).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = $"/t/{tenant.Slug}/processes/{review.Id}";
        var retired = await browser.GetAsync(page);
        retired.Text.ShouldContain("The board does it");
        (await browser.PostAsync(page + "/reinstate", retired.Csrf, ("version", retired.Field("version")))).Location.ShouldBe(page);
        var again = await GetAsync(tenant, review.Id);
        (again.Status, again.RetiredOn).ShouldBe((ProcessStatus.Active, null));
        (await tenant.Manager.SendAsync(new ReinstateProcess(review.Id, again.Version))).Error.ShouldBe(ProcessErrors.NotRetired);
    }

    [Fact]
    public async Task Someone_who_was_slower_sees_both_versions()
    {
        var tenant = await TenantAsync();
        var id = await CreateAsync(tenant, "First name", null);
        var browser = await tenant.Manager.BrowserAsync();
        var form = $"/t/{tenant.Slug}/processes/{id}/edit";
        var opened = await browser.GetAsync(form);
        (await tenant.Manager.SendAsync(await FormAsync(tenant, id) with { Name = "Second name" })).Ok();
        var stale = await browser.PostAsync(form, opened.Csrf, ("Version", opened.Field("Version")), ("Name", "Third name"), ("Inputs", "a\nb"));
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Text.ShouldContain("Second name");
        stale.Field("Name").ShouldBe("Third name");
        (await browser.PostAsync(form, stale.Csrf, ("Version", stale.Field("Version")), ("Name", "Third name"), ("Inputs", "a\nb"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await GetAsync(tenant, id)).Inputs.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task The_api_creates_once_and_patches_what_is_sent()
    {
        var tenant = await TenantAsync();
        using var api = await tenant.ApiAsync("processes:write");
        var id = Guid.CreateVersion7();
        var body = new { id, name = "Backup", inputs = new[] { "Controls in operation" }, outputs = new[] { "Records of operation" } };
        (await api.PostAsJsonAsync("/api/v1/processes", body, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var again = await api.PostAsJsonAsync("/api/v1/processes", body, Ct);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        var read = await api.GetAsync(new Uri($"/api/v1/processes/{id}", UriKind.Relative), Ct);
        using var patch = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/processes/{id}") { Content = JsonContent.Create(new { criteria = "Restored in a test", outputs = (string[]?)null }) };
        patch.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
        var patched = JsonDocument.Parse(await (await api.SendAsync(patch, Ct)).Content.ReadAsStringAsync(Ct)).RootElement;
        patched.GetProperty("criteria").GetString().ShouldBe("Restored in a test");
        patched.GetProperty("inputs").GetArrayLength().ShouldBe(1);
        patched.GetProperty("outputs").GetArrayLength().ShouldBe(0);
        using var reader = await tenant.ApiAsync("processes:read");
        (await reader.PostAsJsonAsync("/api/v1/processes", body with { id = Guid.CreateVersion7() }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_list_goes_out_as_a_file()
    {
        var tenant = await TenantAsync();
        await CreateAsync(tenant, "Backup", tenant.Manager.PersonId);
        var file = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/processes/export.csv?q=back");
        file.Html.ShouldContain("Code,Name,Clause");
        file.Html.ShouldContain($"Backup,,Active,{tenant.Manager.Account.Email}");
    }

    private static async Task<IReadOnlyList<ProcessRow>> RowsAsync(TestTenant tenant) => (await tenant.Manager.SendAsync(new ListProcesses(new ProcessFilter(), new ListPlace()))).Ok().Items;

    private static async Task<ProcessView> GetAsync(TestTenant tenant, Guid id) => (await tenant.Manager.SendAsync(new GetProcess(id))).Ok();

    [Fact]
    public async Task A_clause_is_one_of_the_standard_and_what_stood_there_before_stays()
    {
        var tenant = await TenantAsync();
        var id = await CreateAsync(tenant, "Backup", null);
        (await tenant.Manager.SendAsync(await FormAsync(tenant, id) with { Clause = "12.3" })).Error!.Code.ShouldBe(ProcessErrors.ClauseUnknown.Code);
        (await tenant.Manager.SendAsync(await FormAsync(tenant, id) with { Clause = "8.1" })).Ok();
        await tenant.App.Database.AsOwnerAsync($"update app.isms_process set clause = '8.1 b' where id = '{id}'");
        (await tenant.Manager.SendAsync(await FormAsync(tenant, id) with { Purpose = "Copies" })).Ok();
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/processes/{id}/edit")).Text.ShouldContain("8.1 b");
    }

    private static async Task<Guid> CreateAsync(TestTenant tenant, string name, Guid? owner) => (await tenant.Manager.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = name, OwnerId = owner })).Ok();

    private static async Task<ChangeProcess> FormAsync(TestTenant tenant, Guid id)
    {
        var p = await GetAsync(tenant, id);
        return new ChangeProcess { Id = id, Version = p.Version, Name = p.Name, Clause = p.Clause, Purpose = p.Purpose, OwnerId = p.OwnerId, Inputs = p.Inputs, Outputs = p.Outputs, Criteria = p.Criteria, NextReviewOn = p.NextReviewOn };
    }
}
