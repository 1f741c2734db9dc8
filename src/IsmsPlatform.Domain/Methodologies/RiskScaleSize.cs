namespace IsmsPlatform.Domain.Methodologies;

/// <summary>Another size for scales that somebody is working on: what is there stays, what is new is there to be filled in.</summary>
public static class RiskScaleSize
{
    /// <param name="likelihoods">3 to 6; other numbers are brought there, and so are the others.</param>
    /// <param name="levels">Of risk.</param>
    public static RiskScales Resized(this RiskScales scales, int likelihoods, int impacts, int levels, int dimensions)
    {
        (likelihoods, impacts) = (Math.Clamp(likelihoods, RiskScales.SizeMin, RiskScales.SizeMax), Math.Clamp(impacts, RiskScales.SizeMin, RiskScales.SizeMax));
        levels = Math.Clamp(levels, RiskScales.LevelsMin, RiskScales.LevelsMax);
        return scales with
        {
            Likelihood = Filled(scales.Likelihood, likelihoods, _ => new LikelihoodLevel("")),
            Impact = Filled(scales.Impact, impacts, _ => new ImpactLevel("")),
            Dimensions = [.. Filled(scales.Dimensions, Math.Clamp(dimensions, 1, RiskScales.MostDimensions), _ => new ImpactDimension("", [])).Select(d => d with { Definitions = Filled(d.Definitions, impacts, _ => "") })],
            Levels = Filled(scales.Levels, levels, n => new RiskLevel("", Math.Min(RiskScales.ShadeMax, n + 1), null, null, scales.Levels is [.., var last] ? last.ReviewMonths : 12)),
            Matrix = [.. Filled(scales.Matrix, likelihoods, _ => []).Select(row => (IReadOnlyList<int>)[.. Filled(row, impacts, _ => 0).Select(cell => cell > levels ? 0 : cell)])],
            Threshold = Math.Clamp(scales.Threshold, 1, levels - 1),
            NeverFrom = scales.NeverFrom > levels ? null : scales.NeverFrom,
            Limits = [.. scales.Limits.Select(l => l with { Level = Math.Min(l.Level, levels) })],
        };
    }

    private static IReadOnlyList<T> Filled<T>(IReadOnlyList<T> list, int count, Func<int, T> another) => [.. list.Take(count), .. Enumerable.Range(list.Count, Math.Max(0, count - list.Count)).Select(another)];
}
