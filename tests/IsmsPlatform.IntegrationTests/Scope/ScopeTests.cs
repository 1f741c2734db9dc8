using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.LegalRequirements;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Scope;

/// <summary>The scope of the ISMS (ISO/IEC 27001 4.3): drafted, approved by top management, in versions, and what follows from it.</summary>
public sealed class ScopeTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateOnly Today => ScopeWorld.Today;

    private Task<ScopeWorld> WorldAsync() => ScopeWorld.OfAsync(server);

    private static (string, string?)[] Form(ScopeWorld w, string? version, string? reason, params (string, string?)[] more) =>
    [
        ("Version", version), ("Statement", "The analytics platform for hospitals."), ("Objectives", w.Objective.ToString()), ("EffectiveFrom", $"{Today:yyyy-MM-dd}"), ("NextReviewOn", $"{Today.AddYears(1):yyyy-MM-dd}"),
        ($"Decisions[Unit:{w.Root}]", "in"), ($"Decisions[Location:{w.Ghent}]", "in"), ($"Decisions[Location:{w.Lyon}]", "out"), ($"Reasons[Location:{w.Lyon}]", reason),
        ("Interfaces[0].Counterpart", "Hospitals"), ("Interfaces[0].Exchanged", "Patient usage data"), ("Interfaces[0].Direction", "In"), .. more,
    ];

    [Fact]
    public async Task A_draft_that_excludes_without_a_reason_is_not_submitted_and_the_sentence_names_it()
    {
        var w = await WorldAsync();
        var browser = await w.Tenant.Manager.BrowserAsync();
        var scope = $"/t/{w.Tenant.Slug}/scope";
        (await browser.GetAsync(scope)).Text.ShouldContain("No scope is in force");
        var edit = (await browser.SubmitAsync(scope, scope + "/versions/new", ("id", Guid.CreateVersion7().ToString()))).Location!;
        var form = await browser.GetAsync(edit);
        var refused = await browser.PostAsync(edit, form.Csrf, [.. Form(w, form.Field("Version"), "", ("submit", "true"))]);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("“Lyon sales desk” is excluded without a reason. Say why, or include it.");
        refused.Html.ShouldContain("The analytics platform for hospitals."); // nothing is lost
        refused.Field("Interfaces[0].Counterpart").ShouldBe("Hospitals");
        refused.Text.ShouldContain("What you entered is saved in the draft. It was not submitted");
        var row = await browser.PostAsync(edit, refused.Csrf, [.. Form(w, refused.Field("Version"), ScopeWorld.Reason), ("Interfaces[1].Counterpart", "Cloud provider"), ("Interfaces[1].Direction", "In")]);
        row.Text.ShouldContain("Interface 2, “What is exchanged”: Fill in this field.");
        var submitted = await browser.PostAsync(edit, refused.Csrf, [.. Form(w, refused.Field("Version"), ScopeWorld.Reason, ("submit", "true"))]);
        submitted.Location.ShouldBe(edit[..^"/edit".Length]);
        (await browser.GetAsync(submitted.Location!)).Text.ShouldContain("In review");
    }

    [Fact]
    public async Task The_author_does_not_approve_top_management_does_and_two_people_in_Lyon_are_out_everywhere()
    {
        var w = await WorldAsync();
        var both = await w.Tenant.MemberAsync(Role.IsmsManager, Role.TopManagement);
        var id = (await both.SendAsync(new CreateScopeDraft(Guid.CreateVersion7()))).Ok();
        await w.SaveAsync(await w.FormAsync(id));
        (await w.SubmitAsync(id)).Ok();
        var request = await w.RequestOfAsync(id);
        (await both.SendAsync(new Approve(request, null))).Error.ShouldBe(ApprovalErrors.OwnWork);
        var people = $"/t/{w.Tenant.Slug}/people";
        var manager = await w.Tenant.Manager.BrowserAsync();
        (await manager.GetAsync(people)).Text.ShouldNotContain("in scope");

        var top = await w.Top.BrowserAsync();
        var page = $"/t/{w.Tenant.Slug}/approvals/{request}";
        (await top.SubmitAsync(page, page + "/approve", ("comment", "Good"))).Location.ShouldBe(page);
        var scope = (await manager.GetAsync($"/t/{w.Tenant.Slug}/scope")).Text;
        scope.ShouldContain("Version 1 is in force.");
        scope.ShouldContain(w.Top.Account.Name);
        scope.ShouldContain(Convert.ToHexStringLower(await w.Tenant.ReadAsync(db => db.Approvals.Where(a => a.Id == request).Select(a => a.ContentHash).SingleAsync(Ct))));

        var listed = (await w.Tenant.Manager.SendAsync(new ListPeople())).Ok().Items;
        listed.Where(p => p.InScope == false).Select(p => p.Id).ShouldBe(w.InLyon, ignoreOrder: true);
        var html = (await manager.GetAsync(people)).Text;
        Regex.Count(html, "out of scope", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(3); // two people, and the filter
        (await w.Tenant.Manager.SendAsync(new ListPeople(InScope: false))).Ok().Items.Select(p => p.Id).ShouldBe(w.InLyon, ignoreOrder: true);
        (await manager.GetAsync($"{people}/{w.InLyon[0]}")).Text.ShouldContain("out of scope");
        (await manager.GetAsync($"/t/{w.Tenant.Slug}/organisation/locations")).Text.ShouldContain("out of scope");
        (await manager.GetAsync($"/t/{w.Tenant.Slug}/organisation/units/{w.Sales}")).Text.ShouldContain("in scope");
        using var api = await w.Tenant.ApiAsync("people:read");
        (await api.GetStringAsync(new Uri("/api/v1/people", UriKind.Relative), Ct)).ShouldContain("\"inScope\":false");
    }

    [Fact]
    public async Task A_requirement_that_nobody_decided_keeps_the_scope_from_being_submitted_and_from_being_approved()
    {
        var w = await WorldAsync();
        await w.RequireAsync("Backups are restored for a test");
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id));
        var fault = (await w.SubmitAsync(id)).Error!.Fields.ShouldHaveSingleItem();
        fault.Arguments.ShouldBe(["Insurer", "Backups are restored for a test"]);
        await using (var decide = w.Tenant.App.Database.Superuser.CreateCommand($"update app.party_requirement set addressed_by_isms = 'Yes', reason = 'Done' where tenant_id = '{w.Tenant.Id}'")) { await decide.ExecuteNonQueryAsync(Ct); }
        (await w.SubmitAsync(id)).Ok();
        await w.RequireAsync("Keys are kept apart");
        var top = await w.Top.BrowserAsync();
        var page = $"/t/{w.Tenant.Slug}/approvals/{await w.RequestOfAsync(id)}";
        var refused = await top.SubmitAsync(page, page + "/approve");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("It is not decided whether the ISMS addresses “Keys are kept apart”, which Insurer requires.");
        (await w.ReadAsync(id)).State.ShouldBe(ScopeState.InReview);
    }

    [Fact]
    public async Task A_place_that_came_after_the_submission_keeps_the_scope_from_being_approved()
    {
        var w = await ScopeWorld.OfAsync(server);
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id));
        (await w.SubmitAsync(id)).Ok();
        (await w.Tenant.Manager.SendAsync(new CreateLocation(Guid.CreateVersion7(), "GHOST", "Ghost office", null, null, LocationKind.Office, ZoneLevel.Office, null))).Ok();
        var refused = (await w.Top.SendAsync(new Approve(await w.RequestOfAsync(id), null))).Error!;
        (refused.Code, refused.Arguments[0]).ShouldBe(("scope.undecided-since", "Ghost office"));
    }

    [Fact]
    public async Task A_critical_asset_is_not_left_out_without_a_word()
    {
        var w = await ScopeWorld.OfAsync(server);
        var asset = (await w.Tenant.Manager.SendAsync(new CreateAsset { Id = Guid.CreateVersion7(), Name = "Patient usage data", Type = AssetType.Information, Classification = Classification.Internal })).Ok();
        var id = await w.DraftAsync();
        var refused = (await w.Tenant.Manager.SendAsync(await w.FormAsync(id, new ScopeItemInput(ScopeItemKind.Asset, asset, false, "Why", Critical: true)))).Error!;
        (refused.Code, refused.Arguments[0]).ShouldBe(("scope.critical-outside", "Patient usage data"));
    }

    [Fact]
    public async Task Of_many_legal_requirements_one_is_found_by_its_name_and_what_was_ticked_is_not_lost_by_a_refusal()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        var laws = new List<Guid>();
        foreach (var n in Enumerable.Range(0, 60)) { laws.Add((await w.Tenant.Manager.SendAsync(new RegisterLegalRequirement { Id = Guid.CreateVersion7(), Title = $"Decree {n:00}", Kind = LegalKind.Standard, OwnerId = w.Tenant.Manager.PersonId })).Ok()); }
        var browser = await w.Tenant.Manager.BrowserAsync();
        var edit = $"/t/{w.Tenant.Slug}/scope/versions/{id}/edit";
        var form = await browser.GetAsync(edit);
        form.Html.ShouldNotContain($"{laws[59]}");
        var found = await browser.GetAsync($"/t/{w.Tenant.Slug}/scope/choices/LegalRequirement?field=LegalRequirements&q=ree+59&LegalRequirements={laws[3]}");
        (found.Html.Contains($"value=\"{laws[59]}\"", StringComparison.Ordinal), found.Html.Contains($"value=\"{laws[3]}\" checked", StringComparison.Ordinal), found.Html.Contains($"{laws[4]}", StringComparison.Ordinal)).ShouldBe((true, true, false));
        var refused = await browser.PostAsync(edit, form.Csrf, ("Version", form.Field("Version")), ("Statement", new string('x', 601)), ("LegalRequirements", $"{laws[59]}"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain($"value=\"{laws[59]}\"");
    }

    [Fact]
    public async Task A_statement_of_601_characters_is_refused_and_kept()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        var browser = await w.Tenant.Manager.BrowserAsync();
        var edit = $"/t/{w.Tenant.Slug}/scope/versions/{id}/edit";
        var form = await browser.GetAsync(edit);
        var refused = await browser.PostAsync(edit, form.Csrf, ("Version", form.Field("Version")), ("Statement", new string('x', 601)), ($"Decisions[Unit:{w.Root}]", "in"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("Use at most 600 characters.");
        refused.Html.ShouldContain(new string('x', 601));
        refused.Html.ShouldContain("<option value=\"in\" selected=\"selected\">");
        var lines = string.Join("\r\n", Enumerable.Repeat(new string('x', 59), 10)) + "\r\n" + "y"; // 601 as one counts, a line break as one
        (await w.Tenant.Manager.SendAsync(await w.FormAsync(id) with { Statement = lines })).Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe("too-long");
        (await w.Tenant.Manager.SendAsync(await w.FormAsync(id) with { Statement = lines[1..] })).Ok();
        (await w.ReadAsync(id)).Statement.Length.ShouldBe(600);
    }

    [Fact]
    public async Task Of_two_drafts_at_once_one_begins_and_the_other_is_told()
    {
        var w = await WorldAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => w.Tenant.Manager.SendAsync(new CreateScopeDraft(Guid.CreateVersion7()))));
        answers.Count(a => a.IsSuccess).ShouldBe(1);
        answers.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error!.Code == "scope.open-already");
    }

    [Fact]
    public async Task Every_fault_is_said_at_once_each_by_name()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id) with
        {
            Statement = " ",
            Objectives = [],
            EffectiveFrom = Today.AddDays(-1),
            NextReviewOn = null,
            Items = [new(ScopeItemKind.Unit, w.Root, false, "Elsewhere"), new(ScopeItemKind.Unit, w.Sales, true), new(ScopeItemKind.Location, w.Ghent, true)],
        });
        (await w.SubmitAsync(id)).Error!.Fields.Select(f => f.Code).ShouldBe(
            ["scope.statement-missing", "scope.no-objective", "scope.undecided", "scope.child-included", "scope.effective-from-past", "scope.review-missing"]);
        (await w.ReadAsync(id)).State.ShouldBe(ScopeState.Draft);
    }

    [Fact]
    public async Task An_edit_in_review_takes_the_request_back_and_what_was_edited_is_not_approved()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id));
        (await w.SubmitAsync(id)).Ok();
        var request = await w.RequestOfAsync(id);
        await w.SaveAsync(await w.FormAsync(id) with { Statement = "Much more than before." });
        (await w.ReadAsync(id)).State.ShouldBe(ScopeState.Draft);
        (await w.Top.SendAsync(new Approve(request, null))).Error.ShouldBe(ApprovalErrors.Superseded);
        (await w.Tenant.ReadAsync(db => db.Approvals.Where(a => a.Id == request).Select(a => a.Decision).SingleAsync(Ct))).ShouldBe(ApprovalDecision.Superseded);
        (await (await w.Top.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/approvals/{request}")).Text.ShouldContain("You are asked anew when its author is done.");
        (await w.Tenant.ReadAsync(db => db.Notifications.CountAsync(n => n.SubjectId == request && n.ReadAt == null, Ct))).ShouldBe(0, "there is nothing to decide any more");
        (await w.SubmitAsync(id)).Ok();
        (await w.Top.SendAsync(new Approve(await w.RequestOfAsync(id), null))).Ok();
    }

    [Fact]
    public async Task A_rejection_returns_the_draft_with_its_comment()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id));
        (await w.SubmitAsync(id)).Ok();
        var request = await w.RequestOfAsync(id);
        var page = $"/t/{w.Tenant.Slug}/approvals/{request}";
        (await (await w.Top.BrowserAsync()).SubmitAsync(page, page + "/reject", ("comment", ""))).Text.ShouldContain("Comment: Say what is wrong, so that the author can go on.");
        (await w.Top.SendAsync(new Reject(request, "Name the cloud region, too."))).Ok();
        (await w.Top.SendAsync(new Reject(request, "Again."))).Error.ShouldBe(ApprovalErrors.RejectedByYou);
        var browser = await w.Tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{id}/edit")).Text.ShouldContain("Turned down: Name the cloud region, too.");
        (await w.ReadAsync(id)).State.ShouldBe(ScopeState.Draft);
    }

    [Fact]
    public async Task The_database_changes_nothing_of_what_was_approved()
    {
        var w = await WorldAsync();
        var id = await w.InForceAsync();
        foreach (var sql in new[]
        {
            $"update app.scope_statement set statement = 'x' where id = '{id}'", $"delete from app.scope_statement where id = '{id}'",
            $"update app.scope_item set included = true, justification = null where scope_id = '{id}'", $"delete from app.scope_item where scope_id = '{id}'",
            $"update app.scope_interface set exchanged = 'x' where scope_id = '{id}'", $"delete from app.scope_citation where scope_id = '{id}'",
            $"insert into app.scope_interface (tenant_id, id, scope_id, counterpart, exchanged, direction, position) values ('{w.Tenant.Id}', uuidv7(), '{id}', 'x', 'x', 'In', 9)",
        })
        {
            await using var command = w.Tenant.App.Database.Superuser.CreateCommand(sql);
            var e = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));
            (e.MessageText == "an approved scope is never changed" || e.SqlState == PostgresErrorCodes.ForeignKeyViolation).ShouldBeTrue(sql + ": " + e.MessageText);
        }
        (await w.Tenant.Manager.SendAsync(await w.FormAsync(id))).Error.ShouldBe(ScopeErrors.Closed);
        (await w.Tenant.Manager.SendAsync(new ConfirmScopeReview(id, (await w.ReadAsync(id)).Version))).Ok(); // looking after it goes on
    }

    [Fact]
    public async Task Version_2_shows_what_it_would_add_and_afterwards_the_difference_and_the_past_shows_version_1()
    {
        var w = await WorldAsync();
        await w.InForceAsync();
        var nantes = (await w.Tenant.Manager.SendAsync(new CreateLocation(Guid.CreateVersion7(), "NTS", "Nantes lab", null, null, default, default, null))).Ok();
        (await w.Tenant.Manager.SendAsync(new AddPerson(Guid.CreateVersion7(), "Nora Nantes", $"nora@{w.Tenant.Slug}.example", PersonKind.Employee, null, null, w.Sales, null, nantes, null, null, Invite: false))).Ok();
        var second = await w.DraftAsync();
        var copied = await w.ReadAsync(second);
        copied.Statement.ShouldBe("The analytics platform for hospitals.");
        copied.Items.Count.ShouldBe(3);
        copied.Items.ShouldNotContain(i => i.RecordId == nantes, "what came since then is not decided");
        (await w.Tenant.Manager.SendAsync(new SubmitScope(second, copied.Version))).Error!.Fields.ShouldContain(f => f.Code == "scope.undecided");
        await w.SaveAsync(await w.FormAsync(second, new ScopeItemInput(ScopeItemKind.Location, nantes, true)));
        var preview = (await w.Tenant.Manager.SendAsync(new PreviewScope(second))).Ok();
        preview.Before.ShouldBe(1);
        var effects = preview.Effects.ToDictionary(e => e.Kind);
        effects[ScopeEffectKind.Locations].ComesIn.First.ShouldBe(["Nantes lab"]);
        effects[ScopeEffectKind.People].ComesIn.First.ShouldBe(["Nora Nantes"]);
        preview.Effects.Sum(e => e.GoesOut.Count).ShouldBe(0);
        var browser = await w.Tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{second}/preview")).Text.ShouldContain("Nora Nantes");

        (await w.SubmitAsync(second)).Ok();
        var between = TimeProvider.System.GetUtcNow();
        var request = await w.RequestOfAsync(second);
        (await (await w.Top.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/approvals/{request}")).Text.ShouldContain("Nantes lab"); // beside what is in force
        (await w.Top.SendAsync(new Approve(request, null))).Ok();
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope")).Text.ShouldContain("Version 2 is in force.");
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope?as_of={Uri.EscapeDataString(between.ToString("O"))}")).Text.ShouldContain("Version 1 is in force.");
        var difference = (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{second}/compare")).Text;
        difference.ShouldContain("Location: Nantes lab");
        difference.ShouldNotContain("HQ Ghent");
        (await w.Tenant.Manager.SendAsync(new ListScopeVersions())).Ok().Items.Select(v => v.State).ShouldBe([ScopeState.Effective, ScopeState.Superseded]);
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{second}/preview")).Text.ShouldContain("Compared with version 1, which it replaced on");
    }

    [Fact]
    public async Task A_version_that_is_planned_for_later_changes_nothing_before_its_day()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id) with { EffectiveFrom = Today.AddDays(3) });
        (await w.SubmitAsync(id)).Ok();
        (await w.Top.SendAsync(new Approve(await w.RequestOfAsync(id), null))).Ok();
        (await w.ReadAsync(id)).State.ShouldBe(ScopeState.Planned);
        (await w.Tenant.Manager.SendAsync(new GetScopeVersion())).Error!.Code.ShouldBe("not-found");
        var next = await w.DraftAsync();
        (await w.Tenant.Manager.SendAsync(new PreviewScope(next))).Ok().Before.ShouldBe(1, "it follows the planned version");
        var browser = await w.Tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope")).Text.ShouldContain("Version 1 takes effect on");
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{next}")).Text.ShouldContain("It began with what version 1 says.");
        (await w.Tenant.Manager.SendAsync(new CompareScopes(next))).Ok().With.ShouldBe(1);
        await w.SaveAsync(await w.FormAsync(next) with { EffectiveFrom = Today.AddDays(3) });
        (await w.SubmitAsync(next)).Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe("scope.before-another");
        (await w.Tenant.Manager.SendAsync(new ListPeople())).Ok().Items.ShouldAllBe(p => p.InScope == null);
    }

    [Fact]
    public async Task A_planned_version_is_called_off_with_a_reason_by_whoever_may_approve_it()
    {
        var w = await WorldAsync();
        await w.InForceAsync();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id) with { EffectiveFrom = Today.AddDays(30) });
        (await w.SubmitAsync(id)).Ok();
        (await w.Top.SendAsync(new Approve(await w.RequestOfAsync(id), null))).Ok();
        var page = $"/t/{w.Tenant.Slug}/scope/versions/{id}";
        (await (await w.Tenant.Manager.BrowserAsync()).GetAsync(page + "/call-off")).Status.ShouldBe(HttpStatusCode.NotFound);
        var top = await w.Top.BrowserAsync();
        (await top.GetAsync(page)).Text.ShouldContain("Until then it can be called off.");
        var refused = await top.SubmitAsync(page + "/call-off", page + "/call-off", ("Version", (await w.ReadAsync(id)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("Fill in this field.");
        (await top.SubmitAsync(page + "/call-off", page + "/call-off", ("Version", refused.Field("Version")), ("Reason", "The site is not bought."))).Location.ShouldBe(page);
        (await w.ReadAsync(id)).State.ShouldBe(ScopeState.CalledOff, "a draft that is given up was never approved");
        (await w.Tenant.Manager.SendAsync(new ListScopeVersions())).Ok().Items.Select(v => v.State).ShouldBe([ScopeState.CalledOff, ScopeState.Effective]);
        (await top.GetAsync($"/t/{w.Tenant.Slug}/approvals?show=Closed")).Text.ShouldContain("called off before its day");
        (await top.GetAsync(page + "/preview")).Text.ShouldContain("Compared with version 1, which it would have replaced.");
        (await w.ReadAsync()).VersionNo.ShouldBe(1, "what is in force stays so");
        var told = (await (await w.Tenant.Manager.BrowserAsync()).GetAsync(page)).Text;
        told.ShouldContain("It was approved and called off before its day. It never held. The site is not bought.");
        told.ShouldContain("called off the scope before its day");
        (await w.Tenant.ReadAsync(db => db.Notifications.CountAsync(n => n.SubjectId == id && n.Kind == Application.Notifications.NotificationKind.CalledOff && n.PersonId == w.Tenant.Manager.PersonId, Ct))).ShouldBe(1);
        foreach (var sql in new[] { $"update app.scope_item set included = true where scope_id = '{id}'", $"update app.scope_statement set status = 'Approved', in_force_from = '{Today:yyyy-MM-dd}' where id = '{id}'" })
        {
            await using var command = w.Tenant.App.Database.Superuser.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct))).MessageText.ShouldBe("an approved scope is never changed");
        }
        var first = await w.ReadAsync();
        (await w.Top.SendAsync(new CallOffScope(first.Id, first.Version, "Too late"))).Error.ShouldBe(ScopeErrors.NotPlanned);
        await using var inForce = w.Tenant.App.Database.Superuser.CreateCommand($"update app.scope_statement set status = 'Withdrawn', in_force_from = null, effective_from = effective_from - 9 where id = '{first.Id}'");
        await Should.ThrowAsync<PostgresException>(() => inForce.ExecuteNonQueryAsync(Ct));
    }

    [Fact]
    public async Task A_draft_that_was_built_on_a_version_that_is_called_off_says_so_and_with_what_it_is_compared()
    {
        var w = await WorldAsync();
        await w.InForceAsync();
        var planned = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(planned) with { EffectiveFrom = Today.AddDays(5) });
        (await w.SubmitAsync(planned)).Ok();
        (await w.Tenant.ReadAsync(db => db.WorkTasks.Where(t => t.Kind == WorkTaskKind.ApprovalDecision && t.Status == WorkTaskStatus.Open).Select(t => t.DueOn).Distinct().SingleAsync(Ct))).ShouldBe(Today.AddDays(5), "nobody has longer than until it is to hold");
        (await w.Top.SendAsync(new Approve(await w.RequestOfAsync(planned), null))).Ok();
        var draft = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(draft) with { EffectiveFrom = Today.AddDays(30) });
        var (browser, page) = (await w.Tenant.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/scope/versions/{draft}");
        (await browser.GetAsync(page + "/preview")).Text.ShouldContain("Compared with version 2, which is approved and takes effect before it.");
        (await browser.GetAsync(page)).Text.ShouldNotContain("called off since");
        var ready = await browser.GetAsync(page);
        ready.Html.ShouldContain($"action=\"{page}/submit\"");
        (await browser.PostAsync(page + "/submit", ready.Csrf)).Location.ShouldBe(page);
        (await w.Top.SendAsync(new CallOffScope(planned, (await w.ReadAsync(planned)).Version, "Too early"))).Ok();
        (await browser.GetAsync(page)).Text.ShouldContain("This draft was built on version 2, which was called off since.");
        (await browser.GetAsync(page + "/preview")).Text.ShouldContain("Compared with version 1, which is in force and which it would replace. It was built on version 2, which was called off");
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{planned}")).Html.ShouldNotContain("<dt>In force from</dt>");
    }

    [Fact]
    public async Task A_unit_is_moved_out_of_the_scope_or_into_it_only_by_whoever_saw_what_that_changes()
    {
        var w = await WorldAsync();
        var apart = (await w.Tenant.Manager.SendAsync(new CreateUnit(Guid.CreateVersion7(), "APART", "Workshop", null, null, null, null))).Ok();
        await w.InForceAsync(new ScopeItemInput(ScopeItemKind.Unit, apart, false, "It builds no software."));
        var (browser, page) = (await w.Tenant.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/organisation/units/{w.Sales}");
        (string, string?)[] Form(Guid parent, params (string, string?)[] more) => [("Code", "SALES"), ("Name", "Sales"), ("ParentId", parent.ToString()), ("Version", "1"), .. more];
        var asked = await browser.SubmitAsync(page + "/edit", page + "/edit", Form(apart));
        asked.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        asked.Text.ShouldContain("There it leaves the scope in force (version 1). People who are no longer in scope then: 1; assets: 0.");
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope")).Text.ShouldNotContain("differs from what was approved");
        // What was confirmed is this move, not another one.
        (await browser.SubmitAsync(page + "/edit", page + "/edit", Form(apart, ("MovedTo", w.Root.ToString())))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitAsync(page + "/edit", page + "/edit", Form(apart, ("MovedTo", asked.Field("MovedTo"))))).Location.ShouldBe(page);
        var told = (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope")).Text;
        told.ShouldContain("The organisation differs from what was approved.");
        told.ShouldContain("No longer inside: Sales.");
        told.ShouldContain("A new version has the change approved");
    }

    [Fact]
    public async Task A_law_that_was_repealed_stands_in_the_way_of_a_draft_that_cites_it()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        var law = await w.Tenant.ReadAsync(db => db.LegalRequirements.Select(l => new { l.Id, l.Version, l.Title }).SingleAsync(Ct));
        await w.SaveAsync(await w.FormAsync(id) with { LegalRequirements = [law.Id] });
        (await w.Tenant.Manager.SendAsync(new RepealLegalRequirement(law.Id, law.Version, "Another one took its place"))).Ok();
        (await w.SubmitAsync(id)).Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe("scope.cites-repealed");
        (await (await w.Tenant.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/scope/versions/{id}/edit")).Text.ShouldContain(law.Title + " (repealed)");
    }

    [Fact]
    public async Task Whoever_repeals_a_law_reads_first_who_cites_it_and_the_scope_in_force_marks_it()
    {
        var w = await WorldAsync();
        var law = await w.Tenant.ReadAsync(db => db.LegalRequirements.Select(l => new { l.Id, l.Version }).SingleAsync(Ct));
        var party = (await w.Tenant.Manager.SendAsync(Context.ContextTests.Party(w.Tenant, "Province"))).Ok();
        var requirement = (await w.Tenant.Manager.SendAsync(Context.ContextTests.Requirement(party) with { AddressedByIsms = Domain.InterestedParties.Addressed.Yes, Reason = "By the contract", LegalRequirementIds = [law.Id] })).Ok();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id) with { LegalRequirements = [law.Id], Requirements = [requirement] });
        (await w.SubmitAsync(id)).Ok();
        (await w.Top.SendAsync(new Approve(await w.RequestOfAsync(id), null))).Ok();
        var (browser, page) = (await w.Tenant.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/legal-requirements/{law.Id}");
        var read = await browser.GetAsync(page);
        read.Text.ShouldContain("Scope, version 1 In force");
        read.Html.ShouldNotContain("/delete\"");
        using var api = await w.Tenant.ApiAsync("legal:read", "scope:read", "context:read");
        var cited = (await api.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>($"/api/v1/legal-requirements/{law.Id}", Ct))!["citedBy"]!.AsArray();
        cited.Select(c => ((string?)c!["subjectType"], (Guid)c["subjectId"]!)).ShouldBe([("InterestedParty", party), ("ScopeStatement", id)]);
        var asked = await browser.GetAsync(page + "/repeal");
        asked.Text.ShouldContain("Requirements of interested parties rest on it: Province: “Tell us”.");
        asked.Text.ShouldContain("It was considered by: Scope, version 1 (In force).");
        (await w.Tenant.Manager.SendAsync(new RepealLegalRequirement(law.Id, law.Version, "Another one took its place"))).Ok();
        foreach (var address in new[] { "", $"/versions/{id}" }) { (await browser.GetAsync($"/t/{w.Tenant.Slug}/scope{address}")).Text.ShouldContain("repealed since"); }
        (await w.ReadAsync(id)).Of(ScopeBasis.LegalRequirement).ShouldHaveSingleItem().RepealedOn.ShouldBe(Today);
    }

    [Fact]
    public async Task A_unit_to_which_something_belongs_ends_only_by_whoever_saw_what_that_is()
    {
        var w = await WorldAsync();
        await w.InForceAsync();
        var (browser, page) = (await w.Tenant.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/organisation/units/{w.Sales}");
        (string, string?)[] Form(DateOnly? end, params (string, string?)[] more) => [("Code", "SALES"), ("Name", "Sales"), ("ParentId", w.Root.ToString()), ("Version", "1"), ("ValidTo", end?.ToString("yyyy-MM-dd")), .. more];
        var asked = await browser.SubmitAsync(page + "/edit", page + "/edit", Form(Today.AddDays(10)));
        asked.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        asked.Text.ShouldContain("stays inside the scope in force (version 1) through it. People: 3; assets: 0; units below it: 0.");
        asked.Field("EndedOn").ShouldBe(Today.AddDays(10).ToString("yyyy-MM-dd"));
        // What was confirmed is this day, not another one, and it stays confirmed while something else is mended.
        (await browser.SubmitAsync(page + "/edit", page + "/edit", Form(Today.AddDays(9), ("EndedOn", asked.Field("EndedOn"))))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var mended = await browser.SubmitAsync(page + "/edit", page + "/edit", [.. Form(Today.AddDays(10), ("EndedOn", asked.Field("EndedOn"))).Where(f => f.Item1 != "Name"), ("Name", "")]);
        mended.Html.ShouldContain($"value=\"{asked.Field("EndedOn")}\" checked");
        (await browser.SubmitAsync(page + "/edit", page + "/edit", Form(Today.AddDays(10), ("EndedOn", asked.Field("EndedOn"))))).Location.ShouldBe(page);
        // Longer than it was planned asks nobody, nor does a unit to which nothing belongs.
        (await browser.SubmitAsync(page + "/edit", page + "/edit", [.. Form(Today.AddDays(20)).Where(f => f.Item1 != "Version"), ("Version", "2")])).Location.ShouldBe(page);
        var empty = (await w.Tenant.Manager.SendAsync(new CreateUnit(Guid.CreateVersion7(), "EMPTY", "Nobody's", w.Root, null, null, null))).Ok();
        (await w.Tenant.Manager.SendAsync(new ChangeUnit(empty, "EMPTY", "Nobody's", w.Root, null, null, Today, 1))).Ok();
    }

    [Fact]
    public async Task An_interface_stands_once()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        var form = await w.FormAsync(id);
        var refused = (await w.Tenant.Manager.SendAsync(form with { Interfaces = [.. form.Interfaces!, new(" hospitals", "Patient usage data ", InterfaceDirection.In, "Framework contract")] })).Error!.Fields.ShouldHaveSingleItem();
        (refused.Field, refused.Code).ShouldBe(("Interfaces[2].Counterpart", "scope.interface-twice"));
        await w.SaveAsync(form with { Interfaces = [.. form.Interfaces!, new("Hospitals", "Patient usage data", InterfaceDirection.In, "Another contract")] });
    }

    [Fact]
    public async Task The_approver_reads_first_what_changes_and_the_author_is_told_who_decides()
    {
        var w = await WorldAsync();
        await w.InForceAsync();
        var nantes = (await w.Tenant.Manager.SendAsync(new CreateLocation(Guid.CreateVersion7(), "NTS", "Nantes lab", null, null, default, default, null))).Ok();
        (await w.Tenant.Manager.SendAsync(new AddPerson(Guid.CreateVersion7(), "Nora Nantes", $"nora@{w.Tenant.Slug}.example", PersonKind.Employee, null, null, w.Sales, null, nantes, null, null, Invite: false))).Ok();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id, new ScopeItemInput(ScopeItemKind.Location, nantes, true)) with { Statement = "The analytics platform and its lab." });
        (await w.SubmitAsync(id)).Ok();
        var page = $"/t/{w.Tenant.Slug}/approvals/{await w.RequestOfAsync(id)}";
        var seen = await (await w.Top.BrowserAsync()).GetAsync(page);
        seen.Text.ShouldContain("Compared with version 1, which is in force and which it would replace.");
        var (effect, changes, folded) = (seen.Html.IndexOf("Nora Nantes", StringComparison.Ordinal), seen.Html.IndexOf("Location: Nantes lab", StringComparison.Ordinal), seen.Html.IndexOf("<details", StringComparison.Ordinal));
        (effect > 0 && effect < changes && changes < folded).ShouldBeTrue($"{effect}, {changes}, {folded}");
        seen.Html[..folded].ShouldNotContain("Location: HQ Ghent");
        seen.Html[folded..].ShouldContain("Location: HQ Ghent");
        var author = await w.Tenant.Manager.BrowserAsync();
        (await author.GetAsync(page)).Text.ShouldContain("May decide " + w.Top.Account.Name);
        var refused = await author.SubmitAsync(page, page + "/approve");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("This was not approved This is your own work, so someone else decides.");
        refused.Text.ShouldContain(w.Top.Account.Name);
        (await w.ReadAsync(id)).State.ShouldBe(ScopeState.InReview);
    }

    [Fact]
    public async Task An_asset_follows_unit_and_place_unless_it_is_named_and_counts_as_critical_when_the_scope_says_so()
    {
        var w = await WorldAsync();
        var m = w.Tenant.Manager;
        var (laptop, rack, crown) = (await m.AddAsync(Register.Form("Lyon laptop") with { LocationId = w.Lyon }), await m.AddAsync(Register.Form("Ghent rack") with { LocationId = w.Ghent, UnitId = w.Sales }), await m.AddAsync(Register.Form("Crown data", 1, 1, 1) with { LocationId = w.Lyon }));
        (await m.SendAsync(new ListAssets(new AssetFilter { Critical = true }))).Ok().Items.ShouldBeEmpty();
        await w.InForceAsync(new ScopeItemInput(ScopeItemKind.Asset, crown, true, null, Critical: true));
        var all = (await m.SendAsync(new ListAssets(new AssetFilter()))).Ok().Items.ToDictionary(a => a.Id, a => (a.InScope, a.IsCritical));
        (all[laptop], all[rack], all[crown]).ShouldBe(((false, false), (true, false), (true, true)));
        (await m.SendAsync(new ListAssets(new AssetFilter { Critical = true }))).Ok().Items.Select(a => a.Id).ShouldBe([crown]);
        (await m.SendAsync(new ListAssets(new AssetFilter { InScope = false }))).Ok().Items.Select(a => a.Id).ShouldBe([laptop]);
        (await m.SendAsync(new ListAssets(new AssetFilter { InScope = true }))).Ok().Items.Select(a => a.Id).ShouldBe([crown, rack], ignoreOrder: true);
        (await m.SendAsync(new ListAssets(new AssetFilter(), Columns: [AssetColumn.Name]))).Ok().Items.ShouldAllBe(a => a.InScope == null, "a hidden column costs no question");
        var asset = await m.AssetAsync(crown);
        (asset.InScope, asset.IsCritical).ShouldBe((true, true));
        (await (await m.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/assets/export.csv")).Html.ShouldContain("In scope");
        (await m.SendAsync(new GetAssetFigures())).Ok().Critical.ShouldBe(1);
    }

    [Fact]
    public async Task Found_assets_are_drawn_in_and_their_kind_follows_the_register()
    {
        var w = await WorldAsync();
        var asset = await w.Tenant.Manager.AddAsync("Ledger");
        var id = await w.DraftAsync();
        var browser = await w.Tenant.Manager.BrowserAsync();
        var page = $"/t/{w.Tenant.Slug}/scope/versions/{id}/assets";
        (await browser.GetAsync(page + "?q=led")).Html.ShouldContain(asset.ToString());
        (await browser.GetAsync(page + "?q=nothing-like-it")).Text.ShouldContain("No further assets of this name");
        (await browser.SubmitAsync(page, page, ("assets", asset.ToString()))).Location.ShouldEndWith("/edit#assets");
        var item = (await w.ReadAsync(id)).Items.ShouldHaveSingleItem();
        (item.Kind, item.Included, item.Name).ShouldBe((ScopeItemKind.System, true, "Ledger"));
        (await browser.SubmitAsync(page, page)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Two_editors_at_once_do_not_both_win()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        var form = await w.FormAsync(id);
        await w.SaveAsync(form);
        (await w.Tenant.Manager.SendAsync(form with { Items = [] })).Error!.Code.ShouldBe("stale");
        var browser = await w.Tenant.Manager.BrowserAsync();
        var edit = $"/t/{w.Tenant.Slug}/scope/versions/{id}/edit";
        var opened = await browser.GetAsync(edit);
        await w.SaveAsync(await w.FormAsync(id) with { Statement = "Theirs." });
        var stale = await browser.PostAsync(edit, opened.Csrf, [.. Form(w, opened.Field("Version"), "Mine")]);
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Text.ShouldContain("Theirs.");
        stale.Html.ShouldContain("value=\"Mine\"");
        (await browser.PostAsync(edit, stale.Csrf, [.. Form(w, stale.Field("Version"), "Mine")])).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Records_of_another_organisation_are_named_by_no_draft()
    {
        var (w, other) = (await WorldAsync(), await WorldAsync());
        var foreign = await other.Tenant.Manager.AddAsync("Foreign");
        var id = await w.DraftAsync();
        var form = await w.FormAsync(id);
        foreach (var spoilt in new[]
        {
            form with { Items = [new(ScopeItemKind.Unit, other.Root, true)] }, form with { Items = [new(ScopeItemKind.Location, other.Lyon, true)] }, form with { Items = [new(ScopeItemKind.Asset, foreign, true)] },
            form with { Objectives = [other.Objective] }, form with { Items = [new(ScopeItemKind.Location, w.Root, true)] },
        })
        {
            (await w.Tenant.Manager.SendAsync(spoilt)).Error!.Code.ShouldBe("no-such-record");
        }
        (await w.ReadAsync(id)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_version_names_is_not_deleted()
    {
        var w = await WorldAsync();
        var asset = await w.Tenant.Manager.AddAsync("Named draft");
        await w.InForceAsync(new ScopeItemInput(ScopeItemKind.Asset, asset, true));
        (await w.Tenant.Manager.SendAsync(new DeleteAsset(asset, (await w.Tenant.Manager.AssetAsync(asset)).Version))).Error!.Code.ShouldBe("scope.cites-it");
    }

    [Fact]
    public async Task The_review_of_the_version_in_force_is_a_task_of_its_owner()
    {
        var w = await WorldAsync();
        var id = await w.InForceAsync();
        await using (var late = w.Tenant.App.Database.Superuser.CreateCommand($"update app.scope_statement set next_review_on = '{Today.AddDays(-3):yyyy-MM-dd}' where id = '{id}'")) { await late.ExecuteNonQueryAsync(Ct); }
        await w.Tenant.KeepTasksAsync();
        var browser = await w.Tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/tasks")).Text.ShouldContain("Review: Scope, version 1");
        var before = (await w.ReadAsync(id)).Version;
        (await w.Tenant.Manager.SendAsync(new ConfirmScopeReview(id, before))).Ok();
        (await w.Tenant.Manager.SendAsync(new ConfirmScopeReview(id, before))).Error.ShouldBe(ReviewErrors.ReviewedAlready);
        (await w.Tenant.ReadAsync(db => db.WorkTasks.Where(t => t.SubjectId == id && t.Kind == WorkTaskKind.Review).Select(t => t.Status).SingleAsync(Ct))).ShouldBe(WorkTaskStatus.Done);
    }

    [Fact]
    public async Task A_withdrawn_draft_gives_way_to_another_and_keeps_its_number()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        var (browser, page) = (await w.Tenant.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/scope/versions/{id}");
        var asked = await browser.GetAsync(page);
        asked.Text.ShouldContain("Give up the draft of version 1?");
        asked.Text.ShouldNotContain("The request for approval ends with it");
        await w.SaveAsync(await w.FormAsync(id));
        (await w.SubmitAsync(id)).Ok();
        asked = await browser.GetAsync(page);
        asked.Text.ShouldContain("The request for approval ends with it");
        // Nothing on the page gives it up but what asks.
        var (dialog, form) = (asked.Html.IndexOf("<dialog id=\"ask-give-up\"", StringComparison.Ordinal), asked.Html.IndexOf("/withdraw\"", StringComparison.Ordinal));
        (dialog > 0 && form > dialog && asked.Html.IndexOf("/withdraw\"", form + 1, StringComparison.Ordinal) < 0).ShouldBeTrue($"{dialog}, {form}");
        (await browser.PostAsync(page + "/withdraw", asked.Csrf, ("version", asked.Field("version")))).Location.ShouldBe($"/t/{w.Tenant.Slug}/scope");
        (await w.Tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == id).Select(a => a.Decision).SingleAsync(Ct))).ShouldBe(ApprovalDecision.Withdrawn);
        (await w.ReadAsync(await w.DraftAsync())).VersionNo.ShouldBe(2);
        (await w.ReadAsync(id)).State.ShouldBe(ScopeState.Withdrawn);
    }

    [Fact]
    public async Task A_draft_keeps_no_impossible_day_and_says_what_still_stands_in_the_way()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        var form = await w.FormAsync(id);
        (await w.Tenant.Manager.SendAsync(form with { EffectiveFrom = new DateOnly(2099, 1, 1), NextReviewOn = new DateOnly(2099, 2, 1) })).Error!.Fields.Select(f => (f.Field, f.Code)).ShouldBe([("EffectiveFrom", "scope.too-far-ahead"), ("NextReviewOn", "scope.too-far-ahead")]);
        (await w.Tenant.Manager.SendAsync(form with { NextReviewOn = Today })).Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe("scope.review-too-early");
        await w.SaveAsync(form with { Items = [new(ScopeItemKind.Unit, w.Root, true), new(ScopeItemKind.Location, w.Lyon, false)] });
        var browser = await w.Tenant.Manager.BrowserAsync();
        var page = $"/t/{w.Tenant.Slug}/scope/versions/{id}";
        foreach (var (address, link) in new[] { (page, page + "/edit#f-"), (page + "/edit", "\"#f-") })
        {
            var read = await browser.GetAsync(address);
            read.Text.ShouldContain("“Lyon sales desk” is excluded without a reason.");
            read.Text.ShouldContain("Nothing is decided about “HQ Ghent”.");
            read.Html.ShouldContain(link + $"reasons_location:{w.Ghent}_\"");
        }
        await w.SaveAsync(await w.FormAsync(id));
        (await browser.GetAsync(page)).Text.ShouldContain("Nothing stands in the way of submission.");
    }

    [Fact]
    public async Task A_unit_says_through_which_one_it_is_in_and_a_reason_without_a_decision_is_not_dropped_in_silence()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id));
        var browser = await w.Tenant.Manager.BrowserAsync();
        var edit = $"/t/{w.Tenant.Slug}/scope/versions/{id}/edit";
        var form = await browser.GetAsync(edit);
        form.Text.ShouldContain("in, through Kestrel");
        var refused = await browser.PostAsync(edit, form.Csrf, [.. Form(w, form.Field("Version"), ScopeWorld.Reason), ($"Reasons[Unit:{w.Sales}]", "They travel.")]);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("A reason is given, but nothing is decided.");
        refused.Html.ShouldContain("value=\"They travel.\"");
    }

    [Fact]
    public async Task Lists_tell_what_is_left_out_from_what_nobody_decided_and_filter_by_it()
    {
        var w = await WorldAsync();
        await w.InForceAsync();
        (await w.Tenant.Manager.SendAsync(new CreateLocation(Guid.CreateVersion7(), "NTS", "Nantes lab", null, null, default, default, null))).Ok();
        async Task<string[]> PlacesAsync(ScopeStand stand) => [.. (await w.Tenant.Manager.SendAsync(new ListLocations(stand))).Ok().Select(l => l.Name)];
        (await PlacesAsync(ScopeStand.Inside)).ShouldBe(["HQ Ghent"]);
        (await PlacesAsync(ScopeStand.Outside)).ShouldBe(["Lyon sales desk"]);
        (await PlacesAsync(ScopeStand.Undecided)).ShouldBe(["Nantes lab"]);
        (await w.Tenant.Manager.SendAsync(new ListUnits(ScopeStand.Inside))).Ok().Select(u => (u.Name, u.Depth)).ShouldBe([("Kestrel", 0), ("Sales", 0)], ignoreOrder: true);
        (await w.Tenant.Manager.SendAsync(new ListUnits(ScopeStand.Outside))).Ok().ShouldBeEmpty();
        var page = await (await w.Tenant.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/organisation/locations?scope=Undecided");
        page.Text.ShouldContain("Nantes lab");
        page.Text.ShouldNotContain("HQ Ghent");
    }

    [Fact]
    public async Task The_conflict_lists_each_item_that_differs_and_loses_no_asset()
    {
        var w = await WorldAsync();
        var (mine, theirs) = (await w.Tenant.Manager.AddAsync("Ledger"), await w.Tenant.Manager.AddAsync("Mailbox"));
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id, new ScopeItemInput(ScopeItemKind.Asset, mine, true)));
        var browser = await w.Tenant.Manager.BrowserAsync();
        var edit = $"/t/{w.Tenant.Slug}/scope/versions/{id}/edit";
        var opened = await browser.GetAsync(edit);
        await w.SaveAsync(await w.FormAsync(id, new ScopeItemInput(ScopeItemKind.Asset, theirs, true), new ScopeItemInput(ScopeItemKind.Unit, w.Sales, false, "They moved.")));
        var stale = await browser.PostAsync(edit, opened.Csrf, [.. Form(w, opened.Field("Version"), "Mine"), ($"Decisions[Asset:{mine}]", "in"), ("Critical", $"Asset:{mine}")]);
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        foreach (var row in (string[])["Sales not decided Outside: They moved.", "Lyon sales desk Outside: Mine Outside: " + ScopeWorld.Reason, "Ledger Inside, critical not decided", "Mailbox not decided Inside", "Interface: Cloud provider"])
        {
            Regex.Replace(stale.Text.Replace("(differs)", ""), @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldContain(row);
        }
        stale.Html.ShouldContain($"Decisions[Asset:{mine}]");
        stale.Html.ShouldContain($"Decisions[Asset:{theirs}]");
    }

    [Fact]
    public async Task Activity_and_the_comparison_of_two_days_tell_items_reasons_interfaces_and_what_it_rests_on()
    {
        var w = await WorldAsync();
        var id = await w.DraftAsync();
        await w.SaveAsync(await w.FormAsync(id));
        var between = TimeProvider.System.GetUtcNow();
        await w.SaveAsync(await w.FormAsync(id) with
        {
            Objectives = [],
            Items = [new(ScopeItemKind.Unit, w.Root, true), new(ScopeItemKind.Location, w.Lyon, false, "It is closed.")],
            Interfaces = [new("Hospitals", "Usage data", InterfaceDirection.In, "Framework contract")],
        });
        var changes = (await w.Tenant.Manager.SendAsync(new Application.Activity.GetActivity(nameof(ScopeStatement), id, Size: 1))).Ok()[0].Changes;
        changes.Select(c => c.Field).ShouldBe(["NotDecided", "Reason.Lyon sales desk", "Interface.Hospitals", "Interface.Cloud provider", "Objectives"], ignoreOrder: true);
        var compared = (await w.Tenant.Manager.SendAsync(new Application.History.CompareRecord(nameof(ScopeStatement), id, between.ToString("O"), null))).Ok().Changes.ToDictionary(c => c.Field, c => (c.Before, c.After));
        compared["Locations.Lyon sales desk"].ShouldBe(("outside: " + ScopeWorld.Reason, "outside: It is closed."));
        compared["Locations.HQ Ghent"].After.ShouldBeNull();
        compared.Keys.ShouldContain("Interfaces.Cloud provider");
        compared.Keys.ShouldContain("Objectives.Grow");
    }
}
