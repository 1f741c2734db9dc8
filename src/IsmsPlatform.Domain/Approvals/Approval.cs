using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Approvals;

public enum ApprovalDecision
{
    Open,
    Approved,
    Rejected,
    /// <summary>Taken back by who asked.</summary>
    Withdrawn,
    /// <summary>The subject was edited, or a newer request took its place.</summary>
    Superseded,
}

/// <summary>Who decides, by which role, and whether the organisation waived that nobody approves their own work.</summary>
public sealed record Decider(Guid PersonId, string RoleHeld, bool OwnWorkIsWaived);

/// <summary>
/// The question whether a content may take effect, and its answer. It is bound to the content by its hash: what is edited
/// afterwards needs a new one. An answer is never changed; the database refuses it, too.
/// </summary>
public sealed class Approval : Entity
{
    public const int TitleMaxLength = 300;
    public const int CommentMaxLength = 2000;

    private Approval() { }

    public string SubjectType { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    public long SubjectVersion { get; private init; }

    /// <summary>What is asked, in the words of the subject: "Ada Lovelace as ISMS manager".</summary>
    public string Title { get; private init; } = "";

    /// <summary>Canonical JSON: kept, so that later versions can be compared with what was approved.</summary>
    public string Content { get; private init; } = "";

    public byte[] ContentHash { get; private init; } = [];

    /// <summary>Whose work it is; null when the program made it.</summary>
    public Guid? AuthorId { get; private init; }

    public Guid? RequestedBy { get; private init; }

    public DateTimeOffset RequestedAt { get; private init; }

    public ApprovalDecision Decision { get; private set; }

    public Guid? ApproverId { get; private set; }

    /// <summary>The role by which the approver decided.</summary>
    public string? RoleHeld { get; private set; }

    /// <summary>The approver is the author, or asked for it; the organisation's waiver allowed it.</summary>
    public bool ByWaiver { get; private set; }

    public string? Comment { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public bool IsOpen => Decision == ApprovalDecision.Open;

    public static Approval Request(Guid id, string subjectType, Guid subjectId, long subjectVersion, string title, string content, Guid? authorId, Guid? requestedBy, DateTimeOffset now) => new()
    {
        Id = id,
        SubjectType = subjectType,
        SubjectId = subjectId,
        SubjectVersion = subjectVersion,
        Title = title,
        Content = content,
        ContentHash = CanonicalJson.Hash(content),
        AuthorId = authorId,
        RequestedBy = requestedBy,
        RequestedAt = now,
    };

    /// <param name="contentNow">The subject's canonical content at this moment.</param>
    public Result Approve(Decider by, string contentNow, string? comment, DateTimeOffset now)
    {
        if (!IsOpen) { return ApprovalErrors.ClosedAlready; }
        if (!ContentHash.AsSpan().SequenceEqual(CanonicalJson.Hash(contentNow))) { return ApprovalErrors.EditedSince; }
        return Decide(ApprovalDecision.Approved, by, comment, now);
    }

    /// <summary>What is wrong must be said, so that the author can go on.</summary>
    public Result Reject(Decider by, string? comment, DateTimeOffset now)
    {
        if (!IsOpen) { return ApprovalErrors.ClosedAlready; }
        return Text.OrNull(comment) is null ? ApprovalErrors.CommentMissing : Decide(ApprovalDecision.Rejected, by, comment, now);
    }

    public Result Withdraw(Guid personId, DateTimeOffset now)
    {
        if (!IsOpen) { return ApprovalErrors.ClosedAlready; }
        if (personId != RequestedBy && personId != AuthorId) { return ApprovalErrors.NotYours; }
        Close(ApprovalDecision.Withdrawn, now);
        return Result.Success;
    }

    /// <summary>The subject was ended or asked for anew: nobody needs to decide this any more.</summary>
    public void Close(ApprovalDecision how, DateTimeOffset now)
    {
        if (IsOpen) { (Decision, DecidedAt) = (how, now); }
    }

    private Result Decide(ApprovalDecision decision, Decider by, string? comment, DateTimeOffset now)
    {
        // Whoever wrote it, and whoever asked: a key could name another author.
        var own = by.PersonId == AuthorId || by.PersonId == RequestedBy;
        if (own && !by.OwnWorkIsWaived) { return ApprovalErrors.OwnWork; }
        (Decision, ApproverId, RoleHeld, ByWaiver, Comment, DecidedAt) = (decision, by.PersonId, by.RoleHeld, own, Text.OrNull(comment), now);
        return Result.Success;
    }
}
