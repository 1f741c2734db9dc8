using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.BusinessObjectives;

/// <summary>What business objectives refuse, why, and how to go on.</summary>
public static class ObjectiveErrors
{
    public static Error Closed { get; } = new("objective.closed",
        "This objective is closed. Reopen it first.");

    public static Error NotClosed { get; } = new("objective.not-closed",
        "This objective is not closed, so there is nothing to reopen.");

    public static Error CannotBeDeleted { get; } = new("objective.cannot-be-deleted",
        "This objective was reviewed or closed once, so it is evidence. Close it instead.");

    /// <param name="by">How that is called which refers to it.</param>
    public static Error Cited(string by) => new("objective.cited",
        "It cannot be deleted while something refers to it: {0}. Remove it there first, or close the objective.", ErrorKind.Conflict, by);

    public static Error NoHorizon { get; } = new Error("objective.no-horizon",
        "Give a year such as 2028, or a day as 2028-06-30.").At(nameof(BusinessObjective.Horizon));

    public static Error HorizonInThePast { get; } = new Error("objective.horizon-in-the-past",
        "This is over already. Give a year or a day to come.").At(nameof(BusinessObjective.Horizon));
}
