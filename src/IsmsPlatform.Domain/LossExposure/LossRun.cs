using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.LossExposure;

/// <summary>What one risk adds to the expected loss of a year, at each stage.</summary>
public sealed record LossShare(Guid RiskId, string Code, string Title, double Inherent, double Current, double Target);

/// <summary>What came out of a run: one set of figures for each stage.</summary>
/// <param name="Shares">The dearest risks, by what they cost now.</param>
public sealed record LossRunResult(LossFigures Inherent, LossFigures Current, LossFigures Target, IReadOnlyList<LossShare> Shares);

/// <summary>A simulation of all risks together, kept with its seed: whoever runs it again with the same estimates gets the same.</summary>
public sealed class LossRun : Entity
{
    /// <summary>Years of a run of few risks.</summary>
    public const int MostYears = 100_000;

    /// <summary>Years of a run of very many.</summary>
    public const int FewestYears = 10_000;

    /// <summary>Risks times years of one stage, which half a minute is enough for.</summary>
    public const long MostWork = 200_000_000;

    public const int MostRisks = (int)(MostWork / FewestYears);

    /// <summary>How many risks a run names.</summary>
    public const int MostShares = 50;

    private LossRun() { }

    public long Seed { get; private init; }

    public int Years { get; private init; }

    /// <summary>How many risks had an estimate.</summary>
    public int Risks { get; private init; }

    public Guid RanBy { get; private init; }

    public DateTimeOffset RanAt { get; private init; }

    public LossRunResult Result { get; private init; } = null!;

    /// <summary>The more risks, the fewer years, so that a run stays a matter of seconds.</summary>
    public static int YearsFor(int risks) => (int)Math.Clamp(MostWork / Math.Max(risks, 1), FewestYears, MostYears);

    public static LossRun Of(Guid id, long seed, int years, int risks, LossRunResult result, Guid ranBy, DateTimeOffset now)
        => new() { Id = id, Seed = seed, Years = years, Risks = risks, Result = result, RanBy = ranBy, RanAt = now };
}
