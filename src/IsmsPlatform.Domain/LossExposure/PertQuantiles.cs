namespace IsmsPlatform.Domain.LossExposure;

/// <summary>
/// The PERT distribution (Beta with weight 4 on the likeliest value) as its quantile function in 1,024 steps: a sample is one look into a table.
/// </summary>
internal sealed class PertQuantiles
{
    private const int Steps = 1024;
    private readonly double[] _values = new double[Steps + 1];

    internal PertQuantiles(double low, double likely, double high)
    {
        var (left, right) = (4 * (likely - low) / (high - low), 4 * (high - likely) / (high - low));
        Span<double> sums = stackalloc double[Steps + 1]; // of the density in the middle of each step
        sums[0] = 0;
        for (var i = 1; i <= Steps; i++)
        {
            var x = (i - 0.5) / Steps;
            sums[i] = sums[i - 1] + Math.Exp(left * Math.Log(x) + right * Math.Log(1 - x));
        }
        for (int q = 0, i = 0; q <= Steps; q++)
        {
            var sought = sums[Steps] * q / Steps;
            while (i < Steps - 1 && sums[i + 1] < sought) { i++; }
            var within = sums[i + 1] > sums[i] ? (sought - sums[i]) / (sums[i + 1] - sums[i]) : 0;
            _values[q] = low + (high - low) * (i + within) / Steps;
        }
        // The outermost steps hold what is rare: there the ends are the estimate's own.
        (_values[0], _values[Steps]) = (low, high);
    }

    /// <param name="u">From 0 to below 1.</param>
    internal double At(double u)
    {
        var place = u * Steps;
        var step = (int)place;
        return _values[step] + (_values[step + 1] - _values[step]) * (place - step);
    }
}
