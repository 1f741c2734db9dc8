using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Risks;

/// <param name="Form">What the step shows: what was sent and refused, else what the draft holds.</param>
/// <param name="Meanwhile">The draft was saved in another window since this one was opened.</param>
/// <param name="Conflict">The register's version beside the draft's, when somebody changed the risk since the assessment began.</param>
public sealed record RiskDraftPage(RiskDraftView Draft, AssessStep Step, RiskDraftForm Form, RiskChoices Choices, IReadOnlyList<DraftActionFields> Actions, bool Meanwhile, Conflict? Conflict)
{
    /// <summary>In which running assessments it is to count; null before the form was sent.</summary>
    public IReadOnlyList<Guid>? CountedIn { get; init; }

    public Steps Steps(Texts t, string url)
    {
        Step At(AssessStep step) => new(TitleOf(step, t), step <= Draft.Reached ? $"{url}/{step}" : null);
        return new Steps(t["Steps of the assessment"], (int)Step, [.. Enum.GetValues<AssessStep>().Select(At)]);
    }

    public static string TitleOf(AssessStep step, Texts t) => step switch
    {
        AssessStep.Scenario => t["Scenario"],
        AssessStep.Controls => t["Controls"],
        AssessStep.Rating => t["Rating"],
        AssessStep.Treatment => t["Treatment"],
        _ => t["Sign"],
    };

    /// <summary>A field of a judgement or an estimate with its stage: the third step has each twice. Null for others.</summary>
    public static string? Called(string field, Texts t)
    {
        if (field.Split('.', '[') is not [var stage, var member, .. var below]) { return null; }
        var said = member == nameof(DraftJudgement.Loss) ? LossFields.LabelOf(string.Concat(below), t) : MemberOf(member, t);
        return stage switch
        {
            nameof(RiskDraftForm.Inherent) => t["Inherent risk, {0}", said],
            nameof(RiskDraftForm.Current) => t["Current risk, {0}", said],
            nameof(RiskDraftForm.Target) => t["Target risk, {0}", said],
            _ => null,
        };
    }

    private static string MemberOf(string member, Texts t) => member switch
    {
        nameof(DraftJudgement.Likelihood) => t["Likelihood"],
        nameof(DraftJudgement.Rationale) => t["Rationale"],
        nameof(DraftJudgement.Deviation) => t["Why it is worse than before"],
        _ => t["Impact"],
    };

    /// <summary>What a stage costs, to be filled in.</summary>
    public LossFields Loss(EvaluationStage stage) => new(RiskDraftFields.LossOf(stage), Draft.Currency, Form.Stages().First(s => s.Stage == stage).Judged?.Loss ?? new DraftLoss { Shape = LossShape.Interval90 });

    public LossFiguresPanel Losses => new(Draft.Currency, LossRun.MostYears, [.. Draft.Losses.Select(l => (l.Stage, l.Figures))], Draft.Tolerance);

    public JudgementFields Judged(string key, DraftJudgement? j) => new(key, Draft.Scales, j?.Likelihood, j?.Impacts, j?.Rationale, j?.Deviation);

    /// <summary>What a signature would make of the risk in the register.</summary>
    public static ChangeRisk ChangeOf(RiskDraftForm form, RiskView stored) => new(form) { Id = stored.Id, NextReviewOn = stored.NextReviewOn };
}

/// <summary>One action of the fourth step. Partial <c>_DraftAction</c>.</summary>
/// <param name="No">Its place, from 0.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record DraftActionFields(int No, DraftAction Action, IReadOnlyList<Choice> People, IReadOnlyList<Choice> Controls, string Currency)
{
    public string Name(string field) => $"Actions[{No}].{field}";
}
