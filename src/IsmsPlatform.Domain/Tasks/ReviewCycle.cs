using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Tasks;

/// <summary>
/// How often records of a kind are reviewed, how early the responsible is asked and how long a manager waits. The planned day
/// stands on the record; the act that ends the review moves it by <see cref="NextAfter"/>.
/// </summary>
public sealed class ReviewCycle : Entity
{
    public const int MonthsMax = 60;
    public const int DaysMax = 180;
    public const int DefaultMonths = 12;
    public const int DefaultLeadDays = 30;
    public const int DefaultGraceDays = 14;

    private ReviewCycle() { }

    public string SubjectType { get; private init; } = "";

    public int EveryMonths { get; private set; }

    public int LeadDays { get; private set; }

    public int GraceDays { get; private set; }

    /// <summary>What holds until an organisation decides otherwise.</summary>
    public static ReviewCycle Default(Guid id, string subjectType)
        => new() { Id = id, SubjectType = subjectType, EveryMonths = DefaultMonths, LeadDays = DefaultLeadDays, GraceDays = DefaultGraceDays };

    public void Change(int everyMonths, int leadDays, int graceDays) => (EveryMonths, LeadDays, GraceDays) = (everyMonths, leadDays, graceDays);

    /// <summary>
    /// The next planned day after a review. A review that came late does not shift the plan; occurrences that were missed
    /// altogether are over, and so is one that lies before <paramref name="reviewed"/>. Counted from the first day, so that 31 January does not become the 28th for ever.
    /// </summary>
    public static DateOnly NextAfter(DateOnly planned, int everyMonths, DateOnly reviewed)
    {
        if (planned > reviewed) { return planned; }
        var passed = ((reviewed.Year - planned.Year) * 12) + reviewed.Month - planned.Month;
        var steps = passed / everyMonths;
        while (planned.AddMonths(steps * everyMonths) <= reviewed) { steps++; }
        return planned.AddMonths(steps * everyMonths);
    }
}
