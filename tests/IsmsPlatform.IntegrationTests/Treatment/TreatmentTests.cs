using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Treatment;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Treatment;

/// <summary>Treatment plans: drafted, agreed by risk owners, approved, carried out, verified; and what that means for the risks.</summary>
public sealed class TreatmentTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private sealed record World(TestTenant Tenant, TestMember Owner, TestMember Worker, TestMember Top, Guid Risk)
    {
        public TestMember Manager => Tenant.Manager;
    }

    // A risk of somebody else than the manager, rated by an approved methodology, and somebody without any role who does the work.
    private async Task<World> WorldAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var (top, owner, worker) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync(Role.RiskOwner), await tenant.MemberAsync(Role.Employee));
        var method = Guid.CreateVersion7();
        (await tenant.Manager.SendAsync(new DraftMethodology(method, MethodologyStart.FiveByFive))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new SubmitMethodology(method, 1))).Error.ShouldBeNull();
        (await top.SendAsync(new Approve(await RequestAsync(tenant, method), null))).Error.ShouldBeNull();
        var world = new World(tenant, owner, worker, top, await RiskAsync(tenant, owner));
        (await RateAsync(world, EvaluationStage.Inherent, 4, 4)).Error.ShouldBeNull();
        (await RateAsync(world, EvaluationStage.Current, 4, 4)).Error.ShouldBeNull();
        return world;
    }

    private static async Task<Guid> RiskAsync(TestTenant tenant, TestMember owner) => (await tenant.Manager.SendAsync(new IdentifyRisk
    {
        Id = Guid.CreateVersion7(),
        Title = "Provider fails for days",
        Kind = RiskKind.Information,
        Affects = [SecurityProperty.Availability],
        OwnerId = owner.PersonId,
    })).Ok();

    private static Task<Guid> RequestAsync(TestTenant tenant, Guid subject) => tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == subject && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct));

    private static async Task<RiskView> RiskAsync(World w) => (await w.Manager.SendAsync(new GetRisk(w.Risk))).Ok();

    private static async Task<Result> RateAsync(World w, EvaluationStage stage, int likelihood, int impact)
        => await w.Manager.SendAsync(new EvaluateRisk { Id = w.Risk, Version = (await RiskAsync(w)).Version, Stage = stage, Likelihood = likelihood, Impacts = [impact], Rationale = "As we see it." });

    private static DraftTreatmentPlan Draft(World w, Guid? succeeds = null) => new() { Id = Guid.CreateVersion7(), Name = "Treatment", PeriodFrom = w.Tenant.Today, PeriodTo = w.Tenant.Today.AddDays(200), Budget = 1000, OwnerId = w.Manager.PersonId, SucceedsId = succeeds };

    private static AddTreatmentAction Action(World w, Guid plan, params Guid[] risks) => new() { Id = Guid.CreateVersion7(), PlanId = plan, Title = "Second account", OwnerId = w.Worker.PersonId, StartOn = w.Tenant.Today, DueOn = w.Tenant.Today.AddDays(10), CostEstimate = 700.50m, EffortHours = 20, RiskIds = risks };

    private static async Task<TreatmentPlanView> PlanAsync(TestMember by, Guid id) => (await by.SendAsync(new GetTreatmentPlan(id))).Ok();

    private static async Task<TreatmentActionView> ActionAsync(TestMember by, Guid id) => (await by.SendAsync(new GetTreatmentAction(id))).Ok();

    private static async Task<(Guid Plan, Guid Action)> DraftedAsync(World w, Guid? succeeds = null)
    {
        var plan = (await w.Manager.SendAsync(Draft(w, succeeds))).Ok();
        return (plan, (await w.Manager.SendAsync(Action(w, plan, w.Risk))).Ok());
    }

    // A plan is agreed to with what is left of its risks.
    private static async Task<Result> SubmitAsync(World w, Guid plan)
    {
        if ((await PlanAsync(w.Manager, plan)).Risks.Any(r => r.Id == w.Risk && r.Target is null)) { (await RateAsync(w, EvaluationStage.Target, 1, 1)).Error.ShouldBeNull(); }
        return await w.Manager.SendAsync(new SubmitTreatmentPlan(plan, (await PlanAsync(w.Manager, plan)).Version));
    }

    private static async Task<Result> ConsentAsync(TestMember by, Guid plan) => await by.SendAsync(new ConsentToTreatmentPlan(plan, (await PlanAsync(by, plan)).Version));

    private static async Task<(Guid Plan, Guid Action)> ApprovedAsync(World w, Guid? succeeds = null)
    {
        var (plan, action) = await DraftedAsync(w, succeeds);
        await ApproveAsync(w, plan);
        return (plan, action);
    }

    private static async Task ApproveAsync(World w, Guid plan)
    {
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await ConsentAsync(w.Owner, plan)).Error.ShouldBeNull();
        (await w.Top.SendAsync(new Approve(await RequestAsync(w.Tenant, plan), null))).Error.ShouldBeNull();
    }

    private static async Task<Result> ReportAsync(TestMember by, Guid action, int progress, decimal? cost = null)
        => await by.SendAsync(new ReportTreatmentAction { Id = action, Version = (await ActionAsync(by, action)).Version, Progress = progress, CostActual = cost });

    private static async Task<Result> VerifyAsync(TestMember by, Guid action) => await by.SendAsync(new VerifyTreatmentAction(action, (await ActionAsync(by, action)).Version));

    private static Task<List<WorkTask>> TasksAsync(World w, TestMember of) => w.Tenant.ReadAsync(db => db.WorkTasks.AsNoTracking().Where(t => t.AssigneeId == of.PersonId && (t.Kind == WorkTaskKind.TreatmentAction || t.Kind == WorkTaskKind.TreatmentVerification || t.Kind == WorkTaskKind.TreatmentConsent)).OrderBy(t => t.CreatedAt).ToListAsync(Ct));

    [Fact]
    public async Task A_plan_is_agreed_by_the_owners_of_its_risks_and_then_approved_by_top_management()
    {
        var w = await WorldAsync();
        var (plan, _) = await DraftedAsync(w);
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await w.Tenant.ReadAsync(db => db.Approvals.AnyAsync(a => a.SubjectId == plan, Ct))).ShouldBeFalse();
        var task = (await TasksAsync(w, w.Owner)).ShouldHaveSingleItem();
        (task.Kind, task.Status).ShouldBe((WorkTaskKind.TreatmentConsent, WorkTaskStatus.Open));
        (await ConsentAsync(w.Top, plan)).Error!.Code.ShouldBe(Error.Forbidden.Code);
        (await ConsentAsync(w.Manager, plan)).Error.ShouldBe(TreatmentErrors.NotAsked);
        (await ConsentAsync(w.Owner, plan)).Error.ShouldBeNull();
        (await TasksAsync(w, w.Owner)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Done);
        var request = await RequestAsync(w.Tenant, plan);
        (await w.Manager.SendAsync(new Approve(request, null))).Error.ShouldNotBeNull();
        (await w.Top.SendAsync(new Approve(request, null))).Error.ShouldBeNull();
        var approved = await PlanAsync(w.Manager, plan);
        (approved.Status, approved.ApprovedOn, approved.Consents.Single().Decision).ShouldBe((PlanStatus.Approved, w.Tenant.Today, ConsentDecision.Given));
        (approved.Estimate, approved.Currency, approved.EffortHours).ShouldBe((700.50m, "EUR", 20));
    }

    [Fact]
    public async Task A_plan_is_not_submitted_while_nobody_says_what_is_left_of_its_risks()
    {
        var w = await WorldAsync();
        var (plan, _) = await DraftedAsync(w);
        var (risk, url) = (await RiskAsync(w), $"/t/{w.Tenant.Slug}/treatment-plans/{plan}");
        var refused = (await w.Manager.SendAsync(new SubmitTreatmentPlan(plan, (await PlanAsync(w.Manager, plan)).Version))).Error!;
        (refused.Code, refused.Arguments.Single()).ShouldBe(("treatment.no-target", $"{risk.Code} {risk.Title}"));
        var browser = await w.Manager.BrowserAsync();
        (await browser.GetAsync(url)).Html.ShouldContain($"/risks/{w.Risk}/evaluate?stage=Target");
        (await RateAsync(w, EvaluationStage.Target, 2, 4)).Error.ShouldBeNull();
        (await browser.GetAsync(url)).Html.ShouldNotContain($"/risks/{w.Risk}/evaluate?stage=Target");
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await browser.GetAsync($"/t/{w.Tenant.Slug}/approvals?show=Open")).Text.ShouldContain("1 treatment plan waits for owners of its risks");
    }

    [Fact]
    public async Task What_is_left_of_a_risk_stays_as_its_owner_agreed_to_it_while_its_plan_waits()
    {
        var w = await WorldAsync();
        var (plan, _) = await DraftedAsync(w);
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await ConsentAsync(w.Owner, plan)).Error.ShouldBeNull();
        var refused = (await RateAsync(w, EvaluationStage.Target, 3, 4)).Error!;
        (refused.Code, refused.Arguments.Single()).ShouldBe(("risk.target-waits", (await PlanAsync(w.Manager, plan)).Code));
        (await RateAsync(w, EvaluationStage.Target, 1, 1)).Error.ShouldBeNull();
        (await w.Owner.SendAsync(new ConsentToTreatmentPlan(plan, 1))).Error.ShouldBe(TreatmentErrors.ConsentDecided);
        (await w.Manager.SendAsync(new TakeBackTreatmentPlan(plan, (await PlanAsync(w.Manager, plan)).Version))).Error.ShouldBeNull();
        (await RateAsync(w, EvaluationStage.Target, 3, 4)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_plans_that_would_take_the_place_of_the_same_one_only_the_first_is_approved()
    {
        var w = await WorldAsync();
        var (before, _) = await ApprovedAsync(w);
        var (first, _) = await DraftedAsync(w, before);
        var (second, _) = await DraftedAsync(w, before);
        (await SubmitAsync(w, second)).Error.ShouldBeNull();
        (await ConsentAsync(w.Owner, second)).Error.ShouldBeNull();
        await ApproveAsync(w, first);
        (await w.Top.SendAsync(new Approve(await RequestAsync(w.Tenant, second), null))).Error!.Code.ShouldBe("treatment.replaced-already");
        var kept = await PlanAsync(w.Manager, before);
        (kept.Status, kept.Risks.Single().Id, kept.SucceededBy!.Id).ShouldBe((PlanStatus.Superseded, w.Risk, first), "it still says what it was about");
        (await w.Manager.SendAsync(new TakeBackTreatmentPlan(second, (await PlanAsync(w.Manager, second)).Version))).Error.ShouldBeNull();
        (await SubmitAsync(w, second)).Error!.Code.ShouldBe("treatment.replaced-already");
    }

    [Fact]
    public async Task A_successor_names_the_risks_that_it_leaves_without_treatment()
    {
        var w = await WorldAsync();
        var (before, _) = await ApprovedAsync(w);
        var next = (await w.Manager.SendAsync(Draft(w, before))).Ok();
        (await w.Manager.SendAsync(Action(w, next, await RiskAsync(w.Tenant, w.Owner)))).Ok();
        (await PlanAsync(w.Manager, next)).LeavesOut.ShouldHaveSingleItem().Id.ShouldBe(w.Risk);
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/treatment-plans/{next}")).Text.ShouldContain("With its approval nothing is done about them any more.");
        (await w.Manager.SendAsync(Action(w, next, w.Risk))).Ok();
        (await PlanAsync(w.Manager, next)).LeavesOut.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_owns_a_risk_that_a_successor_leaves_out_is_told_and_the_risk_shows_what_was_cancelled()
    {
        var w = await WorldAsync();
        var (before, action) = await ApprovedAsync(w);
        var other = w with { Risk = await RiskAsync(w.Tenant, w.Manager) };
        foreach (var stage in (EvaluationStage[])[EvaluationStage.Inherent, EvaluationStage.Current]) { (await RateAsync(other, stage, 4, 4)).Error.ShouldBeNull(); }
        var (next, _) = await DraftedAsync(other, before);
        (await SubmitAsync(other, next)).Error.ShouldBeNull();
        Task<List<Guid>> ToldAsync(TestMember member) => w.Tenant.ReadAsync(db => db.Notifications.Where(n => n.PersonId == member.PersonId && n.Kind == NotificationKind.LeftUntreated).Select(n => n.SubjectId).ToListAsync(Ct));
        (await ToldAsync(w.Owner)).ShouldBeEmpty();
        (await w.Top.SendAsync(new Approve(await RequestAsync(w.Tenant, next), null))).Error.ShouldBeNull();
        (await ToldAsync(w.Owner)).ShouldBe([w.Risk]);
        (await ToldAsync(w.Manager)).ShouldBeEmpty();
        var left = await RiskAsync(w);
        (left.Actions.Count, left.Cancelled.Single().Id).ShouldBe((0, action));
        var page = (await (await w.Owner.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risks/{w.Risk}")).Text;
        page.ShouldContain("Nothing is planned yet.");
        page.ShouldContain("Second account");
        page.ShouldContain("Cancelled");
    }

    [Fact]
    public async Task Submitted_again_in_another_window_it_is_said_that_it_was_submitted()
    {
        var w = await WorldAsync();
        var (plan, _) = await DraftedAsync(w);
        (await RateAsync(w, EvaluationStage.Target, 1, 1)).Error.ShouldBeNull();
        var seen = (await PlanAsync(w.Manager, plan)).Version;
        (await w.Manager.SendAsync(new SubmitTreatmentPlan(plan, seen - 1))).Error.ShouldBe(Error.Stale, "a draft that somebody changed is compared");
        (await w.Manager.SendAsync(new SubmitTreatmentPlan(plan, seen))).Error.ShouldBeNull();
        (await w.Manager.SendAsync(new SubmitTreatmentPlan(plan, seen))).Error.ShouldBe(TreatmentErrors.IsSubmitted);
    }

    [Fact]
    public async Task A_plan_whose_risk_found_another_owner_is_not_approved_before_they_agreed()
    {
        var w = await WorldAsync();
        var (plan, _) = await DraftedAsync(w);
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await ConsentAsync(w.Owner, plan)).Error.ShouldBeNull();
        var risk = await RiskAsync(w);
        (await w.Manager.SendAsync(new ChangeRisk(risk) { Id = risk.Id, Version = risk.Version, OwnerId = w.Worker.PersonId })).Error.ShouldBeNull();
        var request = await RequestAsync(w.Tenant, plan);
        var refused = (await w.Top.SendAsync(new Approve(request, null))).Error!;
        (refused.Code, refused.Arguments[0]).ShouldBe(("treatment.consent-missing", w.Worker.Account.Name));
        (await w.Top.SendAsync(new Reject(request, "Ask the new owner, too."))).Error.ShouldBeNull();
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await ConsentAsync(w.Worker, plan)).Error.ShouldBeNull();
        (await w.Top.SendAsync(new Approve(await RequestAsync(w.Tenant, plan), null))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_consent_stays_with_who_gave_it_and_counts_for_no_risk_that_was_not_theirs()
    {
        var w = await WorldAsync();
        var (plan, _) = await DraftedAsync(w);
        var other = w with { Risk = await RiskAsync(w.Tenant, w.Worker) };
        foreach (var stage in (EvaluationStage[])[EvaluationStage.Inherent, EvaluationStage.Current]) { (await RateAsync(other, stage, 4, 4)).Error.ShouldBeNull(); }
        (await w.Manager.SendAsync(Action(w, plan, other.Risk) with { Title = "Second provider" })).Error.ShouldBeNull();
        (await RateAsync(other, EvaluationStage.Target, 1, 1)).Error.ShouldBeNull();
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        foreach (var owner in new[] { w.Owner, w.Worker }) { (await ConsentAsync(owner, plan)).Error.ShouldBeNull(); }
        async Task GiveToAsync(TestMember heir)
        {
            var risk = await RiskAsync(w);
            (await w.Manager.SendAsync(new ChangeRisk(risk) { Id = risk.Id, Version = risk.Version, OwnerId = heir.PersonId })).Error.ShouldBeNull();
        }
        await GiveToAsync(w.Worker);
        var waiting = await PlanAsync(w.Manager, plan);
        waiting.Unasked.ShouldBe([$"{w.Worker.Account.Name} ({waiting.Risks.Single(r => r.Id == w.Risk).Code})"]);
        (await w.Top.SendAsync(new Approve(await RequestAsync(w.Tenant, plan), null))).Error!.Arguments[0].ShouldBe(w.Worker.Account.Name, "they agreed for another risk");
        await GiveToAsync(w.Owner);
        (await w.Top.SendAsync(new Approve(await RequestAsync(w.Tenant, plan), null))).Error.ShouldBeNull();
        await GiveToAsync(w.Worker);
        var approved = await PlanAsync(w.Manager, plan);
        var (passed, kept) = (approved.Risks.Single(r => r.Id == w.Risk), approved.Risks.Single(r => r.Id == other.Risk));
        (passed.OwnerId, approved.SaidFor(passed)!.PersonId, approved.SaidFor(kept)!.PersonId).ShouldBe((w.Worker.PersonId, w.Owner.PersonId, w.Worker.PersonId));
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/treatment-plans/{plan}")).Text.ShouldContain($"has not agreed; {w.Owner.Account.Name}, who owned it before, agreed on");
    }

    [Fact]
    public async Task Whoever_does_not_agree_says_why_and_the_plan_is_a_draft_again()
    {
        var w = await WorldAsync();
        var (plan, _) = await DraftedAsync(w);
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        var seen = (await PlanAsync(w.Owner, plan)).Version;
        (await w.Owner.SendAsync(new RefuseTreatmentPlan(plan, seen, " "))).Error!.Fields[0].Field.ShouldBe("Comment");
        (await w.Owner.SendAsync(new RefuseTreatmentPlan(plan, seen, "Too late."))).Error.ShouldBeNull();
        var back = await PlanAsync(w.Manager, plan);
        (back.Status, back.Consents.Single().Comment, back.MayBeDeleted).ShouldBe((PlanStatus.Draft, "Too late.", false));
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await PlanAsync(w.Manager, plan)).Consents.Single().Decision.ShouldBe(ConsentDecision.Open);
    }

    [Fact]
    public async Task A_submitted_plan_is_taken_back_before_it_is_changed()
    {
        var w = await WorldAsync();
        var (plan, action) = await DraftedAsync(w);
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        var a = await ActionAsync(w.Manager, action);
        (await w.Manager.SendAsync(new RemoveTreatmentAction(action, a.Version))).Error.ShouldBe(TreatmentErrors.IsSubmitted);
        (await w.Manager.SendAsync(Action(w, plan, w.Risk))).Error.ShouldBe(TreatmentErrors.IsSubmitted);
        (await w.Manager.SendAsync(new TakeBackTreatmentPlan(plan, (await PlanAsync(w.Manager, plan)).Version))).Error.ShouldBeNull();
        (await TasksAsync(w, w.Owner)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Cancelled);
        (await w.Manager.SendAsync(new RemoveTreatmentAction(action, a.Version))).Error.ShouldBeNull();
        (await SubmitAsync(w, plan)).Error.ShouldBe(TreatmentErrors.NoActions);
    }

    [Fact]
    public async Task A_plan_without_actions_or_with_one_that_names_no_risk_is_not_submitted()
    {
        var w = await WorldAsync();
        var plan = (await w.Manager.SendAsync(Draft(w))).Ok();
        (await SubmitAsync(w, plan)).Error.ShouldBe(TreatmentErrors.NoActions);
        var aimless = (await w.Manager.SendAsync(Action(w, plan))).Ok();
        var refused = (await SubmitAsync(w, plan)).Error!;
        (refused.Code, refused.Arguments[1]).ShouldBe(("treatment.no-risk", (object)(await ActionAsync(w.Manager, aimless)).DueOn!.Value));
    }

    [Fact]
    public async Task An_action_is_reported_by_its_owner_verified_by_somebody_else_and_closes_plan_and_treatment()
    {
        var w = await WorldAsync();
        var (plan, action) = await ApprovedAsync(w);
        var treated = await RiskAsync(w);
        (treated.Status, treated.Residual).ShouldBe((RiskStatus.InTreatment, null));
        (await TasksAsync(w, w.Worker)).ShouldHaveSingleItem().Kind.ShouldBe(WorkTaskKind.TreatmentAction);
        (await ReportAsync(w.Worker, action, 40, 120)).Error.ShouldBeNull();
        (await PlanAsync(w.Manager, plan)).Status.ShouldBe(PlanStatus.InProgress);
        (await VerifyAsync(w.Owner, action)).Error.ShouldBe(TreatmentErrors.NotDone);
        (await ReportAsync(w.Worker, action, 90, 650)).Error.ShouldBeNull();
        (await ReportAsync(w.Worker, action, 100)).Error.ShouldBeNull();
        (await TasksAsync(w, w.Worker)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Done);
        (await TasksAsync(w, w.Owner)).ShouldContain(t => t.Kind == WorkTaskKind.TreatmentVerification && t.Status == WorkTaskStatus.Open);
        (await VerifyAsync(w.Worker, action)).Error.ShouldBe(TreatmentErrors.OwnWork);
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.InTreatment);
        (await VerifyAsync(w.Owner, action)).Error.ShouldBeNull();
        var done = await PlanAsync(w.Manager, plan);
        (done.Status, done.Actual, done.Progress).ShouldBe((PlanStatus.Completed, 650m, 100));
        (await TasksAsync(w, w.Manager)).ShouldAllBe(t => t.Status != WorkTaskStatus.Open);
        var monitored = await RiskAsync(w);
        (monitored.Status, monitored.Residual!.Level, monitored.Actions.Single().Status).ShouldBe((RiskStatus.Monitored, monitored.Current!.Level, ActionStatus.Verified));
        (monitored.ReevaluateCause, monitored.ReevaluateBecauseOf).ShouldBe((ReevaluationCause.TreatmentCarriedOut, $"{done.Code} {done.Name}"));
        (await RateAsync(w, EvaluationStage.Current, 4, 4)).Error.ShouldBeNull();
        var rated = await RiskAsync(w);
        (rated.Status, rated.ReevaluateCause).ShouldBe((RiskStatus.Evaluated, null));
    }

    [Fact]
    public async Task What_is_not_done_is_sent_back_with_a_reason_and_what_is_done_is_verified_with_a_word_on_how()
    {
        var w = await WorldAsync();
        var (plan, action) = await ApprovedAsync(w);
        async Task<Result> SendBackAsync(TestMember by, string? reason) => await by.SendAsync(new SendBackTreatmentAction(action, (await ActionAsync(by, action)).Version, reason));
        (await SendBackAsync(w.Owner, "Nothing was done yet.")).Error.ShouldBe(TreatmentErrors.NotDone);
        (await w.Worker.SendAsync(new ReportTreatmentAction { Id = action, Version = (await ActionAsync(w.Worker, action)).Version, Progress = 100, Note = "Opened at the second provider." })).Error.ShouldBeNull();
        (await SendBackAsync(w.Worker, "I am not done myself.")).Error.ShouldBe(TreatmentErrors.OwnWork);
        (await SendBackAsync(w.Top, "Not for me to say.")).Error!.Code.ShouldBe(Error.Forbidden.Code);
        (await SendBackAsync(w.Owner, " ")).Error!.Fields[0].Code.ShouldBe("required");
        (await SendBackAsync(w.Owner, "No.")).Error!.Fields[0].Code.ShouldBe("too-short");
        var (browser, url) = (await w.Owner.BrowserAsync(), $"/t/{w.Tenant.Slug}/treatment-actions/{action}");
        var page = (await browser.GetAsync(url)).Text;
        foreach (var said in new[] { "Is it done?", "Opened at the second provider.", "Send back" }) { page.ShouldContain(said); }
        (await SendBackAsync(w.Owner, "Nobody can sign in with it.")).Error.ShouldBeNull();
        var back = await ActionAsync(w.Worker, action);
        (back.Status, back.Progress, back.DoneOn, back.SentBackReason).ShouldBe((ActionStatus.InProgress, 99, null, "Nobody can sign in with it."));
        (await TasksAsync(w, w.Worker)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Open);
        foreach (var verifier in new[] { w.Owner, w.Manager }) { (await TasksAsync(w, verifier)).ShouldAllBe(t => t.Status != WorkTaskStatus.Open); }
        (await w.Tenant.ReadAsync(db => db.Notifications.CountAsync(n => n.PersonId == w.Worker.PersonId && n.Kind == NotificationKind.ActionSentBack && n.SubjectId == action, Ct))).ShouldBe(1);
        page = (await (await w.Worker.BrowserAsync()).GetAsync(url)).Text;
        foreach (var said in new[] { "Sent back: Nobody can sign in with it.", "sent the action back", "What is missing" }) { page.ShouldContain(said); }
        (await ReportAsync(w.Worker, action, 100)).Error.ShouldBeNull();
        (await TasksAsync(w, w.Owner)).ShouldContain(t => t.Kind == WorkTaskKind.TreatmentVerification && t.Status == WorkTaskStatus.Open);
        (await w.Owner.SendAsync(new VerifyTreatmentAction(action, (await ActionAsync(w.Owner, action)).Version, "Signed in myself."))).Error.ShouldBeNull();
        var done = await ActionAsync(w.Worker, action);
        (done.Status, done.SentBackReason, done.ReportNote, done.VerifiedNote).ShouldBe((ActionStatus.Verified, null, "Opened at the second provider.", "Signed in myself."));
        (await browser.GetAsync(url)).Text.ShouldContain("How it was checked: Signed in myself.");
        (await PlanAsync(w.Manager, plan)).Status.ShouldBe(PlanStatus.Completed);
    }

    [Fact]
    public async Task Whoever_carries_an_action_out_hears_of_it_at_once_and_finds_it_on_their_page()
    {
        var w = await WorldAsync();
        var plan = (await w.Manager.SendAsync(Draft(w))).Ok();
        var action = (await w.Manager.SendAsync(Action(w, plan, w.Risk) with { DueOn = w.Tenant.Today.AddDays(90) })).Ok();
        Task<List<Guid>> ToldAsync(TestMember member) => w.Tenant.ReadAsync(db => db.Notifications.Where(n => n.PersonId == member.PersonId && n.Kind == NotificationKind.ActionGiven).Select(n => n.SubjectId).ToListAsync(Ct));
        (await ToldAsync(w.Worker)).ShouldBeEmpty();
        await ApproveAsync(w, plan);
        (await ToldAsync(w.Worker)).ShouldBe([action]);
        (await TasksAsync(w, w.Worker)).ShouldBeEmpty("the task comes two weeks before the day");
        (await (await w.Worker.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/my")).Html.ShouldContain($"/t/{w.Tenant.Slug}/treatment-actions/{action}\"");
        var heir = await w.Tenant.MemberAsync(Role.Employee);
        (await w.Manager.SendAsync(new MarkPersonLeft(w.Worker.PersonId, null, heir.PersonId))).Error.ShouldBeNull();
        (await ToldAsync(heir)).ShouldBe([action]);
    }

    [Fact]
    public async Task What_costs_more_than_estimated_or_planned_for_says_so_on_action_plan_and_approval()
    {
        var w = await WorldAsync();
        var plan = (await w.Manager.SendAsync(Draft(w) with { Budget = 500 })).Ok();
        var action = (await w.Manager.SendAsync(Action(w, plan, w.Risk))).Ok();
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await ConsentAsync(w.Owner, plan)).Error.ShouldBeNull();
        var request = await RequestAsync(w.Tenant, plan);
        var (top, keeper, url) = (await w.Top.BrowserAsync(), await w.Manager.BrowserAsync(), $"/t/{w.Tenant.Slug}");
        async Task<string> WarnedAsync(TestBrowser browser, string page)
        {
            var read = await browser.GetAsync($"{url}/{page}");
            return read.Html.Contains("notice warning", StringComparison.Ordinal) ? read.Text : "";
        }
        (await WarnedAsync(top, $"approvals/{request}")).ShouldContain("The estimate is 200.50 EUR above the budget.");
        (await w.Top.SendAsync(new Approve(request, null))).Error.ShouldBeNull();
        (await ReportAsync(w.Worker, action, 50, 700.50m)).Error.ShouldBeNull();
        (await WarnedAsync(keeper, $"treatment-actions/{action}")).ShouldBeEmpty();
        (await ReportAsync(w.Worker, action, 60, 800.75m)).Error.ShouldBeNull();
        (await WarnedAsync(keeper, $"treatment-actions/{action}")).ShouldContain("It cost 100.25 EUR more than estimated so far.");
        (await WarnedAsync(keeper, $"treatment-plans/{plan}")).ShouldContain("What was spent so far is 300.75 EUR above the budget.");
        (await keeper.GetAsync($"{url}/treatment-plans/{plan}")).Text.ShouldContain("800.75 so far, above the estimate");
    }

    [Fact]
    public async Task Whoever_is_to_decide_reads_who_asked_and_not_who_owns_the_plan_or_agreed_last()
    {
        var w = await WorldAsync();
        var plan = (await w.Manager.SendAsync(Draft(w) with { OwnerId = w.Worker.PersonId })).Ok();
        (await w.Manager.SendAsync(Action(w, plan, w.Risk))).Error.ShouldBeNull();
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await w.Owner.SendAsync(new ListDecisions())).Ok().ShouldHaveSingleItem().AskedBy.ShouldBe(w.Manager.Account.Name);
        (await ConsentAsync(w.Owner, plan)).Error.ShouldBeNull();
        var request = await RequestAsync(w.Tenant, plan);
        (await w.Top.SendAsync(new ListApprovals())).Ok().Items.Single(a => a.Id == request).AskedBy.ShouldBe(w.Manager.Account.Name);
        (await w.Tenant.ReadAsync(db => db.Notifications.Where(n => n.SubjectId == request && n.PersonId == w.Top.PersonId).Select(n => n.ActorName).SingleAsync(Ct))).ShouldBe(w.Manager.Account.Name);
    }

    [Fact]
    public async Task The_chart_ends_an_action_on_the_day_on_which_it_was_done()
    {
        var w = await WorldAsync();
        var (plan, action) = await ApprovedAsync(w);
        async Task<string> ChartAsync() => (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/treatment-plans/{plan}?show=gantt")).Html;
        static double WidthOf(string chart) => double.Parse(chart.Split("class=\"bar ")[1].Split("width=\"")[1].Split('"')[0], System.Globalization.CultureInfo.InvariantCulture);
        var planned = WidthOf(await ChartAsync());
        (await ReportAsync(w.Worker, action, 100)).Error.ShouldBeNull();
        (await VerifyAsync(w.Owner, action)).Error.ShouldBeNull();
        WidthOf(await ChartAsync()).ShouldBeLessThan(planned / 2);
    }

    [Fact]
    public async Task Whoever_reports_for_another_that_an_action_is_done_does_not_verify_it()
    {
        var w = await WorldAsync();
        var (_, action) = await ApprovedAsync(w);
        (await ReportAsync(w.Manager, action, 100)).Error.ShouldBeNull();
        (await VerifyAsync(w.Manager, action)).Error.ShouldBe(TreatmentErrors.OwnReport);
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, w.Manager)).ShouldNotContain(t => t.Kind == WorkTaskKind.TreatmentVerification && t.Status == WorkTaskStatus.Open);
        (await VerifyAsync(w.Owner, action)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_task_that_was_done_and_comes_back_is_not_put_off_any_more()
    {
        var w = await WorldAsync();
        var (_, action) = await ApprovedAsync(w);
        var task = (await TasksAsync(w, w.Worker)).ShouldHaveSingleItem();
        (await w.Worker.SendAsync(new SnoozeTask(task.Id, w.Tenant.Today.AddDays(9), "After the holidays"))).Error.ShouldBeNull();
        (await ReportAsync(w.Worker, action, 100)).Error.ShouldBeNull();
        (await ReportAsync(w.Worker, action, 40)).Error.ShouldBeNull();
        (await w.Worker.SendAsync(new GetInbox())).Value.Open.ShouldHaveSingleItem().Id.ShouldBe(task.Id);
    }

    [Fact]
    public async Task A_risk_that_is_accepted_while_actions_are_open_says_that_its_treatment_goes_on()
    {
        var w = await WorldAsync();
        foreach (var stage in (EvaluationStage[])[EvaluationStage.Inherent, EvaluationStage.Current])
        {
            (await w.Manager.SendAsync(new EvaluateRisk { Id = w.Risk, Version = (await RiskAsync(w)).Version, Stage = stage, Likelihood = 3, Impacts = [3], Rationale = "As we see it.", Deviation = "It was overestimated." })).Error.ShouldBeNull();
        }
        await ApprovedAsync(w);
        var id = (await w.Manager.SendAsync(new RequestAcceptance { Id = Guid.CreateVersion7(), RiskId = w.Risk, Version = (await RiskAsync(w)).Version, Reason = "Until the second account is there.", ValidUntil = w.Tenant.Today.AddDays(60), ChooseAccept = true })).Ok();
        (await w.Owner.SendAsync(new GrantAcceptance(id, (await w.Owner.SendAsync(new GetAcceptance(id))).Ok().Version))).Error.ShouldBeNull();
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.InTreatment);
        const string Said = "The risk is accepted, and its treatment goes on: 1 action is open.";
        var browser = await w.Manager.BrowserAsync();
        foreach (var page in (string[])[$"acceptances/{id}", $"risks/{w.Risk}"]) { (await browser.GetAsync($"/t/{w.Tenant.Slug}/{page}")).Text.ShouldContain(Said); }
    }

    [Fact]
    public async Task A_day_is_put_off_by_somebody_else_than_the_owner_and_both_days_stay()
    {
        var w = await WorldAsync();
        var (_, action) = await ApprovedAsync(w);
        var a = await ActionAsync(w.Manager, action);
        var later = new PostponeTreatmentAction { Id = action, Version = a.Version, DueOn = a.DueOn!.Value.AddDays(30), Reason = "The part comes later." };
        (await w.Worker.SendAsync(later)).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await w.Manager.SendAsync(later with { DueOn = a.DueOn })).Error!.Fields[0].Field.ShouldBe("DueOn");
        (await w.Manager.SendAsync(later with { Reason = ".          ." })).Error!.Fields[0].ShouldSatisfyAllConditions(f => f.Field.ShouldBe("Reason"), f => f.Code.ShouldBe("too-short"));
        (await w.Manager.SendAsync(later)).Error.ShouldBeNull();
        var put = (await ActionAsync(w.Manager, action)).Postponements.ShouldHaveSingleItem();
        (put.DueBefore, put.DueAfter, put.Reason).ShouldBe((a.DueOn!.Value, later.DueOn!.Value, "The part comes later."));
        (await TasksAsync(w, w.Worker)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Cancelled);
    }

    [Fact]
    public async Task A_target_below_the_current_risk_needs_an_open_action()
    {
        var w = await WorldAsync();
        (await RateAsync(w, EvaluationStage.Target, 2, 3)).Error!.Code.ShouldBe(RiskErrors.NothingPlanned.Code);
        (await RateAsync(w, EvaluationStage.Target, 4, 4)).Error.ShouldBeNull();
        await DraftedAsync(w);
        (await RateAsync(w, EvaluationStage.Target, 2, 3)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_successor_takes_the_place_of_a_plan_when_it_is_approved_and_not_before()
    {
        var w = await WorldAsync();
        var (first, action) = await ApprovedAsync(w);
        var (second, _) = await DraftedAsync(w, succeeds: first);
        (await SubmitAsync(w, second)).Error.ShouldBeNull();
        (await ConsentAsync(w.Owner, second)).Error.ShouldBeNull();
        (await PlanAsync(w.Manager, first)).Status.ShouldBe(PlanStatus.Approved);
        (await w.Top.SendAsync(new Approve(await RequestAsync(w.Tenant, second), null))).Error.ShouldBeNull();
        (await PlanAsync(w.Manager, first)).Status.ShouldBe(PlanStatus.Superseded);
        (await ActionAsync(w.Manager, action)).Status.ShouldBe(ActionStatus.Cancelled);
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.InTreatment);
    }

    [Fact]
    public async Task What_is_wrong_with_money_and_days_is_said_at_its_field()
    {
        var w = await WorldAsync();
        (await w.Manager.SendAsync(Draft(w) with { Budget = -1 })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Budget");
        (await w.Manager.SendAsync(Draft(w) with { Budget = 1.005m })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Budget");
        (await w.Manager.SendAsync(Draft(w) with { PeriodTo = w.Tenant.Today.AddDays(-1) })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("PeriodTo");
        var plan = (await w.Manager.SendAsync(Draft(w))).Ok();
        (await w.Manager.SendAsync(Action(w, plan, w.Risk) with { DueOn = w.Tenant.Today.AddDays(-1) })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("DueOn");
        (await w.Manager.SendAsync(Action(w, plan, Guid.CreateVersion7()))).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("RiskIds");
    }

    [Fact]
    public async Task An_action_lies_within_the_days_of_its_plan_and_the_plan_around_its_actions()
    {
        var w = await WorldAsync();
        var plan = (await w.Manager.SendAsync(Draft(w))).Ok();
        var outside = (await w.Manager.SendAsync(Action(w, plan, w.Risk) with { DueOn = w.Tenant.Today.AddDays(201) })).Error!.Fields.ShouldHaveSingleItem();
        (outside.Field, outside.Code).ShouldBe(("DueOn", "treatment.outside-plan"));
        (await w.Manager.SendAsync(Action(w, plan, w.Risk) with { StartOn = w.Tenant.Today.AddDays(-1) })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("StartOn");
        (await w.Manager.SendAsync(Action(w, plan, w.Risk))).Ok();
        var p = await PlanAsync(w.Manager, plan);
        var shorter = new ChangeTreatmentPlan { Id = plan, Version = p.Version, Name = p.Name, PeriodFrom = p.PeriodFrom, PeriodTo = w.Tenant.Today.AddDays(9), OwnerId = p.OwnerId };
        var cut = (await w.Manager.SendAsync(shorter)).Error!.Fields.ShouldHaveSingleItem();
        (cut.Field, cut.Code).ShouldBe(("PeriodTo", "treatment.leaves-actions-out"));
        (await w.Manager.SendAsync(shorter with { PeriodTo = w.Tenant.Today.AddDays(10) })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_new_plan_begins_today_and_one_that_is_over_is_refused_at_its_field()
    {
        var w = await WorldAsync();
        var page = (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/treatment-plans/new")).Html;
        page.ShouldContain($"value=\"{w.Tenant.Today:yyyy-MM-dd}\"");
        page.ShouldContain($"value=\"{w.Tenant.Today.AddYears(1).AddDays(-1):yyyy-MM-dd}\"");
        var over = (await w.Manager.SendAsync(Draft(w) with { PeriodFrom = w.Tenant.Today.AddDays(-90), PeriodTo = w.Tenant.Today.AddDays(-1) })).Error!.Fields.ShouldHaveSingleItem();
        (over.Field, over.Code).ShouldBe(("PeriodTo", "treatment.over"));
        // A draft that lay about until its days were over.
        var (plan, _) = await DraftedAsync(w);
        await using var age = w.Tenant.App.Database.Superuser.CreateCommand($"set session_replication_role = replica; update app.treatment_plan set period_from = '{w.Tenant.Today.AddDays(-90):O}', period_to = '{w.Tenant.Today.AddDays(-1):O}' where id = '{plan}'; reset session_replication_role");
        await age.ExecuteNonQueryAsync(Ct);
        (await SubmitAsync(w, plan)).Error!.Code.ShouldBe("treatment.over");
    }

    [Fact]
    public async Task Whoever_does_an_action_learns_whom_to_ask_for_a_later_day_and_who_allowed_one()
    {
        var w = await WorldAsync();
        var (plan, action) = await ApprovedAsync(w);
        var (url, worker) = ($"/t/{w.Tenant.Slug}/treatment-actions/{action}", await w.Worker.BrowserAsync());
        var manager = (await PlanAsync(w.Manager, plan)).Owner;
        (await worker.GetAsync(url)).Html.ShouldContain($"{url}/postpone");
        // What they may not open is named and no more.
        foreach (var closed in new[] { "treatment-plans", "risks/" }) { (await worker.GetAsync(url)).Html.ShouldNotContain($"href=\"/t/{w.Tenant.Slug}/{closed}"); }
        (await worker.GetAsync($"{url}/postpone")).Text.ShouldContain($"Ask {manager}");
        var a = await ActionAsync(w.Manager, action);
        var keeper = await w.Manager.BrowserAsync();
        (await keeper.GetAsync($"{url}/postpone")).Text.ShouldContain("Its plan was approved until");
        var beyond = new PostponeTreatmentAction { Id = action, Version = a.Version, DueOn = a.PlanEndsOn.AddDays(1), Reason = "The part comes later." };
        (await w.Manager.SendAsync(beyond)).Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe("treatment.beyond-plan");
        (await (await w.Top.BrowserAsync()).GetAsync($"{url}/postpone")).Text.ShouldContain("Its plan ends on");
        (await w.Top.SendAsync(beyond)).Error.ShouldBeNull();
        (await keeper.GetAsync($"/t/{w.Tenant.Slug}/treatment-actions")).Text.ShouldContain("allowed by");
        (await keeper.GetAsync($"/t/{w.Tenant.Slug}/treatment-plans/{plan}")).Text.ShouldContain("after the plan ends on");
        var chart = (await keeper.GetAsync($"/t/{w.Tenant.Slug}/treatment-plans/{plan}?show=gantt")).Html;
        foreach (var mark in new[] { "beyond", "end", "today", "chart gantt wide", "chart gantt slim" }) { chart.ShouldContain($"class=\"{mark}\""); }
        chart.ShouldContain($">{(await PlanAsync(w.Manager, plan)).PeriodFrom!.Value.Year}</text>");
    }

    [Fact]
    public async Task Top_management_reads_what_it_approves_in_words_with_owners_and_amounts()
    {
        var w = await WorldAsync();
        var (plan, _) = await DraftedAsync(w);
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        (await ConsentAsync(w.Owner, plan)).Error.ShouldBeNull();
        var page = (await (await w.Top.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/approvals/{await RequestAsync(w.Tenant, plan)}")).Text;
        page.ShouldContain("Action 1: Estimated cost");
        page.ShouldContain("700.50 EUR");
        page.ShouldContain((await PlanAsync(w.Manager, plan)).Actions.Single().Owner);
        page.ShouldContain("Provider fails for days");
        page.ShouldContain("Very high");
        page.ShouldContain($"Agreed: {w.Owner.Account.Name}.");
        page.ShouldContain("No consent is missing.");
        page.ShouldNotContain("Action 1: Controls");
        page.ShouldNotContain("CostEstimate");
        page.ShouldNotContain("DueOn");
    }

    [Fact]
    public async Task The_activity_of_a_plan_speaks_as_its_page_does()
    {
        var w = await WorldAsync();
        var (plan, action) = await ApprovedAsync(w);
        (await ReportAsync(w.Worker, action, 40)).Error.ShouldBeNull();
        var page = (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/treatment-plans/{plan}")).Text;
        page.ShouldContain("In progress");
        page.ShouldNotContain("Begun");
        page.ShouldNotContain("Submission");
    }

    [Fact]
    public async Task The_database_changes_nothing_of_a_submitted_plan()
    {
        var w = await WorldAsync();
        var (plan, action) = await DraftedAsync(w);
        (await SubmitAsync(w, plan)).Error.ShouldBeNull();
        foreach (var sql in new[]
        {
            $"update app.treatment_plan set budget = 5 where id = '{plan}'", $"delete from app.treatment_plan where id = '{plan}'",
            $"update app.treatment_action set cost_estimate = 5 where id = '{action}'", $"delete from app.treatment_action where id = '{action}'",
        })
        {
            await using var command = w.Tenant.App.Database.Superuser.CreateCommand(sql);
            var e = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));
            (e.MessageText.EndsWith("is never changed", StringComparison.Ordinal) || e.SqlState == PostgresErrorCodes.ForeignKeyViolation).ShouldBeTrue(sql + ": " + e.MessageText);
        }
    }

    [Fact]
    public async Task What_records_ask_for_is_asked_once_and_dropped_with_them()
    {
        var w = await WorldAsync();
        var (_, action) = await ApprovedAsync(w);
        await w.Tenant.KeepTasksAsync();
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, w.Worker)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Open);
        (await w.Manager.SendAsync(new CancelTreatmentAction(action, (await ActionAsync(w.Manager, action)).Version, "Not needed any more."))).Error.ShouldBeNull();
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, w.Worker)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Cancelled);
    }

    [Fact]
    public async Task A_risk_is_to_be_decided_about_again_when_part_of_its_treatment_is_given_up()
    {
        var w = await WorldAsync();
        var (plan, done) = await DraftedAsync(w);
        var givenUp = (await w.Manager.SendAsync(Action(w, plan, w.Risk) with { Title = "Second provider" })).Ok();
        await ApproveAsync(w, plan);
        (await ReportAsync(w.Worker, done, 100)).Error.ShouldBeNull();
        (await VerifyAsync(w.Manager, done)).Error.ShouldBeNull();
        (await RiskAsync(w)).Status.ShouldBe(RiskStatus.InTreatment);
        var refused = (await w.Manager.SendAsync(new CancelTreatmentAction(givenUp, (await ActionAsync(w.Manager, givenUp)).Version, "no"))).Error!;
        refused.Fields.ShouldHaveSingleItem().Code.ShouldBe("too-short");
        (await w.Manager.SendAsync(new CancelTreatmentAction(givenUp, (await ActionAsync(w.Manager, givenUp)).Version, "No provider can do it."))).Error.ShouldBeNull();
        (await PlanAsync(w.Manager, plan)).Status.ShouldBe(PlanStatus.Completed);
        var left = await RiskAsync(w);
        (left.Status, left.ReevaluateCause).ShouldBe((RiskStatus.Evaluated, ReevaluationCause.TreatmentGivenUp));
        left.ReevaluateBecauseOf.ShouldBe($"{(await PlanAsync(w.Manager, plan)).Code} Treatment");
    }
}
