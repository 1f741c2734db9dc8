using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.RiskAssessments;

/// <summary>What people enter about an assessment, as one value.</summary>
/// <param name="Why">What happened, where it is not a planned one.</param>
public sealed record AssessmentDetails(string Name, AssessmentTrigger Trigger, string? Why, DateOnly StartOn, DateOnly DueOn, Guid LeadId);

/// <summary>
/// An assessment of many risks in a period (ISO/IEC 27001 6.1.2, 8.2). Starting it fixes the methodology and the risks in scope; completing it keeps the
/// register as it was then, which nothing changes any more.
/// </summary>
public sealed class RiskAssessment : Entity
{
    public const string CodePrefix = "RAS";
    public const int NameMaxLength = 200;
    public const int WhyMaxLength = 2000;
    public const int ReasonMaxLength = 1000;
    /// <summary>How many records of a kind narrow its scope, and how many people take part.</summary>
    public const int MostLinks = 100;
    /// <summary>How many risks a refusal names.</summary>
    public const int MostNamed = 10;

    private RiskAssessment() { }

    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    public AssessmentTrigger Trigger { get; private set; }

    public string? Why { get; private set; }

    public string[] Kinds { get; private set; } = [];

    public string[] ThreatCategories { get; private set; } = [];

    public string[] Needs { get; private set; } = [];

    public DateOnly StartOn { get; private set; }

    public DateOnly DueOn { get; private set; }

    /// <summary>Who sees to it that it comes to an end.</summary>
    public Guid LeadId { get; private set; }

    public AssessmentStatus Status { get; private set; }

    /// <summary>By which its risks are rated; null before it starts.</summary>
    public Guid? MethodologyId { get; private set; }

    public DateOnly? StartedOn { get; private set; }

    public DateOnly? CompletedOn { get; private set; }

    public Guid? CompletedById { get; private set; }

    /// <summary>SHA-256 over the rows that were kept.</summary>
    public byte[]? ContentHash { get; private set; }

    public string? CancelledReason { get; private set; }

    /// <summary>Its risks may be evaluated in it.</summary>
    public bool IsRunning => Status is AssessmentStatus.InProgress or AssessmentStatus.Review;

    public bool IsOver => Status is AssessmentStatus.Completed or AssessmentStatus.Cancelled;

    public static Result<RiskAssessment> Plan(Guid id, string code, AssessmentDetails details, bool leadIsActive)
    {
        var assessment = new RiskAssessment { Id = id, Code = code, Status = AssessmentStatus.Planned };
        return assessment.Change(details, leadIsActive).Error is { } error ? error : assessment;
    }

    public Result Change(AssessmentDetails details, bool leadIsActive)
    {
        if (Status != AssessmentStatus.Planned) { return IsOver ? RiskAssessmentErrors.Over : RiskAssessmentErrors.Started; }
        if (details.LeadId != LeadId && !leadIsActive) { return RiskAssessmentErrors.LeadNotActive; }
        if (details.DueOn < details.StartOn) { return RiskAssessmentErrors.DueBeforeStart; }
        if (details.Trigger != AssessmentTrigger.Planned && Text.OrNull(details.Why) is null) { return RiskAssessmentErrors.WhyMissing; }
        (Name, Trigger, Why, StartOn, DueOn, LeadId) = (Text.Clean(details.Name), details.Trigger, Text.OrNull(details.Why), details.StartOn, details.DueOn, details.LeadId);
        return Result.Success;
    }

    /// <summary>Which risks it is about, as far as this can be said without naming records; nothing chosen means all.</summary>
    public void Narrow(IEnumerable<string> kinds, IEnumerable<string> categories, IEnumerable<string> needs)
    {
        static string[] Of(IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        (Kinds, ThreatCategories, Needs) = (Of(kinds), Of(categories), Of(needs));
    }

    /// <param name="methodologyId">In force today.</param>
    /// <param name="risks">How many fall under its scope.</param>
    public Result Start(Guid methodologyId, int risks, DateOnly today)
    {
        if (Status != AssessmentStatus.Planned) { return IsOver ? RiskAssessmentErrors.Over : RiskAssessmentErrors.Started; }
        if (risks == 0) { return RiskAssessmentErrors.NothingInScope; }
        (Status, MethodologyId, StartedOn) = (AssessmentStatus.InProgress, methodologyId, today);
        return Result.Success;
    }

    /// <summary>A newer methodology is in force: what was evaluated by the earlier one is evaluated again.</summary>
    public Result MoveTo(Guid methodologyId)
    {
        if (!IsRunning) { return NotRunning(); }
        if (MethodologyId == methodologyId) { return RiskAssessmentErrors.MethodologyHolds; }
        (MethodologyId, Status) = (methodologyId, AssessmentStatus.InProgress);
        return Result.Success;
    }

    /// <summary>What changed is looked at.</summary>
    public Result Review()
    {
        if (Status != AssessmentStatus.InProgress) { return Status == AssessmentStatus.Review ? RiskAssessmentErrors.InReview : NotRunning(); }
        Status = AssessmentStatus.Review;
        return Result.Success;
    }

    /// <summary>Back to evaluating.</summary>
    public Result Resume()
    {
        if (Status != AssessmentStatus.Review) { return Status == AssessmentStatus.InProgress ? RiskAssessmentErrors.NotInReview : NotRunning(); }
        Status = AssessmentStatus.InProgress;
        return Result.Success;
    }

    /// <summary>Whether it may be completed now.</summary>
    /// <param name="open">Risks in scope that are not evaluated yet, each by its code and title; the first of them.</param>
    /// <param name="count">How many they are.</param>
    public Result MayBeCompleted(Guid? methodologyInForce, IReadOnlyList<string> open, int count)
    {
        if (Status != AssessmentStatus.Review) { return Status == AssessmentStatus.InProgress ? RiskAssessmentErrors.NotInReview : NotRunning(); }
        if (MethodologyId != methodologyInForce) { return RiskAssessmentErrors.NewerMethodology; }
        return count > 0 ? RiskAssessmentErrors.NotEvaluated(open, count) : Result.Success;
    }

    /// <param name="contentHash">Over what is kept of it.</param>
    public void Complete(Guid by, byte[] contentHash, DateOnly today)
        => (Status, CompletedById, ContentHash, CompletedOn) = (AssessmentStatus.Completed, by, contentHash, today);

    public Result Cancel(string? reason)
    {
        if (IsOver) { return RiskAssessmentErrors.Over; }
        if (Text.OrNull(reason) is not { } why) { return RiskAssessmentErrors.ReasonMissing; }
        (Status, CancelledReason) = (AssessmentStatus.Cancelled, why);
        return Result.Success;
    }

    /// <summary>Somebody else, who is active, sees to it from now on.</summary>
    public void HandOver(Guid leadId) => LeadId = leadId;

    private Error NotRunning() => IsOver ? RiskAssessmentErrors.Over : RiskAssessmentErrors.NotStarted;
}
