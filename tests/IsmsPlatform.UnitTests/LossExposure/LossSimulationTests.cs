using System.Runtime.Intrinsics;
using IsmsPlatform.Domain.LossExposure;
using Shouldly;
using Xunit;

namespace IsmsPlatform.UnitTests.LossExposure;

/// <summary>The simulation against what can be computed by hand.</summary>
public sealed class LossSimulationTests
{
    private const int Years = 100_000;

    // A hundred risks of each kind: rare and frequent, fixed and uncertain, lognormal and PERT.
    private static LossModel[] Risks(long seed = 7) =>
    [
        .. Enumerable.Range(0, 100).Select(i => new LossModel(LossModel.KeyOf(seed, new Guid(i + 1, 0, 0, new byte[8])),
            i % 5 == 4 ? new FrequencyRange(0.1, 0.5, 1.5) : new FrequencyRange(0.02 + i % 10 * 0.2, 0.02 + i % 10 * 0.2, 0.02 + i % 10 * 0.2),
            i % 4 == 3 ? new LossRange(LossShape.LowLikelyHigh, 1_000, 20_000 + i * 100, 500_000) : new LossRange(LossShape.Interval90, 5_000 + i * 10, null, 400_000))),
    ];

    [Fact]
    public void The_same_seed_gives_the_same_losses_whatever_the_number_of_threads()
    {
        // The first one is compiled in haste, the later ones well: neither may show.
        var one = LossSimulation.Run(Risks()[..20], Years, 1);
        foreach (var threads in (int[])[2, 5, 1, 2])
        {
            var again = LossSimulation.Run(Risks()[..20], Years, threads);
            again.Yearly.SequenceEqual(one.Yearly).ShouldBeTrue();
            again.Means.SequenceEqual(one.Means).ShouldBeTrue();
        }
        LossSimulation.Run(Risks(seed: 8)[..20], Years, 2).Yearly.SequenceEqual(one.Yearly).ShouldBeFalse();
    }

    [Fact]
    public void The_vector_functions_are_those_of_the_library()
    {
        for (var x = -600.0; x < 600; x += 1.37)
        {
            (VectorMath.Exp(Vector256.Create(x))[0] / Math.Exp(x)).ShouldBe(1, 1e-8);
        }
        for (var x = 1e-16; x < 10; x *= 1.013)
        {
            VectorMath.Log(Vector256.Create(x))[0].ShouldBe(Math.Log(x), 1e-8);
        }
        for (var turn = 0.0; turn <= 1; turn += 0.0007)
        {
            var (sin, cos) = VectorMath.SinCos(Vector256.Create(turn));
            sin[0].ShouldBe(Math.Sin(turn * Math.Tau), 1e-8);
            cos[0].ShouldBe(Math.Cos(turn * Math.Tau), 1e-8);
        }
    }

    [Fact]
    public void Each_risk_is_within_four_standard_errors_of_the_formula_and_all_together_within_half_a_percent()
    {
        var risks = Risks();
        var means = LossSimulation.Run(risks, Years, 2).Means;
        foreach (var (risk, mean) in risks.Zip(means)) { mean.ShouldBe(risk.AnalyticMean, 4 * risk.AnalyticDeviation / Math.Sqrt(Years)); }
        means.Sum().ShouldBe(risks.Sum(r => r.AnalyticMean), 0.005 * risks.Sum(r => r.AnalyticMean));
    }

    [Fact]
    public void Chance_errs_to_both_sides_alike()
    {
        // Over five seeds the five hundred errors, in standard errors, spread as a normal distribution does.
        var errors = Enumerable.Range(0, 5).SelectMany(seed =>
        {
            var risks = Risks(seed);
            return risks.Zip(LossSimulation.Run(risks, Years, 2).Means, (risk, mean) => (mean - risk.AnalyticMean) / (risk.AnalyticDeviation / Math.Sqrt(Years)));
        }).ToList();
        errors.Average().ShouldBe(0, 0.1);
        Math.Sqrt(errors.Average(e => e * e)).ShouldBe(1, 0.1);
    }

    [Fact]
    public void A_fixed_frequency_gives_as_many_years_without_a_loss_as_the_poisson_distribution()
        => LossFigures.Of(LossSimulation.Run([new LossModel(1, new FrequencyRange(0.5, 0.5, 0.5), new LossRange(LossShape.Interval90, 100, null, 1_000))], Years, 2).Yearly).AnyLoss.ShouldBe(1 - Math.Exp(-0.5), 0.01);

    [Fact]
    public void One_event_of_a_lognormal_loss_lies_between_its_ends_nine_times_of_ten()
    {
        // So rare that hardly a year has two.
        var yearly = LossSimulation.Run([new LossModel(3, new FrequencyRange(0.02, 0.02, 0.02), new LossRange(LossShape.Interval90, 1_000, null, 50_000))], 1_000_000, 2).Yearly.Where(y => y > 0).ToList();
        (yearly.Count(y => y is >= 1_000 and <= 50_000) / (double)yearly.Count).ShouldBe(0.9, 0.01);
    }

    [Fact]
    public void A_pert_loss_never_leaves_its_ends()
    {
        var yearly = LossSimulation.Run([new LossModel(3, new FrequencyRange(0.01, 0.01, 0.01), new LossRange(LossShape.LowLikelyHigh, 2_000, 3_000, 9_000))], Years, 1).Yearly.Where(y => y is > 0 and < 4_000 - 0.01).ToList();
        yearly.ShouldNotBeEmpty();
        yearly.Min().ShouldBeGreaterThanOrEqualTo(2_000);
    }

    [Fact]
    public void A_loss_that_is_known_exactly_costs_exactly_that()
    {
        var yearly = LossSimulation.Run([new LossModel(3, new FrequencyRange(0.3, 0.3, 0.3), new LossRange(LossShape.LowLikelyHigh, 500, 500, 500))], 10_000, 1).Yearly;
        yearly.ShouldAllBe(y => y % 500 == 0);
        yearly.Max().ShouldBeGreaterThan(500);
    }

    [Fact]
    public void The_curve_falls_and_ends_at_the_rarest_year()
    {
        var figures = LossFigures.Of(LossSimulation.Run(Risks(), Years, 2).Yearly);
        figures.Curve.Zip(figures.Curve.Skip(1)).ShouldAllBe(pair => pair.First.Loss <= pair.Second.Loss && pair.First.Chance > pair.Second.Chance);
        figures.Median.ShouldBeLessThan(figures.P90);
        figures.P90.ShouldBeLessThan(figures.P99);
        figures.ChanceOf(figures.P90).ShouldBe(0.1, 0.01);
    }

    [Fact]
    public void Nothing_simulated_is_nothing_lost()
    {
        var figures = LossFigures.Of(new double[100]);
        figures.Mean.ShouldBe(0);
        figures.Curve.ShouldBeEmpty();
        figures.ChanceOf(1).ShouldBe(0);
    }
}
