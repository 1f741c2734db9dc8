using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Tasks;

/// <summary>Who answers for a record from now on and by when it is looked at again, with what is needed to judge that.</summary>
/// <param name="NextReviewOn">Null: the cycle plans it.</param>
/// <param name="Cycle">How often records of this kind are reviewed.</param>
public sealed record ReviewPlan(Guid OwnerId, bool OwnerIsActive, DateOnly? NextReviewOn, ReviewCycle Cycle, DateOnly Today);

/// <summary>A record that one person answers for and looks at again by a planned day.</summary>
public abstract class ReviewedRecord : Entity
{
    public const int ClosedReasonMaxLength = 1000;

    /// <summary>Beyond this a review is no plan; twice the longest cycle.</summary>
    public const int YearsAheadMax = 10;

    public Guid OwnerId { get; private set; }

    public DateOnly NextReviewOn { get; private set; }

    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>Why it is over; null while it is not.</summary>
    public string? ClosedReason { get; private set; }

    /// <summary>Only what counts is reviewed: no drafts, nothing that is over.</summary>
    public abstract bool IsInForce { get; }

    /// <summary>Made by mistake, as far as the record tells: nobody reviewed it or closed it, so it is no evidence yet.</summary>
    public virtual bool CanBeDeleted => ReviewedOn is null && ClosedReason is null;

    /// <summary>It was looked at, and is right as it stands now.</summary>
    /// <param name="next">The day by which it is looked at again.</param>
    public Result ConfirmReview(DateOnly next, DateOnly today)
    {
        if (!IsInForce) { return ReviewErrors.NotInForce; }
        (ReviewedOn, NextReviewOn) = (today, next);
        return Result.Success;
    }

    /// <summary>Somebody else, who is active, answers for it from now on.</summary>
    public void HandOver(Guid ownerId) => OwnerId = ownerId;

    /// <param name="notBefore">A review before this day would find nothing to judge.</param>
    protected Result Take(ReviewPlan plan, DateOnly? notBefore = null)
    {
        // Asked only of a new owner and of a new day, so that a leaver or a late review does not block other edits.
        if (plan.OwnerId != OwnerId && !plan.OwnerIsActive) { return ReviewErrors.OwnerNotActive; }
        var byCycle = plan.Today.AddMonths(plan.Cycle.EveryMonths);
        var next = plan.NextReviewOn ?? (notBefore > byCycle ? notBefore.Value : byCycle);
        if (next != NextReviewOn && next < plan.Today) { return ReviewErrors.InThePast; }
        // What takes effect later is looked at later.
        if (next != NextReviewOn && next > (notBefore > plan.Today ? notBefore.Value : plan.Today).AddYears(YearsAheadMax)) { return ReviewErrors.TooFar; }
        if (next < notBefore) { return ReviewErrors.TooEarly(notBefore.Value); }
        (OwnerId, NextReviewOn) = (plan.OwnerId, next);
        return Result.Success;
    }

    /// <summary>Something happened that cannot wait for the planned day.</summary>
    protected void BringForward(DateOnly day)
    {
        if (day < NextReviewOn) { NextReviewOn = day; }
    }

    /// <summary>It is over, for a reason that stays with it.</summary>
    protected Result CloseFor(string? reason)
    {
        if (Text.OrNull(reason) is not { } why) { return ReviewErrors.ReasonMissing; }
        ClosedReason = why;
        return Result.Success;
    }

    protected void ForgetReason() => ClosedReason = null;
}
