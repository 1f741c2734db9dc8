using System.Globalization;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Tasks;

public enum WorkTaskKind
{
    /// <summary>Someone asked someone for something; done is what the assignee says.</summary>
    AdHoc,
    /// <summary>The day of an asset's review comes near; accepting the asset closes it.</summary>
    AssetReview,
    /// <summary>A draft waits for its owner; accepting it closes it.</summary>
    AssetAcceptance,
    /// <summary>An approval waits; the decision closes it.</summary>
    ApprovalDecision,
    /// <summary>The day of a record's review comes near; confirming the review on the record closes it.</summary>
    Review,
    /// <summary>A test of a control comes near; performing it closes it.</summary>
    ControlTest,
    /// <summary>A performed test waits; accepting or rejecting it closes it.</summary>
    TestDecision,
    /// <summary>An action of a treatment plan comes near; reporting it as done closes it.</summary>
    TreatmentAction,
    /// <summary>An action is done; verifying it closes it.</summary>
    TreatmentVerification,
    /// <summary>A treatment plan waits for the owner of a risk; their answer closes it.</summary>
    TreatmentConsent,
    /// <summary>Acceptance of a risk was asked for; granting or refusing it closes it.</summary>
    AcceptanceDecision,
    /// <summary>The acceptance of a risk ends soon; asking for the next one closes it, or its end.</summary>
    AcceptanceEnding,
    /// <summary>Risks are to be evaluated in an assessment; evaluating the last of them closes it.</summary>
    RiskAssessment,
    /// <summary>A risk assessment is in review, and its lead may not complete it; completing it closes the task, or going back to evaluating.</summary>
    AssessmentCompletion,
    /// <summary>Risks were rated by an earlier version of the methodology; rating the last of them again closes it.</summary>
    RatingAgain,
}

public enum WorkTaskStatus
{
    Open,
    InProgress,
    Done,
    Cancelled,
}

/// <summary>Something that one person has to do until a day. What the program asks for closes by the act on the record, not by a tick.</summary>
public sealed class WorkTask : Entity
{
    public const int TitleMaxLength = 300;
    public const int ReasonMaxLength = 500;
    /// <summary>Longer is a new date, which is for whoever asked.</summary>
    public const int SnoozeDaysMax = 30;

    private WorkTask() { }

    public WorkTaskKind Kind { get; private init; }

    /// <summary>For the program's own tasks the record's name; the kind says what is to be done with it.</summary>
    public string Title { get; private init; } = "";

    public string? SubjectType { get; private init; }

    public Guid? SubjectId { get; private init; }

    public Guid AssigneeId { get; private set; }

    /// <summary>The planned day: it stays, whenever the task is done.</summary>
    public DateOnly DueOn { get; private init; }

    public WorkTaskStatus Status { get; private set; }

    /// <summary>What makes it one and the same task, however often the program looks.</summary>
    public string NaturalKey { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Null when the program asks.</summary>
    public Guid? CreatedBy { get; private init; }

    public DateOnly? SnoozedUntil { get; private set; }

    public string? SnoozeReason { get; private set; }

    public Guid? ClosedBy { get; private set; }

    /// <summary>The actual moment, beside the planned day.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpen => Status is WorkTaskStatus.Open or WorkTaskStatus.InProgress;

    public static WorkTask Ask(Guid id, string title, Guid assigneeId, DateOnly dueOn, (string Type, Guid Id)? subject, Guid? createdBy, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = WorkTaskKind.AdHoc,
        Title = Text.Clean(title),
        AssigneeId = assigneeId,
        DueOn = dueOn,
        SubjectType = subject?.Type,
        SubjectId = subject?.Id,
        NaturalKey = string.Create(CultureInfo.InvariantCulture, $"adhoc:{id}"),
        CreatedBy = createdBy,
        CreatedAt = now,
    };

    /// <summary>An approval waits for one of those who may decide it.</summary>
    public static WorkTask Decide(Guid id, Guid approvalId, string title, Guid assigneeId, DateOnly dueOn, Guid? askedBy, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = WorkTaskKind.ApprovalDecision,
        Title = title,
        AssigneeId = assigneeId,
        DueOn = dueOn,
        SubjectType = "Approval",
        SubjectId = approvalId,
        NaturalKey = DecideKey(approvalId, assigneeId),
        CreatedBy = askedBy,
        CreatedAt = now,
    };

    /// <summary>The review of a record; the key is that of the night's run, which makes no second one.</summary>
    public static WorkTask Review(Guid id, string subjectType, Guid subjectId, string title, Guid assigneeId, DateOnly dueOn, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = WorkTaskKind.Review,
        Title = Text.Cut(title, TitleMaxLength),
        AssigneeId = assigneeId,
        DueOn = dueOn,
        SubjectType = subjectType,
        SubjectId = subjectId,
        NaturalKey = string.Create(CultureInfo.InvariantCulture, $"review:{subjectType}:{subjectId}:{dueOn:yyyy-MM-dd}"),
        CreatedAt = now,
    };

    public static string DecideKey(Guid approvalId, Guid assigneeId) => string.Create(CultureInfo.InvariantCulture, $"approval:{approvalId}:{assigneeId}");

    public bool IsOverdue(DateOnly today) => IsOpen && DueOn < today;

    public Result Start()
    {
        if (!IsOpen) { return TaskErrors.ClosedAlready; }
        Status = WorkTaskStatus.InProgress;
        return Result.Success;
    }

    public Result Complete(Guid by, DateTimeOffset now)
    {
        if (!IsOpen) { return TaskErrors.ClosedAlready; }
        if (Kind != WorkTaskKind.AdHoc) { return TaskErrors.ClosesByTheAct; }
        Close(WorkTaskStatus.Done, by, now);
        return Result.Success;
    }

    /// <summary>It is not needed any more, says whoever asked for it.</summary>
    public Result Cancel(Guid by, DateTimeOffset now)
    {
        if (!IsOpen) { return TaskErrors.ClosedAlready; }
        if (Kind != WorkTaskKind.AdHoc) { return TaskErrors.ClosesByTheAct; }
        Close(WorkTaskStatus.Cancelled, by, now);
        return Result.Success;
    }

    /// <summary>Out of sight until a day; the planned day stays, and so does the escalation to the manager.</summary>
    public Result Snooze(DateOnly until, string? reason, DateOnly today)
    {
        if (!IsOpen) { return TaskErrors.ClosedAlready; }
        if (Text.OrNull(reason) is not { } why) { return TaskErrors.ReasonMissing; }
        if (until <= today || until > today.AddDays(SnoozeDaysMax)) { return TaskErrors.SnoozedTooLong; }
        (SnoozedUntil, SnoozeReason) = (until, why);
        return Result.Success;
    }

    /// <summary>Somebody else does it; the planned day stays, and nobody inherits a habit to put it off.</summary>
    public void HandOn(Guid assigneeId) => (AssigneeId, SnoozedUntil, SnoozeReason) = (assigneeId, null, null);

    private void Close(WorkTaskStatus how, Guid by, DateTimeOffset now) => (Status, ClosedBy, ClosedAt, SnoozedUntil) = (how, by, now, null);
}
