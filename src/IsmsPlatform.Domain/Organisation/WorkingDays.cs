namespace IsmsPlatform.Domain.Organisation;

/// <summary>The days on which deadlines in working days run.</summary>
[Flags]
public enum WorkingDays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    MondayToFriday = Monday | Tuesday | Wednesday | Thursday | Friday,
}

public static class WorkingDaysOfWeek
{
    /// <summary>From Monday on, as ISO 8601 counts.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static bool Include(this WorkingDays days, DayOfWeek day) => days.HasFlag(Of(day));

    public static WorkingDays ToWorkingDays(this IEnumerable<DayOfWeek> days) => days.Aggregate(WorkingDays.None, (all, day) => all | Of(day));

    private static WorkingDays Of(DayOfWeek day) => (WorkingDays)(1 << (((int)day + 6) % 7));
}
