using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>All that is entered while a risk is assessed; each step sends its part.</summary>
public abstract record RiskDraftForm : RiskForm
{
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

    internal bool IsGiven() => Likelihood is not null || (Impacts ?? []).Any(i => i is not null) || Text.OrNull(Rationale) is not null || Text.OrNull(Deviation) is not null;

    internal Judgement At(EvaluationStage stage) => new(stage, Likelihood ?? 0, Impacts ?? [], Rationale, Deviation);
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
    /// <summary>With what a step sent in the place of what it held.</summary>
    internal RiskDraftContent With(AssessStep step, RiskDraftForm sent) => step switch
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
        AssessStep.Treatment => this with { Treatment = sent.Treatment, Target = sent.Target, PlanId = sent.PlanId, PlanName = sent.PlanName, Actions = [.. (sent.Actions ?? []).Where(a => !a.IsBlank())] },
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
    }
}
