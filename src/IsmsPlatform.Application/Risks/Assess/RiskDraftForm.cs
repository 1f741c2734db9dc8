using FluentValidation;
using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>All that is entered while a risk is assessed; each step sends its part.</summary>
public abstract record RiskDraftForm : RiskForm
{
    protected RiskDraftForm() { }

    protected RiskDraftForm(RiskForm said) : base(said) { }

    /// <summary>As if there were no controls.</summary>
    public DraftJudgement? Inherent { get; init; }

    /// <summary>As it is today.</summary>
    public DraftJudgement? Current { get; init; }

    /// <summary>When the treatment is done; left out where nothing is planned.</summary>
    public DraftJudgement? Target { get; init; }

    /// <summary>The draft of a treatment plan that the actions go into; missing for a new one.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Name of the new plan.</summary>
    public string? PlanName { get; init; }

    /// <summary>What is to be done so that it becomes smaller.</summary>
    public IReadOnlyList<DraftAction>? Actions { get; init; } = new List<DraftAction>();

    /// <summary>What cannot be read, as it was typed, by its field: nobody who leaves a step is held up by it, and it waits there for whoever goes on. Nothing of it counts.</summary>
    public IReadOnlyDictionary<string, string>? Unread { get; init; }

    /// <summary>What was said of the stages, in their order; null of one that nobody looked at yet.</summary>
    public IReadOnlyList<(EvaluationStage Stage, DraftJudgement? Judged)> Stages() => [(EvaluationStage.Inherent, Inherent), (EvaluationStage.Current, Current), (EvaluationStage.Target, Target)];
}

/// <summary>What somebody judges of one stage.</summary>
public sealed record DraftJudgement
{
    /// <summary>The level of the scale in force, from 1.</summary>
    public int? Likelihood { get; init; }

    /// <summary>For each dimension of the methodology in its order the level from 1; null where it does not suffer.</summary>
    public IReadOnlyList<int?>? Impacts { get; init; } = new List<int?>();

    public string? Rationale { get; init; }

    public string? Deviation { get; init; }

    /// <summary>What it costs; left out, what was estimated before stays.</summary>
    public DraftLoss? Loss { get; init; }

    /// <summary>Rated, that is; what it costs may be estimated without.</summary>
    internal bool IsGiven() => Likelihood is not null || (Impacts ?? []).Any(i => i is not null) || Text.OrNull(Rationale) is not null || Text.OrNull(Deviation) is not null;

    internal Judgement At(EvaluationStage stage) => new(stage, Likelihood ?? 0, Impacts ?? [], Rationale, Deviation);
}

/// <summary>What somebody estimates of one stage.</summary>
public sealed record DraftLoss : LossForm
{
    /// <summary>The page proposes how it is said; that alone is no estimate.</summary>
    internal bool IsGiven() => FrequencyLow is not null || Frequency is not null || FrequencyHigh is not null || LossLow is not null || LossLikely is not null || LossHigh is not null || Text.OrNull(Rationale) is not null;

    /// <param name="basis">Null for what is wrong with it by itself.</param>
    internal IReadOnlyList<FieldError> FaultsAt(EvaluationStage stage, LossBasis? basis = null)
        => [.. (basis is null ? LossEstimate.Faults(At(stage)) : LossEstimate.Faults(At(stage), basis)).Select(f => f with { Field = $"{RiskDraftFields.LossOf(stage)}.{f.Field}" })];
}

/// <summary>An action that is planned while a risk is assessed.</summary>
public sealed record DraftAction : ActionForm
{
    /// <summary>Nobody filled it in; a start is proposed by the page.</summary>
    internal bool IsBlank() => Text.OrNull(Title) is null && Text.OrNull(Description) is null && OwnerId is null && DueOn is null && CostEstimate is null && EffortHours is null && ControlIds is not { Count: > 0 };
}

/// <summary>All that was entered, as a draft keeps it.</summary>
public sealed record RiskDraftContent : RiskDraftForm
{
    public RiskDraftContent() { }

    /// <param name="said">What the register says of the risk.</param>
    public RiskDraftContent(RiskForm said) : base(said) { }

    /// <summary>The estimates that were entered, in the order of their stages.</summary>
    internal IEnumerable<(EvaluationStage Stage, DraftLoss Loss)> Losses()
    {
        foreach (var (stage, judged) in Stages()) { if (judged?.Loss is { } loss && loss.IsGiven()) { yield return (stage, loss); } }
    }

    /// <summary>Those of them that nothing is wrong with in themselves: what was left for later is not checked.</summary>
    internal IEnumerable<LossJudgement> SoundLosses() => Losses().Where(l => l.Loss.Shape is not null && l.Loss.FaultsAt(l.Stage).Count == 0).Select(l => l.Loss.At(l.Stage));

    /// <summary>With what a step sent in the place of what it held.</summary>
    internal RiskDraftContent With(AssessStep step, RiskDraftForm sent)
    {
        var (actions, typed) = Filled(sent);
        return Of(step, sent, actions) with { Unread = new Dictionary<string, string>((Unread ?? Nothing).Where(u => RiskDraftFields.StepOf(u.Key) != step).Concat(typed), StringComparer.Ordinal) };
    }

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    // Rows that nobody filled in are left out; what could not be read in one moves with it.
    private static (List<DraftAction> Actions, IEnumerable<KeyValuePair<string, string>> Unread) Filled(RiskDraftForm sent)
    {
        var (unread, actions) = ((sent.Unread ?? Nothing).ToList(), new List<DraftAction>());
        for (var i = 0; i < (sent.Actions?.Count ?? 0); i++)
        {
            var (there, here) = ($"{nameof(Actions)}[{i}].", $"{nameof(Actions)}[{actions.Count}].");
            if (sent.Actions![i].IsBlank() && !unread.Exists(u => u.Key.StartsWith(there, StringComparison.Ordinal))) { continue; }
            unread = unread.ConvertAll(u => u.Key.StartsWith(there, StringComparison.Ordinal) ? new(here + u.Key[there.Length..], u.Value) : u);
            actions.Add(sent.Actions[i]);
        }
        return (actions, unread);
    }

    private RiskDraftContent Of(AssessStep step, RiskDraftForm sent, IReadOnlyList<DraftAction> actions) => step switch
    {
        AssessStep.Scenario => this with
        {
            Title = sent.Title,
            Scenario = sent.Scenario,
            Kind = sent.Kind,
            ThreatId = sent.ThreatId,
            VulnerabilityIds = sent.VulnerabilityIds,
            AssetIds = sent.AssetIds,
            Affects = sent.Affects,
            PersonalData = sent.PersonalData,
            OwnerId = sent.OwnerId,
        },
        AssessStep.Controls => this with { ImplementationIds = sent.ImplementationIds },
        AssessStep.Rating => this with { Inherent = sent.Inherent, Current = sent.Current },
        AssessStep.Treatment => this with { Treatment = sent.Treatment, Target = sent.Target, PlanId = sent.PlanId, PlanName = sent.PlanName, Actions = actions },
        _ => this,
    };
}

/// <summary>What each step asks for before it lets on.</summary>
public sealed class RiskDraftRules : AbstractValidator<SaveRiskDraft>
{
    public RiskDraftRules()
    {
        When(d => d.Check && d.Step == AssessStep.Scenario, () => Include(new RiskFormRules()));
        When(d => d.Check && d.Step == AssessStep.Rating, () =>
        {
            RuleFor(d => d.Inherent).SetValidator(new DraftJudgementRules()!);
            RuleFor(d => d.Current).SetValidator(new DraftJudgementRules()!);
        });
        When(d => d.Check && d.Step == AssessStep.Treatment, () =>
        {
            RuleFor(d => d.Target).SetValidator(new DraftJudgementRules()!);
            RuleFor(d => d.Treatment).Must(o => o is null || Enum.IsDefined(o.Value)).WithErrorCode("unknown-value").WithMessage("Choose one of the listed values.");
            RuleForEach(d => d.Actions).Where(a => !a.IsBlank()).SetValidator(new ActionFormRules());
            RuleFor(d => d.PlanName).AtMost(TreatmentPlan.NameMaxLength);
            RuleFor(d => d.PlanName).Must(n => Text.OrNull(n) is not null).WithErrorCode("required").WithMessage("Choose the plan that the actions go into, or give a new one its name.")
                .When(d => d.PlanId is null && (d.Actions ?? []).Any(a => !a.IsBlank()));
        });
    }
}

public sealed class DraftJudgementRules : AbstractValidator<DraftJudgement>
{
    public DraftJudgementRules()
    {
        RuleFor(j => j.Rationale).AtMost(RiskEvaluation.RationaleMaxLength);
        RuleFor(j => j.Deviation).AtMost(RiskEvaluation.DeviationMaxLength);
        RuleFor(j => j.Loss).SetValidator(new LossFormRules()!).When(j => j.Loss?.IsGiven() == true);
    }
}
