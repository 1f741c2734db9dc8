using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.LossExposure;

/// <summary>What the estimates of losses refuse, why, and how to go on.</summary>
public static class LossErrors
{
    internal const string Amount = "Give an amount from 0 to {0} with at most two decimals.";

    public static Error NothingEstimated { get; } = new("loss.nothing-estimated", "No open risk has an estimate yet. Say of one how often it happens and what it costs; then all of them can be simulated.");

    public static Error TooMany(int most) => new("loss.too-many", "More than {0} risks have estimates. Simulate fewer: close what is no risk any more.", Arguments: [most]);

    public static Error NobodyAnswers { get; } = new("loss.nobody-answers", "Nobody answers for this key, so nobody would have estimated. Name who does in Settings › API clients.");
}
