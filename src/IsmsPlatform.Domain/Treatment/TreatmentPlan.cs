using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Treatment;

/// <summary>What people enter about a plan, as one value.</summary>
/// <param name="Budget">In the organisation's currency; null where none was set.</param>
/// <param name="SucceedsId">The plan that it takes the place of once it is approved.</param>
public sealed record PlanDetails(string Name, DateOnly From, DateOnly To, decimal? Budget, Guid OwnerId, Guid? SucceedsId);

/// <summary>How risks are treated in a period (ISO/IEC 27001 6.1.3 e): agreed by the owners of the risks and approved by top management before it is carried out (8.3).</summary>
public sealed class TreatmentPlan : Entity
{
    public const string CodePrefix = "TRP";
    public const int NameMaxLength = 200;
    public const int MostActions = 500;

    private TreatmentPlan() { }

    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    public DateOnly PeriodFrom { get; private set; }

    public DateOnly PeriodTo { get; private set; }

    public decimal? Budget { get; private set; }

    public PlanStatus Status { get; private set; }

    /// <summary>Who sees to it that it is carried out.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Who drafted it.</summary>
    public Guid AuthorId { get; private init; }

    public Guid? SucceedsId { get; private set; }

    /// <summary>How often it was submitted; consents belong to one submission.</summary>
    public int SubmissionNo { get; private set; }

    public Guid? SubmittedById { get; private set; }

    public DateOnly? ApprovedOn { get; private set; }

    /// <summary>Its actions are to be carried out.</summary>
    public bool IsInForce => Status is PlanStatus.Approved or PlanStatus.InProgress;

    /// <summary>What nobody was asked about is no evidence yet.</summary>
    public bool CanBeDeleted => Status == PlanStatus.Draft && SubmissionNo == 0;

    public static Result<TreatmentPlan> Draft(Guid id, string code, PlanDetails details, bool ownerIsActive, Guid authorId, DateOnly today)
    {
        var plan = new TreatmentPlan { Id = id, Code = code, AuthorId = authorId, Status = PlanStatus.Draft };
        return plan.Change(details, ownerIsActive, today).Error is { } error ? error : plan;
    }

    /// <param name="actions">First and last day of its actions; null while there are none.</param>
    public Result Change(PlanDetails details, bool ownerIsActive, DateOnly today, (DateOnly First, DateOnly Last)? actions = null)
    {
        if (Status != PlanStatus.Draft) { return Fixed(); }
        if (details.OwnerId != OwnerId && !ownerIsActive) { return TreatmentErrors.OwnerNotActive; }
        if (details.To < details.From) { return TreatmentErrors.EndsBeforeItBegins(nameof(PeriodTo)); }
        // What a draft said already blocks no other edit; it is asked for again when the draft is submitted.
        if (details.To != PeriodTo && details.To < today) { return TreatmentErrors.IsOver(details.To).At(nameof(PeriodTo)); }
        if (actions is { } days && (days.First < details.From || days.Last > details.To)) { return TreatmentErrors.LeavesActionsOut(days.First < details.From ? nameof(PeriodFrom) : nameof(PeriodTo), days.First, days.Last); }
        if (details.SucceedsId == Id) { return TreatmentErrors.SucceedsItself; }
        (Name, PeriodFrom, PeriodTo, Budget, OwnerId, SucceedsId) = (Text.Clean(details.Name), details.From, details.To, details.Budget, details.OwnerId, details.SucceedsId);
        return Result.Success;
    }

    /// <summary>Asks the owners of its risks, then top management.</summary>
    /// <param name="actions">All of its actions, each with whether it names a risk.</param>
    /// <param name="withoutTarget">The open risks among theirs of which nobody has said yet what is left of them then.</param>
    public Result Submit(IReadOnlyCollection<(string Title, DateOnly DueOn, bool NamesRisk)> actions, IReadOnlyCollection<string> withoutTarget, Guid by, DateOnly today)
    {
        if (Status != PlanStatus.Draft) { return Fixed(); }
        if (PeriodTo < today) { return TreatmentErrors.IsOver(PeriodTo); }
        if (actions.Count == 0) { return TreatmentErrors.NoActions; }
        if (actions.FirstOrDefault(a => !a.NamesRisk) is { Title: { } aimless, DueOn: var due }) { return TreatmentErrors.NoRisk(aimless, due); }
        // Whoever agrees to a plan agrees to what is left of the risk (6.1.3 f).
        if (withoutTarget.Count > 0) { return TreatmentErrors.NoTarget(withoutTarget); }
        (Status, SubmissionNo, SubmittedById) = (PlanStatus.Submitted, SubmissionNo + 1, by);
        return Result.Success;
    }

    /// <summary>Refused, turned down or taken back: a draft again.</summary>
    public Result TakeBack()
    {
        if (Status != PlanStatus.Submitted) { return TreatmentErrors.NotSubmitted; }
        Status = PlanStatus.Draft;
        return Result.Success;
    }

    public Result Approve(DateOnly today)
    {
        if (Status != PlanStatus.Submitted) { return TreatmentErrors.NotSubmitted; }
        (Status, ApprovedOn) = (PlanStatus.Approved, today);
        return Result.Success;
    }

    /// <summary>A later plan was approved in its place.</summary>
    public void BeSuperseded()
    {
        if (ApprovedOn is not null) { Status = PlanStatus.Superseded; }
    }

    /// <summary>An act on one of its actions moves it on: begun with the first, completed with the last.</summary>
    /// <param name="anyOpen">Whether an action is open still.</param>
    public void GoOn(bool anyOpen)
    {
        if (IsInForce || Status == PlanStatus.Completed) { Status = anyOpen ? PlanStatus.InProgress : PlanStatus.Completed; }
    }

    /// <summary>Somebody else, who is active, sees to it from now on.</summary>
    public void HandOver(Guid ownerId) => OwnerId = ownerId;

    /// <summary>Whether the day lies in its period.</summary>
    public bool Holds(DateOnly day) => day >= PeriodFrom && day <= PeriodTo;

    /// <summary>Whether actions may be added, changed and removed.</summary>
    public Result MayBeEdited() => Status == PlanStatus.Draft ? Result.Success : Fixed();

    private Error Fixed() => Status == PlanStatus.Submitted ? TreatmentErrors.IsSubmitted : TreatmentErrors.IsDecided;
}
