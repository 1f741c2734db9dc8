using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Treatment;

/// <summary>What people enter about an action, as one value.</summary>
/// <param name="Cost">Estimate in the organisation's currency.</param>
/// <param name="EffortHours">Work of the organisation's own people.</param>
public sealed record ActionDetails(string Title, string? Description, Guid OwnerId, DateOnly StartOn, DateOnly DueOn, decimal? Cost, int? EffortHours);

/// <summary>Something that is done by a day so that risks become smaller.</summary>
public sealed class TreatmentAction : Entity
{
    public const int TitleMaxLength = 200;
    public const int DescriptionMaxLength = 2000;
    /// <summary>Less says nothing that anybody could judge later.</summary>
    public const int ReasonMinLength = 10;
    public const int ReasonMaxLength = 1000;
    public const int NoteMaxLength = 1000;
    public const int EffortMax = 100_000;
    public const int ProgressMax = 100;
    public const int MostLinks = 100;

    /// <summary>How many days before it is due its owner is asked.</summary>
    public const int LeadDays = 14;

    /// <summary>Days that somebody else has to verify it.</summary>
    public const int DaysToVerify = 14;

    private TreatmentAction() { }

    public Guid PlanId { get; private init; }

    public string Title { get; private set; } = "";

    public string? Description { get; private set; }

    public Guid OwnerId { get; private set; }

    public DateOnly StartOn { get; private set; }

    public DateOnly DueOn { get; private set; }

    public decimal? CostEstimate { get; private set; }

    public decimal? CostActual { get; private set; }

    public int? EffortHours { get; private set; }

    /// <summary>In per cent.</summary>
    public int Progress { get; private set; }

    public ActionStatus Status { get; private set; }

    public DateOnly? DoneOn { get; private set; }

    /// <summary>Who reported that it is done, be it for whoever had to do it.</summary>
    public Guid? DoneById { get; private set; }

    /// <summary>What was done, as it was reported last.</summary>
    public string? ReportNote { get; private set; }

    public Guid? VerifiedById { get; private set; }

    public DateOnly? VerifiedOn { get; private set; }

    /// <summary>How it was checked.</summary>
    public string? VerifiedNote { get; private set; }

    /// <summary>What was missing when it was reported as done; until it is reported as done again.</summary>
    public string? SentBackReason { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; private set; }

    /// <summary>Something is still to be done about it, be it to verify it.</summary>
    public bool IsOpen => IsOpenAt(Status);

    /// <summary>The same of a status alone.</summary>
    public static bool IsOpenAt(ActionStatus status) => status is ActionStatus.Planned or ActionStatus.InProgress or ActionStatus.Done;

    public static Result<TreatmentAction> Plan(Guid id, TreatmentPlan plan, ActionDetails details, bool ownerIsActive)
    {
        var action = new TreatmentAction { Id = id, PlanId = plan.Id, Status = ActionStatus.Planned };
        return action.Change(plan, details, ownerIsActive).Error is { } error ? error : action;
    }

    public Result Change(TreatmentPlan plan, ActionDetails details, bool ownerIsActive)
    {
        if (plan.MayBeEdited().Error is { } refused) { return refused; }
        if (details.OwnerId != OwnerId && !ownerIsActive) { return TreatmentErrors.OwnerNotActive; }
        if (details.DueOn < details.StartOn) { return TreatmentErrors.EndsBeforeItBegins(nameof(DueOn)); }
        if (!plan.Holds(details.StartOn)) { return TreatmentErrors.OutsideThePlan(nameof(StartOn), plan.PeriodFrom, plan.PeriodTo); }
        if (!plan.Holds(details.DueOn)) { return TreatmentErrors.OutsideThePlan(nameof(DueOn), plan.PeriodFrom, plan.PeriodTo); }
        (Title, Description, OwnerId, StartOn, DueOn) = (Text.Clean(details.Title), Text.OrNull(details.Description), details.OwnerId, details.StartOn, details.DueOn);
        (CostEstimate, EffortHours) = (details.Cost, details.EffortHours);
        return Result.Success;
    }

    /// <summary>How far it is and what it cost so far. Done is what is at 100; less opens it again.</summary>
    /// <param name="costActual">Null keeps what was reported before.</param>
    /// <param name="note">What was done; null keeps what was reported before.</param>
    public Result Report(TreatmentPlan plan, int? reported, decimal? costActual, string? note, Guid? by, DateOnly today)
    {
        if (Settled(plan) is { } refused) { return refused; }
        if (reported is not { } progress) { return TreatmentErrors.ProgressMissing; }
        (Progress, CostActual, ReportNote) = (progress, costActual ?? CostActual, Text.OrNull(note) ?? ReportNote);
        Status = progress == ProgressMax ? ActionStatus.Done : progress > 0 || Status != ActionStatus.Planned ? ActionStatus.InProgress : ActionStatus.Planned;
        (DoneOn, DoneById) = Status == ActionStatus.Done ? ((DateOnly?)(DoneOn ?? today), by) : (null, null);
        if (Status == ActionStatus.Done) { SentBackReason = null; }
        return Result.Success;
    }

    /// <summary>Somebody other than its owner, and than whoever reported it, has seen that it is done.</summary>
    /// <param name="note">How that was checked.</param>
    public Result Verify(TreatmentPlan plan, Guid by, string? note, DateOnly today)
    {
        if (NotToJudge(plan, by) is { } refused) { return refused; }
        (Status, VerifiedById, VerifiedOn, VerifiedNote) = (ActionStatus.Verified, by, today, Text.OrNull(note));
        return Result.Success;
    }

    /// <summary>Whoever might have verified it has seen that something is missing: it goes on.</summary>
    public Result SendBack(TreatmentPlan plan, Guid by, string? reason)
    {
        if (NotToJudge(plan, by) is { } refused) { return refused; }
        if (WhyOf(reason, out var why) is { } missing) { return missing; }
        (Status, Progress, DoneOn, DoneById, SentBackReason) = (ActionStatus.InProgress, ProgressMax - 1, null, null, why);
        return Result.Success;
    }

    /// <summary>It is not done, for a reason that stays with it.</summary>
    public Result Cancel(TreatmentPlan plan, string? reason)
    {
        if (Settled(plan) is { } refused) { return refused; }
        if (WhyOf(reason, out var why) is { } missing) { return missing; }
        (Status, Reason) = (ActionStatus.Cancelled, why);
        return Result.Success;
    }

    /// <summary>A later day, which somebody other than its owner allows.</summary>
    /// <param name="beyondPlan">Whether they may approve plans, and so allow a day on which this one is over.</param>
    public Result<TreatmentPostponement> Postpone(TreatmentPlan plan, DateOnly until, string? reason, Guid approvedBy, bool beyondPlan, DateOnly today, DateTimeOffset now)
    {
        if (Settled(plan) is { } refused) { return refused; }
        if (Status == ActionStatus.Done) { return TreatmentErrors.DoneAlready; }
        if (approvedBy == OwnerId) { return TreatmentErrors.OwnDelay; }
        if (until <= DueOn || until < today) { return TreatmentErrors.NotLater(DueOn > today ? DueOn : today); }
        if (until > plan.PeriodTo && !beyondPlan) { return TreatmentErrors.BeyondThePlan(plan.PeriodTo); }
        if (WhyOf(reason, out var why) is { } missing) { return missing; }
        var postponement = TreatmentPostponement.Of(Id, DueOn, until, why, approvedBy, today, now);
        DueOn = until;
        return postponement;
    }

    /// <summary>Somebody else, who is active, does it.</summary>
    public void HandOver(Guid ownerId) => OwnerId = ownerId;

    private static Error? WhyOf(string? reason, out string why)
    {
        why = Text.OrNull(reason) ?? "";
        return why.Length == 0 ? TreatmentErrors.ReasonMissing : Text.SeenLength(why) < ReasonMinLength ? TreatmentErrors.ReasonShort : null;
    }

    private Error? NotToJudge(TreatmentPlan plan, Guid by)
        => Settled(plan) is { } refused ? refused : Status != ActionStatus.Done ? TreatmentErrors.NotDone : by == OwnerId ? TreatmentErrors.OwnWork : by == DoneById ? TreatmentErrors.OwnReport : null;

    private Error? Settled(TreatmentPlan plan)
        => !plan.IsInForce ? TreatmentErrors.NotInForce : IsOpen ? null : TreatmentErrors.Settled;
}
