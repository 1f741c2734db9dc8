namespace IsmsPlatform.Domain.LossExposure;

/// <summary>How often in a year: fixed where all three are the same, else a PERT distribution that each year draws its rate from.</summary>
public sealed record FrequencyRange(double Low, double Likely, double High)
{
    /// <summary>Once in a thousand years.</summary>
    public const double Least = 0.001;

    /// <summary>Once a day: what happens more often is no risk but work.</summary>
    public const double Most = 365;

    public bool IsFixed => Low >= High;

    public double Mean => IsFixed ? Likely : (Low + 4 * Likely + High) / 6;

    /// <summary>Expected loss of a year, by the formula.</summary>
    public double Expected(LossRange each) => Mean * each.Mean;

    // Of a PERT distribution: (mean − low)(high − mean) / 7.
    internal double Variance => (Mean - Low) * (High - Mean) / 7;
}

public enum LossShape
{
    /// <summary>Nine of ten events cost between low and high: lognormal, so that a few cost far more.</summary>
    Interval90,
    /// <summary>Least, likeliest and most that an event costs: PERT, which never leaves them.</summary>
    LowLikelyHigh,
}

/// <summary>What one event costs, in the organisation's currency.</summary>
/// <param name="Likely">Null for an interval.</param>
public sealed record LossRange(LossShape Shape, double Low, double? Likely, double High)
{
    /// <summary>The most that the end of an interval is of its beginning.</summary>
    public const int WidestInterval = 10_000;

    /// <summary>Of the normal distribution, up to which 95 of 100 lie.</summary>
    private const double Quantile95 = 1.6448536269514722;

    internal double Mu => (Math.Log(Low) + Math.Log(High)) / 2;

    internal double Sigma => (Math.Log(High) - Math.Log(Low)) / (2 * Quantile95);

    public double Mean => Shape == LossShape.Interval90 ? Math.Exp(Mu + Sigma * Sigma / 2) : (Low + 4 * Likely!.Value + High) / 6;

    // E[X²]
    internal double SecondMoment => Shape == LossShape.Interval90 ? Math.Exp(2 * Mu + 2 * Sigma * Sigma) : Mean * Mean + (Mean - Low) * (High - Mean) / 7;
}

/// <summary>A risk as the simulation sees it: how often, how much, and the key of its random numbers.</summary>
public sealed record LossModel(ulong Key, FrequencyRange Frequency, LossRange Loss)
{
    /// <summary>Of a risk in a run: the same for each of its stages, so that their difference is treatment, not chance.</summary>
    public static ulong KeyOf(long seed, Guid riskId)
    {
        Span<byte> bytes = stackalloc byte[16];
        riskId.TryWriteBytes(bytes, bigEndian: true, out _);
        return RandomStream.Key(RandomStream.Key(unchecked((ulong)seed), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes)), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    /// <summary>Expected loss of a year, by the formula; what the simulation has to meet.</summary>
    public double AnalyticMean => Frequency.Expected(Loss);

    /// <summary>Of the loss of a year, by the formula: E[λ]·E[X²] + Var[λ]·E[X]².</summary>
    public double AnalyticDeviation => Math.Sqrt(Frequency.Mean * Loss.SecondMoment + (Frequency.IsFixed ? 0 : Frequency.Variance) * Loss.Mean * Loss.Mean);
}
