using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Approvals;

/// <summary>
/// A small organisation cannot always find a second pair of eyes: while this holds, authors may approve their own work. Who
/// granted it and why stays visible to auditors.
/// </summary>
public sealed class ApprovalWaiver : Entity
{
    public const int ReasonMaxLength = 1000;

    private ApprovalWaiver() { }

    public string Reason { get; private init; } = "";

    public Guid GrantedBy { get; private init; }

    public DateTimeOffset GrantedAt { get; private init; }

    public Guid? EndedBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public static ApprovalWaiver Grant(Guid id, string reason, Guid grantedBy, DateTimeOffset now)
        => new() { Id = id, Reason = Text.Clean(reason), GrantedBy = grantedBy, GrantedAt = now };

    public Result End(Guid endedBy, DateTimeOffset now)
    {
        if (EndedAt is not null) { return ApprovalErrors.WaiverEnded; }
        (EndedBy, EndedAt) = (endedBy, now);
        return Result.Success;
    }
}
