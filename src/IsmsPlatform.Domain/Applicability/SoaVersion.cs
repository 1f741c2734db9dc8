using System.Globalization;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Applicability;

public enum SoaStatus
{
    Draft,
    /// <summary>Top management was asked.</summary>
    InReview,
    /// <summary>In force until a newer one is approved.</summary>
    Approved,
    /// <summary>A draft that was given up.</summary>
    Withdrawn,
}

/// <summary>
/// A version of the Statement of Applicability: which controls are necessary, why, and whether they are in place (ISO/IEC 27001
/// 6.1.3 d). Approved, it is never changed.
/// </summary>
public sealed class SoaVersion : Entity
{
    private SoaVersion() { }

    public int VersionNo { get; private init; }

    public SoaStatus Status { get; private set; }

    /// <summary>The version of the scope that it rests on.</summary>
    public Guid ScopeId { get; private set; }

    /// <summary>The treatment plan that it rests on; null where none was approved.</summary>
    public Guid? PlanId { get; private set; }

    /// <summary>Who prepared it.</summary>
    public Guid AuthorId { get; private init; }

    public DateOnly? ApprovedOn { get; private set; }

    /// <summary>How events and tasks call it.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"Statement of Applicability, version {VersionNo}");

    public bool IsOpen => Status is SoaStatus.Draft or SoaStatus.InReview;

    public static SoaVersion Draft(Guid id, int versionNo, Guid scopeId, Guid? planId, Guid authorId)
        => new() { Id = id, VersionNo = versionNo, ScopeId = scopeId, PlanId = planId, AuthorId = authorId, Status = SoaStatus.Draft };

    /// <summary>A newer scope took effect or a newer plan was approved, and the draft goes on from there.</summary>
    public Result RestOn(Guid scopeId, Guid? planId)
    {
        var opened = Reopen();
        if (opened.IsSuccess) { (ScopeId, PlanId) = (scopeId, planId); }
        return opened;
    }

    /// <summary>An edit while it is in review takes it back to a draft: nobody approves what they did not see.</summary>
    public Result Reopen()
    {
        if (!IsOpen) { return SoaErrors.Closed; }
        Status = SoaStatus.Draft;
        return Result.Success;
    }

    public Result Submit()
    {
        if (!IsOpen) { return SoaErrors.Closed; }
        if (Status == SoaStatus.InReview) { return SoaErrors.InReviewAlready; }
        Status = SoaStatus.InReview;
        return Result.Success;
    }

    public Result Approve(DateOnly today)
    {
        if (Status != SoaStatus.InReview) { return SoaErrors.NotInReview; }
        (Status, ApprovedOn) = (SoaStatus.Approved, today);
        return Result.Success;
    }

    public Result Withdraw()
    {
        if (!IsOpen) { return SoaErrors.Closed; }
        Status = SoaStatus.Withdrawn;
        return Result.Success;
    }
}
