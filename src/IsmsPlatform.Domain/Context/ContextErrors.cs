using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Context;

/// <summary>What the context refuses, why, and how to go on.</summary>
public static class ContextErrors
{
    public static Error Closed { get; } = new("issue.closed",
        "This issue is closed. Reopen it first.");

    public static Error NoDraft { get; } = new("issue.no-draft",
        "This issue is no draft any more: it was activated already.");

    public static Error NotActive { get; } = new("issue.not-active",
        "Only an active issue can be closed. A draft is activated or deleted.");

    public static Error NotClosed { get; } = new("issue.not-closed",
        "This issue is not closed, so there is nothing to reopen.");

    public static Error CannotBeDeleted { get; } = new("issue.cannot-be-deleted",
        "This issue was active once, so it is evidence. Close it instead.");

    /// <param name="by">How that is called which refers to it.</param>
    public static Error Cited(string by) => new("issue.cited",
        "It cannot be deleted while something refers to it: {0}. Remove it there first, or activate the issue and close it.", ErrorKind.Conflict, by);

    public static Error CategoryOfTheOtherKind { get; } = new Error("issue.category-of-the-other-kind",
        "This category belongs to the other kind of issue. Choose one of the listed ones, or change the kind.").At(nameof(ContextIssue.Category));

    public static Error SignificanceOutOfRange { get; } = new Error("issue.significance-out-of-range",
        "Choose a value from {0} to {1}.", ErrorKind.Invalid, ContextIssue.SignificanceMin, ContextIssue.SignificanceMax).At(nameof(ContextIssue.Significance));
}
