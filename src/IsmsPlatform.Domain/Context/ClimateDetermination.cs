using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Domain.Context;

/// <summary>
/// Whether climate change is a relevant issue (ISO/IEC 27001:2022/Amd 1:2024, 4.1). There is one at a time; what was determined before
/// stands in its history.
/// </summary>
public sealed class ClimateDetermination : ReviewedRecord
{
    public const int RationaleMaxLength = 4000;

    private ClimateDetermination() { }

    public bool IsRelevant { get; private set; }

    public string Rationale { get; private set; } = "";

    /// <summary>Null when another system wrote it down.</summary>
    public Guid? DeterminedById { get; private set; }

    public DateOnly DeterminedOn { get; private set; }

    public override bool IsInForce => true;

    public static Result<ClimateDetermination> First(Guid id, bool isRelevant, string rationale, Guid? by, ReviewPlan plan)
    {
        var first = new ClimateDetermination { Id = id };
        return first.Determine(isRelevant, rationale, by, plan).Error is { } error ? error : first;
    }

    /// <summary>Whoever determines it anew has looked at it: this is its review, too.</summary>
    public Result Determine(bool isRelevant, string rationale, Guid? by, ReviewPlan plan)
    {
        var planned = Take(plan);
        if (!planned.IsSuccess) { return planned; }
        (IsRelevant, Rationale, DeterminedById, DeterminedOn) = (isRelevant, Text.Clean(rationale), by, plan.Today);
        return ConfirmReview(NextReviewOn, plan.Today);
    }
}
