using System.Net;
using System.Net.Http.Json;
using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Infrastructure.Jobs;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Acceptance;

/// <summary>Risks are accepted by whoever must, until a day, and no longer than they are what was accepted.</summary>
public sealed class AcceptanceTests(PostgresServer server)
{
    private const string Why = "Further measures cost more than they save.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private sealed record World(TestTenant Tenant, TestMember Owner, TestMember Top, Guid Risk)
    {
        public TestMember Manager => Tenant.Manager;

        public DateOnly Until => Tenant.Today.AddMonths(6);
    }

    // By the method of five by five: owners accept up to medium, top management up to high. The owner holds no role.
    private async Task<World> WorldAsync(int likelihood = 3, int impact = 3, Role? ownerRole = null, TreatmentOption? option = TreatmentOption.Accept)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var (top, owner) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync(ownerRole ?? Role.Employee));
        await ApproveAsync(tenant, top, MethodologyStart.FiveByFive);
        var risk = (await tenant.Manager.SendAsync(new IdentifyRisk
        {
            Id = Guid.CreateVersion7(),
            Title = "Mailbox taken over",
            Scenario = "Somebody enters a password on a forged page.",
            Kind = RiskKind.Information,
            Affects = [SecurityProperty.Confidentiality],
            OwnerId = owner.PersonId,
            Treatment = option,
        })).Ok();
        var world = new World(tenant, owner, top, risk);
        await RateAsync(world, likelihood, impact);
        return world;
    }

    private static async Task ApproveAsync(TestTenant tenant, TestMember top, MethodologyStart start)
    {
        var id = Guid.CreateVersion7();
        (await tenant.Manager.SendAsync(new DraftMethodology(id, start))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new SubmitMethodology(id, 1))).Error.ShouldBeNull();
        (await top.SendAsync(new Approve(await tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == id && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct)), null))).Error.ShouldBeNull();
    }

    private static async Task RateAsync(World w, int likelihood, int impact, TestMember? by = null)
    {
        foreach (var stage in new[] { EvaluationStage.Inherent, EvaluationStage.Current })
        {
            (await (by ?? w.Manager).SendAsync(new EvaluateRisk { Id = w.Risk, Version = (await RiskAsync(w)).Version, Stage = stage, Likelihood = likelihood, Impacts = [impact], Rationale = "As we see it.", Deviation = "It was underestimated." })).Error.ShouldBeNull();
        }
    }

    private static async Task<RiskView> RiskAsync(World w) => (await w.Manager.SendAsync(new GetRisk(w.Risk))).Ok();

    private static async Task<RequestAcceptance> FormAsync(World w) => new() { Id = Guid.CreateVersion7(), RiskId = w.Risk, Version = (await RiskAsync(w)).Version, Reason = Why, ValidUntil = w.Until };

    private static async Task<Guid> AskAsync(World w) => (await w.Manager.SendAsync(await FormAsync(w))).Ok();

    private static async Task<AcceptanceView> ReadAsync(TestMember by, Guid id) => (await by.SendAsync(new GetAcceptance(id))).Ok();

    private static async Task<Result> GrantAsync(TestMember by, Guid id) => await by.SendAsync(new GrantAcceptance(id, (await ReadAsync(by, id)).Version));

    private static async Task<Guid> AcceptedAsync(World w)
    {
        var id = await AskAsync(w);
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        return id;
    }

    private static Task<List<WorkTask>> TasksAsync(World w, TestMember of) => w.Tenant.ReadAsync(db => db.WorkTasks.AsNoTracking().Where(t => t.AssigneeId == of.PersonId && t.SubjectType == nameof(RiskAcceptance)).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(Ct));

    private static Task<bool> ToldAsync(World w, TestMember who, NotificationKind kind) => w.Tenant.ReadAsync(db => db.Notifications.AnyAsync(n => n.PersonId == who.PersonId && n.Kind == kind && n.SubjectType == nameof(RiskAcceptance), Ct));

    private static Task ExpireAsync(World w) => w.Tenant.App.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<TenantWork>().RunAsync(w.Tenant.Id, "expire-acceptances", Ct);

    // What time does: the days of an acceptance lie back. Nobody else can change them.
    private static async Task AgeAsync(World w, Guid id, DateOnly until)
    {
        await using var command = w.Tenant.App.Database.Superuser.CreateCommand($"set session_replication_role = replica; update app.risk_acceptance set requested_on = '{until.AddDays(-30):O}', valid_until = '{until:O}' where id = '{id}'; update app.risk set accepted_until = '{until:O}' where id = '{w.Risk}' and accepted_until is not null; reset session_replication_role");
        await command.ExecuteNonQueryAsync(Ct);
    }

    [Fact]
    public async Task A_risk_within_its_owners_limit_is_accepted_by_the_owner_without_any_role()
    {
        var w = await WorldAsync();
        var id = await AskAsync(w);
        var asked = await ReadAsync(w.Owner, id);
        (asked.Status, asked.Missing!.Owner, asked.Missing.Second, asked.MayDecide).ShouldBe((AcceptanceStatus.Requested, w.Owner.Account.Name, false, true));
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Evaluated);
        (await TasksAsync(w, w.Owner)).ShouldHaveSingleItem().Kind.ShouldBe(WorkTaskKind.AcceptanceDecision);
        (await TasksAsync(w, w.Top)).ShouldBeEmpty();
        (await GrantAsync(w.Top, id)).Error.ShouldBe(AcceptanceErrors.NotAsked);
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        var accepted = await ReadAsync(w.Manager, id);
        (accepted.Status, accepted.GrantedOn, accepted.Rating.LevelName, accepted.EvaluatedBy).ShouldBe((AcceptanceStatus.Granted, w.Tenant.Today, "Medium", w.Manager.Account.Name));
        (accepted.Grants.Single().Capacity, accepted.Grants.Single().Limit).ShouldBe((GrantCapacity.Owner, "Medium"));
        var risk = await RiskAsync(w);
        (risk.Status, risk.AcceptedUntil).ShouldBe((RiskStatus.Accepted, w.Until));
        (await TasksAsync(w, w.Owner)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Done);
        (await ToldAsync(w, w.Manager, NotificationKind.RiskAccepted)).ShouldBeTrue();
        (await GrantAsync(w.Owner, id)).Error.ShouldBe(AcceptanceErrors.GrantedAlready);
        (await GrantAsync(w.Top, id)).Error.ShouldBe(AcceptanceErrors.NotRequested);
    }

    [Fact]
    public async Task A_second_click_is_told_that_it_is_granted_already()
    {
        var w = await WorldAsync();
        var id = await AskAsync(w);
        var grant = new GrantAcceptance(id, (await ReadAsync(w.Owner, id)).Version);
        var clicks = await Task.WhenAll(w.Owner.SendAsync(grant), w.Owner.SendAsync(grant));
        clicks.Count(c => c.IsSuccess).ShouldBe(1);
        clicks.Single(c => !c.IsSuccess).Error.ShouldBe(AcceptanceErrors.GrantedAlready);
        var (browser, page) = (await w.Owner.BrowserAsync(), $"/t/{w.Tenant.Slug}/acceptances/{id}");
        var again = await browser.PostAsync($"{page}/grant", (await browser.GetAsync(page)).Csrf, ("version", $"{grant.Version}"));
        again.Location.ShouldBe(page);
        (await browser.GetAsync(page)).Text.ShouldContain("You have granted this already");
    }

    [Fact]
    public async Task What_was_rated_lower_since_is_said_beside_the_grant_and_on_the_risk()
    {
        var w = await WorldAsync(3, 4, Role.RiskOwner);
        var id = await AskAsync(w);
        (await ReadAsync(w.Owner, id)).RatedSince.ShouldBeNull();
        await RateAsync(w, 3, 3);
        var waits = await ReadAsync(w.Owner, id);
        (waits.Status, waits.RatedSince!.LevelName, waits.RatedSince.Impact).ShouldBe((AcceptanceStatus.Requested, "Medium", 3));
        const string Said = "Now Medium 3×3; the acceptance is of High 3×4.";
        (await (await w.Owner.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/acceptances/{id}")).Text.ShouldContain(Said);
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risks/{w.Risk}")).Text.ShouldContain(Said);
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        (await GrantAsync(w.Top, id)).Error.ShouldBeNull();
        (await ReadAsync(w.Manager, id)).RatedSince!.LevelName.ShouldBe("Medium");
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risks")).Text.ShouldContain("accepted as High");
    }

    [Fact]
    public async Task What_waits_for_its_owner_stands_among_the_approvals_whatever_their_roles()
    {
        var w = await WorldAsync();
        var id = await AskAsync(w);
        var approvals = $"/t/{w.Tenant.Slug}/approvals";
        var owner = await w.Owner.BrowserAsync();
        var page = await owner.GetAsync(approvals);
        page.Text.ShouldContain("Mailbox taken over");
        page.Html.ShouldContain($"acceptances/{id}\"");
        (await (await w.Manager.BrowserAsync()).GetAsync(approvals)).Text.ShouldNotContain("Mailbox taken over");
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        var empty = (await owner.GetAsync(approvals)).Text;
        empty.ShouldNotContain("Mailbox taken over");
        empty.ShouldContain("You are asked when a risk that you own is to be accepted");
    }

    [Fact]
    public async Task The_steps_of_an_assessment_say_before_the_signature_that_it_ends_what_is_accepted()
    {
        var w = await WorldAsync();
        await AcceptedAsync(w);
        var draft = (await w.Manager.SendAsync(new BeginRiskDraft(Guid.CreateVersion7(), w.Risk))).Ok();
        async Task SaveAsync(AssessStep step, Func<RiskDraftView, SaveRiskDraft> entered)
        {
            var read = (await w.Manager.SendAsync(new GetRiskDraft(draft))).Ok();
            (await w.Manager.SendAsync(entered(read) with { Id = draft, Version = read.Version, Step = step, Check = true })).Error.ShouldBeNull();
        }
        var judged = new DraftJudgement { Likelihood = 3, Impacts = [3], Rationale = "As we see it." };
        await SaveAsync(AssessStep.Scenario, d => new SaveRiskDraft { Title = d.Content.Title, Kind = d.Content.Kind, Affects = d.Content.Affects, OwnerId = d.Content.OwnerId });
        await SaveAsync(AssessStep.Controls, _ => new SaveRiskDraft());
        await SaveAsync(AssessStep.Rating, _ => new SaveRiskDraft { Inherent = judged, Current = judged });
        var (browser, url) = (await w.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/risk-drafts/{draft}");
        (await browser.GetAsync($"{url}/Treatment")).Text.ShouldContain($"by {w.Owner.Account.Name}. Another option than Accept ends this acceptance with your signature.");
        await SaveAsync(AssessStep.Treatment, _ => new SaveRiskDraft { Treatment = TreatmentOption.Accept });
        (await browser.GetAsync($"{url}/Sign")).Text.ShouldNotContain("Your signature ends the acceptance of this risk.");
        await SaveAsync(AssessStep.Treatment, _ => new SaveRiskDraft { Treatment = TreatmentOption.Avoid });
        (await browser.GetAsync($"{url}/Sign")).Text.ShouldContain("Your signature ends the acceptance of this risk.");
    }

    [Fact]
    public async Task Beyond_the_owners_limit_their_grant_alone_leaves_it_requested_and_names_who_must_grant_as_well()
    {
        var w = await WorldAsync(3, 4, Role.RiskOwner);
        var other = await w.Tenant.MemberAsync(Role.RiskOwner);
        var id = await AskAsync(w);
        (await TasksAsync(w, w.Top)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Open);
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        var waits = await ReadAsync(w.Manager, id);
        (waits.Status, waits.Missing!.Owner, waits.Missing.OwnerLimit, waits.Missing.OwnJudgement).ShouldBe((AcceptanceStatus.Requested, null, "Medium", false));
        (waits.Missing.Covering.Single().Person, waits.Missing.Covering.Single().Role).ShouldBe((w.Top.Account.Name, Role.TopManagement));
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Evaluated);
        var page = await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risks/{w.Risk}");
        page.Text.ShouldContain(w.Top.Account.Name);
        page.Text.ShouldContain("Its level is beyond Medium, up to which the owner may accept.");
        (await GrantAsync(w.Owner, id)).Error.ShouldBe(AcceptanceErrors.GrantedAlready);
        (await GrantAsync(other, id)).Error!.Code.ShouldBe("acceptance.beyond-limit");
        (await GrantAsync(w.Manager, id)).Error!.Code.ShouldBe("acceptance.beyond-limit");
        (await GrantAsync(w.Top, id)).Error.ShouldBeNull();
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Accepted);
        (await ReadAsync(w.Manager, id)).Grants.Select(g => g.Capacity).ShouldBe([GrantCapacity.Owner, GrantCapacity.Limit]);
    }

    [Fact]
    public async Task Top_management_may_grant_first_and_the_owner_still_has_to()
    {
        var w = await WorldAsync(3, 4);
        var id = await AskAsync(w);
        (await GrantAsync(w.Top, id)).Error.ShouldBeNull();
        var waits = await ReadAsync(w.Owner, id);
        (waits.Status, waits.Missing!.Owner, waits.Missing.Second).ShouldBe((AcceptanceStatus.Requested, w.Owner.Account.Name, false));
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Accepted);
    }

    [Fact]
    public async Task Whoever_made_the_evaluation_is_never_the_only_one_who_grants()
    {
        var w = await WorldAsync(ownerRole: Role.RiskOwner);
        await RateAsync(w, 3, 3, w.Owner);
        var id = await AskAsync(w);
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        var waits = await ReadAsync(w.Manager, id);
        (waits.Status, waits.Missing!.Owner, waits.Missing.Second, waits.Missing.OwnJudgement).ShouldBe((AcceptanceStatus.Requested, null, true, true));
        (await GrantAsync(w.Top, id)).Error.ShouldBeNull();
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Accepted);
    }

    [Fact]
    public async Task Whoever_rates_the_risk_again_while_it_waits_does_not_accept_it_alone_either_nor_from_an_old_page()
    {
        var w = await WorldAsync(ownerRole: Role.RiskOwner);
        var id = await AskAsync(w);
        var seen = await ReadAsync(w.Owner, id);
        seen.Missing!.Second.ShouldBeFalse();
        await RateAsync(w, 3, 3, w.Owner);
        (await w.Owner.SendAsync(new GrantAcceptance(id, seen.Version))).Error.ShouldBe(Error.Stale);
        var waits = await ReadAsync(w.Owner, id);
        (waits.RatedSince!.LevelName, waits.Missing!.Second, waits.Missing.OwnJudgement).ShouldBe(("Medium", true, true));
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        (await ReadAsync(w.Manager, id)).Status.ShouldBe(AcceptanceStatus.Requested);
        (await GrantAsync(w.Top, id)).Error.ShouldBeNull();
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Accepted);
    }

    [Fact]
    public async Task A_level_that_nobody_may_accept_is_refused_by_its_name()
    {
        var w = await WorldAsync(4, 5);
        var beyond = (await w.Manager.SendAsync(await FormAsync(w))).Error!;
        (beyond.Code, beyond.Arguments.Single()).ShouldBe(("acceptance.beyond-all-limits", "Very high"));
        await ApproveAsync(w.Tenant, w.Top, MethodologyStart.FourByFour);
        await RateAsync(w, 4, 4);
        var never = (await w.Manager.SendAsync(await FormAsync(w))).Error!;
        (never.Code, never.Arguments.Single()).ShouldBe(("acceptance.never", "Very high"));
        var page = await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risks/{w.Risk}/acceptances/new");
        page.Text.ShouldContain("nobody may accept a risk of the level Very high");
    }

    [Fact]
    public async Task Where_nobody_may_accept_the_record_says_so_instead_of_offering_to_ask_and_the_form_has_no_fields()
    {
        var w = await WorldAsync(4, 5);
        var (browser, record) = (await w.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}/risks/{w.Risk}");
        var never = await browser.GetAsync(record);
        never.Text.ShouldContain("no role may accept a risk of the level Very high. Treat it so that it becomes smaller. Treatment plans");
        never.Html.ShouldNotContain($"{record}/acceptances/new");
        var form = await browser.GetAsync($"{record}/acceptances/new");
        form.Text.ShouldContain("no role may accept a risk of the level Very high. Treat it so that it becomes smaller. Back to the risk Treatment plans");
        form.Html.ShouldNotContain("name=\"Reason\"");
        var asked = await browser.SubmitAsync($"{record}/acceptances/new", $"{record}/acceptances/new", ("Id", $"{Guid.CreateVersion7()}"), ("Version", $"{(await RiskAsync(w)).Version}"), ("Reason", Why));
        asked.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        asked.Html.ShouldContain(Why, customMessage: "what was entered stays");
        await RateAsync(w, 3, 4);
        (await browser.GetAsync(record)).Html.ShouldContain($"{record}/acceptances/new");
    }

    [Fact]
    public async Task What_is_not_rated_by_the_methodology_in_force_is_not_accepted()
    {
        var w = await WorldAsync();
        await ApproveAsync(w.Tenant, w.Top, MethodologyStart.FourByFour);
        (await w.Manager.SendAsync(await FormAsync(w))).Error.ShouldBe(AcceptanceErrors.NotRated);
    }

    [Fact]
    public async Task Another_option_than_accept_is_refused_unless_it_is_changed_with_the_request()
    {
        var w = await WorldAsync(option: TreatmentOption.Modify);
        (await w.Manager.SendAsync(await FormAsync(w))).Error!.Fields.Single().Field.ShouldBe("ChooseAccept");
        (await w.Manager.SendAsync((await FormAsync(w)) with { ChooseAccept = true })).Ok();
        (await RiskAsync(w)).Treatment.ShouldBe(TreatmentOption.Accept);
    }

    [Fact]
    public async Task Reason_and_last_day_are_judged_and_a_refused_form_loses_nothing()
    {
        var w = await WorldAsync();
        var url = $"/t/{w.Tenant.Slug}/risks/{w.Risk}/acceptances/new";
        var browser = await w.Manager.BrowserAsync();
        var version = (await RiskAsync(w)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var refused = await browser.SubmitAsync(url, url, [("Id", Guid.CreateVersion7().ToString()), ("Version", version), ("Reason", "Too dear."), ("Conditions", "Second factor for all"), ("ValidUntil", w.Tenant.Today.AddMonths(13).ToString("O", System.Globalization.CultureInfo.InvariantCulture))]);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var part in (string[])["Say in at least 20 characters", "at most 12 months", "Too dear.", "Second factor for all"]) { refused.Text.ShouldContain(part); }
        (await w.Manager.SendAsync((await FormAsync(w)) with { ValidUntil = w.Tenant.Today })).Error!.Fields.Single().Code.ShouldBe("acceptance.ends-now");
        (await w.Manager.SendAsync((await FormAsync(w)) with { ValidUntil = w.Tenant.Today.AddMonths(12) })).Ok();
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_request_is_said_at_once()
    {
        var w = await WorldAsync(option: null);
        (await w.Manager.SendAsync((await FormAsync(w)) with { Reason = "", ValidUntil = null })).Error!.Fields.Select(f => f.Field).ShouldBe(["ChooseAccept", "Reason", "ValidUntil"]);
    }

    [Fact]
    public async Task What_has_to_be_evaluated_anew_is_neither_asked_for_nor_granted()
    {
        var w = await WorldAsync();
        var id = await AskAsync(w);
        await using var marks = w.Tenant.App.Database.Superuser.CreateCommand($"update app.risk set reevaluate_since = current_date, reevaluate_cause = 'ControlNotEffective', reevaluate_because_of = 'A.8.5' where id = '{w.Risk}'");
        await marks.ExecuteNonQueryAsync(Ct);
        (await GrantAsync(w.Owner, id)).Error.ShouldBe(AcceptanceErrors.ToBeReevaluated);
        (await w.Manager.SendAsync(new RevokeAcceptance(id, (await ReadAsync(w.Manager, id)).Version, "First the evaluation."))).Error.ShouldBeNull();
        (await w.Manager.SendAsync(await FormAsync(w))).Error.ShouldBe(AcceptanceErrors.ToBeReevaluated);
    }

    [Fact]
    public async Task Of_several_requests_at_once_one_is_taken_and_the_others_are_told()
    {
        var w = await WorldAsync();
        var form = await FormAsync(w);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => w.Manager.SendAsync(form with { Id = Guid.CreateVersion7() })));
        answers.Count(a => a.IsSuccess).ShouldBe(1);
        answers.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error!.Kind == ErrorKind.Stale || a.Error == AcceptanceErrors.WaitsAlready);
        (await w.Manager.SendAsync(await FormAsync(w))).Error.ShouldBe(AcceptanceErrors.WaitsAlready);
        // The same request sent twice is one.
        var id = (await w.Manager.SendAsync(new ListAcceptances(w.Risk))).Ok().Single().Id;
        (await w.Manager.SendAsync(form with { Id = id })).Ok().ShouldBe(id);
    }

    [Fact]
    public async Task Of_two_who_grant_at_once_one_is_told_and_grants_again()
    {
        var w = await WorldAsync(3, 4);
        var id = await AskAsync(w);
        var seen = (await ReadAsync(w.Manager, id)).Version;
        var answers = await Task.WhenAll(w.Owner.SendAsync(new GrantAcceptance(id, seen)), w.Top.SendAsync(new GrantAcceptance(id, seen)));
        answers.Count(a => a.IsSuccess).ShouldBe(1);
        answers.Single(a => !a.IsSuccess).Error.ShouldBe(Error.Stale);
        (await ReadAsync(w.Manager, id)).Status.ShouldBe(AcceptanceStatus.Requested);
        (await GrantAsync(answers[0].IsSuccess ? w.Top : w.Owner, id)).Error.ShouldBeNull();
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Accepted);
    }

    [Fact]
    public async Task Whoever_refuses_says_why_and_whoever_asked_is_told()
    {
        var w = await WorldAsync(3, 4);
        var id = await AskAsync(w);
        var url = $"/t/{w.Tenant.Slug}/acceptances/{id}";
        var browser = await w.Owner.BrowserAsync();
        var empty = await browser.SubmitAsync(url, url + "/refuse", [("version", "1"), ("comment", " ")]);
        (empty.Status, empty.Text.Contains("Say why not", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        (await browser.SubmitAsync(url, url + "/refuse", [("version", "1"), ("comment", "The second factor comes first.")])).Status.ShouldBe(HttpStatusCode.Redirect);
        var refused = await ReadAsync(w.Manager, id);
        (refused.Status, refused.EndComment, refused.EndedBy, refused.Missing).ShouldBe((AcceptanceStatus.Refused, "The second factor comes first.", w.Owner.Account.Name, null));
        (await ToldAsync(w, w.Manager, NotificationKind.Rejected)).ShouldBeTrue();
        (await TasksAsync(w, w.Top)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Cancelled);
        await AskAsync(w);
    }

    [Fact]
    public async Task A_higher_level_revokes_it_with_the_cause_and_an_equal_or_lower_one_keeps_it()
    {
        var w = await WorldAsync();
        var id = await AcceptedAsync(w);
        await RateAsync(w, 2, 3);
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Accepted);
        await RateAsync(w, 3, 3);
        (await ReadAsync(w.Manager, id)).Status.ShouldBe(AcceptanceStatus.Granted);
        await RateAsync(w, 3, 4);
        var revoked = await ReadAsync(w.Manager, id);
        (revoked.Status, revoked.EndCause, revoked.EndedOn).ShouldBe((AcceptanceStatus.Revoked, AcceptanceEnd.LevelRose, w.Tenant.Today));
        var risk = await RiskAsync(w);
        (risk.Status, risk.AcceptedUntil).ShouldBe((RiskStatus.Evaluated, null));
        (await ToldAsync(w, w.Owner, NotificationKind.AcceptanceEnded)).ShouldBeTrue();
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risks/{w.Risk}")).Text.ShouldContain("the risk was rated higher than what was accepted");
    }

    [Fact]
    public async Task A_newer_methodology_keeps_it_until_the_risk_is_rated_by_it()
    {
        var w = await WorldAsync();
        var id = await AcceptedAsync(w);
        await ApproveAsync(w.Tenant, w.Top, MethodologyStart.FourByFour);
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Accepted);
        (await w.Manager.SendAsync(new EvaluateRisk { Id = w.Risk, Version = (await RiskAsync(w)).Version, Stage = EvaluationStage.Inherent, Likelihood = 1, Impacts = [1], Rationale = "As we see it." })).Error.ShouldBeNull();
        (await ReadAsync(w.Manager, id)).Status.ShouldBe(AcceptanceStatus.Granted);
        await RateAsync(w, 1, 1);
        (await ReadAsync(w.Manager, id)).EndCause.ShouldBe(AcceptanceEnd.OtherMethodology);
    }

    [Theory]
    [InlineData(true, AcceptanceEnd.RiskClosed)]
    [InlineData(false, AcceptanceEnd.OtherOption)]
    public async Task Closing_the_risk_or_another_option_revokes_it_also_while_it_waits(bool close, AcceptanceEnd cause)
    {
        var w = await WorldAsync(3, 4);
        var id = await AskAsync(w);
        var r = await RiskAsync(w);
        if (close) { (await w.Manager.SendAsync(new CloseRisk(w.Risk, r.Version, "The mailbox is gone."))).Error.ShouldBeNull(); }
        else { (await w.Manager.SendAsync(new PatchRisk(w.Risk, r.Version, new RiskMembers { Treatment = TreatmentOption.Modify }))).Error.ShouldBeNull(); }
        var revoked = await ReadAsync(w.Manager, id);
        (revoked.Status, revoked.EndCause, revoked.EndedBy).ShouldBe((AcceptanceStatus.Revoked, cause, w.Manager.Account.Name));
        (await TasksAsync(w, w.Top)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Cancelled);
    }

    [Fact]
    public async Task It_is_revoked_with_a_reason_by_whoever_may()
    {
        var w = await WorldAsync();
        var (id, stranger) = (await AcceptedAsync(w), await w.Tenant.MemberAsync(Role.AssetOwner));
        var seen = (await ReadAsync(w.Manager, id)).Version;
        (await stranger.SendAsync(new RevokeAcceptance(id, seen, "No."))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await w.Owner.SendAsync(new RevokeAcceptance(id, seen, ""))).Error!.Fields.Single().Field.ShouldBe("Reason");
        (await w.Owner.SendAsync(new RevokeAcceptance(id, seen, "Two cases in a week."))).Error.ShouldBeNull();
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Evaluated);
        (await ReadAsync(w.Manager, id)).EndComment.ShouldBe("Two cases in a week.");
    }

    [Fact]
    public async Task It_ends_by_itself_on_the_day_after_its_last_one_and_only_then()
    {
        var w = await WorldAsync();
        var id = await AcceptedAsync(w);
        await AgeAsync(w, id, w.Tenant.Today);
        await ExpireAsync(w);
        (await ReadAsync(w.Manager, id)).Status.ShouldBe(AcceptanceStatus.Granted);
        await AgeAsync(w, id, w.Tenant.Today.AddDays(-1));
        await ExpireAsync(w);
        await ExpireAsync(w);
        var over = await ReadAsync(w.Manager, id);
        (over.Status, over.EndedOn, over.EndedBy).ShouldBe((AcceptanceStatus.Expired, w.Tenant.Today, null));
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.Evaluated);
        (await w.Tenant.ReadAsync(db => db.Notifications.CountAsync(n => n.PersonId == w.Owner.PersonId && n.Kind == NotificationKind.AcceptanceEnded, Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task Its_owner_is_reminded_before_it_ends_and_the_next_one_takes_its_place()
    {
        var w = await WorldAsync();
        var first = await AcceptedAsync(w);
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, w.Owner)).ShouldNotContain(t => t.Kind == WorkTaskKind.AcceptanceEnding);
        (await w.Manager.SendAsync(await FormAsync(w))).Error!.Code.ShouldBe("acceptance.holds-already");
        await AgeAsync(w, first, w.Tenant.Today.AddDays(30));
        await Task.WhenAll(w.Tenant.KeepTasksAsync(), w.Tenant.KeepTasksAsync());
        var reminder = (await TasksAsync(w, w.Owner)).Single(t => t.Kind == WorkTaskKind.AcceptanceEnding);
        (reminder.Status, reminder.DueOn).ShouldBe((WorkTaskStatus.Open, w.Tenant.Today.AddDays(30)));
        var next = await AskAsync(w);
        (await TasksAsync(w, w.Owner)).Single(t => t.Id == reminder.Id).Status.ShouldBe(WorkTaskStatus.Done);
        (await RiskAsync(w)).AcceptedUntil.ShouldBe(w.Tenant.Today.AddDays(30));
        (await GrantAsync(w.Owner, next)).Error.ShouldBeNull();
        (await ReadAsync(w.Manager, first)).EndCause.ShouldBe(AcceptanceEnd.Renewed);
        var risk = await RiskAsync(w);
        (risk.Status, risk.AcceptedUntil).ShouldBe((RiskStatus.Accepted, w.Until));
    }

    [Fact]
    public async Task The_reminder_comes_back_when_the_next_one_is_refused()
    {
        var w = await WorldAsync();
        await AgeAsync(w, await AcceptedAsync(w), w.Tenant.Today.AddDays(20));
        await w.Tenant.KeepTasksAsync();
        var next = await AskAsync(w);
        (await w.Owner.SendAsync(new RefuseAcceptance(next, (await ReadAsync(w.Owner, next)).Version, "Not for as long."))).Error.ShouldBeNull();
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, w.Owner)).Single(t => t.Kind == WorkTaskKind.AcceptanceEnding).Status.ShouldBe(WorkTaskStatus.Open);
    }

    [Fact]
    public async Task An_owner_without_a_role_comes_from_the_reminder_to_the_risk_rates_it_again_and_asks_for_the_next()
    {
        var w = await WorldAsync();
        var first = await AcceptedAsync(w);
        await AgeAsync(w, first, w.Tenant.Today.AddDays(20));
        var (browser, risk) = (await w.Owner.BrowserAsync(), $"/t/{w.Tenant.Slug}/risks/{w.Risk}");
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/my")).Html.ShouldContain($"href=\"{risk}\"");
        var reminded = (await browser.GetAsync($"/t/{w.Tenant.Slug}/acceptances/{first}")).Html;
        reminded.ShouldContain($"href=\"{risk}\"");
        reminded.ShouldContain($"{risk}/acceptances/new");
        var page = (await browser.GetAsync(risk)).Html;
        page.ShouldContain($"{risk}/evaluate");
        foreach (var closed in new[] { $"{risk}/edit", $"{risk}/loss", $"href=\"/t/{w.Tenant.Slug}/risks\"" }) { page.ShouldNotContain(closed); }
        (await browser.GetAsync($"{risk}/evaluate?stage=Current")).Status.ShouldBe(HttpStatusCode.OK);
        (await w.Owner.SendAsync(new EvaluateRisk { Id = w.Risk, Version = (await RiskAsync(w)).Version, Stage = EvaluationStage.Current, Likelihood = 3, Impacts = [3], Rationale = "Nothing has changed." })).Error.ShouldBeNull();
        var next = (await w.Owner.SendAsync(await FormAsync(w))).Ok();
        (await ReadAsync(w.Owner, first)).MayAskForNext.ShouldBeFalse();
        // They judged it themselves: somebody else has to grant it, too.
        (await ReadAsync(w.Owner, next)).Missing!.Second.ShouldBeTrue();
        var stranger = await w.Tenant.MemberAsync(Role.Employee);
        (await stranger.SendAsync(new GetRisk(w.Risk))).Error!.Code.ShouldBe(Error.Forbidden.Code);
        (await stranger.SendAsync(await FormAsync(w))).Error!.Code.ShouldBe(Error.Forbidden.Code);
    }

    [Fact]
    public async Task A_new_owner_is_asked_while_it_waits_and_may_revoke_what_holds()
    {
        var w = await WorldAsync();
        var (id, heir) = (await AskAsync(w), await w.Tenant.MemberAsync(Role.Employee));
        var r = await RiskAsync(w);
        (await w.Manager.SendAsync(new PatchRisk(w.Risk, r.Version, new RiskMembers { OwnerId = heir.PersonId }))).Error.ShouldBeNull();
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, w.Owner)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Cancelled);
        (await TasksAsync(w, heir)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Open);
        (await w.Owner.SendAsync(new GetAcceptance(id))).Error.ShouldNotBeNull();
        (await GrantAsync(heir, id)).Error.ShouldBeNull();
        (await w.Manager.SendAsync(new PatchRisk(w.Risk, (await RiskAsync(w)).Version, new RiskMembers { OwnerId = w.Owner.PersonId }))).Error.ShouldBeNull();
        var held = await ReadAsync(w.Owner, id);
        (held.Status, held.OwnerChanged, held.MayRevoke).ShouldBe((AcceptanceStatus.Granted, true, true));
    }

    [Fact]
    public async Task The_database_changes_nothing_of_what_was_asked_for_or_granted()
    {
        var w = await WorldAsync();
        var id = await AcceptedAsync(w);
        foreach (var sql in (string[])[$"update app.risk_acceptance set valid_until = valid_until + 1 where id = '{id}'", $"update app.risk_acceptance set reason = 'Something else entirely' where id = '{id}'"])
        {
            (await Should.ThrowAsync<PostgresException>(() => w.Tenant.App.Database.AsOwnerAsync(sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [Fact]
    public async Task The_register_finds_what_is_accepted_and_what_waits_and_says_until_when()
    {
        var w = await WorldAsync();
        async Task<int> FoundAsync(AcceptanceIs state) => (await w.Manager.SendAsync(new ListRisks(new RiskFilter { Acceptance = [state] }, new ListPlace()))).Ok().Items.Count;
        var id = await AskAsync(w);
        ((await FoundAsync(AcceptanceIs.Waiting)), (await FoundAsync(AcceptanceIs.InForce))).ShouldBe((1, 0));
        (await GrantAsync(w.Owner, id)).Error.ShouldBeNull();
        ((await FoundAsync(AcceptanceIs.Waiting)), (await FoundAsync(AcceptanceIs.InForce)), (await FoundAsync(AcceptanceIs.Ending))).ShouldBe((0, 1, 0));
        (await w.Manager.SendAsync(new GetRiskMatrix(EvaluationStage.Current))).Ok().Accepted.ShouldBe(1);
        var browser = await w.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/risks/export.csv?status=Accepted")).Html.ShouldContain(w.Until.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/risks?status=Accepted")).Text.ShouldContain("Mailbox taken over");
    }

    [Fact]
    public async Task The_api_asks_for_acceptance_and_never_grants_it()
    {
        var w = await WorldAsync();
        using var api = await w.Tenant.ApiAsync("risks:read", "risks:write");
        var url = $"/api/v1/risks/{w.Risk}/acceptances";
        async Task<HttpResponseMessage> PostAsync(object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{(await RiskAsync(w)).Version}\"");
            return await api.SendAsync(request, Ct);
        }
        (await PostAsync(new { reason = "Too dear.", validUntil = w.Until })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var asked = await PostAsync(new { reason = Why, validUntil = w.Until });
        asked.StatusCode.ShouldBe(HttpStatusCode.Created, await asked.Content.ReadAsStringAsync(Ct));
        (await PostAsync(new { reason = Why, validUntil = w.Until })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await api.GetStringAsync(asked.Headers.Location!.PathAndQuery, Ct)).ShouldContain("\"status\":\"Requested\"");
        (await api.GetStringAsync(url, Ct)).ShouldContain(w.Owner.Account.Name);
        (await ReadAsync(w.Owner, (await w.Manager.SendAsync(new ListAcceptances(w.Risk))).Ok().Single().Id)).RequestedBy.ShouldBe(w.Manager.Account.Name);
    }
}
