using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Treatment;

/// <summary>What treatment plans refuse, why, and how to go on.</summary>
public static class TreatmentErrors
{
    public static Error OwnerNotActive { get; } = new Error("treatment.owner-not-active", "This person has left or is not active. Choose somebody who is.").At(nameof(TreatmentPlan.OwnerId));

    public static Error SucceedsItself { get; } = new Error("treatment.succeeds-itself", "A plan cannot take its own place. Choose the earlier plan, or none.").At(nameof(TreatmentPlan.SucceedsId));

    public static Error SucceedsNothing { get; } = new Error("treatment.succeeds-nothing", "Only a plan that was approved can be replaced. Choose one that is in force, or none.").At(nameof(TreatmentPlan.SucceedsId));

    public static Error IsSubmitted { get; } = new("treatment.submitted", "This plan was submitted and stays as it is while others decide. Take it back to change it.");

    public static Error IsDecided { get; } = new("treatment.decided", "This plan was approved and stays as it is. Draft a new one that takes its place, or postpone and cancel its actions with a reason.");

    public static Error NotSubmitted { get; } = new("treatment.not-submitted", "This plan does not wait for a decision. Submit it first.");

    public static Error NotInForce { get; } = new("treatment.not-in-force", "The plan is not approved, or it is over: nothing is reported about its actions. Have it approved first.");

    public static Error NoActions { get; } = new("treatment.no-actions", "The plan has no action yet. Add what is to be done, then submit it.");

    public static Error NoOwners { get; } = new("treatment.no-owners", "All risks of this plan are closed, so nobody can agree to it. Name open risks in its actions.");

    public static Error NoAuthor { get; } = new Error("treatment.no-author", "Nobody answers for this key. Name the person who drafts the plan.").At(nameof(TreatmentPlan.AuthorId));

    public static Error NoSubmitter { get; } = new("treatment.no-submitter", "Nobody answers for this key, so nobody can answer for what is submitted. Name somebody who answers for the key.");

    public static Error Evidence { get; } = new("treatment.evidence", "This plan was submitted once, so it is evidence and stays.");

    public static Error TooManyActions { get; } = new("treatment.too-many-actions", "A plan holds at most 500 actions. Draft another plan for the rest.");

    public static Error Settled { get; } = new("treatment.settled", "This action is verified or cancelled and stays as it is.");

    public static Error NotDone { get; } = new("treatment.not-done", "This action is not done yet. Its owner reports it at 100 %; then somebody else verifies it.");

    public static Error DoneAlready { get; } = new("treatment.done-already", "This action is done, so there is nothing to put off. Verify it, or report what is left to do.");

    public static Error OwnWork { get; } = new("treatment.own-work", "Whoever answers for an action does not verify it. Ask the owner of the plan, or of a risk that it treats.");

    public static Error OwnReport { get; } = new("treatment.own-report", "You reported it as done, so somebody else verifies it: the owner of the plan or of a risk that it treats. Or let whoever answers for it report it.");

    public static Error OwnDelay { get; } = new("treatment.own-delay", "Whoever answers for an action does not put it off alone. Ask the owner of the plan or the ISMS manager.");

    public static Error ProgressMissing { get; } = new Error("required", "Say how far it is.").At(nameof(TreatmentAction.Progress));

    public static Error ReasonMissing { get; } = new Error("required", "Say why; it stays with the action.").At(nameof(TreatmentAction.Reason));

    public static Error ReasonShort { get; } = new Error("too-short", "Say it so that another person understands it, in at least {0} characters.", Arguments: [TreatmentAction.ReasonMinLength]).At(nameof(TreatmentAction.Reason));

    public static Error CommentMissing { get; } = new Error("required", "Say what is wrong, so that the plan can be mended.").At(nameof(TreatmentConsent.Comment));

    public static Error ConsentDecided { get; } = new("treatment.consent-decided", "You have answered already. The plan says what it waits for.", ErrorKind.Conflict);

    public static Error NotAsked { get; } = new("treatment.not-asked", "Only the owners of the plan's risks are asked for their consent.");

    public static Error ConsentMissing(IEnumerable<string> owners)
        => new("treatment.consent-missing", "A risk of this plan has another owner since it was submitted: {0} has not agreed to it. Turn the plan down; submitted again, it asks them.", Arguments: [string.Join(", ", owners)]);

    public static Error ReplacedAlready(string plan)
        => new("treatment.replaced-already", "Another plan took the place of {0} meanwhile. Turn this one down; its owner chooses the plan that is in force now, or none, and submits it again.", Arguments: [plan]);

    public static Error IsOver(DateOnly end) => new("treatment.over", "The plan would have ended on {0} before anybody agreed to it. Choose a last day from today on.", Arguments: [end]);

    public static Error EndsBeforeItBegins(string field) => new Error("treatment.ends-before", "This is before the first day. Choose a later one.").At(field);

    public static Error OutsideThePlan(string field, DateOnly from, DateOnly to) => new Error("treatment.outside-plan", "The plan runs from {0} to {1}. Choose a day within it, or change the days of the plan first.", Arguments: [from, to]).At(field);

    public static Error LeavesActionsOut(string field, DateOnly first, DateOnly last) => new Error("treatment.leaves-actions-out", "Its actions run from {0} to {1}. Choose a period that holds them, or change their days first.", Arguments: [first, last]).At(field);

    public static Error NotLater(DateOnly than) => new Error("treatment.not-later", "Choose a day after {0}.", Arguments: [than]).At(nameof(TreatmentAction.DueOn));

    public static Error BeyondThePlan(DateOnly end) => new Error("treatment.beyond-plan", "The plan was approved until {0}. A later day is for top management to allow; choose one until then, or ask them.", Arguments: [end]).At(nameof(TreatmentAction.DueOn));

    public static Error NoRisk(string action, DateOnly dueOn) => new("treatment.no-risk", "“{0}”, due on {1}, names no risk. Open it and say which risk it makes smaller, then submit the plan.", Arguments: [action, dueOn]);

    public static Error LinkMissing(string field) => new Error("treatment.link-missing", "One of these is not there any more. Choose from the list again.").At(field);

    public static Error NoTarget(IReadOnlyCollection<string> risks)
        => new("treatment.no-target", "Without a target nobody can agree to what is left of a risk (6.1.3 f). Rate the target of {0}, then submit the plan.", Arguments: [string.Join(", ", risks)]);

    public static Error Cited(string by) => new("treatment.cited", "“{0}” refers to this, so it stays.", Arguments: [by]);
}
