using System.Net;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Applicability;

/// <summary>From a proposed draft to the Statement of Applicability in force, and on to the next version.</summary>
public sealed class SoaTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_has_a_row_for_each_control_and_proposes_what_the_risks_say()
    {
        var w = await SoaWorld.OfAsync(server);
        var (used, unused) = (await w.OwnControlAsync("Seals on sensors"), await w.OwnControlAsync("Nobody uses it"));
        await w.ImplementAsync(used, "Seal round");
        var id = await w.DraftAsync();
        var draft = await w.ReadAsync(id);
        (draft.VersionNo, draft.State, draft.Entries.Count, draft.Entries.Select(e => e.ControlId).Distinct().Count()).ShouldBe((1, SoaState.Draft, 94, 94));
        draft.Entries.ShouldNotContain(e => e.ControlId == unused);
        (draft.Entries[0].Code, draft.Entries[92].Code, draft.Entries[93].Title).ShouldBe(("A.5.1", "A.8.34", "Seals on sensors"));
        var backup = draft.Entries.Single(e => e.Code == "A.8.13");
        (backup.Applicable, backup.Coverage, backup.ReviewedBy).ShouldBe((true, ControlCoverage.Implemented, null));
        backup.Reasons.ShouldBe([InclusionReason.Risk]);
        backup.Links.ShouldHaveSingleItem().RecordId.ShouldBe(w.Risk);
        draft.Entries.Where(e => e.Applicable is not null).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_an_approved_scope_there_is_no_draft()
    {
        var scope = await Scope.ScopeWorld.OfAsync(server);
        (await scope.Tenant.Manager.SendAsync(new DraftSoa(Guid.CreateVersion7()))).Error.ShouldBe(SoaErrors.NoScope);
        var (browser, url) = (await scope.Tenant.Manager.BrowserAsync(), $"/t/{scope.Tenant.Slug}/soa");
        var refused = await browser.SubmitAsync(url, $"{url}/versions/new", ("id", Guid.CreateVersion7().ToString()));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain($"<a class=\"lnk\" href=\"/t/{scope.Tenant.Slug}/scope\">");
        (await browser.GetAsync($"{url}/versions/new")).Location.ShouldBe(url);
    }

    [Fact]
    public async Task The_address_of_an_act_asked_for_as_a_page_leads_to_the_page_that_has_it()
    {
        var w = await SoaWorld.OfAsync(server);
        var page = $"/t/{w.Tenant.Slug}/soa/versions/{await w.DraftAsync()}";
        var answer = await (await w.Manager.BrowserAsync()).GetAsync($"{page}/submit");
        answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Html.ShouldContain($"href=\"{page}\"");
    }

    [Fact]
    public async Task Of_two_drafts_at_once_one_begins()
    {
        var w = await SoaWorld.OfAsync(server);
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => w.Manager.SendAsync(new DraftSoa(Guid.CreateVersion7()))));
        made.Count(m => m.IsSuccess).ShouldBe(1);
        made.Where(m => !m.IsSuccess).ShouldAllBe(m => m.Error!.Code == SoaErrors.DraftedAlready.Code);
    }

    [Fact]
    public async Task What_an_open_risk_uses_is_not_excluded_and_the_refusal_names_the_risk()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        var refused = await w.DecideAsync(id, "A.8.13", f => f with { Applicable = false, Justification = SoaWorld.NotHere });
        var fault = refused.Error!.Fields.ShouldHaveSingleItem();
        (fault.Field, fault.Code, fault.Arguments[0]).ShouldBe((nameof(DecideSoaEntry.Applicable), "soa.excludes-in-use", "A.8.13"));
        ((string)fault.Arguments[1]).ShouldContain("Ransomware");
        (await w.Manager.SendAsync(new CloseRisk(w.Risk, (await w.Manager.SendAsync(new GetRisk(w.Risk))).Ok().Version, "Not ours any more."))).Ok();
        (await w.DecideAsync(id, "A.8.13", f => f with { Applicable = false, Justification = SoaWorld.NotHere })).Ok();
        (await w.RowAsync(id, "A.8.13")).Links.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("soa.no-justification", false, null, "Not needed here.")]
    [InlineData("soa.no-reason", true, null, null)]
    [InlineData("soa.no-law", true, InclusionReason.Legal, null)]
    [InlineData("soa.no-contract", true, InclusionReason.Contract, null)]
    [InlineData("soa.no-risk", true, InclusionReason.Risk, null)]
    public async Task A_decision_without_its_reason_is_refused_at_the_field(string code, bool applicable, InclusionReason? reason, string? justification)
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        var refused = await w.DecideAsync(id, "A.5.7", f => f with { Applicable = applicable, Reasons = reason is { } r ? [r] : [], Justification = justification });
        refused.Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe(code);
        (await w.RowAsync(id, "A.5.7")).Applicable.ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_decide_about_a_row_the_second_is_told_and_other_rows_disturb_nobody()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        var (first, other) = (SoaWorld.Form(id, await w.RowAsync(id, "A.5.7")), SoaWorld.Form(id, await w.RowAsync(id, "A.5.8")));
        (await w.Manager.SendAsync(first with { Applicable = true, Reasons = [InclusionReason.Business] })).Ok();
        (await w.Manager.SendAsync(first with { Applicable = false, Justification = SoaWorld.NotHere })).Error.ShouldBe(Error.Stale);
        (await w.Manager.SendAsync(other with { Applicable = true, Reasons = [InclusionReason.Business] })).Ok();
        var late = await w.Manager.SendAsync(new IncludeAsBaseline(id, [new SoaEntryAt(first.Id, first.Version)]));
        late.Error.ShouldBe(Error.Stale);
        var (browser, url) = (await w.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/soa/versions/{id}/entries/{first.Id}");
        var page = await browser.SubmitAsync(url, url, ("Version", $"{first.Version}"), ("Applicable", "False"), ("Justification", SoaWorld.NotHere));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        foreach (var part in (string[])["Someone else saved while you were editing", SoaWorld.NotHere, "Business"]) { page.Text.ShouldContain(part); }
    }

    [Fact]
    public async Task With_92_of_93_rows_complete_submission_is_refused_and_names_the_missing_one()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        await w.CompleteAsync(id, "A.8.30");
        var refused = (await w.SubmitAsync(id)).Error!;
        refused.Fields.Select(f => f.Code).ShouldBe(["soa.incomplete", "soa.undecided"]);
        refused.Fields[0].Arguments.ShouldBe([92, 93]);
        ((string)refused.Fields[1].Arguments[0]).ShouldBe("A.8.30 Outsourced development");
        var page = await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/soa/versions/{id}");
        foreach (var part in (string[])["92 of 93 decided", "92 of 93 rows are complete", "A.8.30 Outsourced development"]) { page.Text.ShouldContain(part); }
        (await w.DecideAsync(id, "A.8.30", f => f with { Applicable = false, Justification = SoaWorld.NotHere })).Ok();
        (await w.SubmitAsync(id)).Ok();
    }

    [Fact]
    public async Task A_row_that_is_only_proposed_keeps_the_draft_from_being_submitted_until_somebody_confirms_it()
    {
        var w = await SoaWorld.OfAsync(server);
        await w.InForceAsync();
        var plan = await w.PlanAsync("A.8.23");
        var own = await w.OwnControlAsync("Seals on sensors");
        var seal = await w.ImplementAsync(own, "Seal round");
        var risk = (await w.Manager.SendAsync(new GetRisk(w.Risk))).Ok();
        (await w.Manager.SendAsync(new PatchRisk(risk.Id, risk.Version, new RiskMembers { ImplementationIds = [w.Backup, seal] }))).Ok();
        var deputy = await w.Tenant.MemberAsync(Role.IsmsManager);
        var id = await w.DraftAsync();
        var draft = await w.ReadAsync(id);
        draft.Plan!.Id.ShouldBe(plan);
        draft.Entries.Where(e => e.IsProposed).Select(e => e.Title).ShouldBe(["Web filtering", "Seals on sensors"]); // new, and with another reason
        (await w.RowAsync(id, "A.8.13")).ReviewedBy.ShouldBe(w.Manager.Account.Name);
        var refused = (await w.SubmitAsync(id)).Error!;
        refused.Fields.Select(f => f.Code).ShouldBe(["soa.incomplete", "soa.only-proposed", "soa.only-proposed"]);
        refused.Fields[0].Arguments.ShouldBe([92, 94]);
        ((string)refused.Fields[2].Arguments[0]).ShouldEndWith("Seals on sensors");
        var (browser, url) = (await deputy.BrowserAsync(), $"/t/{w.Tenant.Slug}/soa/versions/{id}");
        var before = await browser.GetAsync(url);
        foreach (var part in (string[])["92 of 94 decided", "92 of 94 rows are complete", "Confirm 2 proposed rows"]) { before.Text.ShouldContain(part); }
        await browser.SubmitAsync(url, url + "/confirm", ("version", $"{draft.Version}"));
        var after = await w.ReadAsync(id);
        after.Entries.Where(e => e.Title is "Web filtering" or "Seals on sensors").Select(e => (e.IsProposed, e.ReviewedBy)).ShouldBe([(false, deputy.Account.Name), (false, deputy.Account.Name)]);
        (await w.RowAsync(id, "A.8.13")).ReviewedBy.ShouldBe(w.Manager.Account.Name);
        var page = (await browser.GetAsync(url)).Text;
        page.ShouldContain("94 of 94 decided");
        page.ShouldContain("confirmed what was proposed in");
        (await w.SubmitAsync(id)).Ok();
    }

    [Fact]
    public async Task Nobody_confirms_a_proposal_that_came_after_they_looked()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        var seen = (await w.ReadAsync(id)).Version;
        await w.ImplementAsync(await w.OwnControlAsync("Seals on sensors"), "Seal round");
        (await w.Manager.SendAsync(new TakeOverForSoa(id, seen))).Ok();
        (await w.Manager.SendAsync(new ConfirmSoaProposals(id, seen))).Error.ShouldBe(Error.Stale);
        (await w.RowAsync(id, "A.8.13")).IsProposed.ShouldBeTrue();
    }

    [Fact]
    public async Task An_excluded_control_that_an_open_risk_uses_since_is_told_on_the_first_page_and_on_the_print()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.InForceAsync();
        var (browser, url) = (await w.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/soa");
        const string Since = "Since this version was approved";
        (await browser.GetAsync(url)).Text.ShouldNotContain(Since);
        var outsourced = await w.ImplementAsync(await w.ControlAsync("A.8.30"), "Contracts with developers");
        var risk = (await w.Manager.SendAsync(new GetRisk(w.Risk))).Ok();
        (await w.Manager.SendAsync(new PatchRisk(risk.Id, risk.Version, new RiskMembers { ImplementationIds = [w.Backup, outsourced] }))).Ok();
        foreach (var address in (string[])[url, $"{url}/versions/{id}/print"])
        {
            var page = (await browser.GetAsync(address)).Text;
            page.ShouldContain(Since);
            page.ShouldContain("A.8.30 Outsourced development is excluded, but it treats");
        }
    }

    [Fact]
    public async Task Its_story_names_the_scope_and_the_plan_that_it_rests_on_from_now_on()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        var plan = await w.PlanAsync("A.8.23");
        await w.Scope.InForceAsync();
        (await w.Manager.SendAsync(new TakeOverForSoa(id, (await w.ReadAsync(id)).Version))).Ok();
        var told = (await w.Manager.SendAsync(new GetActivity(nameof(SoaVersion), id))).Ok().Single(e => e.UseCase == nameof(TakeOverForSoa)).Changes;
        var code = await w.Tenant.ReadAsync(db => db.TreatmentPlans.Where(p => p.Id == plan).Select(p => p.Code).SingleAsync(Ct));
        told.Select(c => (c.Field, c.Before, c.After)).ShouldBe([("ScopeId", "Scope, version 1", "Scope, version 2"), ("PlanId", null, code)], ignoreOrder: true);
    }

    [Fact]
    public async Task Approved_it_is_in_force_and_keeps_statuses_names_and_links_of_that_day()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.InForceAsync();
        var before = (await w.ReadAsync(id)).Entries.Single(e => e.Code == "A.8.13");
        (before.Coverage, before.Implementations.ShouldHaveSingleItem(), before.Owner).ShouldBe((ControlCoverage.Implemented, "Nightly backup", w.Manager.Account.Name));
        var form = (await w.Manager.SendAsync(new GetImplementation(w.Backup))).Ok();
        (await w.Manager.SendAsync(new ChangeImplementation { Id = w.Backup, Version = form.Version, Title = "Hourly backup", Description = "Every hour.", OwnerId = form.OwnerId, Status = ImplementationStatus.Planned })).Ok();
        var after = await w.ReadAsync();
        (after.Id, after.State, after.Approval!.Approver, after.Approval.ContentHash.Length).ShouldBe((id, SoaState.InForce, w.Scope.Top.Account.Name, 64));
        after.Entries.Single(e => e.Code == "A.8.13").ShouldBeEquivalentTo(before);
        (await w.DecideAsync(id, "A.8.13", f => f with { Justification = "Changed afterwards." })).Error.ShouldBe(SoaErrors.Closed);
        (await w.Manager.SendAsync(new WithdrawSoa(id, after.Version))).Error.ShouldBe(SoaErrors.Closed);
    }

    [Fact]
    public async Task The_database_changes_nothing_of_what_was_approved()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.InForceAsync();
        foreach (var sql in new[]
        {
            $"update app.soa_version set version_no = 9 where id = '{id}'", $"update app.soa_entry set justification = 'Something else, at least twenty characters.' where soa_id = '{id}'",
            $"delete from app.soa_link where entry_id in (select id from app.soa_entry where soa_id = '{id}')", $"delete from app.soa_entry where soa_id = '{id}' and applicable = false",
            $"insert into app.soa_link (tenant_id, id, entry_id, risk_id, name) select tenant_id, uuidv7(), id, '{w.Risk}', 'x' from app.soa_entry where soa_id = '{id}' and code = 'A.5.1'",
        })
        {
            await using var command = w.Tenant.App.Database.Superuser.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct))).MessageText.ShouldBe("an approved Statement of Applicability is never changed");
        }
    }

    [Fact]
    public async Task Its_author_does_not_approve_it()
    {
        var w = await SoaWorld.OfAsync(server);
        var both = await w.Tenant.MemberAsync(Role.TopManagement, Role.IsmsManager);
        var id = (await both.SendAsync(new DraftSoa(Guid.CreateVersion7()))).Ok();
        await w.CompleteAsync(id);
        (await both.SendAsync(new SubmitSoa(id, (await w.ReadAsync(id)).Version))).Ok();
        (await both.SendAsync(new Approve(await w.RequestOfAsync(id), null))).Error.ShouldBe(ApprovalErrors.OwnWork);
        (await w.Scope.Top.SendAsync(new Approve(await w.RequestOfAsync(id), null))).Ok();
    }

    [Fact]
    public async Task A_decision_in_review_takes_the_request_back()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        await w.CompleteAsync(id);
        (await w.SubmitAsync(id)).Ok();
        var request = await w.RequestOfAsync(id);
        (await w.DecideAsync(id, "A.5.1", f => f with { Justification = "More about it." })).Ok();
        (await w.ReadAsync(id)).State.ShouldBe(SoaState.Draft);
        (await w.Scope.Top.SendAsync(new Approve(request, null))).Error.ShouldBe(ApprovalErrors.Superseded);
    }

    [Fact]
    public async Task What_changed_since_submission_keeps_it_from_being_approved()
    {
        var w = await SoaWorld.OfAsync(server);
        var id = await w.DraftAsync();
        var clock = await w.ImplementAsync(await w.ControlAsync("A.8.17"), "Time servers");
        (await w.DecideAsync(id, "A.8.17", f => f with { Applicable = false, Justification = SoaWorld.NotHere })).Ok();
        await w.CompleteAsync(id);
        (await w.SubmitAsync(id)).Ok();
        var risk = (await w.Manager.SendAsync(new GetRisk(w.Risk))).Ok();
        (await w.Manager.SendAsync(new PatchRisk(risk.Id, risk.Version, new RiskMembers { ImplementationIds = [w.Backup, clock] }))).Ok();
        (await w.Scope.Top.SendAsync(new Approve(await w.RequestOfAsync(id), null))).Error!.Code.ShouldBe("soa.incomplete");
        (await w.ReadAsync(id)).State.ShouldBe(SoaState.InReview);
        foreach (var reader in new[] { w.Manager, w.Scope.Top })
        {
            (await (await reader.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/soa/versions/{id}")).Text.ShouldContain("Approval would be refused");
        }
    }

    [Fact]
    public async Task A_newer_scope_is_told_on_the_version_in_force_and_taken_over_by_a_draft()
    {
        var w = await SoaWorld.OfAsync(server);
        var first = await w.InForceAsync();
        var draft = await w.DraftAsync();
        (await w.ReadAsync(draft)).Entries.ShouldAllBe(e => e.Applicable != null);
        (await w.RowAsync(draft, "A.8.30")).Justification.ShouldBe(SoaWorld.NotHere);
        await w.Scope.InForceAsync();
        var old = await w.ReadAsync(first);
        (old.ScopeVersionNo, old.NewerScope).ShouldBe((1, 2));
        var browser = await w.Manager.BrowserAsync();
        var reader = await (await w.Tenant.MemberAsync(Role.InternalAuditor)).BrowserAsync();
        foreach (var page in (string[])[$"/t/{w.Tenant.Slug}/soa/versions/{first}", $"/t/{w.Tenant.Slug}/soa"])
        {
            var (kept, read) = ((await browser.GetAsync(page)).Text, (await reader.GetAsync(page)).Text);
            kept.ShouldContain("older than the scope");
            kept.ShouldContain("Begin a new version");
            read.ShouldContain("older than the scope");
            read.ShouldNotContain("Begin a new version");
        }
        var refused = (await w.SubmitAsync(draft)).Error!.Fields.ShouldHaveSingleItem();
        (refused.Code, refused.Arguments[0], refused.Arguments[1]).ShouldBe(("soa.scope-newer", 1, 2));
        (await w.Manager.SendAsync(new TakeOverForSoa(draft, (await w.ReadAsync(draft)).Version))).Ok();
        (await w.ReadAsync(draft)).ScopeVersionNo.ShouldBe(2);
        (await w.SubmitAsync(draft)).Ok();
        (await w.Scope.Top.SendAsync(new Approve(await w.RequestOfAsync(draft), null))).Ok();
        (await w.ReadAsync(first)).State.ShouldBe(SoaState.Superseded);
    }

    [Fact]
    public async Task A_newer_treatment_plan_is_told_and_taken_over_and_what_it_brings_in_is_not_excluded()
    {
        var w = await SoaWorld.OfAsync(server);
        var first = await w.InForceAsync();
        var draft = await w.DraftAsync();
        (await w.DecideAsync(draft, "A.8.23", f => f with { Applicable = false, Reasons = [], Justification = SoaWorld.NotHere })).Ok();
        (await w.ReadAsync(first)).NewerPlan.ShouldBeNull();
        var plan = await w.PlanAsync("A.8.23");
        var old = await w.ReadAsync(first);
        (old.Plan, old.NewerPlan!.Id).ShouldBe((null, plan));
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/soa/versions/{first}")).Text.ShouldContain("older than the treatment plan");
        (await w.SubmitAsync(draft)).Error!.Fields.Select(f => f.Code).ShouldBe(["soa.plan-newer", "soa.incomplete", "soa.excluded-in-use"]);
        (await w.Manager.SendAsync(new TakeOverForSoa(draft, (await w.ReadAsync(draft)).Version))).Ok();
        (await w.ReadAsync(draft)).Plan!.Id.ShouldBe(plan);
        (await w.DecideAsync(draft, "A.8.23", f => f with { Applicable = false, Reasons = [], Justification = "We see no use in it here at all." })).Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe("soa.excludes-in-use");
        (await w.DecideAsync(draft, "A.8.23", f => f with { Applicable = true, Reasons = [InclusionReason.Risk], RiskIds = [w.Risk], Justification = null })).Ok();
        (await w.SubmitAsync(draft)).Ok();
        (await w.Scope.Top.SendAsync(new Approve(await w.RequestOfAsync(draft), null))).Ok();
        var inForce = await w.ReadAsync();
        (inForce.Id, inForce.Plan!.Id, inForce.NewerPlan).ShouldBe((draft, plan, null));
    }

    [Fact]
    public async Task An_own_control_that_a_plan_brings_in_has_a_row()
    {
        var w = await SoaWorld.OfAsync(server);
        await w.OwnControlAsync("Seals on sensors");
        var code = await w.Tenant.ReadAsync(db => db.Controls.Where(c => c.AnnexId == null).Select(c => c.Code).SingleAsync(Ct));
        await w.PlanAsync(code);
        var own = (await w.ReadAsync(await w.DraftAsync())).Entries.Where(e => e.IsOwn).ShouldHaveSingleItem();
        (own.Title, own.Applicable, own.Links.ShouldHaveSingleItem().RecordId).ShouldBe(("Seals on sensors", true, w.Risk));
    }

    [Fact]
    public async Task Own_controls_that_come_into_use_or_go_out_of_use_are_taken_over()
    {
        var w = await SoaWorld.OfAsync(server);
        var gone = await w.OwnControlAsync("Gone soon");
        var practice = await w.ImplementAsync(gone, "For a while");
        var id = await w.DraftAsync();
        await w.CompleteAsync(id);
        var read = (await w.Manager.SendAsync(new GetImplementation(practice))).Ok();
        (await w.Manager.SendAsync(new ChangeImplementation { Id = practice, Version = read.Version, Title = read.Title!, Description = read.Description, OwnerId = read.OwnerId, Status = ImplementationStatus.Retired })).Ok();
        await w.ImplementAsync(await w.OwnControlAsync("Seals on sensors"), "Seal round");
        (await w.SubmitAsync(id)).Error!.Fields.Select(f => f.Code).ShouldBe(["soa.row-missing", "soa.row-unused", "soa.incomplete"]);
        (await w.Manager.SendAsync(new TakeOverForSoa(id, (await w.ReadAsync(id)).Version))).Ok();
        var own = (await w.ReadAsync(id)).Entries.Where(e => e.IsOwn).ShouldHaveSingleItem();
        (own.Title, own.Applicable).ShouldBe(("Seals on sensors", null));
    }

    [Fact]
    public async Task The_next_version_takes_decisions_over_and_their_difference_is_told()
    {
        var w = await SoaWorld.OfAsync(server);
        var first = await w.InForceAsync();
        var id = await w.DraftAsync();
        (await w.DecideAsync(id, "A.8.30", f => f with { Applicable = true, Reasons = [InclusionReason.Business], Justification = null })).Ok();
        (await w.DecideAsync(id, "A.7.6", f => f with { Applicable = false, Justification = SoaWorld.NotHere })).Ok();
        var compared = (await w.Manager.SendAsync(new CompareSoas(id))).Ok();
        (compared.WithId, compared.WithNo, compared.Changes).ShouldBe((first, 1, new SoaChanges(1, 1, 0, 0, 0, 0)));
        compared.Controls.Select(c => c.Name).ShouldBe(["A.7.6 Working in secure areas", "A.8.30 Outsourced development"]);
        compared.Controls[1].Rows.Select(r => (r.Path, r.Before, r.After)).ShouldBe([("Applicable", "Excluded", "Applicable"), ("Reasons", null, "Business"), ("Justification", SoaWorld.NotHere, null)]);
        (await w.Manager.SendAsync(new CompareSoas(first, id))).Ok().Changes.ShouldBe(new SoaChanges(1, 1, 0, 0, 0, 0));
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/soa/versions/{id}/compare")).Text.ShouldContain("1 control included, 1 control excluded");
    }

    [Fact]
    public async Task A_risk_that_a_version_names_is_not_deleted_and_the_refusal_names_the_version()
    {
        var w = await SoaWorld.OfAsync(server);
        await w.DraftAsync();
        var risk = (await w.Manager.SendAsync(new GetRisk(w.Risk))).Ok();
        var refused = (await w.Manager.SendAsync(new DeleteRisk(w.Risk, risk.Version))).Error!;
        refused.Arguments.ShouldHaveSingleItem().ShouldBe("Statement of Applicability, version 1, A.8.13");
    }
}
