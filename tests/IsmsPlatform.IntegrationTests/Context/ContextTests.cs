using System.Net;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Context;
using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Application.LegalRequirements;
using IsmsPlatform.Application.Search;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.Context;

/// <summary>Issues, parties and what they require, through the pages: what is refused keeps what was entered.</summary>
public sealed class ContextTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    private static (string, string?)[] Issue(TestTenant tenant, Guid id, params (string Name, string? Value)[] instead)
        => With([("Id", id.ToString()), ("Kind", "External"), ("Category", "Legal"), ("Title", "NIS2 <b>reaches</b> us"), ("Effect", "Threatens"), ("Significance", "4"), ("OwnerId", tenant.Manager.PersonId.ToString()), ("NextReviewOn", "")], instead);

    private static (string, string?)[] With((string Name, string? Value)[] fields, (string Name, string? Value)[] instead)
        => [.. fields.Where(f => !instead.Any(i => i.Name == f.Name)), .. instead];

    [Theory]
    [InlineData("Category", "Culture", "This category belongs to the other kind of issue.")]
    [InlineData("Significance", "0", "Choose a value from 1 to 5.")]
    [InlineData("Significance", "6", "Choose a value from 1 to 5.")]
    [InlineData("NextReviewOn", "2020-01-01", "This day is over. Plan the next review for today or later.")]
    [InlineData("NextReviewOn", "soon", "soon")]
    [InlineData("OwnerId", "", "Name the person who answers for it.")]
    [InlineData("OwnerId", "0190b3c0-0000-7000-8000-000000000001", "Choose an active person.")]
    [InlineData("Title", " ", "Fill in this field.")]
    public async Task What_an_issue_cannot_be_is_said_at_its_field_and_nothing_is_lost(string field, string value, string sentence)
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/context/issues/new";
        var refused = await browser.SubmitAsync(url, url, Issue(tenant, Guid.CreateVersion7(), (field, value), ("Description", "Kept as it was entered")));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain(sentence);
        refused.Text.ShouldContain("Kept as it was entered");
        (await tenant.ReadAsync(db => db.ContextIssues.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_together_with_what_else_is_wrong()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/context/issues/new";
        var refused = await browser.SubmitAsync(url, url, Issue(tenant, Guid.CreateVersion7(), ("NextReviewOn", "soon"), ("Title", ""), ("Significance", "9")));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("3 fields need your attention");
    }

    [Fact]
    public async Task A_requirement_whose_review_is_due_has_its_task_at_once_and_one_only()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync();
        var law = Law(tenant, "Archive act") with { OwnerId = owner.PersonId, NextReviewOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1) };
        var id = (await tenant.Manager.SendAsync(law)).Ok();
        await tenant.KeepTasksAsync();
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.SubjectId == id).Select(t => new { t.Title, t.AssigneeId, t.Status }).SingleAsync(Ct))).ShouldBe(new { Title = "Archive act", AssigneeId = owner.PersonId, Status = WorkTaskStatus.Open });
        (await (await owner.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/tasks")).Html.ShouldContain($"/t/{tenant.Slug}/legal-requirements/{id}");
    }

    [Fact]
    public async Task Ten_thousand_letters_are_too_many()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/context/issues/new";
        var refused = await browser.SubmitAsync(url, url, Issue(tenant, Guid.CreateVersion7(), ("Description", new string('x', 10_001))));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("Use at most 4000 characters.");
    }

    [Fact]
    public async Task An_issue_is_drafted_activated_reviewed_closed_and_reopened()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var (id, list) = (Guid.CreateVersion7(), $"/t/{tenant.Slug}/context/issues");
        var url = $"{list}/{id}";
        (await browser.SubmitAsync($"{list}/new", $"{list}/new", Issue(tenant, id))).Location.ShouldBe(url);
        async Task ActAsync(string act, params (string, string?)[] more)
        {
            var version = await tenant.ReadAsync(db => db.ContextIssues.Where(i => i.Id == id).Select(i => i.Version).SingleAsync(Ct));
            (await browser.SubmitAsync(url, $"{url}/{act}", [("version", version.ToString()), .. more])).Location.ShouldBe(url, act);
        }
        (await browser.GetAsync($"/t/{tenant.Slug}/context")).Text.ShouldContain("NIS2 <b>reaches</b> us Threatens Draft");
        await ActAsync("activate");
        (await tenant.ReadAsync(db => db.ContextIssues.Select(i => i.Code).SingleAsync(Ct))).ShouldBe($"CTX-{TestApp.Today.Year}-001");
        (await browser.SubmitAsync(url, $"{url}/delete", ("version", "2"))).Text.ShouldContain("Close it instead.");
        await ActAsync("review");
        var page = (await browser.GetAsync(url)).Text;
        page.ShouldContain("activated the issue");
        page.ShouldContain("reviewed");
        (await browser.SubmitAsync($"{url}/close", $"{url}/close", ("Version", "3"), ("Reason", " "))).Text.ShouldContain("Fill in this field.");
        await ActAsync("close", ("Reason", "The law was withdrawn"));
        (await browser.GetAsync(url)).Text.ShouldContain("Closed: The law was withdrawn");
        (await browser.GetAsync($"/t/{tenant.Slug}/context")).Text.ShouldNotContain("reaches");
        (await browser.GetAsync($"{list}?status=Closed")).Text.ShouldContain("reaches");
        await ActAsync("reopen");
        (await browser.GetAsync($"/t/{tenant.Slug}/search?q=reaches")).Text.ShouldContain("NIS2 <b>reaches</b> us");
    }

    [Fact]
    public async Task A_draft_that_nobody_activated_goes()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var (id, list) = (Guid.CreateVersion7(), $"/t/{tenant.Slug}/context/issues");
        await browser.SubmitAsync($"{list}/new", $"{list}/new", Issue(tenant, id));
        (await browser.SubmitAsync($"{list}/{id}", $"{list}/{id}/delete", ("version", "1"))).Location.ShouldBe(list);
        (await browser.GetAsync($"{list}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_saved_first_is_shown_beside_what_was_entered()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var (id, list) = (Guid.CreateVersion7(), $"/t/{tenant.Slug}/context/issues");
        await browser.SubmitAsync($"{list}/new", $"{list}/new", Issue(tenant, id));
        var edit = $"{list}/{id}/edit";
        (await browser.SubmitAsync(edit, edit, Issue(tenant, id, ("Version", "1"), ("Title", "First")))).Status.ShouldBe(HttpStatusCode.Redirect);
        var stale = await browser.SubmitAsync(edit, edit, Issue(tenant, id, ("Version", "1"), ("Title", "Second")));
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Text.ShouldContain("First");
        stale.Field("Version").ShouldBe("2");
        stale.Field("Title").ShouldBe("Second");
    }

    [Fact]
    public async Task Climate_change_is_determined_once_and_anew_with_a_reason_and_the_past_knows()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var (context, url) = ($"/t/{tenant.Slug}/context", $"/t/{tenant.Slug}/context/climate");
        (await browser.GetAsync(context)).Text.ShouldContain("Not yet determined.");
        (string, string?)[] Form(string relevant, string rationale, string version, string? owner = null) => [("IsRelevant", relevant), ("Rationale", rationale), ("OwnerId", owner ?? tenant.Manager.PersonId.ToString()), ("Version", version)];
        var refused = await browser.SubmitAsync(url, url, Form("true", "", "0"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitAsync(url, url, Form("true", "Kept as entered", "0", owner: ""))).Text.ShouldContain("Name the person who answers for it.");
        (await browser.SubmitAsync(url, url, Form("true", "Floods at the data centre", "0"))).Location.ShouldBe(context);
        var stale = await browser.SubmitAsync(url, url, Form("false", "We moved", "0"));
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Field("Version").ShouldBe("1");
        (await browser.SubmitAsync(url, url, Form("false", "We moved", "1"))).Location.ShouldBe(context);
        var page = (await browser.GetAsync(context)).Text;
        page.ShouldContain("Not relevant");
        page.ShouldContain("We moved");
        (await browser.GetAsync(url)).Text.ShouldContain("Floods at the data centre");
        (await tenant.ReadAsync(db => db.ClimateDeterminations.CountAsync(Ct))).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_review_of_the_climate_determination_is_a_task_of_its_owner_that_either_act_closes(bool anew)
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.RiskOwner);
        await tenant.OwnContextAsync(owner.PersonId);
        await tenant.App.Database.AsOwnerAsync($"update app.climate_determination set next_review_on = '{TestApp.Today.AddDays(-3):O}' where tenant_id = '{tenant.Id}'");
        await tenant.KeepTasksAsync();
        var browser = await owner.BrowserAsync();
        var url = $"/t/{tenant.Slug}/context/climate";
        var inbox = await browser.GetAsync($"/t/{tenant.Slug}/tasks");
        inbox.Text.ShouldContain("Relevance of climate change");
        inbox.Html.ShouldContain($"href=\"{url}\"");
        (await browser.GetAsync(url)).Text.ShouldContain("Overdue");
        var version = await tenant.ReadAsync(db => db.ClimateDeterminations.Select(c => c.Version).SingleAsync(Ct));
        if (anew) { (await tenant.Manager.SendAsync(new DetermineClimate { IsRelevant = false, Rationale = "We moved", OwnerId = owner.PersonId, Version = version })).Ok(); }
        else { (await browser.SubmitAsync(url, $"{url}/review", ("version", version.ToString()))).Location.ShouldBe(url); }
        var (task, climate) = await tenant.ReadAsync(async db => (await db.WorkTasks.SingleAsync(t => t.SubjectType == nameof(ClimateDetermination), Ct), await db.ClimateDeterminations.SingleAsync(Ct)));
        task.Status.ShouldBe(WorkTaskStatus.Done);
        climate.ReviewedOn.ShouldNotBeNull();
        (climate.NextReviewOn, climate.IsRelevant).ShouldBe((TestApp.Today.AddDays(-3).AddMonths(12), !anew));
    }

    [Fact]
    public async Task Two_active_parties_of_one_name_are_refused_whatever_the_case()
    {
        var tenant = await TenantAsync();
        var first = (await tenant.Manager.SendAsync(Party(tenant, "Shareholders"))).Ok();
        var again = await tenant.Manager.SendAsync(Party(tenant, "SHAREHOLDERS"));
        again.Error.ShouldBe(PartyErrors.NameTaken);
        (await tenant.Manager.SendAsync(new CloseParty(first, 1, "Sold"))).Ok();
        var second = (await tenant.Manager.SendAsync(Party(tenant, "shareholders"))).Ok();
        (await tenant.Manager.SendAsync(new ReopenParty(first, 2))).Error.ShouldBe(PartyErrors.NameTaken);
        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_decision_about_a_requirement_needs_a_reason_and_is_told_on_the_party()
    {
        var tenant = await TenantAsync();
        var party = (await tenant.Manager.SendAsync(Party(tenant, "Regulator"))).Ok();
        var law = (await tenant.Manager.SendAsync(Law(tenant, "Archive act"))).Ok();
        var browser = await tenant.Manager.BrowserAsync();
        var (url, id) = ($"/t/{tenant.Slug}/interested-parties/{party}", Guid.CreateVersion7());
        (string, string?)[] Fields(string addressed, string? reason) => [("Id", id.ToString()), ("Text", "Tell us within a day"), ("Kind", "Legal"), ("AddressedByIsms", addressed), ("Reason", reason), ("LegalRequirementIds", law.ToString())];
        var refused = await browser.SubmitAsync($"{url}/requirements/new", $"{url}/requirements/new", Fields("No", ""));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("Say why the ISMS does not address it");
        refused.Html.ShouldMatch($"value=\"{law}\"[^>]*checked|checked[^>]*value=\"{law}\""); // what was chosen stays chosen
        (await browser.SubmitAsync($"{url}/requirements/new", $"{url}/requirements/new", Fields("Undecided", ""))).Location.ShouldBe(url);
        (await browser.GetAsync($"/t/{tenant.Slug}/context")).Text.ShouldContain("1 requirement is undecided");
        var edit = $"{url}/requirements/{id}";
        (await browser.SubmitAsync(edit, edit, [.. Fields("Yes", "Incident procedure"), ("Version", "1")])).Location.ShouldBe(url);
        var page = (await browser.GetAsync(url)).Text;
        page.ShouldContain("changed a requirement");
        page.ShouldContain("Archive act");
        (await browser.GetAsync($"/t/{tenant.Slug}/context")).Text.ShouldNotContain("undecided");
        (await browser.GetAsync($"/t/{tenant.Slug}/interested-parties/requirements?addressed=Yes&kind=Legal")).Text.ShouldContain("Tell us within a day");
        (await browser.GetAsync($"/t/{tenant.Slug}/interested-parties/requirements?addressed=No")).Text.ShouldNotContain("Tell us within a day");
        (await browser.SubmitAsync(edit, $"{edit}/remove", ("version", "2"))).Location.ShouldBe(url);
        (await tenant.ReadAsync(db => db.RequirementBases.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task A_basis_that_one_may_not_see_stays_when_the_requirement_is_changed()
    {
        var tenant = await TenantAsync();
        var party = (await tenant.Manager.SendAsync(Party(tenant, "Regulator"))).Ok();
        var law = (await tenant.Manager.SendAsync(Law(tenant, "Archive act"))).Ok();
        var id = (await tenant.Manager.SendAsync(Requirement(party) with { LegalRequirementIds = [law] })).Ok();
        using var client = await tenant.ApiAsync("context:write");
        using var patch = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/interested-parties/{party}/requirements/{id}") { Content = new StringContent("""{"text": "Changed"}""", System.Text.Encoding.UTF8, "application/json") };
        patch.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var answer = await client.SendAsync(patch, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldNotContain("Archive act");
        (await tenant.ReadAsync(db => db.RequirementBases.Select(b => b.LegalRequirementId).SingleAsync(Ct))).ShouldBe(law);
    }

    [Theory]
    [InlineData("context/issues", "close")]
    [InlineData("interested-parties", "close")]
    [InlineData("legal-requirements", "repeal")]
    [InlineData("business-objectives", "close")]
    public async Task Whoever_closes_a_record_gets_there_by_the_ways_that_the_pages_offer(string list, string act)
    {
        var tenant = await TenantAsync();
        await tenant.OwnContextAsync(tenant.Manager.PersonId);
        var issue = await tenant.ReadAsync(db => db.ContextIssues.Select(i => i.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new ActivateIssue(issue, 1))).Ok();
        var browser = await tenant.Manager.BrowserAsync();
        async Task<TestBrowser.Page> FollowAsync(TestBrowser.Page page, string pattern) => await browser.GetAsync(One(page, pattern));
        static string One(TestBrowser.Page page, string pattern) => Regex.Match(page.Html, pattern, RegexOptions.None, TimeSpan.FromSeconds(2)).Groups[1].Value;
        var record = await FollowAsync(await browser.GetAsync($"/t/{tenant.Slug}/{list}"), $"href=\"(/t/{tenant.Slug}/{list}/[0-9a-f-]{{36}})\"");
        var form = await FollowAsync(record, $"href=\"([^\"]*/{act})\"");
        var refused = await browser.PostAsync(One(form, "action=\"([^\"]*)\" class=\"form\""), form.Csrf, ("Version", form.Field("Version")), ("Reason", ""));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var done = await browser.PostAsync(One(refused, "action=\"([^\"]*)\" class=\"form\""), form.Csrf, ("Version", form.Field("Version")), ("Reason", "Over"));
        done.Status.ShouldBe(HttpStatusCode.Redirect);
        foreach (var page in (TestBrowser.Page[])[record, form, refused, await browser.GetAsync(done.Location!)]) { page.Html.ShouldNotContain("/t//"); }
        (await browser.GetAsync(done.Location!)).Text.ShouldContain(": Over");
        (await FollowAsync(form, $"href=\"([^\"]*/{list})\"")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("cloud", "/context/issues/")]
    [InlineData("ctx-", "/context/issues/")]
    [InlineData("insurer", "/interested-parties/")]
    [InlineData("ipt-1", "/interested-parties/")]
    [InlineData("within a day", "/interested-parties/")]
    [InlineData("archive", "/legal-requirements/")]
    [InlineData("LGL-1", "/legal-requirements/")]
    [InlineData("grow", "/business-objectives/")]
    [InlineData("OBJ-1", "/business-objectives/")]
    public async Task The_search_finds_each_kind_by_words_and_by_code_as_a_page_and_in_the_palette(string q, string url)
    {
        var tenant = await TenantAsync();
        await tenant.OwnContextAsync(tenant.Manager.PersonId);
        var (issue, party) = (await tenant.ReadAsync(db => db.ContextIssues.Select(i => i.Id).SingleAsync(Ct)), await tenant.ReadAsync(db => db.InterestedParties.Select(p => p.Id).SingleAsync(Ct)));
        (await tenant.Manager.SendAsync(new ActivateIssue(issue, 1))).Ok();
        (await tenant.Manager.SendAsync(Requirement(party) with { Text = "Tell us within a day" })).Ok();
        var browser = await tenant.Manager.BrowserAsync();
        var address = $"/t/{tenant.Slug}/search?q={Uri.EscapeDataString(q)}";
        (await browser.GetAsync(address)).Html.ShouldContain($"/t/{tenant.Slug}{url}", customMessage: q);
        (await browser.GetAsync(address, ("HX-Request", "true"), ("HX-Request-Type", "partial"))).Html.ShouldContain($"/t/{tenant.Slug}{url}", customMessage: q);
    }

    [Fact]
    public async Task What_a_party_requires_is_found_by_the_party_until_that_is_closed()
    {
        var tenant = await TenantAsync();
        var party = (await tenant.Manager.SendAsync(Party(tenant, "Insurer"))).Ok();
        (await tenant.Manager.SendAsync(Requirement(party) with { Text = "Tell us within a day", AddressedByIsms = Addressed.Yes, Reason = "Plan for incidents" })).Ok();
        async Task<IReadOnlyList<FoundRecord>> FoundAsync() => (await tenant.Manager.SendAsync(new FindRecords("insur"))).Ok().Requirements;
        (await FoundAsync()).Select(r => (r.Id, r.Name, r.Meta)).ShouldBe([(party, "Tell us within a day", "Insurer")]);
        (await tenant.Manager.SendAsync(new CloseParty(party, 1, "Sold"))).Ok();
        (await FoundAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("context/issues", "Title=Cloud", "Kind=External", "Category=Technological", "Effect=Threatens", "Significance=4")]
    [InlineData("interested-parties", "Name=Insurer", "Kind=Insurer", "Influence=3", "Interest=3")]
    [InlineData("legal-requirements", "Title=Archive act", "Kind=Law", "Jurisdiction=BE")]
    [InlineData("business-objectives", "Title=Grow", "Horizon=2099")]
    public async Task The_same_form_again_is_the_same_record_and_another_content_is_not_lost_in_silence(string list, string name, params string[] others)
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var (id, url) = (Guid.CreateVersion7(), $"/t/{tenant.Slug}/{list}");
        (string, string?)[] Fields(params string[] pairs) => [("Id", id.ToString()), ("OwnerId", tenant.Manager.PersonId.ToString()), .. pairs.Select(p => (p.Split('=')[0], (string?)p.Split('=')[1]))];
        foreach (var repeated in (string[])[name, name, name.Replace("=", "=  ", StringComparison.Ordinal)]) { (await browser.SubmitAsync($"{url}/new", $"{url}/new", Fields([repeated, .. others]))).Location.ShouldBe($"{url}/{id}"); }
        var refused = await browser.SubmitAsync($"{url}/new", $"{url}/new", Fields([name + " anew", .. others]));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain("This form was saved before, with other content.");
        refused.Html.ShouldContain(name.Split('=')[1] + " anew"); // what was entered stays
        (await browser.GetAsync($"{url}/{id}")).Text.ShouldNotContain("anew");
        var day = TestApp.Today.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await browser.SubmitAsync($"{url}/new", $"{url}/new", Fields([name, .. others, $"NextReviewOn={day}"]))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_same_requirement_again_is_the_same_one_and_another_content_is_not_lost_in_silence()
    {
        var tenant = await TenantAsync();
        var sent = Requirement((await tenant.Manager.SendAsync(Party(tenant, "Regulator"))).Ok());
        var law = (await tenant.Manager.SendAsync(Law(tenant, "Archive act"))).Ok();
        foreach (var again in (AddPartyRequirement[])[sent, sent with { Text = " Tell us " }]) { (await tenant.Manager.SendAsync(again)).Ok().ShouldBe(sent.Id); }
        foreach (var other in (AddPartyRequirement[])[sent with { Text = "Tell nobody" }, sent with { LegalRequirementIds = [law] }]) { (await tenant.Manager.SendAsync(other)).Error.ShouldBe(ReviewErrors.SentBefore); }
    }

    [Theory]
    [InlineData("context/issues")]
    [InlineData("interested-parties")]
    [InlineData("legal-requirements")]
    [InlineData("business-objectives")]
    public async Task A_review_that_is_confirmed_twice_says_that_it_took_place_already(string list)
    {
        var tenant = await TenantAsync();
        await tenant.OwnContextAsync(tenant.Manager.PersonId);
        var issue = await tenant.ReadAsync(db => db.ContextIssues.Select(i => i.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new ActivateIssue(issue, 1))).Ok();
        var browser = await tenant.Manager.BrowserAsync();
        var url = Regex.Match((await browser.GetAsync($"/t/{tenant.Slug}/{list}")).Html, $"href=\"(/t/{tenant.Slug}/{list}/[0-9a-f-]{{36}})\"", RegexOptions.None, TimeSpan.FromSeconds(2)).Groups[1].Value;
        var version = (await browser.GetAsync(url)).Field("version");
        (await browser.SubmitAsync(url, $"{url}/review", ("version", version))).Location.ShouldBe(url);
        var again = await browser.SubmitAsync(url, $"{url}/review", ("version", version));
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text.ShouldContain("It was reviewed today already.");
    }

    [Fact]
    public async Task The_lists_go_out_as_files()
    {
        var tenant = await TenantAsync();
        (await tenant.Manager.SendAsync(Party(tenant, "=cmd|calc"))).Ok();
        await tenant.OwnContextAsync(tenant.Manager.PersonId);
        var browser = await tenant.Manager.BrowserAsync();
        foreach (var (list, shown) in ((string, string)[])[("context/issues", "Cloud"), ("interested-parties", "'=cmd|calc"), ("legal-requirements", "Archive act"), ("business-objectives", "Grow")])
        {
            var csv = await browser.GetAsync($"/t/{tenant.Slug}/{list}/export.csv");
            csv.Html.ShouldContain(shown, Case.Sensitive, list);
            (await browser.GetAsync($"/t/{tenant.Slug}/{list}/export.xlsx")).Status.ShouldBe(HttpStatusCode.OK, list);
        }
        (await browser.GetAsync($"/t/{tenant.Slug}/interested-parties/requirements/export.csv")).Html.ShouldContain("Addressed by the ISMS");
    }

    [Fact]
    public async Task A_list_of_thousands_is_paged_without_a_gap_in_each_order()
    {
        var tenant = await TenantAsync();
        for (var i = 0; i < 7; i++) { (await tenant.Manager.SendAsync(Party(tenant, $"Party {i}") with { Influence = 1 + i % 2 })).Ok(); }
        foreach (var sort in (string[])["name", "-name", "influence", "-influence", "review"])
        {
            List<string> seen = [];
            string? after = null, before = null;
            do
            {
                var page = (await tenant.Manager.SendAsync(new ListParties(new PartyFilter(), new(sort, 3, after)))).Ok();
                seen.AddRange(page.Items.Select(p => p.Name));
                (after, before) = (page.Next, page.Previous ?? before);
            } while (after is not null);
            seen.Distinct().Count().ShouldBe(7, sort);
            (await tenant.Manager.SendAsync(new ListParties(new PartyFilter(), new(sort, 3, null, before)))).Ok().Items.Select(p => p.Name).ShouldBe(seen.Skip(3).Take(3), sort);
        }
        (await tenant.Manager.SendAsync(new ListParties(new PartyFilter(), new("-name", 3, new Application.Shared.Cursor("name", "x", Guid.Empty).Encode())))).Error!.Code.ShouldBe("cursor.invalid");
    }

    internal static AddParty Party(TestTenant tenant, string name) => new() { Id = Guid.CreateVersion7(), Name = name, Kind = PartyKind.Other, Influence = 3, Interest = 3, OwnerId = tenant.Manager.PersonId };

    internal static RegisterLegalRequirement Law(TestTenant tenant, string title) => new() { Id = Guid.CreateVersion7(), Title = title, Kind = LegalKind.Law, Jurisdiction = "BE", OwnerId = tenant.Manager.PersonId };

    internal static AddPartyRequirement Requirement(Guid party) => new() { Id = Guid.CreateVersion7(), PartyId = party, Text = "Tell us", Kind = RequirementKind.Legal, AddressedByIsms = Addressed.Undecided };
}
