using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Methodologies;

/// <summary>What the methodology refuses, why, and how to go on.</summary>
public static class MethodologyErrors
{
    public static Error Closed { get; } = new("methodology.closed",
        "This version stays as it is. Begin a new one to change the method.");

    public static Error InReviewAlready { get; } = new("methodology.in-review",
        "This version waits for approval already.");

    public static Error NotInReview { get; } = new("methodology.not-in-review",
        "This version does not wait for approval.");

    public static Error DraftedAlready { get; } = new("methodology.drafted-already",
        "There is a draft already. Go on with it, or give it up first.", ErrorKind.Conflict);

    public static Error NothingToCopy { get; } = new Error("methodology.nothing-to-copy",
        "No version is in force that could be copied. Begin with one of the ready methods.").At("Start");

    public static Error NoAuthor { get; } = new Error("methodology.no-author",
        "Name the person who answers for the draft.").At("AuthorId");
}
