using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Treatment;

/// <summary>A risk that an action makes smaller.</summary>
public sealed class TreatmentActionRisk : Entity
{
    private TreatmentActionRisk() { }

    public Guid ActionId { get; private init; }

    public Guid RiskId { get; private init; }

    public static TreatmentActionRisk Of(Guid actionId, Guid riskId) => new() { Id = Guid.CreateVersion7(), ActionId = actionId, RiskId = riskId };
}

/// <summary>A control that an action puts into practice or improves (6.1.3 b).</summary>
public sealed class TreatmentActionControl : Entity
{
    private TreatmentActionControl() { }

    public Guid ActionId { get; private init; }

    public Guid ControlId { get; private init; }

    public static TreatmentActionControl Of(Guid actionId, Guid controlId) => new() { Id = Guid.CreateVersion7(), ActionId = actionId, ControlId = controlId };
}

/// <summary>What the owner of a risk says to one submission of a plan (6.1.3 f).</summary>
public sealed class TreatmentConsent : Entity
{
    public const int CommentMaxLength = 1000;

    private TreatmentConsent() { }

    public Guid PlanId { get; private init; }

    public Guid PersonId { get; private init; }

    public int SubmissionNo { get; private init; }

    public ConsentDecision Decision { get; private set; }

    public string? Comment { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    /// <summary>For what they agreed: the risks of the plan that were theirs then, whoever owns them later.</summary>
    public Guid[] RiskIds { get; private set; } = [];

    public bool IsOpen => Decision == ConsentDecision.Open;

    public static TreatmentConsent Ask(TreatmentPlan plan, Guid personId)
        => new() { Id = Guid.CreateVersion7(), PlanId = plan.Id, PersonId = personId, SubmissionNo = plan.SubmissionNo, Decision = ConsentDecision.Open };

    /// <param name="risks">Those of the plan that are theirs.</param>
    public Result Give(IEnumerable<Guid> risks, string? comment, DateOnly today)
    {
        var given = Decide(ConsentDecision.Given, comment, today);
        if (given.IsSuccess) { RiskIds = [.. risks]; }
        return given;
    }

    /// <summary>What is wrong must be said, so that whoever drafted the plan can go on.</summary>
    public Result Refuse(string? comment, DateOnly today) => Text.OrNull(comment) is null ? TreatmentErrors.CommentMissing : Decide(ConsentDecision.Refused, comment, today);

    /// <summary>Nobody needs to say anything any more.</summary>
    public void Withdraw(DateOnly today)
    {
        if (IsOpen) { (Decision, DecidedOn) = (ConsentDecision.Withdrawn, today); }
    }

    private Result Decide(ConsentDecision decision, string? comment, DateOnly today)
    {
        if (!IsOpen) { return TreatmentErrors.ConsentDecided; }
        (Decision, Comment, DecidedOn) = (decision, Text.OrNull(comment), today);
        return Result.Success;
    }
}

/// <summary>An action was put off: from which day to which, why, and who allowed it. It is evidence: never changed, never deleted.</summary>
public sealed class TreatmentPostponement : Entity
{
    private TreatmentPostponement() { }

    public Guid ActionId { get; private init; }

    public DateOnly DueBefore { get; private init; }

    public DateOnly DueAfter { get; private init; }

    public string Reason { get; private init; } = "";

    public Guid ApprovedBy { get; private init; }

    public DateOnly PostponedOn { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    internal static TreatmentPostponement Of(Guid actionId, DateOnly before, DateOnly after, string reason, Guid approvedBy, DateOnly today, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ActionId = actionId,
        DueBefore = before,
        DueAfter = after,
        Reason = reason,
        ApprovedBy = approvedBy,
        PostponedOn = today,
        RecordedAt = now,
    };
}
