using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;

namespace IsmsPlatform.Application.LossExposure;

/// <summary>How often, and how much; the estimate of a stage and the steps of an assessment share it.</summary>
public abstract record LossForm
{
    /// <summary>Events per year at least; missing for a fixed frequency.</summary>
    public double? FrequencyLow { get; init; }

    /// <summary>Events per year most likely, or exactly: 0.001 to 365.</summary>
    public double? Frequency { get; init; }

    /// <summary>Events per year at most; missing for a fixed frequency.</summary>
    public double? FrequencyHigh { get; init; }

    /// <summary>Interval90: nine of ten events cost between low and high. LowLikelyHigh: none costs less or more.</summary>
    public LossShape? Shape { get; init; }

    /// <summary>In the organisation's currency.</summary>
    public decimal? LossLow { get; init; }

    /// <summary>Missing for an interval, which has none: refused beside one.</summary>
    public decimal? LossLikely { get; init; }

    /// <summary>In the organisation's currency.</summary>
    public decimal? LossHigh { get; init; }

    /// <summary>Why, so that another person would come to the same.</summary>
    public string? Rationale { get; init; }

    internal LossJudgement At(EvaluationStage stage, long? seed = null) => new(stage, FrequencyLow, Frequency, FrequencyHigh, Shape!.Value, LossLow, LossLikely, LossHigh, Rationale, seed);
}

public sealed class LossFormRules : AbstractValidator<LossForm>
{
    public LossFormRules()
    {
        RuleFor(e => e.Shape).Chosen();
        RuleFor(e => e.Rationale).AtMost(LossEstimate.RationaleMaxLength);
    }
}
