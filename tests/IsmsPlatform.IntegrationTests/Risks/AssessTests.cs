using System.Net;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using IsmsPlatform.Infrastructure.Jobs;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Risks;

/// <summary>A risk assessed in five steps: kept at each, checked by the rules of the register, signed as a whole or not at all.</summary>
public sealed class AssessTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        (await tenant.Manager.SendAsync(new AddAnnexA())).Ok();
        var (method, top) = (Guid.CreateVersion7(), await tenant.MemberAsync(Role.TopManagement));
        (await tenant.Manager.SendAsync(new DraftMethodology(method, MethodologyStart.FiveByFive))).Ok();
        (await tenant.Manager.SendAsync(new SubmitMethodology(method, 1))).Ok();
        (await top.SendAsync(new Approve(await tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == method && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct)), null))).Ok();
        return tenant;
    }

    private static async Task<Guid> BackupAsync(TestTenant tenant)
    {
        var control = await tenant.ReadAsync(db => db.Controls.Where(c => c.Code == "A.8.13").Select(c => c.Id).SingleAsync(Ct));
        return (await tenant.Manager.SendAsync(new ImplementControl { Id = Guid.CreateVersion7(), ControlId = control, Title = "Nightly backup", Description = "Every night.", OwnerId = tenant.Manager.PersonId, Status = ImplementationStatus.Operated })).Ok();
    }

    private static async Task<RiskDraftView> ReadAsync(TestMember by, Guid id) => (await by.SendAsync(new GetRiskDraft(id))).Ok();

    private static async Task<Result> StepAsync(TestMember by, Guid id, AssessStep step, Func<SaveRiskDraft, SaveRiskDraft> entered)
        => await by.SendAsync(entered(new SaveRiskDraft { Id = id, Version = (await ReadAsync(by, id)).Version, Step = step, Check = true }));

    private static DraftJudgement Judged(int likelihood, int impact) => new() { Likelihood = likelihood, Impacts = [impact], Rationale = "As we see it." };

    private static async Task<Guid> BegunAsync(TestTenant tenant, Guid? risk = null) => (await tenant.Manager.SendAsync(new BeginRiskDraft(Guid.CreateVersion7(), risk))).Ok();

    private static Task<Result> ScenarioAsync(TestTenant tenant, Guid id, string title = "Ransomware")
        => StepAsync(tenant.Manager, id, AssessStep.Scenario, f => f with { Title = title, Kind = RiskKind.Information, Affects = [SecurityProperty.Availability], OwnerId = tenant.Manager.PersonId });

    private static async Task<Result<Guid>> SignAsync(TestTenant tenant, Guid id)
    {
        var draft = await ReadAsync(tenant.Manager, id);
        return await tenant.Manager.SendAsync(new SignRiskDraft(id, draft.Version, draft.Risk?.Version));
    }

    private static async Task<Guid> FilledAsync(TestTenant tenant, Guid? plan = null)
    {
        var (id, backup) = (await BegunAsync(tenant), await BackupAsync(tenant));
        (await ScenarioAsync(tenant, id)).Ok();
        (await StepAsync(tenant.Manager, id, AssessStep.Controls, f => f with { ImplementationIds = [backup] })).Ok();
        (await StepAsync(tenant.Manager, id, AssessStep.Rating, f => f with { Inherent = Judged(4, 5), Current = Judged(3, 4) })).Ok();
        (await StepAsync(tenant.Manager, id, AssessStep.Treatment, f => f with
        {
            Treatment = TreatmentOption.Modify,
            Target = Judged(2, 3),
            PlanId = plan,
            PlanName = plan is null ? "Against ransomware" : null,
            Actions = [new DraftAction { Title = "Copies leave the account", OwnerId = tenant.Manager.PersonId, StartOn = tenant.Today, DueOn = tenant.Today.AddDays(60) }, new DraftAction { StartOn = tenant.Today }],
        })).Ok();
        return id;
    }

    [Fact]
    public async Task Signed_the_risk_is_in_the_register_with_its_ratings_and_its_action_in_a_new_plan()
    {
        var tenant = await TenantAsync();
        var draft = await FilledAsync(tenant);
        (await tenant.ReadAsync(db => db.Risks.CountAsync(Ct))).ShouldBe(0);
        var id = (await SignAsync(tenant, draft)).Ok();
        var risk = (await tenant.Manager.SendAsync(new GetRisk(id))).Ok();
        (risk.Title, risk.Treatment, risk.Inherent!.LevelName, risk.Current!.LevelName, risk.Target!.LevelName).ShouldBe(("Ransomware", TreatmentOption.Modify, "Very high", "High", "Medium"));
        risk.Evaluations.ShouldAllBe(e => e.EvaluatedBy == tenant.Manager.Account.Name);
        risk.Actions.ShouldHaveSingleItem().Title.ShouldBe("Copies leave the account");
        var plan = await tenant.ReadAsync(db => db.TreatmentPlans.SingleAsync(Ct));
        (plan.Name, plan.PeriodTo, plan.Status).ShouldBe(("Against ransomware", tenant.Today.AddDays(60), PlanStatus.Draft));
        (await tenant.Manager.SendAsync(new GetRiskDraft(draft))).Error.ShouldBe(Error.NotFound);
        (await tenant.Manager.SendAsync(new SignRiskDraft(draft, 1))).Ok().ShouldBe(id, "sent twice");
        (await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.SubjectId == id || e.SubjectType == nameof(RiskEvaluation)).OrderBy(e => e.Id).Select(e => e.UseCase).Distinct().ToListAsync(Ct))).ShouldBe([nameof(IdentifyRisk), nameof(EvaluateRisk)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_step_lets_on_only_when_it_is_right_and_what_was_entered_stays()
    {
        var tenant = await TenantAsync();
        var id = await BegunAsync(tenant);
        var (browser, url) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/risk-drafts/{id}");
        var refused = await browser.SubmitAsync($"{url}/Scenario", $"{url}/Scenario", ("Version", "1"), ("Scenario", "Somebody opens an attachment."), ("go", "next"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var part in (string[])["Somebody opens an attachment.", "Choose at least one."]) { refused.Text.ShouldContain(part); }
        (await ScenarioAsync(tenant, id)).Ok();
        (await StepAsync(tenant.Manager, id, AssessStep.Controls, f => f)).Ok();
        var below = await StepAsync(tenant.Manager, id, AssessStep.Rating, f => f with { Inherent = Judged(4, 5), Current = Judged(3, 4) });
        var fault = below.Error!.Fields.ShouldHaveSingleItem();
        (fault.Field, fault.Code).ShouldBe(("Current.Likelihood", "risk.nothing-works"));
        var both = await StepAsync(tenant.Manager, id, AssessStep.Rating, f => f with { Inherent = Judged(9, 5), Current = new DraftJudgement { Likelihood = 2 } });
        both.Error!.Fields.Select(f => f.Field).ShouldBe(["Inherent.Likelihood", "Current.Impacts", "Current.Rationale"]);
        var unrated = await browser.SubmitAsync($"{url}/Rating", $"{url}/Rating", ("Version", $"{(await ReadAsync(tenant.Manager, id)).Version}"), ("go", "next"));
        foreach (var part in (string[])["Inherent risk, Likelihood:", "Current risk, Likelihood:", "Inherent risk, Rationale:"]) { unrated.Text.ShouldContain(part); }
        (await browser.GetAsync($"{url}/Sign")).Status.ShouldBe(HttpStatusCode.Redirect, "a step that was not reached leads back to the last one");
    }

    [Fact]
    public async Task A_second_signature_leads_to_the_risk_and_one_after_giving_up_to_nothing()
    {
        var tenant = await TenantAsync();
        var risk = (await SignAsync(tenant, await FilledAsync(tenant))).Ok();
        var again = await BegunAsync(tenant, risk);
        (await ScenarioAsync(tenant, again)).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Controls, f => f with { ImplementationIds = [] })).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Rating, f => f with { Inherent = Judged(2, 3), Current = Judged(2, 3) })).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Treatment, f => f with { Treatment = TreatmentOption.Accept })).Ok();
        var draft = await ReadAsync(tenant.Manager, again);
        var (browser, sign) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/risk-drafts/{again}/sign");
        (string, string?)[] fields = [("version", $"{draft.Version}"), ("risk", $"{risk}"), ("riskVersion", $"{draft.Risk!.Version}")];
        var csrf = (await browser.GetAsync($"/t/{tenant.Slug}/risks")).Csrf;
        (await browser.PostAsync(sign, csrf, fields)).Location.ShouldBe($"/t/{tenant.Slug}/risks/{risk}");
        (await browser.PostAsync(sign, csrf, fields)).Location.ShouldBe($"/t/{tenant.Slug}/risks/{risk}");
        (await browser.GetAsync($"/t/{tenant.Slug}/risks/{risk}")).Text.ShouldContain("This was signed already.");
        var given = await BegunAsync(tenant, risk);
        var left = await ReadAsync(tenant.Manager, given);
        (await tenant.Manager.SendAsync(new DiscardRiskDraft(given))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new SignRiskDraft(given, left.Version, left.Risk!.Version, RiskId: risk))).Error.ShouldBe(Error.NotFound);
    }

    [Fact]
    public async Task What_it_costs_is_shown_before_the_signature_and_stands_with_the_same_figures_after_it()
    {
        var tenant = await TenantAsync();
        var id = await FilledAsync(tenant);
        var cost = new DraftLoss { Frequency = 0.2, Shape = LossShape.Interval90, LossLow = 50_000, LossHigh = 2_000_000, Rationale = "Two of our kind in ten years." };
        var wrong = await StepAsync(tenant.Manager, id, AssessStep.Rating, f => f with { Inherent = Judged(4, 5) with { Loss = cost with { LossHigh = 10 } }, Current = Judged(3, 4) with { Loss = new DraftLoss { Shape = LossShape.Interval90, Frequency = 1000, LossLow = 1, LossHigh = 2 } } });
        wrong.Error!.Fields.Select(f => f.Field).ShouldBe(["Inherent.Loss.LossHigh", "Current.Loss.Frequency", "Current.Loss.Rationale"]);
        (await StepAsync(tenant.Manager, id, AssessStep.Rating, f => f with { Inherent = Judged(4, 5) with { Loss = new DraftLoss { Shape = LossShape.Interval90 } }, Current = Judged(3, 4) with { Loss = cost } })).Ok();
        (await StepAsync(tenant.Manager, id, AssessStep.Treatment, f => f with { Treatment = TreatmentOption.Accept, Target = new DraftJudgement { Loss = cost with { Frequency = 0.05 } } })).Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe("risk.nothing-planned");
        (await StepAsync(tenant.Manager, id, AssessStep.Treatment, f => f with
        {
            Treatment = TreatmentOption.Modify,
            Target = new DraftJudgement { Loss = cost with { Frequency = 0.05 } },
            PlanName = "Against ransomware",
            Actions = [new DraftAction { Title = "Copies leave the account", OwnerId = tenant.Manager.PersonId, StartOn = tenant.Today, DueOn = tenant.Today.AddDays(60) }],
        })).Ok();
        var shown = (await ReadAsync(tenant.Manager, id)).Losses;
        shown.Select(l => l.Stage).ShouldBe([EvaluationStage.Current, EvaluationStage.Target], "what nobody filled in is no estimate");
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/risk-drafts/{id}/Sign")).Text.ShouldContain("Loss exceedance");
        var risk = (await SignAsync(tenant, id)).Ok();
        var stored = (await tenant.Manager.SendAsync(new GetLossExposure(risk))).Ok();
        stored.Stages.Select(s => (s.Stage, s.FrequencyLikely, s.Figures.Mean, s.Figures.P99)).ShouldBe(shown.Select(l => (l.Stage, l.Stage == EvaluationStage.Current ? 0.2 : 0.05, l.Figures.Mean, l.Figures.P99)));
        stored.Benefit.ShouldNotBeNull().ShouldBeGreaterThan(0);
        var again = await ReadAsync(tenant.Manager, await BegunAsync(tenant, risk));
        again.Losses.ShouldBeEmpty("what was estimated stays until somebody estimates it anew");
    }

    [Fact]
    public async Task Half_a_step_is_kept_for_later_and_only_its_author_sees_it()
    {
        var tenant = await TenantAsync();
        var id = await BegunAsync(tenant);
        var (browser, url) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/risk-drafts/{id}/Scenario");
        (await browser.SubmitAsync(url, url, ("Version", "1"), ("Title", "Flood"), ("go", "later"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync(url)).Text.ShouldContain("Flood");
        (await browser.GetAsync($"/t/{tenant.Slug}/risk-drafts")).Text.ShouldContain("Flood");
        var other = await tenant.MemberAsync(Role.IsmsManager);
        (await other.SendAsync(new ListRiskDrafts())).Ok().ShouldBeEmpty();
        (await other.SendAsync(new SaveRiskDraft { Id = id, Version = 2 })).Error.ShouldBe(Error.NotFound);
        (await other.SendAsync(new DiscardRiskDraft(id))).Error.ShouldBe(Error.NotFound);
        (await tenant.Manager.SendAsync(new SaveRiskDraft { Id = id, Version = 1, Title = "Older window" })).Error.ShouldBe(Error.Stale);
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_as_it_was_typed_for_whoever_goes_on_later()
    {
        var tenant = await TenantAsync();
        var id = await FilledAsync(tenant);
        var (browser, url) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/risk-drafts/{id}");
        (string, string?)[] typed = [("Inherent.Likelihood", "4"), ("Inherent.Rationale", "It happened to two of our kind."), ("Inherent.Loss.Frequency", "now and then"), ("Inherent.Loss.LossHigh", "2.000.000"), ("Inherent.Loss.LossLow", "50000"), ("go", "later")];
        (await browser.SubmitAsync($"{url}/Rating", $"{url}/Rating", [("Version", $"{(await ReadAsync(tenant.Manager, id)).Version}"), .. typed])).Status.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync($"/t/{tenant.Slug}/risks")).Text.ShouldContain("2 values cannot be read; they wait for you at their fields.");
        var kept = (await ReadAsync(tenant.Manager, id)).Content;
        (kept.Inherent!.Rationale, kept.Inherent.Loss!.LossLow, kept.Inherent.Loss.LossHigh).ShouldBe(("It happened to two of our kind.", 50_000, null));
        var again = await browser.GetAsync($"{url}/Rating");
        foreach (var part in (string[])["value=\"now and then\"", "value=\"2.000.000\"", "value=\"50000\""]) { again.Html.ShouldContain(part); }
        foreach (var part in (string[])["Inherent risk, Events, likeliest: Kept as you typed it", "Inherent risk, Loss, at most: Kept as you typed it"]) { again.Text.ShouldContain(part); }
        (await browser.GetAsync($"{url}/Sign")).Text.ShouldContain("now and then");
        (await SignAsync(tenant, id)).Error!.Fields.Select(f => f.Field).ShouldBe(["Inherent.Loss.Frequency", "Inherent.Loss.LossHigh"], ignoreOrder: true);
        (await StepAsync(tenant.Manager, id, AssessStep.Rating, f => f with { Inherent = Judged(4, 5), Current = Judged(3, 4) })).Ok();
        (await SignAsync(tenant, id)).Ok();
    }

    [Fact]
    public async Task Drafts_that_were_stored_with_estimates_beside_the_judgements_are_read_still()
    {
        var tenant = await TenantAsync();
        var id = await FilledAsync(tenant);
        await using var command = tenant.App.Database.Superuser.CreateCommand($$"""update app.risk_draft set content = (content::jsonb || '{"CurrentLoss": {"Frequency": 0.2, "Shape": "Interval90", "LossLow": 50000, "LossHigh": 2000000, "Rationale": "Twice in ten years."} }')::text where id = '{{id}}'""");
        (await command.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
        var draft = await ReadAsync(tenant.Manager, id);
        (draft.Content.Current!.Likelihood, draft.Content.Current.Loss!.LossHigh).ShouldBe((3, 2_000_000));
        draft.Losses.ShouldHaveSingleItem().Stage.ShouldBe(EvaluationStage.Current);
    }

    [Fact]
    public async Task What_cannot_be_read_of_an_action_moves_with_it_when_rows_before_it_are_left_out()
    {
        var tenant = await TenantAsync();
        var id = await FilledAsync(tenant);
        var (browser, step) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/risk-drafts/{id}/Treatment");
        (string, string?)[] typed = [("Actions[0].Title", ""), ("Actions[1].CostEstimate", "a lot"), ("Actions[2].Title", "Copies leave the account"), ("Actions[2].EffortHours", "days"), ("go", "more")];
        (await browser.SubmitAsync(step, step, [("Version", $"{(await ReadAsync(tenant.Manager, id)).Version}"), .. typed])).Status.ShouldBe(HttpStatusCode.Redirect);
        var kept = (await ReadAsync(tenant.Manager, id)).Content;
        kept.Actions!.Select(a => a.Title).ShouldBe([null, "Copies leave the account"]);
        kept.Unread!.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["Actions[0].CostEstimate"] = "a lot", ["Actions[1].EffortHours"] = "days" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Assessed_anew_a_risk_may_become_smaller_at_once_in_all_stages()
    {
        var tenant = await TenantAsync();
        var risk = (await SignAsync(tenant, await FilledAsync(tenant))).Ok();
        var again = await BegunAsync(tenant, risk);
        (await BegunAsync(tenant, risk)).ShouldBe(again, "begun already");
        var draft = await ReadAsync(tenant.Manager, again);
        (draft.Content.Title, draft.Inherent!.Likelihood, draft.Content.Inherent!.Rationale, draft.Controls.Count).ShouldBe(("Ransomware", 4, null, 1));
        (await ScenarioAsync(tenant, again, "Ransomware in one cluster")).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Controls, f => f with { ImplementationIds = draft.Content.ImplementationIds })).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Rating, f => f with { Inherent = Judged(2, 3), Current = Judged(1, 2) })).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Treatment, f => f with { Treatment = TreatmentOption.Accept })).Ok();
        (await SignAsync(tenant, again)).Ok().ShouldBe(risk);
        var now = (await tenant.Manager.SendAsync(new GetRisk(risk))).Ok();
        (now.Title, now.Inherent!.LevelName, now.Current!.LevelName, now.Evaluations.Count).ShouldBe(("Ransomware in one cluster", "Medium", "Low", 5));
    }

    [Fact]
    public async Task Who_signs_is_told_what_somebody_else_changed_meanwhile()
    {
        var tenant = await TenantAsync();
        var risk = (await SignAsync(tenant, await FilledAsync(tenant))).Ok();
        var again = await BegunAsync(tenant, risk);
        var seen = await ReadAsync(tenant.Manager, again);
        (await ScenarioAsync(tenant, again, "Mine")).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Controls, f => f with { ImplementationIds = seen.Content.ImplementationIds })).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Rating, f => f with { Inherent = Judged(4, 5), Current = Judged(3, 4) })).Ok();
        (await StepAsync(tenant.Manager, again, AssessStep.Treatment, f => f)).Ok();
        var other = await tenant.MemberAsync(Role.IsmsManager);
        (await other.SendAsync(new ChangeRisk { Id = risk, Version = seen.Risk!.Version, Title = "Theirs", Kind = RiskKind.Information, Affects = [SecurityProperty.Integrity], OwnerId = tenant.Manager.PersonId, ImplementationIds = seen.Content.ImplementationIds })).Ok();
        var draft = await ReadAsync(tenant.Manager, again);
        (await tenant.Manager.SendAsync(new SignRiskDraft(again, draft.Version, seen.Risk.Version))).Error.ShouldBe(Error.Stale);
        var page = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/risk-drafts/{again}/Sign");
        foreach (var part in (string[])["Someone else saved while you were editing", "Theirs", "Mine"]) { page.Text.ShouldContain(part); }
        (await SignAsync(tenant, again)).Ok();
        (await tenant.Manager.SendAsync(new GetRisk(risk))).Ok().Title.ShouldBe("Mine");
    }

    [Fact]
    public async Task What_is_refused_at_the_end_leaves_nothing_behind()
    {
        var tenant = await TenantAsync();
        var plan = (await tenant.Manager.SendAsync(new DraftTreatmentPlan { Id = Guid.CreateVersion7(), Name = "Chosen", PeriodFrom = tenant.Today, PeriodTo = tenant.Today.AddDays(90), OwnerId = tenant.Manager.PersonId })).Ok();
        var draft = await FilledAsync(tenant, plan);
        (await tenant.Manager.SendAsync(new DeleteTreatmentPlan(plan, (await tenant.Manager.SendAsync(new GetTreatmentPlan(plan))).Ok().Version))).Ok();
        var refused = (await SignAsync(tenant, draft)).Error!;
        refused.Fields.ShouldHaveSingleItem().Code.ShouldBe("risk-draft.plan-gone");
        RiskDraftFields.StepOf(refused.Fields[0].Field).ShouldBe(AssessStep.Treatment);
        (await tenant.ReadAsync(db => db.Risks.CountAsync(Ct))).ShouldBe(0);
        (await tenant.ReadAsync(db => db.AuditEvents.CountAsync(e => e.UseCase == nameof(IdentifyRisk), Ct))).ShouldBe(0);
        (await ReadAsync(tenant.Manager, draft)).Content.Title.ShouldBe("Ransomware");
    }

    [Fact]
    public async Task What_another_organisation_has_is_not_there_at_any_step()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        var id = await FilledAsync(tenant);
        var foreign = await BackupAsync(other);
        (await StepAsync(tenant.Manager, id, AssessStep.Controls, f => f with { ImplementationIds = [foreign] })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe(nameof(RiskForm.ImplementationIds));
        var refused = await StepAsync(tenant.Manager, id, AssessStep.Treatment, f => f with
        {
            PlanId = foreign,
            Actions = [new DraftAction { Title = "Copies", OwnerId = other.Manager.PersonId, ControlIds = [foreign], StartOn = tenant.Today, DueOn = tenant.Today }],
        });
        refused.Error!.Fields.Select(f => f.Field).ShouldBe(["PlanId", "Actions[0].OwnerId", "Actions[0].ControlIds"]);
    }

    [Fact]
    public async Task Days_that_do_not_fit_are_refused_where_they_are_entered()
    {
        var tenant = await TenantAsync();
        var plan = (await tenant.Manager.SendAsync(new DraftTreatmentPlan { Id = Guid.CreateVersion7(), Name = "Chosen", PeriodFrom = tenant.Today, PeriodTo = tenant.Today.AddDays(90), OwnerId = tenant.Manager.PersonId })).Ok();
        var id = await FilledAsync(tenant, plan);
        async Task<FieldError> RefusedAsync(int from, int to) => (await StepAsync(tenant.Manager, id, AssessStep.Treatment, f => f with
        {
            PlanId = plan,
            Actions = [new DraftAction { Title = "Copies", OwnerId = tenant.Manager.PersonId, StartOn = tenant.Today.AddDays(from), DueOn = tenant.Today.AddDays(to) }],
        })).Error!.Fields.ShouldHaveSingleItem();
        (await RefusedAsync(5, 4)).ShouldBe(TreatmentErrors.EndsBeforeItBegins("Actions[0].DueOn").Fields[0]);
        ((await RefusedAsync(5, 100)).Field, (await RefusedAsync(-1, 5)).Code).ShouldBe(("Actions[0].DueOn", "treatment.outside-plan"));
    }

    [Fact]
    public async Task Given_up_or_forgotten_it_is_gone()
    {
        var tenant = await TenantAsync();
        var given = await BegunAsync(tenant);
        (await tenant.Manager.SendAsync(new DiscardRiskDraft(given))).Ok();
        await using (var before = tenant.App.Services.CreateAsyncScope())
        {
            before.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant.Tenant, Actor.Job("test"));
            var isms = before.ServiceProvider.GetRequiredService<IsmsDbContext>();
            isms.RiskDrafts.Add(RiskDraft.Begin(Guid.CreateVersion7(), null, null, null, new RiskDraftContent(), tenant.Manager.Account.Id, TimeProvider.System.GetUtcNow() - RiskDraft.KeptFor - TimeSpan.FromDays(1)));
            await TestApp.SaveAsync(before.ServiceProvider.GetRequiredService<PlatformDb>(), isms);
        }
        var kept = await BegunAsync(tenant);
        await using var scope = tenant.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TenantWork>().RunAsync(tenant.Id, "discard-old-risk-drafts", Ct);
        (await tenant.Manager.SendAsync(new ListRiskDrafts())).Ok().ShouldHaveSingleItem().Id.ShouldBe(kept);
    }

    [Fact]
    public async Task An_owner_assesses_their_own_risk_and_enters_none()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.RiskOwner);
        var risk = (await tenant.Manager.SendAsync(new IdentifyRisk { Id = Guid.CreateVersion7(), Title = "Theirs", Kind = RiskKind.Information, Affects = [SecurityProperty.Integrity], OwnerId = owner.PersonId })).Ok();
        var other = (await tenant.Manager.SendAsync(new IdentifyRisk { Id = Guid.CreateVersion7(), Title = "Not theirs", Kind = RiskKind.Information, Affects = [SecurityProperty.Integrity], OwnerId = tenant.Manager.PersonId })).Ok();
        (await owner.SendAsync(new BeginRiskDraft(Guid.CreateVersion7()))).Error.ShouldBe(Error.Forbidden);
        (await owner.SendAsync(new BeginRiskDraft(Guid.CreateVersion7(), other))).Error.ShouldBe(Error.Forbidden);
        var id = (await owner.SendAsync(new BeginRiskDraft(Guid.CreateVersion7(), risk))).Ok();
        (await ReadAsync(owner, id)).MayPlan.ShouldBeFalse();
    }
}
