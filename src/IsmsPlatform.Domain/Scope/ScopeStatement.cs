using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Scope;

public enum ScopeStatus
{
    Draft,
    /// <summary>Top management was asked.</summary>
    InReview,
    /// <summary>Effective from its day on, until a newer one is: which one is in force, the date says.</summary>
    Approved,
    /// <summary>A draft that was given up, or an approved version that was called off before its day.</summary>
    Withdrawn,
}

/// <summary>A version of what the ISMS covers (ISO/IEC 27001 4.3). Approved, it is never changed.</summary>
public sealed class ScopeStatement : Entity
{
    /// <summary>What fits on a certificate.</summary>
    public const int StatementMaxLength = 600;
    /// <summary>More interfaces are nothing that one can overlook.</summary>
    public const int MostInterfaces = 50;
    /// <summary>Who plans further ahead has mistyped the year.</summary>
    public const int MostYearsAhead = 5;
    public const int MostItems = 5000;
    public const int MostCitations = 500;

    private ScopeStatement() { }

    public int VersionNo { get; private init; }

    public string Statement { get; private set; } = "";

    /// <summary>From which day on it is meant to hold.</summary>
    public DateOnly? EffectiveFrom { get; private set; }

    /// <summary>From which day on it does hold: not before it was approved.</summary>
    public DateOnly? InForceFrom { get; private set; }

    public DateOnly? NextReviewOn { get; private set; }

    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>The ISMS manager who drafts it and looks after it.</summary>
    public Guid OwnerId { get; private set; }

    public ScopeStatus Status { get; private set; }

    /// <summary>How events and tasks call it.</summary>
    public string Label => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Scope, version {VersionNo}");

    public bool IsOpen => Status is ScopeStatus.Draft or ScopeStatus.InReview;

    /// <param name="like">The version in force, whose words a new draft begins with.</param>
    public static ScopeStatement Draft(Guid id, int versionNo, Guid ownerId, ScopeStatement? like) => new()
    {
        Id = id,
        VersionNo = versionNo,
        OwnerId = ownerId,
        Statement = like?.Statement ?? "",
        Status = ScopeStatus.Draft,
    };

    /// <summary>An edit while it is in review takes it back to a draft: nobody approves what they did not see.</summary>
    public Result Change(string? statement, DateOnly? effectiveFrom, DateOnly? nextReviewOn)
    {
        if (!IsOpen) { return ScopeErrors.Closed; }
        (Statement, EffectiveFrom, NextReviewOn, Status) = (Text.Clean(statement), effectiveFrom, nextReviewOn, ScopeStatus.Draft);
        return Result.Success;
    }

    /// <summary>Something that belongs to it was edited.</summary>
    public Result Reopen()
    {
        if (!IsOpen) { return ScopeErrors.Closed; }
        Status = ScopeStatus.Draft;
        return Result.Success;
    }

    public Result Submit()
    {
        if (Status == ScopeStatus.InReview) { return ScopeErrors.InReviewAlready; }
        if (Status != ScopeStatus.Draft) { return ScopeErrors.Closed; }
        Status = ScopeStatus.InReview;
        return Result.Success;
    }

    public Result Approve(DateOnly today)
    {
        if (Status != ScopeStatus.InReview) { return ScopeErrors.NotInReview; }
        (Status, InForceFrom) = (ScopeStatus.Approved, EffectiveFrom > today ? EffectiveFrom : today);
        return Result.Success;
    }

    public Result Withdraw()
    {
        if (!IsOpen) { return ScopeErrors.Closed; }
        Status = ScopeStatus.Withdrawn;
        return Result.Success;
    }

    /// <summary>What was approved for a later day is called off before that day comes. From its day on only a newer version takes its place.</summary>
    public Result CallOff(DateOnly today)
    {
        if (Status != ScopeStatus.Approved || InForceFrom <= today) { return ScopeErrors.NotPlanned; }
        (Status, InForceFrom) = (ScopeStatus.Withdrawn, null);
        return Result.Success;
    }

    public Result ConfirmReview(DateOnly today, DateOnly next)
    {
        if (Status != ScopeStatus.Approved) { return ScopeErrors.NotInForce; }
        (ReviewedOn, NextReviewOn) = (today, next);
        return Result.Success;
    }

    public void HandOver(Guid ownerId) => OwnerId = ownerId;
}
