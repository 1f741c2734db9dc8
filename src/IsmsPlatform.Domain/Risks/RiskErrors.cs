using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Risks;

/// <summary>What the risk register refuses, why, and how to go on.</summary>
public static class RiskErrors
{
    private const int MostNamed = 3;

    public static Error Closed { get; } = new("risk.closed", "This risk is closed and stays as it is. Reopen it first.");

    public static Error NotClosed { get; } = new("risk.not-closed", "This risk is open. Nothing has to be done to work on it.");

    public static Error NoMethodology { get; } = new("risk.no-methodology", "No methodology is in force yet. Draft one and have it approved by top management; then risks can be rated.");

    public static Error InherentFirst { get; } = new Error("risk.inherent-first", "Rate the inherent risk by the methodology in force first: what controls achieve is seen from there.").At(nameof(Judgement.Stage));

    public static Error CurrentFirst { get; } = new Error("risk.current-first", "Rate the current risk by the methodology in force first: the target is what treatment makes of it.").At(nameof(Judgement.Stage));

    public static Error BelowCurrent { get; } = new Error("risk.below-current", "This is less than the current risk, as if controls made it worse. Rate it higher, or say why it is so.").At(nameof(Judgement.Deviation));

    public static Error AboveInherent { get; } = new Error("risk.above-inherent", "This is more than the inherent risk, as if controls made it worse. Rate it lower, or say why it is so.").At(nameof(Judgement.Deviation));

    public static Error AboveCurrent { get; } = new Error("risk.above-current", "The target is worse than the risk is now. Rate it lower, or say why it is so.").At(nameof(Judgement.Deviation));

    public static Error NothingPlanned { get; } = new Error("risk.nothing-planned", "The target is below the current risk, but no open action of a treatment plan would lower it. Add one to a plan first, or rate the target as the risk is now.").At(nameof(Judgement.Likelihood));

    public static Error TargetWaits(string plan)
        => new Error("risk.target-waits", "The plan {0} waits for others to agree to what is left of this risk, so its target stays as it is. Take the plan back to change it, or wait for the decision.", Arguments: [plan]).At(nameof(Judgement.Stage));

    public static Error NothingToConfirm { get; } = new("risk.nothing-to-confirm", "There is no rating by the methodology in force that could be confirmed. Evaluate the inherent and the current risk.");

    public static Error NoEvaluator { get; } = new("risk.no-evaluator", "Nobody answers for this key, so nobody would have judged. Name who does in Settings › API clients.");

    public static Error LinkMissing(string field) => new Error("risk.link-missing", "One of these is not there any more. Choose from the list again.").At(field);

    /// <param name="name">Of the threat or the vulnerability.</param>
    public static Error HiddenEntry(string name) => new("risk.link-hidden", "“{0}” is hidden: show it again first, or choose another.", Arguments: [name]);

    public static Error Evidence { get; } = new("risk.evidence", "Somebody evaluated, reviewed or closed this risk, so it is evidence and stays. Close it instead.");

    public static Error Cited(string by) => new("risk.cited", "“{0}” refers to this risk. Take it off there first, or close the risk instead.", Arguments: [by]);

    /// <param name="controls">Names of what is linked.</param>
    public static Error NothingWorks(IEnumerable<string> controls)
    {
        var names = controls.ToList();
        return (names.Count == 0
            ? new Error("risk.nothing-works", "The current risk is below the inherent one, but no control is linked that could have lowered it. Link what works, or rate the risk as it is without.")
            : new Error("risk.nothing-works", "The current risk is below the inherent one, but none of its controls works now: {0}. Put one of them in place, or rate the risk as it is without.", Arguments: [string.Join(", ", names.Take(MostNamed).Select(n => $"“{n}”")) + (names.Count > MostNamed ? " …" : "")]))
            .At(nameof(Judgement.Likelihood));
    }
}
