using System.Runtime.Intrinsics;

namespace IsmsPlatform.Domain.LossExposure;

/// <summary>What came out for each risk, and all of them together year by year.</summary>
/// <param name="Means">Mean loss of a year, for each risk in the order given.</param>
/// <param name="Yearly">Loss of each simulated year, over all risks.</param>
public sealed record SimulatedLosses(double[] Means, double[] Yearly);

/// <summary>
/// Monte Carlo simulation of yearly losses: the number of events is Poisson, what each costs lognormal or PERT. Events of a block of years are drawn together
/// and thrown into its years, which is the same as a Poisson number in each of them, without asking the many years in which nothing happens.
/// The same models give the same result, whatever the number of threads: random numbers belong to a risk and a block, sums are built in a fixed order.
/// </summary>
public static class LossSimulation
{
    private const int Block = 4096;
    private const int Batch = 512;

    /// <summary>A product of uniforms runs out of what a double can hold below e⁻⁷⁰⁸.</summary>
    private const double MostAtOnce = 500;

    /// <param name="threads">At most so many at a time.</param>
    public static SimulatedLosses Run(IReadOnlyList<LossModel> risks, int years, int threads, CancellationToken cancellationToken = default)
    {
        var samplers = risks.Select(r => new Sampler(r)).ToArray();
        var (yearly, blocks) = (new double[years], (years + Block - 1) / Block);
        var sums = new double[blocks][];
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, () => new Desk(), (block, _, desk) =>
        {
            var total = yearly.AsSpan(block * Block, Math.Min(Block, years - block * Block));
            sums[block] = new double[samplers.Length];
            for (var risk = 0; risk < samplers.Length; risk++)
            {
                var losses = desk.Losses.AsSpan(0, total.Length);
                losses.Clear();
                samplers[risk].Throw(block, losses, desk);
                sums[block][risk] = AddTo(total, losses);
            }
            return desk;
        }, _ => { });
        return new([.. samplers.Select((_, risk) => sums.Sum(s => s[risk]) / years)], yearly);
    }

    /// <summary>The sum of what is added.</summary>
    private static double AddTo(Span<double> total, ReadOnlySpan<double> losses)
    {
        var (sums, i) = (Vector256<double>.Zero, 0);
        for (; i <= losses.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var some = Vector256.Create(losses[i..]);
            sums += some;
            (Vector256.Create<double>(total[i..]) + some).CopyTo(total[i..]);
        }
        var sum = Vector256.Sum(sums);
        for (; i < losses.Length; i++)
        {
            sum += losses[i];
            total[i] += losses[i];
        }
        return sum;
    }

    /// <summary>What a thread writes on.</summary>
    private sealed class Desk
    {
        internal double[] Losses { get; } = new double[Block];

        /// <summary>Of each year its share of the highest frequency.</summary>
        internal double[] Shares { get; } = new double[Block];

        internal ulong[] Raw { get; } = new ulong[Batch];

        internal double[] Uniforms { get; } = new double[Batch];

        internal int[] Years { get; } = new int[Batch];

        internal double[] Costs { get; } = new double[Batch];
    }

    private sealed class Sampler(LossModel model)
    {
        private readonly PertQuantiles? _frequency = model.Frequency.IsFixed ? null : new(model.Frequency.Low, model.Frequency.Likely, model.Frequency.High);
        private readonly PertQuantiles? _loss = model.Loss is { Shape: LossShape.LowLikelyHigh, Likely: { } likely } range && range.Low < range.High ? new(range.Low, likely, range.High) : null;

        /// <summary>Adds the losses of a block of years.</summary>
        internal void Throw(int block, Span<double> losses, Desk desk)
        {
            var random = new RandomStream(RandomStream.Key(model.Key, (ulong)block));
            if (_frequency is not null) { Draw(ref random, _frequency, desk.Shares.AsSpan(0, losses.Length), 1 / model.Frequency.High); }
            for (var left = Count(ref random, model.Frequency.High * losses.Length, desk.Uniforms); left > 0; left -= Batch)
            {
                var kept = Years(ref random, Math.Min(left, Batch), losses.Length, desk);
                var costs = desk.Costs.AsSpan(0, (kept + 7) & ~7);
                Costs(ref random, costs);
                for (var i = 0; i < kept; i++) { losses[desk.Years[i]] += costs[i]; }
            }
        }

        // Knuth's way, in pieces: how many uniforms fit into a product before it falls below e⁻ᵐ.
        private static int Count(ref RandomStream random, double mean, Span<double> uniforms)
        {
            var (count, next) = (0, uniforms.Length);
            for (; mean > 0; mean -= MostAtOnce)
            {
                var limit = Math.Exp(-Math.Min(mean, MostAtOnce));
                for (var product = 1.0; ; count++)
                {
                    if (next == uniforms.Length)
                    {
                        Fill(ref random, uniforms);
                        next = 0;
                    }
                    product *= 1 - uniforms[next++];
                    if (product < limit) { break; }
                }
            }
            return count;
        }

        // Each event falls into any year; where the frequency differs from year to year, it stays with the share that its year has of the highest one.
        private int Years(ref RandomStream random, int events, int years, Desk desk)
        {
            for (var i = 0; i < events; i += Vector256<ulong>.Count) { random.Next().CopyTo(desk.Raw, i); }
            if (_frequency is null)
            {
                for (var i = 0; i < events; i++) { desk.Years[i] = (int)(((desk.Raw[i] >> 32) * (ulong)years) >> 32); }
                return events;
            }
            Fill(ref random, desk.Uniforms);
            var kept = 0;
            for (var i = 0; i < events; i++)
            {
                var year = (int)(((desk.Raw[i] >> 32) * (ulong)years) >> 32);
                desk.Years[kept] = year;
                if (desk.Uniforms[i] < desk.Shares[year]) { kept++; }
            }
            return kept;
        }

        private void Costs(ref RandomStream random, Span<double> costs)
        {
            if (model.Loss.Shape == LossShape.Interval90) { LogNormal(ref random, model.Loss.Mu, model.Loss.Sigma, costs); }
            else if (_loss is not null) { Draw(ref random, _loss, costs, 1); }
            else { costs.Fill(model.Loss.Low); }
        }

        // Box and Muller: of two uniforms two normals, eight at a time.
        private static void LogNormal(ref RandomStream random, double mu, double sigma, Span<double> costs)
        {
            var (middle, width) = (Vector256.Create(mu), Vector256.Create(sigma));
            for (var i = 0; i < costs.Length; i += 8)
            {
                var radius = Vector256.Sqrt(Vector256.Create(-2.0) * VectorMath.Log(Vector256<double>.One - random.NextUniform())) * width;
                var (sin, cos) = VectorMath.SinCos(random.NextUniform());
                VectorMath.Exp(middle + radius * cos).CopyTo(costs[i..]);
                VectorMath.Exp(middle + radius * sin).CopyTo(costs[(i + 4)..]);
            }
        }

        private static void Draw(ref RandomStream random, PertQuantiles quantiles, Span<double> values, double scale)
        {
            Span<double> uniforms = stackalloc double[Vector256<double>.Count];
            for (var i = 0; i < values.Length; i++)
            {
                if (i % uniforms.Length == 0) { random.NextUniform().CopyTo(uniforms); }
                values[i] = quantiles.At(uniforms[i % uniforms.Length]) * scale;
            }
        }

        private static void Fill(ref RandomStream random, Span<double> uniforms)
        {
            for (var i = 0; i < uniforms.Length; i += Vector256<double>.Count) { random.NextUniform().CopyTo(uniforms[i..]); }
        }
    }
}
