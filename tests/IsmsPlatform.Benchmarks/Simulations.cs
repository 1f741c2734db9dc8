using System.Diagnostics;
using IsmsPlatform.Domain.LossExposure;

namespace IsmsPlatform.Benchmarks;

/// <summary>Yearly losses of a hundred risks over a hundred thousand years, against the loop that anyone would write first, in the same run.</summary>
internal static class Simulations
{
    private const int Risks = 100;
    private const int Years = 100_000;
    private const int Rounds = 3;

    internal static void Measure(Report report)
    {
        LossModel[] risks = [.. Enumerable.Range(0, Risks).Select(Model)];
        _ = (Naive(risks[..5]), LossSimulation.Run(risks[..5], Years, Environment.ProcessorCount)); // warm
        List<double> naive = [], ours = [];
        var means = Array.Empty<double>();
        for (var round = 0; round < Rounds; round++)
        {
            naive.Add(Time(() => Naive(risks)));
            ours.Add(Time(() => means = LossSimulation.Run(risks, Years, Environment.ProcessorCount).Means));
        }
        report.Told("Naive simulation of 100 risks × 100,000 years", naive.Min(), "ms");
        report.Told("The simulation of the program", ours.Min(), "ms");
        report.AtLeast("Simulation, times faster than the naive loop", naive.Min() / ours.Min(), 4, "×");
        var analytic = risks.Sum(r => r.AnalyticMean);
        report.AtMost("Simulation, mean of all risks against the formula", 100 * Math.Abs(means.Sum() - analytic) / analytic, 0.5, "%");
        report.AtMost("Simulation, worst risk in standard errors", risks.Zip(means, (r, m) => Math.Abs(m - r.AnalyticMean) / (r.AnalyticDeviation / Math.Sqrt(Years))).Max(), 4, "σ");
    }

    // Poisson × lognormal, from one event in ten years to two a year.
    private static LossModel Model(int i)
    {
        var frequency = 0.1 + i % 10 * 0.2;
        return new(LossModel.KeyOf(7, new Guid(i + 1, 0, 0, new byte[8])), new FrequencyRange(frequency, frequency, frequency), new LossRange(LossShape.Interval90, 5_000 + i * 10, null, 400_000));
    }

    private static double Time(Action run)
    {
        var started = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Naive(LossModel[] risks)
    {
        var (random, all) = (new Random(7), 0.0);
        foreach (var risk in risks)
        {
            var (low, high) = (Math.Log(risk.Loss.Low), Math.Log(risk.Loss.High));
            var (mu, sigma) = ((low + high) / 2, (high - low) / (2 * 1.6448536269514722));
            var none = Math.Exp(-risk.Frequency.Likely);
            for (var year = 0; year < Years; year++)
            {
                for (var product = random.NextDouble(); product > none; product *= random.NextDouble())
                {
                    var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
                    all += Math.Exp(mu + sigma * normal);
                }
            }
        }
        return all / Years;
    }
}
