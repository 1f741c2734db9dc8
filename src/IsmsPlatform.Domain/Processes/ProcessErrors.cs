using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Processes;

/// <summary>What the processes refuse, why, and how to go on.</summary>
public static class ProcessErrors
{
    public static Error Retired { get; } = new("process.retired",
        "This process is retired and stays as it is. Reinstate it first, or describe a new one.");

    public static Error ClauseUnknown { get; } = new Error("process.clause-unknown",
        "ISO/IEC 27001 has no such clause. Give one that asks for something, from 4.1 to 10.2, or leave it empty.").At(nameof(IsmsProcess.Clause));

    public static Error NotRetired { get; } = new("process.not-retired", "This process is not retired. Nothing has to be done to use it.");

    public static Error CannotBeDeleted { get; } = new("process.cannot-be-deleted",
        "This process was reviewed or retired once, so it is evidence. Retire it instead.");

    /// <param name="by">How that is called which refers to it.</param>
    public static Error Cited(string by) => new("process.cited",
        "It cannot be deleted while something refers to it: {0}. Remove it there first, or retire the process.", ErrorKind.Conflict, by);

    /// <param name="other">Code of the one that is there.</param>
    public static Error NameTaken(string other) => new Error("process.name-taken",
        "{0} has this name already. Change that process, or give this one a name of its own.", ErrorKind.Conflict, other).At(nameof(IsmsProcess.Name));

    public static Error OwnerNotActive { get; } = new Error("process.owner-not-active",
        "Only someone who is active answers for a process. Choose another person, or mark this one as active first.").At(nameof(IsmsProcess.OwnerId));

    public static Error ReviewInThePast { get; } = new Error("process.review-in-the-past",
        "The next review would lie in the past. Give today or a later day.").At(nameof(IsmsProcess.NextReviewOn));
}
