using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Notifications;

public enum NotificationKind
{
    TaskAssigned,
    TaskDone,
    ApprovalAsked,
    Approved,
    Rejected,
    CalledOff,
    ControlNotEffective,
    RiskAccepted,
    AcceptanceEnded,
    LeftUntreated,
    TookOver,
    ActionGiven,
    ActionSentBack,
    RoleGiven,
    RoleConfirmed,
    RoleEnded,
    OperatorEntered,
}

/// <summary>Something that concerns one person happened to a record. Written in the transaction of the act.</summary>
[NotInEvents]
public sealed class Notification : Entity
{
    private Notification() { }

    public Guid PersonId { get; private init; }

    public NotificationKind Kind { get; private init; }

    public string SubjectType { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    /// <summary>What the record is called.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Who acted, by the name of then.</summary>
    public string ActorName { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    public DateTimeOffset? ReadAt { get; private set; }

    public static Notification To(Guid personId, NotificationKind kind, string subjectType, Guid subjectId, string title, string actorName, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(now), PersonId = personId, Kind = kind, SubjectType = subjectType, SubjectId = subjectId, Title = title, ActorName = actorName, At = now };
}
