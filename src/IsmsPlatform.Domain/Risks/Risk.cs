using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Threats;

namespace IsmsPlatform.Domain.Risks;

/// <summary>What people enter about a risk, as one value.</summary>
/// <param name="Scenario">Who or what does which harm, by which way, with which consequence.</param>
/// <param name="Affects">Which properties of information suffer.</param>
/// <param name="Treatment">What is done with it; null while nobody decided.</param>
public sealed record RiskDetails(string Title, string? Scenario, RiskKind Kind, Guid? ThreatId, IReadOnlyList<SecurityProperty> Affects, TreatmentOption? Treatment, bool PersonalData);

/// <summary>The effect of uncertainty on what the organisation wants to keep safe (ISO/IEC 27001 6.1.2): one entry of the register.</summary>
public sealed class Risk : ReviewedRecord
{
    public const string CodePrefix = "RSK";
    public const int TitleMaxLength = 200;
    public const int ScenarioMaxLength = 4000;
    public const int CauseMaxLength = 200;

    // Between the names of controls that gave one cause.
    private const string NamesApart = "; ";
    public const int MostLinks = 100;

    /// <summary>Its review is due by then, once something asks for a new evaluation; the owner gets the task of the review.</summary>
    public const int DaysToReevaluate = 14;

    private Risk() { }

    public string Code { get; private init; } = "";

    public string Title { get; private set; } = "";

    public string? Scenario { get; private set; }

    public RiskKind Kind { get; private set; }

    public Guid? ThreatId { get; private set; }

    public bool Confidentiality { get; private set; }

    public bool Integrity { get; private set; }

    public bool Availability { get; private set; }

    public TreatmentOption? Treatment { get; private set; }

    public bool PersonalData { get; private set; }

    public RiskStatus Status { get; private set; }

    // What the last evaluation of each stage said: the register, the heat map and their figures read these columns alone.
    public Guid? InherentMethodologyId { get; private set; }

    public int InherentLikelihood { get; private set; }

    public int InherentImpact { get; private set; }

    public int InherentLevel { get; private set; }

    public Guid? CurrentMethodologyId { get; private set; }

    public int CurrentLikelihood { get; private set; }

    public int CurrentImpact { get; private set; }

    public int CurrentLevel { get; private set; }

    public Guid? TargetMethodologyId { get; private set; }

    public int TargetLikelihood { get; private set; }

    public int TargetImpact { get; private set; }

    public int TargetLevel { get; private set; }

    /// <summary>Since when it has to be evaluated anew; null when nothing asks for it.</summary>
    public DateOnly? ReevaluateSince { get; private set; }

    public ReevaluationCause? ReevaluateCause { get; private set; }

    /// <summary>The control or asset that gave the cause, by its name then.</summary>
    public string? ReevaluateBecauseOf { get; private set; }

    /// <summary>The last day on which it is accepted as it is (6.1.3 f); null while it is not.</summary>
    public DateOnly? AcceptedUntil { get; private set; }

    public override bool IsInForce => Status != RiskStatus.Closed;

    /// <summary>An evaluation is evidence.</summary>
    public override bool CanBeDeleted => base.CanBeDeleted && Status == RiskStatus.Identified;

    public static Result<Risk> Identify(Guid id, string code, RiskDetails details, ReviewPlan plan)
    {
        var risk = new Risk { Id = id, Code = code };
        return risk.Change(details, plan).Error is { } error ? error : risk;
    }

    public Result Change(RiskDetails details, ReviewPlan plan)
    {
        if (!IsInForce) { return RiskErrors.Closed; }
        var planned = Take(plan);
        if (!planned.IsSuccess) { return planned; }
        (Title, Scenario, Kind, ThreatId, Treatment, PersonalData) = (Text.Clean(details.Title), Text.OrNull(details.Scenario), details.Kind, details.ThreatId, details.Treatment, details.PersonalData);
        (Confidentiality, Integrity, Availability) = (details.Affects.Contains(SecurityProperty.Confidentiality), details.Affects.Contains(SecurityProperty.Integrity), details.Affects.Contains(SecurityProperty.Availability));
        return Result.Success;
    }

    /// <summary>In the order of the standard.</summary>
    public IReadOnlyList<SecurityProperty> Affects() => CatalogueRecord.Affected(Confidentiality, Integrity, Availability);

    public Rating RatingOf(EvaluationStage stage) => stage switch
    {
        EvaluationStage.Inherent => new(InherentMethodologyId, InherentLikelihood, InherentImpact, InherentLevel),
        EvaluationStage.Current => new(CurrentMethodologyId, CurrentLikelihood, CurrentImpact, CurrentLevel),
        _ => new(TargetMethodologyId, TargetLikelihood, TargetImpact, TargetLevel),
    };

    /// <summary>Takes over what an evaluation found. A rating of today is the review of the risk, and answers whatever asked for a new one.</summary>
    /// <param name="nextReview">By the interval of its level.</param>
    internal void Take(EvaluationStage stage, Rating rating, DateOnly nextReview, DateOnly today)
    {
        switch (stage)
        {
            case EvaluationStage.Inherent:
                (InherentMethodologyId, InherentLikelihood, InherentImpact, InherentLevel) = (rating.MethodologyId, rating.Likelihood, rating.Impact, rating.Level);
                break;
            case EvaluationStage.Current:
                (CurrentMethodologyId, CurrentLikelihood, CurrentImpact, CurrentLevel) = (rating.MethodologyId, rating.Likelihood, rating.Impact, rating.Level);
                (ReevaluateSince, ReevaluateCause, ReevaluateBecauseOf) = (null, null, null);
                ConfirmReview(nextReview, today);
                break;
            default:
                (TargetMethodologyId, TargetLikelihood, TargetImpact, TargetLevel) = (rating.MethodologyId, rating.Likelihood, rating.Impact, rating.Level);
                break;
        }
        // Treatment goes on whatever is rated; what is left of a risk is known again with its current rating.
        if (Status == RiskStatus.InTreatment || (Status == RiskStatus.Monitored && stage != EvaluationStage.Current)) { return; }
        Status = Rated();
    }

    /// <summary>In treatment while an action of an approved plan is open for it. Then it is monitored where all was carried out, and to be decided about again where it was not.</summary>
    /// <returns>Why it is to be rated again, where its treatment ended: what is left of it, or a target that nothing leads to any more. Null otherwise.</returns>
    public ReevaluationCause? BeTreated(bool anyOpen, bool carriedOut)
    {
        if (!IsInForce) { return null; }
        var wasTreated = Status == RiskStatus.InTreatment;
        if (anyOpen) { Status = RiskStatus.InTreatment; }
        else if (wasTreated) { Status = carriedOut && AcceptedUntil is null && CurrentLevel > 0 ? RiskStatus.Monitored : Rated(); }
        if (!wasTreated || anyOpen) { return null; }
        return carriedOut ? ReevaluationCause.TreatmentCarriedOut : TargetLevel > 0 && TargetLevel < CurrentLevel ? ReevaluationCause.TreatmentGivenUp : null;
    }

    /// <summary>It is retained as it is: whoever asks for its acceptance may decide so at once.</summary>
    public void ChooseToAccept()
    {
        if (IsInForce) { Treatment = TreatmentOption.Accept; }
    }

    /// <summary>Everybody who must has accepted it. Treatment that goes on is still seen.</summary>
    internal void BeAccepted(DateOnly until)
    {
        AcceptedUntil = until;
        if (Status != RiskStatus.InTreatment) { Status = RiskStatus.Accepted; }
    }

    internal void BeAcceptedNoMore()
    {
        AcceptedUntil = null;
        if (Status == RiskStatus.Accepted) { Status = Rated(); }
    }

    /// <summary>Something that its rating rests on has changed. The first cause stays until somebody evaluates it; its owner is asked to within two weeks.</summary>
    /// <param name="because">Name of the control or asset.</param>
    public void AskForReevaluation(ReevaluationCause cause, string because, DateOnly today)
    {
        if (!IsInForce || CurrentLevel == 0 || ReevaluateSince is not null) { return; }
        (ReevaluateSince, ReevaluateCause, ReevaluateBecauseOf) = (today, cause, Text.Cut(because, CauseMaxLength));
        BringForward(today.AddDays(DaysToReevaluate));
    }

    /// <summary>Controls were taken off it: each is named, so that it is known when all of them are back.</summary>
    public void LoseControls(IEnumerable<string> names, DateOnly today)
    {
        if (ReevaluateCause is not (null or ReevaluationCause.ControlRemoved)) { return; }
        var lost = string.Join(NamesApart, [.. Removed(), .. names]);
        AskForReevaluation(ReevaluationCause.ControlRemoved, lost, today);
        if (ReevaluateCause == ReevaluationCause.ControlRemoved) { ReevaluateBecauseOf = Text.Cut(lost, CauseMaxLength); }
    }

    /// <summary>Controls were put back. When nothing of what was taken off is missing, nothing asks for a new evaluation any more.</summary>
    public void RegainControls(IEnumerable<string> names)
    {
        if (ReevaluateCause != ReevaluationCause.ControlRemoved) { return; }
        var missing = Removed();
        foreach (var name in names) { missing.Remove(name); }
        if (missing.Count == 0) { (ReevaluateSince, ReevaluateCause, ReevaluateBecauseOf) = (null, null, null); }
        else { ReevaluateBecauseOf = string.Join(NamesApart, missing); }
    }

    // A name that was cut off is never found again: then the mark stays until somebody evaluates.
    private List<string> Removed() => ReevaluateCause == ReevaluationCause.ControlRemoved ? [.. ReevaluateBecauseOf!.Split(NamesApart)] : [];

    /// <summary>It is none any more: avoided, its asset retired, part of another one.</summary>
    public Result Close(string? reason)
    {
        if (!IsInForce) { return RiskErrors.Closed; }
        var closed = CloseFor(reason);
        if (closed.IsSuccess) { (Status, ReevaluateSince, ReevaluateCause, ReevaluateBecauseOf) = (RiskStatus.Closed, null, null, null); }
        return closed;
    }

    public Result Reopen()
    {
        if (IsInForce) { return RiskErrors.NotClosed; }
        ForgetReason();
        Status = Rated();
        return Result.Success;
    }

    private RiskStatus Rated() => AcceptedUntil is not null ? RiskStatus.Accepted : CurrentLevel > 0 ? RiskStatus.Evaluated : InherentLevel > 0 ? RiskStatus.Analysed : RiskStatus.Identified;
}
