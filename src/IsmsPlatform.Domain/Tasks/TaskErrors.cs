using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Tasks;

/// <summary>What tasks refuse, why, and how to go on.</summary>
public static class TaskErrors
{
    public static Error ClosedAlready { get; } = new("task.closed-already", "This task is closed already.");

    public static Error ClosesByTheAct { get; } = new("task.closes-by-the-act", "This task closes by itself when its record is accepted or decided. Open the record.");

    public static Error ReasonMissing { get; } = new Error("task.reason-missing", "Say why it can wait.").At("Reason");

    public static Error DueInThePast { get; } = new Error("task.due-in-the-past", "Choose today or a later day.").At("DueOn");

    public static Error SnoozedTooLong { get; } = new Error("task.snoozed-too-long", "Choose a day from tomorrow on, at most {0} days ahead.", ErrorKind.Invalid, WorkTask.SnoozeDaysMax).At("Until");

    public static Error AssigneeNotActive { get; } = new Error("task.assignee-not-active", "Choose someone who is active in this organisation.").At("AssigneeId");

    public static Error NoSuchSubject { get; } = new Error("task.no-such-subject", "There is no such record, or it is not yours to see.").At("SubjectId");
}
