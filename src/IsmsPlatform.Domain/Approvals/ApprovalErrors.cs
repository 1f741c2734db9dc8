using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Approvals;

/// <summary>What approvals refuse, why, and how to go on.</summary>
public static class ApprovalErrors
{
    public static Error ClosedAlready { get; } = new("approval.closed-already", "This request is closed already.", ErrorKind.Conflict);

    public static Error Superseded { get; } = new("approval.superseded",
        "This was edited after approval was asked for, so the request is closed. You are asked anew when its author is done.", ErrorKind.Conflict);

    public static Error ApprovedByYou { get; } = new("approval.decided", "You have approved this already.", ErrorKind.Conflict);

    public static Error RejectedByYou { get; } = new("approval.decided", "You have rejected this already.", ErrorKind.Conflict);

    public static Error EditedSince { get; } = new("approval.edited-since",
        "The content was edited after approval was asked for, so this request no longer matches it. Ask its author to request approval of the new version.", ErrorKind.Conflict);

    public static Error OwnWork { get; } = new("approval.own-work",
        "This is your own work, so someone else decides. A small organisation can waive this with a reason, in the settings under Approvals.");

    /// <param name="field">The field that names an author.</param>
    public static Error WorkOfKey(string field) => new Error("approval.work-of-key",
        "What a key drafts is the work of whoever answers for the key. Leave this out, or name that person.").At(field);

    public static Error CommentMissing { get; } = new Error("approval.comment-missing",
        "Say what is wrong, so that the author can go on.").At(nameof(Approval.Comment));

    public static Error NotYours { get; } = new("approval.not-yours", "Only who asked for the approval can take it back. You can reject it instead.");

    public static Error WaivedAlready { get; } = new("approval.waived-already", "The rule is waived already. End that waiver first to give another reason.", ErrorKind.Conflict);

    public static Error WaiverEnded { get; } = new("approval.waiver-ended", "This waiver has ended already.", ErrorKind.Conflict);

    public static Error ApprovedBy(string name) => new("approval.decided", "{0} was faster and has approved this already.", ErrorKind.Conflict, name);

    public static Error RejectedBy(string name) => new("approval.decided", "{0} was faster and has rejected this already.", ErrorKind.Conflict, name);
}
