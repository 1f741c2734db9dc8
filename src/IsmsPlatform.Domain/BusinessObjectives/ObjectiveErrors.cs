using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.BusinessObjectives;

/// <summary>What business objectives refuse, why, and how to go on.</summary>
public static class ObjectiveErrors
{
    public static Error Closed { get; } = new("objective.closed",
        "This objective is closed. Reopen it first.");

    public static Error NotClosed { get; } = new("objective.not-closed",
        "This objective is not closed, so there is nothing to reopen.");

    public static Error NoHorizon { get; } = new Error("objective.no-horizon",
        "Give a year such as 2028, or a day as 2028-06-30.").At(nameof(BusinessObjective.Horizon));

    public static Error HorizonInThePast { get; } = new Error("objective.horizon-in-the-past",
        "This is over already. Give a year or a day to come.").At(nameof(BusinessObjective.Horizon));
}
