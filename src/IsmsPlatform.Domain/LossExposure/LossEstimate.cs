using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.LossExposure;

/// <summary>What somebody estimated of a risk at one stage: how often in a year, and what one event costs.</summary>
/// <param name="Frequency">Per year; one number where low and high are missing.</param>
/// <param name="Seed">Of the random numbers; null for one that is drawn.</param>
public sealed record LossJudgement(EvaluationStage Stage, double? FrequencyLow, double? Frequency, double? FrequencyHigh, LossShape Shape, decimal? LossLow, decimal? LossLikely, decimal? LossHigh, string? Rationale, long? Seed)
{
    /// <summary>Of one without faults.</summary>
    public FrequencyRange HowOften() => new(FrequencyLow ?? Frequency!.Value, Frequency!.Value, FrequencyHigh ?? Frequency.Value);

    /// <summary>Expected loss of a year; of one without faults.</summary>
    public double Expected => HowOften().Expected(HowMuch());

    /// <summary>Of one without faults.</summary>
    public LossRange HowMuch() => new(Shape, (double)LossLow!.Value, Shape == LossShape.LowLikelyHigh ? (double?)LossLikely : null, (double)LossHigh!.Value);
}

/// <summary>Beside what an estimate stands: as with levels, what is lower needs something that lowers it. Why it is dearer says the rationale.</summary>
/// <param name="Inherent">Expected loss of a year without controls; null where nobody estimated it.</param>
/// <param name="Current">Expected loss of a year as it is today.</param>
/// <param name="Controls">That are linked with the risk.</param>
public sealed record LossBasis(double? Inherent, double? Current, IReadOnlyList<(string Name, bool Works)> Controls, int OpenActions);

/// <summary>How often a risk happens and what it costs, at one stage. It is evidence like an evaluation: never changed, never deleted.</summary>
public sealed class LossEstimate : Entity
{
    public const int RationaleMaxLength = 2000;

    private LossEstimate() { }

    public Guid RiskId { get; private init; }

    public EvaluationStage Stage { get; private init; }

    /// <summary>Events per year; the three are the same where the frequency is fixed.</summary>
    public double FrequencyLow { get; private init; }

    public double FrequencyLikely { get; private init; }

    public double FrequencyHigh { get; private init; }

    public LossShape Shape { get; private init; }

    /// <summary>Of one event, in the organisation's currency.</summary>
    public decimal LossLow { get; private init; }

    /// <summary>Null for an interval.</summary>
    public decimal? LossLikely { get; private init; }

    public decimal LossHigh { get; private init; }

    public string Rationale { get; private init; } = "";

    public Guid EstimatedBy { get; private init; }

    public DateOnly EstimatedOn { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Whoever simulates with it again gets the same losses.</summary>
    public long Seed { get; private init; }

    public FrequencyRange HowOften() => new(FrequencyLow, FrequencyLikely, FrequencyHigh);

    public LossRange HowMuch() => new(Shape, (double)LossLow, (double?)LossLikely, (double)LossHigh);

    /// <summary>Expected loss of a year.</summary>
    public double Expected => HowOften().Expected(HowMuch());

    /// <param name="seed">Of the whole run; null for the estimate's own.</param>
    public LossModel Model(long? seed = null) => new(LossModel.KeyOf(seed ?? Seed, RiskId), HowOften(), HowMuch());

    /// <param name="seed">Taken where the judgement names none.</param>
    public static Result<LossEstimate> Of(Guid id, Risk risk, LossJudgement judgement, LossBasis basis, long seed, Guid estimatedBy, DateOnly today, DateTimeOffset now)
    {
        if (!risk.IsInForce) { return RiskErrors.Closed; }
        var faults = Faults(judgement, basis).ToList();
        if (faults.Count > 0) { return Error.Invalid(faults); }
        var often = judgement.HowOften();
        return new LossEstimate
        {
            Id = id,
            RiskId = risk.Id,
            Stage = judgement.Stage,
            FrequencyLow = often.Low,
            FrequencyLikely = often.Likely,
            FrequencyHigh = often.High,
            Shape = judgement.Shape,
            LossLow = judgement.LossLow!.Value,
            LossLikely = judgement.Shape == LossShape.LowLikelyHigh ? judgement.LossLikely : null,
            LossHigh = judgement.LossHigh!.Value,
            Rationale = Text.Clean(judgement.Rationale),
            EstimatedBy = estimatedBy,
            EstimatedOn = today,
            RecordedAt = now,
            Seed = judgement.Seed ?? seed,
        };
    }

    /// <summary>What is wrong with it, each at its field.</summary>
    public static IReadOnlyList<FieldError> Faults(LossJudgement judgement, LossBasis basis)
    {
        var faults = Faults(judgement).ToList();
        if (faults.Count > 0) { return faults; }
        var unfounded = judgement.Stage switch
        {
            EvaluationStage.Current when judgement.Expected < basis.Inherent && !basis.Controls.Any(c => c.Works) => RiskErrors.NothingWorks(basis.Controls.Select(c => c.Name)),
            EvaluationStage.Target when judgement.Expected < basis.Current && basis.OpenActions == 0 => RiskErrors.NothingPlanned,
            _ => null,
        };
        return unfounded is null ? [] : [unfounded.Fields[0] with { Field = nameof(LossJudgement.Frequency) }];
    }

    private const string Missing = "Fill in this field.";

    /// <summary>What is wrong with it by itself, each at its field.</summary>
    public static IEnumerable<FieldError> Faults(LossJudgement j)
    {
        if (j.Frequency is null) { yield return new(nameof(LossJudgement.Frequency), "required", Missing); }
        else if (new[] { j.FrequencyLow, j.Frequency, j.FrequencyHigh }.Any(f => f is < FrequencyRange.Least or > FrequencyRange.Most or double.NaN)) { yield return new(nameof(LossJudgement.Frequency), "loss.frequency", "Give a number of events per year from {0} to {1}.", FrequencyRange.Least, FrequencyRange.Most); }
        else if (j.FrequencyLow is null != j.FrequencyHigh is null) { yield return new(j.FrequencyLow is null ? nameof(FrequencyLow) : nameof(FrequencyHigh), "loss.frequency-half", "Give both the least and the most, or neither for a fixed frequency."); }
        else if (j.FrequencyLow > j.Frequency || j.Frequency > j.FrequencyHigh) { yield return new(nameof(LossJudgement.Frequency), "loss.frequency-order", "Put them in order: the least is not above the likeliest, the most not below it."); }
        if (j.LossLow is not { } low) { yield return new(nameof(LossLow), "required", Missing); }
        else if (j.LossHigh is not { } high) { yield return new(nameof(LossHigh), "required", Missing); }
        else if (!Money.Is(low)) { yield return new(nameof(LossLow), "amount", LossErrors.Amount, Money.Max); }
        else if (!Money.Is(high)) { yield return new(nameof(LossHigh), "amount", LossErrors.Amount, Money.Max); }
        else if (low > high) { yield return new(nameof(LossHigh), "loss.order", "The most is below the least. Put them in order."); }
        else if (j.Shape == LossShape.Interval90 && low == 0) { yield return new(nameof(LossLow), "loss.zero", "An interval begins above 0: nine of ten events cost something between its ends."); }
        else if (j.Shape == LossShape.Interval90 && high > low * LossRange.WidestInterval) { yield return new(nameof(LossHigh), "loss.wide", "This is more than {0} times the least: an interval so wide says little. Narrow it, or tell it as two risks.", LossRange.WidestInterval); }
        else if (j.Shape == LossShape.LowLikelyHigh && j.LossLikely is null) { yield return new(nameof(LossLikely), "required", "Say what an event costs most likely."); }
        else if (j.Shape == LossShape.LowLikelyHigh && (j.LossLikely < low || j.LossLikely > high || !Money.Is(j.LossLikely!.Value))) { yield return new(nameof(LossLikely), "loss.likely", "The likeliest lies between the least and the most, with at most two decimals."); }
        if (j is { Shape: LossShape.Interval90, LossLikely: not null }) { yield return new(nameof(LossLikely), "loss.likely-unused", "“Nine of ten” has no likeliest amount. Leave this empty, or say the loss as least, likeliest and most."); }
        if (Text.OrNull(j.Rationale) is null) { yield return new(nameof(Rationale), "required", "Say why, so that another person would come to the same."); }
    }
}
