using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Methodologies;

public enum MethodologyStatus
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
/// A version of how the organisation assesses and accepts risks (ISO/IEC 27001 6.1.2 a, b). Approved, it is never changed:
/// evaluations keep the version they were made with.
/// </summary>
public sealed class RiskMethodology : Entity
{
    public const int AppetiteMaxLength = 2000;
    /// <summary>So long there is to rate by a new version what an earlier one rated.</summary>
    public const int DaysToRateAgain = 90;

    private RiskMethodology() { }

    public int VersionNo { get; private init; }

    public MethodologyStatus Status { get; private set; }

    /// <summary>What the organisation is ready to risk, in words.</summary>
    public string Appetite { get; private set; } = "";

    public RiskScales Scales { get; private set; } = new();

    /// <summary>Who drafted it.</summary>
    public Guid AuthorId { get; private init; }

    public DateOnly? ApprovedOn { get; private set; }

    public bool IsOpen => Status is MethodologyStatus.Draft or MethodologyStatus.InReview;

    /// <param name="scales">One of <see cref="MethodologyPresets"/>, or those of the version in force.</param>
    public static RiskMethodology Draft(Guid id, int versionNo, string appetite, RiskScales scales, Guid authorId)
        => new() { Id = id, VersionNo = versionNo, Appetite = appetite, Scales = scales, AuthorId = authorId, Status = MethodologyStatus.Draft };

    /// <summary>An edit while it is in review takes it back to a draft: nobody approves what they did not see.</summary>
    public Result Change(string? appetite, RiskScales scales)
    {
        if (!IsOpen) { return MethodologyErrors.Closed; }
        List<FieldError> faults = [.. Text.OrNull(appetite) is null ? [new FieldError(nameof(Appetite), "methodology.no-appetite", "Say in a sentence what the organisation is ready to risk.")] : Array.Empty<FieldError>(), .. scales.Faults()];
        if (faults.Count > 0) { return Error.Invalid(faults); }
        (Appetite, Scales, Status) = (Text.Clean(appetite), scales, MethodologyStatus.Draft);
        return Result.Success;
    }

    /// <summary>A draft may begin with a version that was approved under fewer rules: nobody is asked to approve what cannot be used.</summary>
    public Result Submit()
    {
        if (!IsOpen) { return MethodologyErrors.Closed; }
        if (Status == MethodologyStatus.InReview) { return MethodologyErrors.InReviewAlready; }
        if (Scales.Faults() is { Count: > 0 } faults) { return Error.Invalid(faults); }
        Status = MethodologyStatus.InReview;
        return Result.Success;
    }

    public Result Withdraw()
    {
        if (!IsOpen) { return MethodologyErrors.Closed; }
        Status = MethodologyStatus.Withdrawn;
        return Result.Success;
    }

    public Result TakeBack()
    {
        if (Status != MethodologyStatus.InReview) { return MethodologyErrors.NotInReview; }
        Status = MethodologyStatus.Draft;
        return Result.Success;
    }

    public Result Approve(DateOnly today)
    {
        if (Status != MethodologyStatus.InReview) { return MethodologyErrors.NotInReview; }
        (Status, ApprovedOn) = (MethodologyStatus.Approved, today);
        return Result.Success;
    }
}
