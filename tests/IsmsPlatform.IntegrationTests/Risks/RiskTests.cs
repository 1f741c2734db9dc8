using System.Net;
using System.Net.Http.Json;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Risks;

/// <summary>The risk register: identifying, rating by the methodology in force, finding, closing.</summary>
public sealed class RiskTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // With a methodology of five by five levels that top management approved.
    private async Task<TestTenant> TenantAsync(bool withMethod = true)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        (await tenant.Manager.SendAsync(new AddAnnexA())).Ok();
        if (withMethod) { await ApproveAsync(tenant, MethodologyStart.FiveByFive); }
        return tenant;
    }

    private static async Task ApproveAsync(TestTenant tenant, MethodologyStart start)
    {
        var (id, top) = (Guid.CreateVersion7(), await tenant.MemberAsync(Role.TopManagement));
        (await tenant.Manager.SendAsync(new DraftMethodology(id, start))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new SubmitMethodology(id, 1))).Error.ShouldBeNull();
        (await top.SendAsync(new Approve(await tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == id && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct)), null))).Error.ShouldBeNull();
    }

    private static IdentifyRisk Risk(TestTenant tenant, string title = "Ransomware encrypts the database") => new()
    {
        Id = Guid.CreateVersion7(),
        Title = title,
        Scenario = "Through a stolen account.",
        Kind = RiskKind.Information,
        Affects = [SecurityProperty.Availability],
        OwnerId = tenant.Manager.PersonId,
    };

    private static async Task<Guid> IdentifiedAsync(TestTenant tenant, string title = "Ransomware encrypts the database") => (await tenant.Manager.SendAsync(Risk(tenant, title))).Ok();

    private static async Task<RiskView> ReadAsync(TestMember by, Guid id) => (await by.SendAsync(new GetRisk(id))).Ok();

    private static async Task<Result> RateAsync(TestMember by, Guid id, EvaluationStage stage, int likelihood, int impact, string? deviation = null)
        => await by.SendAsync(new EvaluateRisk { Id = id, Version = (await ReadAsync(by, id)).Version, Stage = stage, Likelihood = likelihood, Impacts = [impact, null, 1], Rationale = "As we see it.", Deviation = deviation });

    private static async Task<Guid> ControlAsync(TestTenant tenant, ImplementationStatus status = ImplementationStatus.Operated)
    {
        var backup = await tenant.ReadAsync(db => db.Controls.Where(c => c.Code == "A.8.13").Select(c => c.Id).SingleAsync(Ct));
        return (await tenant.Manager.SendAsync(new ImplementControl { Id = Guid.CreateVersion7(), ControlId = backup, Title = "Nightly backup", Description = "Every night.", OwnerId = tenant.Manager.PersonId, Status = status })).Ok();
    }

    private static async Task LinkAsync(TestTenant tenant, Guid risk, params Guid[] implementations)
    {
        var read = await ReadAsync(tenant.Manager, risk);
        (await tenant.Manager.SendAsync(Form(read) with { ImplementationIds = implementations })).Error.ShouldBeNull();
    }

    private static async Task PlanAsync(TestTenant tenant, Guid risk)
    {
        var plan = (await tenant.Manager.SendAsync(new DraftTreatmentPlan { Id = Guid.CreateVersion7(), Name = "Treatment", PeriodFrom = tenant.Today, PeriodTo = tenant.Today.AddDays(90), OwnerId = tenant.Manager.PersonId })).Ok();
        (await tenant.Manager.SendAsync(new AddTreatmentAction { Id = Guid.CreateVersion7(), PlanId = plan, Title = "Second account", OwnerId = tenant.Manager.PersonId, StartOn = tenant.Today, DueOn = tenant.Today.AddDays(30), RiskIds = [risk] })).Ok();
    }

    private static ChangeRisk Form(RiskView r) => new()
    {
        Id = r.Id,
        Version = r.Version,
        Title = r.Title,
        Scenario = r.Scenario,
        Kind = r.Kind,
        ThreatId = r.ThreatId,
        VulnerabilityIds = r.VulnerabilityIds,
        AssetIds = r.AssetIds,
        ImplementationIds = r.ImplementationIds,
        Affects = r.Affects,
        Treatment = r.Treatment,
        PersonalData = r.PersonalData,
        OwnerId = r.OwnerId,
        NextReviewOn = r.NextReviewOn,
    };

    private static async Task<IReadOnlyList<RiskRow>> FindAsync(TestMember by, RiskFilter filter) => (await by.SendAsync(new ListRisks(filter, new()))).Ok().Items;

    [Fact]
    public async Task A_risk_whose_review_is_due_has_its_task_at_once_and_one_only()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync();
        var id = (await tenant.Manager.SendAsync(Risk(tenant) with { OwnerId = owner.PersonId, NextReviewOn = tenant.Today.AddDays(1) })).Ok();
        await tenant.KeepTasksAsync();
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.SubjectId == id).Select(t => t.AssigneeId).SingleAsync(Ct))).ShouldBe(owner.PersonId);
    }

    [Fact]
    public async Task The_level_is_computed_from_the_greatest_impact_and_the_evaluation_stays_as_evidence()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 5)).Error.ShouldBeNull();
        var risk = await ReadAsync(tenant.Manager, id);
        (risk.Status, risk.Inherent!.Level, risk.Inherent.LevelName, risk.Inherent.ImpactName, risk.Inherent.IsAboveThreshold, risk.Current).ShouldBe((RiskStatus.Analysed, 4, "Very high", "Severe", true, null));
        risk.Evaluations.ShouldHaveSingleItem().Impacts.Select(i => (i.Dimension, i.Impact)).ShouldBe([("Financial", 5), ("Reputation", 1)]);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 4, 5)).Error.ShouldBeNull();
        var now = await ReadAsync(tenant.Manager, id);
        (now.Status, now.Evaluations.Count, now.ReviewedOn, now.NextReviewOn).ShouldBe((RiskStatus.Evaluated, 2, tenant.Today, tenant.Today.AddMonths(3)));
        now.MayBeDeleted.ShouldBeFalse();
        (await tenant.Manager.SendAsync(new DeleteRisk(id, now.Version))).Error.ShouldBe(RiskErrors.Evidence);
    }

    [Fact]
    public async Task Current_below_inherent_needs_a_control_that_works()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error!.Code.ShouldBe(RiskErrors.InherentFirst.Code);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 5)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error!.Sentence.ShouldContain("no control is linked");
        var planned = await ControlAsync(tenant, ImplementationStatus.Planned);
        await LinkAsync(tenant, id, planned);
        var refused = (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error!;
        (refused.Code, refused.Fields[0].Arguments[0]).ShouldBe(("risk.nothing-works", "“Nightly backup”"));
        await LinkAsync(tenant, id, planned, await ControlAsync(tenant));
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Target, 4, 4)).Error!.Code.ShouldBe(RiskErrors.AboveCurrent.Code);
        await PlanAsync(tenant, id);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Target, 2, 3)).Error.ShouldBeNull();
        var risk = await ReadAsync(tenant.Manager, id);
        (risk.Inherent!.LevelName, risk.Current!.LevelName, risk.Target!.LevelName).ShouldBe(("Very high", "High", "Medium"));
    }

    [Fact]
    public async Task What_is_worse_than_the_stage_before_is_explained()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 2, 2)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Deviation");
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4, "x")).Error!.Fields.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("Deviation"), f => f.Code.ShouldBe("risk.deviation-short"));
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4, "The filter lets more through than none would.")).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 2, 2)).Error!.Code.ShouldBe(RiskErrors.BelowCurrent.Code);
    }

    [Theory]
    [InlineData(0, 3, "Likelihood")]
    [InlineData(6, 3, "Likelihood")]
    [InlineData(3, 6, "Impacts")]
    [InlineData(3, -1, "Impacts")]
    public async Task What_is_outside_the_scale_is_refused_at_its_field(int likelihood, int impact, string field)
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, likelihood, impact)).Error!.Fields.ShouldContain(f => f.Field == field);
        (await ReadAsync(tenant.Manager, id)).Evaluations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_methodology_nothing_is_rated()
    {
        var tenant = await TenantAsync(withMethod: false);
        (await RateAsync(tenant.Manager, await IdentifiedAsync(tenant), EvaluationStage.Inherent, 2, 2)).Error.ShouldBe(RiskErrors.NoMethodology);
        (await tenant.Manager.SendAsync(new GetRiskMatrix(EvaluationStage.Current))).Ok().Scales.ShouldBeNull();
    }

    [Fact]
    public async Task Two_who_rate_at_once_do_not_both_count_and_nothing_entered_is_lost()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        var seen = (await ReadAsync(tenant.Manager, id)).Version;
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 5)).Error.ShouldBeNull();
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/risks/{id}/evaluate";
        var refused = await browser.SubmitAsync(url, url, ("Version", $"{seen}"), ("Stage", "Inherent"), ("Likelihood", "2"), ("Impacts[0]", "3"), ("Rationale", "Mine, of the same hour"));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain("It stands at likelihood 4, impact 5, Very high now.");
        refused.Html.ShouldContain("Mine, of the same hour");
        (await ReadAsync(tenant.Manager, id)).Evaluations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_evaluation_that_the_same_person_sends_twice_is_one()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        var sent = new EvaluateRisk { Id = id, Version = (await ReadAsync(tenant.Manager, id)).Version, Stage = EvaluationStage.Inherent, Likelihood = 4, Impacts = [5, null, 1], Rationale = "As we see it." };
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => tenant.Manager.SendAsync(sent)));
        both.ShouldAllBe(b => b.IsSuccess);
        (await tenant.Manager.SendAsync(sent with { Impacts = [5, 0, 1, null, null] })).Error.ShouldBeNull("a dimension that does not suffer is written in three ways");
        (await tenant.Manager.SendAsync(sent with { Rationale = "As I see it." })).Error.ShouldBe(Error.Stale);
        (await (await tenant.MemberAsync(Role.IsmsManager)).SendAsync(sent)).Error.ShouldBe(Error.Stale, "somebody else has to see it");
        var (browser, url) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/risks/{id}");
        (await browser.SubmitAsync($"{url}/evaluate", $"{url}/evaluate", ("Version", $"{sent.Version}"), ("Stage", "Inherent"), ("Likelihood", "4"), ("Impacts[0]", "5"), ("Impacts[1]", ""), ("Impacts[2]", "1"), ("Rationale", "As we see it."))).Location.ShouldBe(url);
        (await ReadAsync(tenant.Manager, id)).Evaluations.ShouldHaveSingleItem();
        (await tenant.Manager.SendAsync(sent with { Version = (await ReadAsync(tenant.Manager, id)).Version })).Error.ShouldBeNull();
        (await ReadAsync(tenant.Manager, id)).Evaluations.Count.ShouldBe(2, "the same judgement anew is an evaluation of its own");
    }

    [Fact]
    public async Task What_is_hidden_is_not_linked_anew_and_stays_where_it_was_linked_before()
    {
        var tenant = await TenantAsync();
        var m = tenant.Manager;
        (await m.SendAsync(new AdoptThreats(["T-006"]))).Ok();
        (await m.SendAsync(new AdoptVulnerabilities(["V-018"]))).Ok();
        var (threat, vulnerability) = await tenant.ReadAsync(async db => (await db.Threats.Select(t => t.Id).SingleAsync(Ct), await db.Vulnerabilities.Select(v => v.Id).SingleAsync(Ct)));
        var id = (await m.SendAsync(Risk(tenant) with { ThreatId = threat, VulnerabilityIds = [vulnerability] })).Ok();
        (await m.SendAsync(new HideThreat(threat, 1))).Ok();
        (await m.SendAsync(new HideVulnerability(vulnerability, 1))).Ok();
        var newThreat = (await m.SendAsync(Risk(tenant, "Flood") with { ThreatId = threat })).Error!.Fields.ShouldHaveSingleItem();
        (newThreat.Field, newThreat.Arguments[0]).ShouldBe(("ThreatId", "Flood"));
        (await m.SendAsync(Risk(tenant, "Fire") with { VulnerabilityIds = [vulnerability] })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("VulnerabilityIds");
        (await m.SendAsync(Form(await ReadAsync(m, id)) with { Title = "Ransomware again" })).Error.ShouldBeNull();
        (await m.SendAsync(Form(await ReadAsync(m, id)) with { ThreatId = null })).Error.ShouldBeNull();
        (await m.SendAsync(Form(await ReadAsync(m, id)) with { ThreatId = threat })).Error!.Code.ShouldBe("risk.link-hidden");
    }

    [Theory]
    [InlineData("level=77", "level: Choose one of the listed values.")]
    [InlineData("sort=foo", "sort: Choose one of the listed values.")]
    [InlineData("q=~500", "q:")]
    public async Task A_filter_that_cannot_be_is_named_and_the_page_leads_back_to_the_list_without_it(string query, string sentence)
    {
        var tenant = await TenantAsync(withMethod: false);
        var refused = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/risks?{query.Replace("~500", new string('a', 500), StringComparison.Ordinal)}");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.Replace(" :", ":", StringComparison.Ordinal).ShouldContain(sentence);
        refused.Html.ShouldContain($"href=\"/t/{tenant.Slug}/risks\">Show the page without this filter");
    }

    [Fact]
    public async Task A_control_that_stops_working_or_is_taken_off_asks_for_a_new_evaluation_until_there_is_one()
    {
        var tenant = await TenantAsync();
        var (id, control) = (await IdentifiedAsync(tenant), await ControlAsync(tenant));
        await LinkAsync(tenant, id, control);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 5)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error.ShouldBeNull();
        var practice = (await tenant.Manager.SendAsync(new GetImplementation(control))).Ok();
        (await tenant.Manager.SendAsync(new ChangeImplementation { Id = control, Version = practice.Version, Title = practice.Title, Description = practice.Description, OwnerId = practice.OwnerId, Status = ImplementationStatus.InProgress })).Error.ShouldBeNull();
        var marked = await ReadAsync(tenant.Manager, id);
        (marked.ReevaluateSince, marked.ReevaluateCause, marked.ReevaluateBecauseOf).ShouldBe((tenant.Today, ReevaluationCause.ControlNotInPlace, "A.8.13 Nightly backup"));
        (await FindAsync(tenant.Manager, new RiskFilter { Reevaluate = true })).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 4, 5)).Error.ShouldBeNull();
        (await ReadAsync(tenant.Manager, id)).ReevaluateSince.ShouldBeNull();
        await LinkAsync(tenant, id);
        (await ReadAsync(tenant.Manager, id)).ReevaluateCause.ShouldBe(ReevaluationCause.ControlRemoved);
    }

    [Fact]
    public async Task An_asset_whose_need_changes_also_by_what_it_inherits_or_that_is_retired_asks_for_a_new_evaluation()
    {
        var tenant = await TenantAsync();
        var m = tenant.Manager;
        var (upper, lower) = (await m.AddAsync("Web shop", 2, 2, 2), await m.AddAsync("Database", 2, 2, 2));
        await m.LinkAsync(upper, lower);
        var id = (await m.SendAsync(Risk(tenant) with { AssetIds = [lower] })).Ok();
        (await m.SendAsync((await m.EditAsync(upper)) with { Availability = 3 })).Ok();
        (await ReadAsync(m, id)).ReevaluateSince.ShouldBeNull("nobody rated it yet");
        foreach (var stage in new[] { EvaluationStage.Inherent, EvaluationStage.Current }) { (await RateAsync(m, id, stage, 3, 3)).Error.ShouldBeNull(); }
        (await m.SendAsync((await m.EditAsync(upper)) with { Description = "Where customers order." })).Ok();
        (await ReadAsync(m, id)).ReevaluateSince.ShouldBeNull("nothing that matters has changed");
        (await m.SendAsync((await m.EditAsync(upper)) with { Availability = 4 })).Ok();
        var marked = await ReadAsync(m, id);
        (marked.ReevaluateSince, marked.ReevaluateCause, marked.ReevaluateBecauseOf).ShouldBe((tenant.Today, ReevaluationCause.AssetNeedChanged, "Database"));
        (await RateAsync(m, id, EvaluationStage.Current, 3, 3)).Error.ShouldBeNull();
        (await m.SendAsync(new BatchUpsertAssets("CMDB", [new() { ExternalId = new("1"), Name = new("Ledger"), Type = new("Application"), Confidentiality = new("4"), Needs = new("Database") }]))).Ok();
        var again = await ReadAsync(m, id);
        (again.ReevaluateSince, again.ReevaluateCause, again.ReevaluateBecauseOf).ShouldBe((tenant.Today, ReevaluationCause.AssetNeedChanged, "Database"));
        (await RateAsync(m, id, EvaluationStage.Current, 3, 3)).Error.ShouldBeNull();
        (await m.SendAsync(new RetireAsset(lower, (await m.AssetAsync(lower)).Version, "Wiped", true, "Replaced"))).Ok();
        (await ReadAsync(m, id)).ReevaluateCause.ShouldBe(ReevaluationCause.AssetRetired);
    }

    [Fact]
    public async Task A_control_that_is_put_back_asks_for_no_new_evaluation_any_more_once_all_of_them_are_back()
    {
        var tenant = await TenantAsync();
        var (id, control, other) = (await IdentifiedAsync(tenant), await ControlAsync(tenant), await ControlAsync(tenant));
        await LinkAsync(tenant, id, control, other);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 5)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error.ShouldBeNull();
        await LinkAsync(tenant, id, other);
        await LinkAsync(tenant, id);
        var marked = await ReadAsync(tenant.Manager, id);
        marked.ReevaluateCause.ShouldBe(ReevaluationCause.ControlRemoved);
        await LinkAsync(tenant, id, control);
        (await ReadAsync(tenant.Manager, id)).ReevaluateSince.ShouldBe(marked.ReevaluateSince);
        await LinkAsync(tenant, id, control, other);
        var back = await ReadAsync(tenant.Manager, id);
        (back.ReevaluateSince, back.ReevaluateCause, back.ReevaluateBecauseOf).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task Within_one_level_too_more_is_worse_and_has_to_be_explained()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 4)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 5, 5)).Error!.Code.ShouldBe(RiskErrors.AboveInherent.Code);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 4, 4)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Target, 5, 5)).Error!.Code.ShouldBe(RiskErrors.AboveCurrent.Code);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Target, 5, 5, "The old system goes first.")).Error.ShouldBeNull();
        var read = await ReadAsync(tenant.Manager, id);
        read.Target!.Level.ShouldBe(read.Current!.Level);
    }

    [Fact]
    public async Task The_activity_of_a_risk_names_the_levels_of_its_ratings()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 5)).Error.ShouldBeNull();
        var read = await ReadAsync(tenant.Manager, id);
        var page = (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/risks/{id}")).Text;
        page.ShouldContain($"4 · {read.Inherent!.LikelihoodName}");
        page.ShouldContain($"5 · {read.Inherent.ImpactName}");
    }

    [Fact]
    public async Task A_test_that_finds_a_control_not_effective_asks_for_a_new_evaluation_and_the_control_lowers_nothing_any_more()
    {
        var tenant = await TenantAsync();
        var tester = await tenant.MemberAsync(Role.ControlOwner);
        var (id, control) = (await IdentifiedAsync(tenant), await ControlAsync(tenant));
        await LinkAsync(tenant, id, control);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 5)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error.ShouldBeNull();
        var test = (await tenant.Manager.SendAsync(new PlanTest { Id = Guid.CreateVersion7(), ImplementationId = control, Kind = TestKind.RestoreTest, TesterId = tester.PersonId, DueOn = tenant.Today })).Ok();
        (await tester.SendAsync(new PerformTest { Id = test, Version = 1, PerformedOn = tenant.Today, Verdict = TestVerdict.NotEffective, Method = "Restored it", Conclusion = "The copy is empty.", Population = 1, SampleSize = 1 })).Error.ShouldBeNull();
        var asked = await ReadAsync(tenant.Manager, id);
        (asked.ReevaluateCause, asked.NextReviewOn).ShouldBe((ReevaluationCause.ControlNotEffective, tenant.Today.AddDays(Domain.Risks.Risk.DaysToReevaluate)));
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/risks/{id}")).Text.ShouldContain("A.8.13 Nightly backup – a test found that the control is not effective");
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 4)).Error!.Code.ShouldBe("risk.nothing-works");
    }

    [Fact]
    public async Task A_newer_methodology_makes_ratings_stale_and_its_inherent_risk_is_rated_first()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 4, 5)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 4, 5)).Error.ShouldBeNull();
        await ApproveAsync(tenant, MethodologyStart.ThreeByThree);
        var before = await ReadAsync(tenant.Manager, id);
        (before.Current!.IsStale, before.Current.LevelName).ShouldBe((true, "Very high"));
        (await FindAsync(tenant.Manager, new RiskFilter { Stale = true })).ShouldHaveSingleItem();
        (await tenant.Manager.SendAsync(new GetRiskMatrix(EvaluationStage.Current))).Ok().Stale.ShouldBe(1);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 2, 2)).Error!.Code.ShouldBe(RiskErrors.InherentFirst.Code);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 3, 3)).Error.ShouldBeNull();
        (await RateAsync(tenant.Manager, id, EvaluationStage.Current, 3, 3)).Error.ShouldBeNull();
        (await FindAsync(tenant.Manager, new RiskFilter { Stale = true })).ShouldBeEmpty();
        (await ReadAsync(tenant.Manager, id)).Evaluations.Select(e => e.MethodologyVersion).ShouldBe([2, 2, 1, 1]);
    }

    [Fact]
    public async Task What_must_be_rated_first_is_said_before_anybody_fills_in_a_form()
    {
        var tenant = await TenantAsync();
        var risk = await IdentifiedAsync(tenant);
        var (browser, url) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/risks/{risk}");

        (await browser.GetAsync($"{url}/evaluate?stage=Target")).Html.ShouldContain("Rate the inherent risk");
        (await browser.GetAsync($"{url}/confirm")).Text.ShouldContain(RiskErrors.NothingToConfirm.Sentence);
        (await RateAsync(tenant.Manager, risk, EvaluationStage.Inherent, 2, 2)).Error.ShouldBeNull();
        var target = await browser.GetAsync($"{url}/evaluate?stage=Target");
        target.Text.ShouldContain(RiskErrors.CurrentFirst.Sentence);
        target.Html.ShouldContain("stage=Current");
        target.Html.ShouldNotContain("name=\"Rationale\"");
        (await browser.GetAsync($"{url}/evaluate?stage=Current")).Html.ShouldContain("name=\"Rationale\"");
    }

    [Fact]
    public async Task The_heat_map_counts_open_risks_and_each_cell_opens_the_register()
    {
        var tenant = await TenantAsync();
        foreach (var (title, likelihood, impact) in new[] { ("Fire", 2, 5), ("Flood", 2, 5), ("Theft", 4, 2) })
        {
            (await RateAsync(tenant.Manager, await IdentifiedAsync(tenant, title), EvaluationStage.Inherent, likelihood, impact)).Error.ShouldBeNull();
        }
        var unrated = await IdentifiedAsync(tenant, "Nobody knows");
        var matrix = (await tenant.Manager.SendAsync(new GetRiskMatrix(EvaluationStage.Inherent))).Ok();
        (matrix.Counts[1][4], matrix.Counts[3][1], matrix.Unrated, matrix.Total).ShouldBe((2, 1, 1, 4));
        matrix.ByLevel.ShouldBe([0, 1, 2, 0]);
        (await FindAsync(tenant.Manager, new RiskFilter { Stage = EvaluationStage.Inherent, Likelihood = 2, Impact = 5 })).Select(r => r.Title).ShouldBe(["Fire", "Flood"], ignoreOrder: true);
        (await FindAsync(tenant.Manager, new RiskFilter { Stage = EvaluationStage.Inherent, Level = [3] })).Count.ShouldBe(2);
        (await FindAsync(tenant.Manager, new RiskFilter { Stage = EvaluationStage.Inherent, Above = true })).Count.ShouldBe(2);
        (await FindAsync(tenant.Manager, new RiskFilter { Level = [0] })).Count.ShouldBe(4);
        (await FindAsync(tenant.Manager, new RiskFilter { Stage = EvaluationStage.Inherent, Unrated = true })).ShouldHaveSingleItem().Title.ShouldBe("Nobody knows");
        (await FindAsync(tenant.Manager, new RiskFilter())).Select(r => r.Title).Take(2).ShouldBe(["Fire", "Flood"], ignoreOrder: true);
        (await tenant.Manager.SendAsync(new CloseRisk(unrated, 1, "Part of another one."))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new GetRiskMatrix(EvaluationStage.Inherent))).Ok().Total.ShouldBe(3);
        var browser = await tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/risks/matrix?stage=Inherent")).Html.ShouldContain("risks?stage=Inherent&amp;likelihood=2&amp;impact=5");
        var target = await browser.GetAsync($"/t/{tenant.Slug}/risks/matrix?stage=Target");
        target.Html.ShouldContain("risks?stage=Target&amp;unrated=true");
        (await browser.GetAsync($"/t/{tenant.Slug}/risks?stage=Target&unrated=true")).Text.ShouldContain("Target risk: not rated");
    }

    [Fact]
    public async Task The_past_shows_the_level_of_then_on_the_register_the_heat_map_and_the_record()
    {
        var tenant = await TenantAsync();
        var id = await IdentifiedAsync(tenant);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 2, 2)).Error.ShouldBeNull();
        var then = TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(5, Ct);
        (await RateAsync(tenant.Manager, id, EvaluationStage.Inherent, 5, 5)).Error.ShouldBeNull();
        var browser = await tenant.Manager.BrowserAsync();
        var at = Uri.EscapeDataString(then);
        foreach (var path in new[] { "risks?stage=Inherent&level=1", $"risks/{id}", "risks?q=ransomware" })
        {
            var page = (await browser.GetAsync($"/t/{tenant.Slug}/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as_of={at}")).Text;
            (page.Contains("Low", StringComparison.Ordinal), page.Contains("2×2", StringComparison.Ordinal), page.Contains("5×5", StringComparison.Ordinal)).ShouldBe((true, true, false), path);
        }
        (await browser.GetAsync($"/t/{tenant.Slug}/risks/matrix?stage=Inherent&as_of={at}")).Text.ShouldContain("1 risk, Low: likelihood 2, impact 2");
    }

    [Fact]
    public async Task Owners_rate_their_own_risks_and_no_others()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.RiskOwner);
        var mine = (await tenant.Manager.SendAsync(Risk(tenant) with { OwnerId = owner.PersonId })).Ok();
        var other = await IdentifiedAsync(tenant, "Flood");
        (await RateAsync(owner, mine, EvaluationStage.Inherent, 2, 2)).Error.ShouldBeNull();
        (await RateAsync(owner, other, EvaluationStage.Inherent, 2, 2)).Error.ShouldBe(Error.Forbidden);
        ((await ReadAsync(owner, mine)).MayChange, (await ReadAsync(owner, other)).MayChange).ShouldBe((true, false));
        (await owner.SendAsync(Risk(tenant))).Error.ShouldBe(Error.Forbidden);
    }

    [Fact]
    public async Task A_threat_of_another_organisation_is_no_threat_here()
    {
        var (tenant, others) = (await TenantAsync(withMethod: false), await TenantAsync(withMethod: false));
        (await others.Manager.SendAsync(new AdoptThreats(["T-001"]))).Ok();
        var foreign = await others.ReadAsync(db => db.Threats.Select(t => t.Id).FirstAsync(Ct));
        (await tenant.Manager.SendAsync(Risk(tenant) with { ThreatId = foreign })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("ThreatId");
        (await tenant.Manager.SendAsync(Risk(tenant) with { AssetIds = [Guid.CreateVersion7()] })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("AssetIds");
        (await FindAsync(tenant.Manager, new RiskFilter())).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_form_twice_is_one_risk_and_a_link_makes_other_editors_stale()
    {
        var tenant = await TenantAsync(withMethod: false);
        var asset = await tenant.Manager.AddAsync("Cluster");
        var form = Risk(tenant) with { AssetIds = [asset] };
        var id = (await tenant.Manager.SendAsync(form)).Ok();
        (await tenant.Manager.SendAsync(form)).Ok().ShouldBe(id);
        (await tenant.Manager.SendAsync(form with { AssetIds = [] })).Error.ShouldBe(ReviewErrors.SentBefore);
        var read = await ReadAsync(tenant.Manager, id);
        (read.Code[..4], read.Assets.ShouldHaveSingleItem().Name).ShouldBe(("RSK-", "Cluster"));
        (await tenant.Manager.SendAsync(Form(read) with { AssetIds = [] })).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(Form(read) with { Title = "Mine" })).Error.ShouldBe(Error.Stale);
        (await tenant.Manager.SendAsync(new DeleteRisk(id, (await ReadAsync(tenant.Manager, id)).Version))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Search_finds_parts_of_words_by_an_index_and_nothing_of_others()
    {
        var (mine, theirs) = (await TenantAsync(withMethod: false), await TenantAsync(withMethod: false));
        await IdentifiedAsync(mine, "Zebrafish tank leaks");
        await IdentifiedAsync(theirs, "Zebrafish of others");
        (await FindAsync(mine.Manager, new RiskFilter { Q = "brafis" })).ShouldHaveSingleItem().Title.ShouldBe("Zebrafish tank leaks");
        (await FindAsync(mine.Manager, new RiskFilter { Q = "zebrafish stolen account" })).ShouldHaveSingleItem();
        foreach (var function in new[] { "app.search_risk", "as_of.search_risk" })
        {
            await using var nobody = (await server.AppAsync()).Database.Program.CreateCommand($"select count(*) from {function}('%zebrafish%', '{{%zebrafish%}}')");
            (await nobody.ExecuteScalarAsync(Ct)).ShouldBe(0L, function);
        }
    }

    [Fact]
    public async Task Another_system_identifies_rates_and_reads_risks()
    {
        var tenant = await TenantAsync();
        using var api = await tenant.ApiAsync("risks:read", "risks:write");
        var made = await api.PostAsJsonAsync("/api/v1/risks", new { title = "Lost tape", kind = "Information", affects = new[] { "Confidentiality" }, ownerId = tenant.Manager.PersonId }, Ct);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var rate = new HttpRequestMessage(HttpMethod.Post, made.Headers.Location!.PathAndQuery + "/evaluations") { Content = JsonContent.Create(new { stage = "Inherent", likelihood = 3, impacts = new int?[] { null, 4 }, rationale = "Two tapes were lost." }) };
        rate.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        var rated = await api.SendAsync(rate, Ct);
        rated.StatusCode.ShouldBe(HttpStatusCode.OK, await rated.Content.ReadAsStringAsync(Ct));
        (await rated.Content.ReadAsStringAsync(Ct)).ShouldContain("\"levelName\":\"High\"");
        (await api.GetStringAsync("/api/v1/risks?stage=Inherent&level=3", Ct)).ShouldContain("Lost tape");
        (await api.GetAsync("/api/v1/risks?level=99", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_export_holds_what_the_filter_shows_with_its_levels()
    {
        var tenant = await TenantAsync();
        (await RateAsync(tenant.Manager, await IdentifiedAsync(tenant, "Fire"), EvaluationStage.Inherent, 2, 5)).Error.ShouldBeNull();
        await IdentifiedAsync(tenant, "Flood");
        var browser = await tenant.Manager.BrowserAsync();
        var lines = (await browser.GetAsync($"/t/{tenant.Slug}/risks/export.csv?q=fire")).Html.TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("Fire");
        lines[1].ShouldContain("High");
    }
}
