using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.LossExposure;

/// <summary>What risks cost: estimates, their simulation, all of them together, and what is tolerated.</summary>
public sealed class LossExposureTests(PostgresServer server)
{
    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    private static async Task<Guid> RiskAsync(TestTenant tenant, string title = "Ransomware", Guid? owner = null)
        => (await tenant.Manager.SendAsync(new IdentifyRisk { Id = Guid.CreateVersion7(), Title = title, Kind = RiskKind.Information, Affects = [SecurityProperty.Availability], OwnerId = owner ?? tenant.Manager.PersonId })).Ok();

    private static async Task<LossExposureView> ReadAsync(TestMember by, Guid risk) => (await by.SendAsync(new GetLossExposure(risk))).Ok();

    private static async Task<EstimateLoss> FormAsync(TestMember by, Guid risk, EvaluationStage stage = EvaluationStage.Current, double frequency = 0.5, decimal low = 10_000, decimal high = 200_000) => new()
    {
        Id = risk,
        Version = (await ReadAsync(by, risk)).Version,
        Stage = stage,
        Frequency = frequency,
        Shape = LossShape.Interval90,
        LossLow = low,
        LossHigh = high,
        Rationale = "Comparable providers.",
    };

    private static async Task EstimatedAsync(TestTenant tenant, Guid risk, EvaluationStage stage, double frequency)
        => (await tenant.Manager.SendAsync(await FormAsync(tenant.Manager, risk, stage, frequency))).Error.ShouldBeNull();

    private static async Task PlannedAsync(TestTenant tenant, Guid risk, decimal? cost = null)
    {
        var plan = (await tenant.Manager.SendAsync(new DraftTreatmentPlan { Id = Guid.CreateVersion7(), Name = "Less of it", PeriodFrom = tenant.Today, PeriodTo = tenant.Today.AddDays(90), OwnerId = tenant.Manager.PersonId })).Ok();
        (await tenant.Manager.SendAsync(new AddTreatmentAction { Id = Guid.CreateVersion7(), PlanId = plan, Title = "Copies leave the account", OwnerId = tenant.Manager.PersonId, StartOn = tenant.Today, DueOn = tenant.Today.AddDays(60), CostEstimate = cost, RiskIds = [risk] })).Ok();
    }

    [Fact]
    public async Task What_is_there_now_costs_less_than_without_controls_only_where_a_control_works()
    {
        var tenant = await TenantAsync();
        var risk = await RiskAsync(tenant);
        await EstimatedAsync(tenant, risk, EvaluationStage.Inherent, 0.5);
        var refused = await tenant.Manager.SendAsync(await FormAsync(tenant.Manager, risk, EvaluationStage.Current, 0.1));
        (refused.Error!.Fields.Single().Field, refused.Error.Fields.Single().Code).ShouldBe(("Frequency", "risk.nothing-works"));
        await EstimatedAsync(tenant, risk, EvaluationStage.Current, 0.5);
    }

    [Fact]
    public async Task An_estimate_is_simulated_and_gives_the_same_figures_whenever_it_is_looked_at()
    {
        var tenant = await TenantAsync();
        var risk = await RiskAsync(tenant);
        await EstimatedAsync(tenant, risk, EvaluationStage.Current, 0.5);
        var stage = (await ReadAsync(tenant.Manager, risk)).Stages.Single();
        stage.Figures.Mean.ShouldBe(0.5 * stage.LossMean, 0.02 * 0.5 * stage.LossMean);
        stage.Figures.AnyLoss.ShouldBe(1 - Math.Exp(-0.5), 0.01);
        stage.Seed.ShouldBeGreaterThan(0);
        (await ReadAsync(tenant.Manager, risk)).Stages.Single().Figures.Curve.ShouldBe(stage.Figures.Curve);
    }

    [Fact]
    public async Task A_comma_before_decimals_is_understood_and_what_can_be_read_in_two_ways_is_refused_at_its_field()
    {
        var tenant = await TenantAsync();
        var risk = await RiskAsync(tenant);
        var (browser, url) = (await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/risks/{risk}/loss/estimate");
        var version = (await ReadAsync(tenant.Manager, risk)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (string, string?)[] Fields(string frequency, string low) => [("Version", version), ("Stage", "Current"), ("Frequency", frequency), ("Shape", "Interval90"), ("LossLow", low), ("LossHigh", "200000"), ("Rationale", "Comparable providers.")];
        foreach (var (low, sentence) in new[]
        {
            ("1.000", "This can be read in two ways. Write it without thousands separators: 1000, or with decimals: 1."),
            ("2.000.000", "Write this without thousands separators: 2000000."),
            ("12.500,75", "Write this without thousands separators: 12500,75."),
            ("1 000", "Write this without thousands separators: 1000."),
            (new string('9', 40), "This number is too large here."),
        })
        {
            var refused = await browser.SubmitAsync(url, url, Fields("0,5", low));
            refused.Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity, low);
            refused.Text.ShouldContain(sentence);
            refused.Html.ShouldContain($"value=\"{low}\"");
        }
        (await browser.SubmitAsync(url, url, Fields("0,5", "10000,50"))).Status.ShouldBe(System.Net.HttpStatusCode.Redirect);
        var stage = (await ReadAsync(tenant.Manager, risk)).Stages.Single();
        (stage.FrequencyLikely, stage.LossLow).ShouldBe((0.5, 10_000.50m));
    }

    [Fact]
    public async Task Stages_share_a_seed_so_that_their_difference_is_the_benefit_of_treatment()
    {
        var tenant = await TenantAsync();
        var risk = await RiskAsync(tenant);
        await EstimatedAsync(tenant, risk, EvaluationStage.Current, 0.5);
        await EstimatedAsync(tenant, risk, EvaluationStage.Target, 0.5);
        var read = await ReadAsync(tenant.Manager, risk);
        read.Stages[0].Seed.ShouldBe(read.Stages[1].Seed);
        read.Benefit.ShouldBeNull("nothing is planned");
        var unplanned = await tenant.Manager.SendAsync(await FormAsync(tenant.Manager, risk, EvaluationStage.Target, 0.1));
        (unplanned.Error!.Fields.Single().Field, unplanned.Error.Fields.Single().Code).ShouldBe(("Frequency", "risk.nothing-planned"));
        await PlannedAsync(tenant, risk);
        await EstimatedAsync(tenant, risk, EvaluationStage.Target, 0.1);
        var better = await ReadAsync(tenant.Manager, risk);
        better.Stages.Single(s => s.Stage == EvaluationStage.Target).FrequencyLikely.ShouldBe(0.1); // the newest counts
        better.Benefit!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_seed_that_is_given_is_kept_and_reproduces_the_figures_of_another_day()
    {
        var tenant = await TenantAsync();
        var risk = await RiskAsync(tenant);
        (await tenant.Manager.SendAsync(await FormAsync(tenant.Manager, risk) with { Seed = 4711 })).Error.ShouldBeNull();
        var first = (await ReadAsync(tenant.Manager, risk)).Stages.Single().Figures;
        (await tenant.Manager.SendAsync(await FormAsync(tenant.Manager, risk) with { Seed = 4712 })).Error.ShouldBeNull();
        (await ReadAsync(tenant.Manager, risk)).Stages.Single().Figures.Mean.ShouldNotBe(first.Mean);
        (await tenant.Manager.SendAsync(await FormAsync(tenant.Manager, risk) with { Seed = 4711 })).Error.ShouldBeNull();
        (await ReadAsync(tenant.Manager, risk)).Stages.Single().Figures.Mean.ShouldBe(first.Mean);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_at_its_field()
    {
        var tenant = await TenantAsync();
        var form = await FormAsync(tenant.Manager, await RiskAsync(tenant));
        async Task RefusedAsync(EstimateLoss wrong, string field, string code)
        {
            var fields = (await tenant.Manager.SendAsync(wrong)).Error!.Fields;
            fields.ShouldContain(f => f.Field == field && f.Code == code, $"{field} {code}: {string.Join(", ", fields.Select(f => $"{f.Field} {f.Code}"))}");
        }
        await RefusedAsync(form with { LossLow = 300_000 }, "LossHigh", "loss.order");
        await RefusedAsync(form with { LossLow = -1 }, "LossLow", "amount");
        await RefusedAsync(form with { LossLow = 0 }, "LossLow", "loss.zero");
        await RefusedAsync(form with { LossHigh = 10_000_000_000 }, "LossHigh", "loss.wide");
        await RefusedAsync(form with { LossLow = 10.005m }, "LossLow", "amount");
        await RefusedAsync(form with { Frequency = 0 }, "Frequency", "loss.frequency");
        await RefusedAsync(form with { Frequency = double.NaN }, "Frequency", "loss.frequency");
        await RefusedAsync(form with { FrequencyLow = 0.7, FrequencyHigh = 0.9 }, "Frequency", "loss.frequency-order");
        await RefusedAsync(form with { FrequencyLow = 0.1 }, "FrequencyHigh", "loss.frequency-half");
        await RefusedAsync(form with { Shape = LossShape.LowLikelyHigh }, "LossLikely", "required");
        await RefusedAsync(form with { LossLikely = 50_000 }, "LossLikely", "loss.likely-unused");
        await RefusedAsync(form with { Shape = LossShape.LowLikelyHigh, LossLikely = 5 }, "LossLikely", "loss.likely");
        await RefusedAsync(form with { Rationale = " " }, "Rationale", "required");
        await RefusedAsync(form with { Frequency = null }, "Frequency", "required");
        (await ReadAsync(tenant.Manager, form.Id)).Stages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_who_estimate_at_once_do_not_overwrite_each_other()
    {
        var tenant = await TenantAsync();
        var risk = await RiskAsync(tenant);
        var (mine, theirs) = (await FormAsync(tenant.Manager, risk), await FormAsync(tenant.Manager, risk, frequency: 0.1));
        (await tenant.Manager.SendAsync(theirs)).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(mine)).Error.ShouldBe(Error.Stale);
    }

    [Fact]
    public async Task An_owner_estimates_their_own_risk_alone()
    {
        var tenant = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.RiskOwner);
        var (own, other) = (await RiskAsync(tenant, "Own", owner.PersonId), await RiskAsync(tenant, "Another"));
        (await owner.SendAsync(await FormAsync(tenant.Manager, own))).Error.ShouldBeNull();
        (await owner.SendAsync(await FormAsync(tenant.Manager, other))).Error.ShouldBe(Error.Forbidden);
    }

    [Fact]
    public async Task All_open_risks_are_simulated_together_and_a_run_is_reproduced_by_its_seed()
    {
        var tenant = await TenantAsync();
        (await tenant.Manager.SendAsync(new SimulateLosses(Guid.CreateVersion7()))).Error.ShouldBe(LossErrors.NothingEstimated);
        var (first, second, closed) = (await RiskAsync(tenant, "First"), await RiskAsync(tenant, "Second"), await RiskAsync(tenant, "Closed"));
        foreach (var risk in (Guid[])[first, second, closed]) { await EstimatedAsync(tenant, risk, EvaluationStage.Current, 0.4); }
        await PlannedAsync(tenant, second, 1_000);
        await PlannedAsync(tenant, closed, 50_000);
        await EstimatedAsync(tenant, second, EvaluationStage.Target, 0.1);
        (await tenant.Manager.SendAsync(new CloseRisk(closed, (await ReadAsync(tenant.Manager, closed)).Version, "Avoided"))).Error.ShouldBeNull();
        var id = (await tenant.Manager.SendAsync(new SimulateLosses(Guid.CreateVersion7(), 99))).Ok();
        var all = (await tenant.Manager.SendAsync(new GetLossRun(id))).Ok();
        // What is saved is saved by the open ones: what others cost is not held against it.
        (all.Estimated, all.TreatmentCost).ShouldBe((2, 1_000m));
        var run = all.Run!;
        run.Risks.ShouldBe(2);
        run.Seed.ShouldBe(99);
        run.Current.Mean.ShouldBe(run.Shares.Sum(s => s.Current), 0.01);
        // Nobody estimated its target: it stands as it is now.
        run.Shares.Single(s => s.RiskId == first).ShouldSatisfyAllConditions(s => s.Target.ShouldBe(s.Current), s => s.Inherent.ShouldBe(s.Current));
        run.Target.Mean.ShouldBeLessThan(run.Current.Mean);
        var again = (await tenant.Manager.SendAsync(new SimulateLosses(Guid.CreateVersion7(), 99))).Ok();
        var same = (await tenant.Manager.SendAsync(new GetLossRun(again))).Ok().Run!;
        same.Current.Mean.ShouldBe(run.Current.Mean);
        same.Current.Curve.ShouldBe(run.Current.Curve);
    }

    [Fact]
    public async Task What_is_estimated_after_a_simulation_is_counted()
    {
        var tenant = await TenantAsync();
        var risk = await RiskAsync(tenant);
        await EstimatedAsync(tenant, risk, EvaluationStage.Current, 0.4);
        (await tenant.Manager.SendAsync(new SimulateLosses(Guid.CreateVersion7()))).Ok();
        (await tenant.Manager.SendAsync(new GetLossRun(null))).Ok().ChangedSince.ShouldBe(0);
        await EstimatedAsync(tenant, risk, EvaluationStage.Current, 0.3);
        (await tenant.Manager.SendAsync(new GetLossRun(null))).Ok().ChangedSince.ShouldBe(1);
    }

    [Fact]
    public async Task Tolerance_is_set_by_whoever_saw_the_last_one()
    {
        var tenant = await TenantAsync();
        SetLossTolerance Form(long version, double percent) => new(version, [new(10_000, 50), new(1_000_000, percent), new(null, null)]);
        (await tenant.Manager.SendAsync(Form(0, 2))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(Form(0, 3))).Error.ShouldBe(Error.Stale);
        var stored = (await tenant.Manager.SendAsync(new GetLossTolerance())).Ok();
        (await tenant.Manager.SendAsync(Form(stored.Version, 60))).Error!.Fields.Single().Code.ShouldBe("tolerance.falling");
        (await tenant.Manager.SendAsync(new SetLossTolerance(stored.Version, [new(10_000, null), new(20_000, 1)]))).Error!.Fields.Single().Code.ShouldBe("tolerance.half");
        (await tenant.Manager.SendAsync(Form(stored.Version, 1))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new GetLossTolerance())).Ok().Points.ShouldBe([new(10_000, 0.5), new(1_000_000, 0.01)]);
    }

    [Fact]
    public async Task Whoever_reads_risks_sees_what_is_tolerated_and_only_who_keeps_the_methodology_gets_the_form()
    {
        var tenant = await TenantAsync();
        var (page, top) = ($"/t/{tenant.Slug}/losses/tolerance", await (await tenant.MemberAsync(Role.TopManagement)).BrowserAsync());
        (await top.GetAsync(page)).Text.ShouldContain("No tolerance is set");
        (await tenant.Manager.SendAsync(new SetLossTolerance(0, [new(10_000, 50), new(1_000_000, 2)]))).Error.ShouldBeNull();
        var read = await top.GetAsync(page);
        foreach (var part in (string[])["10,000 EUR", "50 %", "1,000,000 EUR", "2 %"]) { read.Text.ShouldContain(part); }
        read.Html.ShouldNotContain("Points[0].Loss");
        (await (await tenant.Manager.BrowserAsync()).GetAsync(page)).Html.ShouldContain("Points[0].Loss");
    }
}
