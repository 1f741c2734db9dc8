using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Acceptance;

/// <summary>
/// A risk is retained as it is until a day (ISO/IEC 27001 6.1.3 f, 8.3): its owner grants that and, where the level is beyond their limit or
/// where they judged it themselves, somebody whose limit covers it as well. It is evidence: what was asked for never changes.
/// </summary>
public sealed class RiskAcceptance : Entity
{
    /// <summary>Less says nothing that anybody could judge later.</summary>
    public const int ReasonMinLength = 20;
    public const int ReasonMaxLength = 2000;
    public const int ConditionsMaxLength = 2000;
    public const int CommentMaxLength = 1000;
    /// <summary>A risk is not accepted for longer without looking at it again.</summary>
    public const int MonthsMax = 12;
    /// <summary>So many days before its end its owner is reminded, and may ask for the next one.</summary>
    public const int ReminderDays = 30;

    private RiskAcceptance() { }

    public Guid RiskId { get; private init; }

    /// <summary>What the risk was called then.</summary>
    public string Title { get; private init; } = "";

    /// <summary>The evaluation of the current risk that is accepted.</summary>
    public Guid EvaluationId { get; private init; }

    /// <summary>By which version it was rated.</summary>
    public Guid MethodologyId { get; private init; }

    /// <summary>The highest level that is accepted.</summary>
    public int Level { get; private init; }

    public string Reason { get; private init; } = "";

    public string? Conditions { get; private init; }

    public DateOnly ValidUntil { get; private init; }

    public Guid RequestedBy { get; private init; }

    public DateOnly RequestedOn { get; private init; }

    public AcceptanceStatus Status { get; private set; }

    public DateOnly? GrantedOn { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    /// <summary>Null where nobody decided.</summary>
    public Guid? EndedBy { get; private set; }

    public AcceptanceEnd? EndCause { get; private set; }

    public string? EndComment { get; private set; }

    public bool IsOpen => Status is AcceptanceStatus.Requested or AcceptanceStatus.Granted;

    /// <summary>The last day from which on the next one may be asked for.</summary>
    public bool EndsSoon(DateOnly today) => Status == AcceptanceStatus.Granted && ValidUntil <= today.AddDays(ReminderDays);

    /// <summary>What keeps a risk from being accepted at all; null when nothing does.</summary>
    /// <param name="inForce">The methodology in force; null before the first approval.</param>
    /// <param name="open">Those of the risk that wait or hold.</param>
    public static Error? Obstacle(Risk risk, RiskMethodology? inForce, IReadOnlyCollection<RiskAcceptance> open, DateOnly today)
    {
        if (!risk.IsInForce) { return RiskErrors.Closed; }
        if (inForce is null || risk.CurrentLevel == 0 || risk.CurrentMethodologyId != inForce.Id) { return AcceptanceErrors.NotRated; }
        if (risk.ReevaluateSince is not null) { return AcceptanceErrors.ToBeReevaluated; }
        if (NobodyMay(inForce.Scales, risk.CurrentLevel) is { } never) { return never; }
        if (open.Any(a => a.Status == AcceptanceStatus.Requested)) { return AcceptanceErrors.WaitsAlready; }
        return open.FirstOrDefault(a => a.Status == AcceptanceStatus.Granted) is { } held && !held.EndsSoon(today) ? AcceptanceErrors.HoldsAlready(held.ValidUntil.AddDays(-ReminderDays)) : null;
    }

    /// <summary>Why a risk of a level is not accepted by anybody; null where somebody may.</summary>
    public static Error? NobodyMay(RiskScales scales, int level)
        => level >= scales.NeverFrom ? AcceptanceErrors.Never(scales.Levels[level - 1].Name)
            : scales.Limits.Any(l => l.Level >= level) ? null : AcceptanceErrors.BeyondAllLimits(scales.Levels[level - 1].Name);

    /// <param name="evaluationId">The newest of the current risk.</param>
    public static Result<RiskAcceptance> Request(Guid id, Risk risk, Guid evaluationId, RiskMethodology? inForce, IReadOnlyCollection<RiskAcceptance> open, AcceptanceTerms terms, Guid requestedBy, DateOnly today)
    {
        if (Obstacle(risk, inForce, open, today) is { } obstacle) { return obstacle; }
        List<FieldError> faults = [.. risk.Treatment == TreatmentOption.Accept ? [] : AcceptanceErrors.OtherOption.Fields, .. Faults(terms, today)];
        if (faults.Count > 0) { return Error.Invalid(faults); }
        return new RiskAcceptance
        {
            Id = id,
            RiskId = risk.Id,
            Title = risk.Title,
            EvaluationId = evaluationId,
            MethodologyId = inForce!.Id,
            Level = risk.CurrentLevel,
            Reason = Text.Clean(terms.Reason),
            Conditions = Text.OrNull(terms.Conditions),
            ValidUntil = terms.ValidUntil!.Value,
            RequestedBy = requestedBy,
            RequestedOn = today,
            Status = AcceptanceStatus.Requested,
        };
    }

    /// <summary>Somebody accepts the risk. With the last grant that was missing the risk is accepted.</summary>
    /// <param name="scales">Of the version by which it was rated.</param>
    /// <param name="limit">What the one who grants may accept.</param>
    public Result<RiskAcceptanceGrant> Grant(Risk risk, AcceptanceParties parties, IReadOnlyCollection<RiskAcceptanceGrant> before, PersonalLimit limit, RiskScales scales, DateOnly today, DateTimeOffset now)
    {
        if (MayDecide(parties, before, limit, scales) is { } refused) { return refused; }
        if (ValidUntil < today) { return AcceptanceErrors.EndPassed; }
        if (risk.ReevaluateSince is not null) { return AcceptanceErrors.ToBeReevaluated; }
        var capacity = limit.PersonId == parties.OwnerId ? GrantCapacity.Owner : GrantCapacity.Limit;
        var grant = RiskAcceptanceGrant.Of(Id, limit, capacity, today, now);
        if (parties.Missing(Level, [.. before, grant]) == (false, false))
        {
            (Status, GrantedOn) = (AcceptanceStatus.Granted, today);
            risk.BeAccepted(ValidUntil);
        }
        return grant;
    }

    /// <summary>One who is asked says no: then nobody else needs to say anything.</summary>
    /// <inheritdoc cref="Grant"/>
    public Result Refuse(AcceptanceParties parties, IReadOnlyCollection<RiskAcceptanceGrant> before, PersonalLimit limit, RiskScales scales, string? comment, DateOnly today)
    {
        if (MayDecide(parties, before, limit, scales) is { } refused) { return refused; }
        if (Text.OrNull(comment) is not { } why) { return AcceptanceErrors.CommentMissing; }
        (Status, EndedOn, EndedBy, EndCause, EndComment) = (AcceptanceStatus.Refused, today, limit.PersonId, AcceptanceEnd.Decision, why);
        return Result.Success;
    }

    /// <summary>Somebody ends it, or takes the request back, and says why.</summary>
    public Result Revoke(Risk risk, Guid by, string? reason, DateOnly today)
    {
        if (!IsOpen) { return AcceptanceErrors.Over; }
        if (Text.OrNull(reason) is not { } why) { return AcceptanceErrors.ReasonMissing; }
        End(risk, AcceptanceStatus.Revoked, AcceptanceEnd.Decision, by, today);
        EndComment = why;
        return Result.Success;
    }

    /// <summary>What happened to the risk ends it: what stands now is not what was accepted.</summary>
    /// <param name="by">Who did it; null for another system.</param>
    /// <returns>Whether it did.</returns>
    public bool Follow(Risk risk, Guid? by, DateOnly today)
    {
        AcceptanceEnd? cause = !risk.IsInForce ? AcceptanceEnd.RiskClosed
            : risk.Treatment != TreatmentOption.Accept ? AcceptanceEnd.OtherOption
            : risk.CurrentMethodologyId != MethodologyId ? AcceptanceEnd.OtherMethodology
            : risk.CurrentLevel > Level ? AcceptanceEnd.LevelRose : null;
        if (!IsOpen || cause is null) { return false; }
        End(risk, AcceptanceStatus.Revoked, cause.Value, by, today);
        return true;
    }

    /// <summary>A newer one was granted; the risk stays accepted.</summary>
    public void BeReplaced(Guid by, DateOnly today) => (Status, EndedOn, EndedBy, EndCause) = (AcceptanceStatus.Revoked, today, by, AcceptanceEnd.Renewed);

    /// <summary>Its last day is over.</summary>
    public void Expire(Risk risk, DateOnly today)
    {
        if (IsOpen && ValidUntil < today) { End(risk, AcceptanceStatus.Expired, null, null, today); }
    }

    /// <summary>Why somebody has nothing to decide here; null when they have.</summary>
    public Error? MayDecide(AcceptanceParties parties, IReadOnlyCollection<RiskAcceptanceGrant> before, PersonalLimit limit, RiskScales scales)
    {
        if (IsOpen && before.Any(g => g.PersonId == limit.PersonId)) { return AcceptanceErrors.GrantedAlready; }
        if (Status != AcceptanceStatus.Requested) { return AcceptanceErrors.NotRequested; }
        if (limit.PersonId == parties.OwnerId) { return null; }
        if (!parties.Missing(Level, before).Second) { return AcceptanceErrors.NotAsked; }
        return limit.Level >= Level ? null : AcceptanceErrors.BeyondLimit(scales.Levels[Level - 1].Name);
    }

    private void End(Risk risk, AcceptanceStatus status, AcceptanceEnd? cause, Guid? by, DateOnly today)
    {
        if (Status == AcceptanceStatus.Granted) { risk.BeAcceptedNoMore(); }
        (Status, EndedOn, EndedBy, EndCause) = (status, today, by, cause);
    }

    private static IEnumerable<FieldError> Faults(AcceptanceTerms terms, DateOnly today)
    {
        if (Text.SeenLength(terms.Reason) < ReasonMinLength) { yield return new(nameof(Reason), "acceptance.reason", "Say in at least {0} characters why the risk is retained rather than treated.", ReasonMinLength); }
        if (terms.ValidUntil is null) { yield return new(nameof(ValidUntil), "required", "Fill in this field."); }
        else if (terms.ValidUntil <= today) { yield return new(nameof(ValidUntil), "acceptance.ends-now", "Choose a day after today."); }
        else if (terms.ValidUntil > today.AddMonths(MonthsMax)) { yield return new(nameof(ValidUntil), "acceptance.too-long", "A risk is accepted for at most {0} months. Choose a day until {1}.", MonthsMax, today.AddMonths(MonthsMax)); }
    }
}

/// <summary>Who accepted, as what, and up to which level they could on that day. It is evidence: never changed, never deleted.</summary>
public sealed class RiskAcceptanceGrant : Entity
{
    private RiskAcceptanceGrant() { }

    public Guid AcceptanceId { get; private init; }

    public Guid PersonId { get; private init; }

    public GrantCapacity Capacity { get; private init; }

    /// <summary>The role that the limit comes from; null for somebody without one.</summary>
    public Role? Role { get; private init; }

    public int LimitLevel { get; private init; }

    public DateOnly GrantedOn { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    internal static RiskAcceptanceGrant Of(Guid acceptanceId, PersonalLimit limit, GrantCapacity capacity, DateOnly today, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AcceptanceId = acceptanceId,
        PersonId = limit.PersonId,
        Capacity = capacity,
        Role = limit.Role,
        LimitLevel = limit.Level,
        GrantedOn = today,
        RecordedAt = now,
    };
}
