using System.Globalization;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.RiskAssessments;

/// <summary>What risk assessments refuse, why, and how to go on.</summary>
public static class RiskAssessmentErrors
{
    public static Error LeadNotActive { get; } = new Error("risk-assessment.lead-not-active", "This person has left or is not active. Choose somebody who is.").At(nameof(RiskAssessment.LeadId));

    public static Error DueBeforeStart { get; } = new Error("risk-assessment.due-before-start", "This is before it starts. Choose a later day.").At(nameof(RiskAssessment.DueOn));

    public static Error WhyMissing { get; } = new Error("required", "Say what happened: it is what the assessment answers to.").At(nameof(RiskAssessment.Why));

    public static Error ReasonMissing { get; } = new Error("required", "Say why; it stays with the assessment.").At("Reason");

    public static Error Started { get; } = new("risk-assessment.started", "This assessment has started, so its scope and its days stay as they are. Cancel it with a reason and plan another one, if they are wrong.");

    public static Error NotStarted { get; } = new("risk-assessment.not-started", "This assessment has not started. Start it first.");

    public static Error Over { get; } = new("risk-assessment.over", "This assessment is over and stays as it is. Plan another one.");

    public static Error InReview { get; } = new("risk-assessment.in-review", "This assessment is in review already.");

    public static Error NotInReview { get; } = new("risk-assessment.not-in-review", "This assessment is not in review. Look at what changed first.");

    public static Error NothingInScope { get; } = new("risk-assessment.nothing-in-scope", "No open risk falls under this scope. Widen it, or identify the risks first.");

    public static Error MethodologyHolds { get; } = new("risk-assessment.methodology-holds", "This assessment rates by the methodology in force. Nothing has to be done.");

    public static Error NewerMethodology { get; } = new("risk-assessment.newer-methodology", "A newer methodology is in force than the one of this assessment. Move the assessment on to it; what was evaluated by the earlier one is evaluated again then.");

    public static Error NotInScope { get; } = new("risk-assessment.not-in-scope", "This risk is not in the scope of the assessment. Take it in there first, or evaluate it outside of the assessment.");

    public static Error NoPerson { get; } = new("risk-assessment.no-person", "Completing an assessment is the decision of a person. Sign in to do it.");

    public static Error LinkMissing(string field) => new Error("risk-assessment.link-missing", "One of these is not there any more. Choose from the list again.").At(field);

    /// <param name="risks">The first of them, each by its code and title.</param>
    /// <param name="count">How many they are.</param>
    public static Error NotEvaluated(IReadOnlyList<string> risks, int count) => count == 1
        ? new("risk-assessment.not-evaluated", "One risk in scope is not evaluated yet: {0}. Evaluate it, or close it if it is none any more.", Arguments: [risks[0]])
        : new("risk-assessment.not-evaluated-many", "{0} risks in scope are not evaluated yet: {1}. Evaluate them, or close those that are none any more.", Arguments: [count, string.Join(", ", risks) + (count > risks.Count ? string.Create(CultureInfo.InvariantCulture, $" +{count - risks.Count}") : "")]);
}
