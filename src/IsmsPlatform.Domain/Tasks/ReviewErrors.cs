using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Tasks;

/// <summary>What records that are reviewed refuse, why, and how to go on.</summary>
public static class ReviewErrors
{
    public static Error NotInForce { get; } = new("review.not-in-force",
        "Only what is in force is reviewed. Activate or reopen it first.");

    public static Error ReviewedAlready { get; } = new("review.reviewed-already",
        "It was reviewed today already. Open it to see what holds now.", ErrorKind.Stale);

    public static Error EndedStays { get; } = new("review.ended-stays",
        "It ended for a reason that is kept with it, so it is evidence and stays.");

    public static Error SentBefore { get; } = new("review.sent-before",
        "This form was saved before, with other content. What stands here now is not saved: change the record that is there, or begin a new one.", ErrorKind.Conflict);

    public static Error OwnerNotActive { get; } = new Error("review.owner-not-active",
        "The owner is not active in the organisation. Choose an active person.").At(nameof(ReviewPlan.OwnerId));

    public static Error InThePast { get; } = new Error("review.in-the-past",
        "This day is over. Plan the next review for today or later.").At(nameof(ReviewPlan.NextReviewOn));

    public static Error TooFar { get; } = new Error("review.too-far",
        "What is looked at again in more than {0} years is not reviewed. Choose an earlier day.", ErrorKind.Invalid, ReviewedRecord.YearsAheadMax).At(nameof(ReviewPlan.NextReviewOn));

    public static Error TooEarly(DateOnly effectiveFrom) => new Error("review.too-early",
        "It takes effect on {0} only. Plan the next review for that day or later.", ErrorKind.Refused, effectiveFrom).At(nameof(ReviewPlan.NextReviewOn));

    public static Error ReasonMissing { get; } = new Error("review.reason-missing",
        "Say why: whoever reads the record later has nothing else to go by.").At("Reason");
}
