using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Tasks;

public enum ReminderKind
{
    LeadTime,
    Due,
    Overdue,
    /// <summary>To the manager, after the days of grace.</summary>
    Escalation,
}

/// <summary>A task was mentioned in a mail: at most once per task, kind and day of the task.</summary>
[NotInEvents]
public sealed class TaskReminder : Entity
{
    /// <summary>How many days later an overdue task is mentioned again.</summary>
    public const int RepeatDays = 7;

    private TaskReminder() { }

    public Guid TaskId { get; private init; }

    public ReminderKind Kind { get; private init; }

    /// <summary>The day of the task that it is about.</summary>
    public DateOnly Day { get; private init; }

    /// <summary>Who got the mail.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>A day of the organisation: nobody gets two digests on one.</summary>
    public DateOnly SentOn { get; private init; }

    public static TaskReminder Of(Guid id, Guid taskId, ReminderKind kind, DateOnly day, Guid personId, DateOnly sentOn)
        => new() { Id = id, TaskId = taskId, Kind = kind, Day = day, PersonId = personId, SentOn = sentOn };
}
