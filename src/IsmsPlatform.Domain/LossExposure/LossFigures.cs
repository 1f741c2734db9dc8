namespace IsmsPlatform.Domain.LossExposure;

/// <summary>A point of a loss exceedance curve.</summary>
/// <param name="Chance">That a year costs at least this, from 0 to 1.</param>
public sealed record ExceedancePoint(double Loss, double Chance);

/// <summary>What the simulated years say, in the organisation's currency.</summary>
/// <param name="Mean">Expected loss of a year.</param>
/// <param name="Deviation">Standard deviation of the loss of a year.</param>
/// <param name="Median">Half of the years cost less.</param>
/// <param name="P90">Nine of ten years cost less.</param>
/// <param name="P95">Nineteen of twenty.</param>
/// <param name="P99">Ninety-nine of a hundred.</param>
/// <param name="AnyLoss">Share of the years that cost anything.</param>
/// <param name="Curve">The loss exceedance curve, by rising loss.</param>
public sealed record LossFigures(double Mean, double Deviation, double Median, double P90, double P95, double P99, double AnyLoss, IReadOnlyList<ExceedancePoint> Curve)
{
    // One year in ten thousand is the rarest that a hundred thousand years can tell.
    private const double Rarest = 0.0001;
    private const int Evenly = 32;
    private const int Rare = 16;

    /// <param name="yearly">Loss of each year; it is put in order.</param>
    public static LossFigures Of(double[] yearly)
    {
        Array.Sort(yearly);
        var mean = yearly.Average();
        var deviation = Math.Sqrt(yearly.Sum(y => (y - mean) * (y - mean)) / yearly.Length);
        var first = Array.FindIndex(yearly, y => y > 0);
        var any = first < 0 ? 0 : (yearly.Length - first) / (double)yearly.Length;
        return new(mean, deviation, At(yearly, 0.5), At(yearly, 0.9), At(yearly, 0.95), At(yearly, 0.99), any, [.. CurveOf(yearly, any)]);
    }

    /// <summary>The chance that a year costs at least so much, between the points of the curve.</summary>
    public double ChanceOf(double loss)
    {
        if (Curve.Count == 0) { return 0; }
        if (loss <= Curve[0].Loss) { return Curve[0].Chance; }
        for (var i = 1; i < Curve.Count; i++)
        {
            var (left, right) = (Curve[i - 1], Curve[i]);
            if (loss <= right.Loss) { return left.Chance + (right.Chance - left.Chance) * (right.Loss > left.Loss ? (loss - left.Loss) / (right.Loss - left.Loss) : 1); }
        }
        return 0;
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];

    // Evenly in the chance, and where it gets small in its logarithm: the rare and dear is told as well as the usual.
    private static IEnumerable<ExceedancePoint> CurveOf(double[] sorted, double any)
    {
        var rarest = Math.Max(Rarest, 2.0 / sorted.Length);
        if (any <= rarest) { yield break; }
        ExceedancePoint At(double chance) => new(sorted[Math.Clamp((int)((1 - chance) * sorted.Length), 0, sorted.Length - 1)], chance);
        for (var i = 0; i < Evenly; i++) { yield return At(any * (1 - i / (double)Evenly)); }
        var last = any / Evenly;
        for (var i = 1; i <= Rare && last > rarest; i++) { yield return At(last * Math.Pow(rarest / last, i / (double)Rare)); }
    }
}
