using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>Judges a draft by the rules of the register, before anything of it is in the register.</summary>
public sealed class RiskDraftCheck(IsmsDbContext db, RiskRatings ratings)
{
    /// <summary>Why a step does not let on, each fault at its field; null when it does.</summary>
    internal async Task<Error?> RefusalAsync(Guid? riskId, RiskDraftContent content, AssessStep step, CancellationToken cancellationToken)
    {
        if (await WrongAsync(riskId, content, step, cancellationToken) is { Count: > 0 } wrong) { return Error.Invalid(wrong); }
        if (step is not (AssessStep.Rating or AssessStep.Treatment)) { return null; }
        if (await BasisAsync(riskId, content, cancellationToken) is not { } basis) { return RiskErrors.NoMethodology; }
        var inherent = Rate(content.Inherent, EvaluationStage.Inherent, basis, null, null);
        var current = inherent.IsSuccess ? Rate(content.Current, EvaluationStage.Current, basis, inherent.Value, null) : Look(content.Current, EvaluationStage.Current, basis);
        Result<Rating>[] asked = step == AssessStep.Rating ? [inherent, current]
            : content.Target?.IsGiven() != true ? []
            : inherent.IsSuccess && current.IsSuccess ? [Rate(content.Target, EvaluationStage.Target, basis, inherent.Value, current.Value)] : [Look(content.Target, EvaluationStage.Target, basis)];
        var losses = content.Losses().Where(l => l.Stage == EvaluationStage.Target == (step == AssessStep.Treatment)).ToList();
        var beside = losses.Count == 0 ? null : await BesideAsync(riskId, content, basis, cancellationToken);
        FieldError[] faults = [.. asked.SelectMany(r => r.Error?.Fields ?? []), .. losses.SelectMany(l => l.Loss.FaultsAt(l.Stage, beside))];
        return faults.Length > 0 ? Error.Invalid(faults) : null;
    }

    /// <summary>By what the draft is judged; null before a methodology is in force.</summary>
    internal async Task<EvaluationBasis?> BasisAsync(Guid? riskId, RiskDraftForm content, CancellationToken cancellationToken)
    {
        if (await ratings.InForceAsync(cancellationToken) is not { } method) { return null; }
        var ids = (content.ImplementationIds ?? []).Take(Risk.MostLinks).ToList();
        var controls = await db.ControlImplementations.AsNoTracking().Where(i => ids.Contains(i.Id)).OrderBy(i => i.Title).ToListAsync(cancellationToken);
        var (open, waitingPlan) = riskId is { } id ? await db.PlannedForAsync(id, cancellationToken) : (0, null);
        return new EvaluationBasis(method.Id, method.Scales, controls.ConvertAll(i => (i.Title, i.Works)), open + (content.Actions?.Count(a => !a.IsBlank()) ?? 0), waitingPlan);
    }

    // Estimates of the draft stand beside each other; where it has none, those of the register.
    private async Task<LossBasis> BesideAsync(Guid? riskId, RiskDraftContent content, EvaluationBasis basis, CancellationToken cancellationToken)
    {
        var expected = riskId is { } id ? await db.ExpectedLossesAsync(id, cancellationToken) : [];
        foreach (var judged in content.SoundLosses()) { expected[judged.Stage] = judged.Expected; }
        return new LossBasis(expected.Of(EvaluationStage.Inherent), expected.Of(EvaluationStage.Current), basis.Controls, basis.OpenActions);
    }

    // What a step names has to be there, whoever chose it may have waited for days; and its days have to fit.
    private async Task<IReadOnlyList<FieldError>> WrongAsync(Guid? riskId, RiskDraftForm c, AssessStep step, CancellationToken cancellationToken)
    {
        List<FieldError> wrong = [];
        async Task NeedAsync(string field, IQueryable<Guid> there, params IReadOnlyList<Guid> named)
        {
            if (named.Count > 0 && await there.CountAsync(id => named.Contains(id), cancellationToken) < named.Distinct().Count()) { wrong.AddRange(RiskErrors.LinkMissing(field).Fields); }
        }
        static Guid[] One(Guid? id) => id is { } named ? [named] : [];
        switch (step)
        {
            case AssessStep.Scenario:
                await NeedAsync(nameof(RiskForm.OwnerId), db.People.Select(p => p.Id), One(c.OwnerId));
                await NeedAsync(nameof(RiskForm.ThreatId), db.Threats.Select(t => t.Id), One(c.ThreatId));
                await NeedAsync(nameof(RiskForm.AssetIds), db.Assets.Select(a => a.Id), c.AssetIds ?? []);
                await NeedAsync(nameof(RiskForm.VulnerabilityIds), db.Vulnerabilities.Select(v => v.Id), c.VulnerabilityIds ?? []);
                wrong.AddRange((await db.HiddenToLinkAsync(riskId, c.ThreatId, c.VulnerabilityIds, cancellationToken))?.Fields ?? []);
                break;
            case AssessStep.Controls:
                await NeedAsync(nameof(RiskForm.ImplementationIds), db.ControlImplementations.Select(i => i.Id), c.ImplementationIds ?? []);
                break;
            case AssessStep.Treatment:
                await NeedAsync(nameof(RiskDraftForm.PlanId), db.TreatmentPlans.Select(p => p.Id), One(c.PlanId));
                wrong.AddRange(DaysOf(c.Actions ?? [], await db.TreatmentPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == c.PlanId, cancellationToken)));
                foreach (var (a, i) in (c.Actions ?? []).Select((a, i) => (a, i)))
                {
                    await NeedAsync($"{nameof(RiskDraftForm.Actions)}[{i}].{nameof(ActionForm.OwnerId)}", db.People.Select(p => p.Id), One(a.OwnerId));
                    await NeedAsync($"{nameof(RiskDraftForm.Actions)}[{i}].{nameof(ActionForm.ControlIds)}", db.Controls.Select(k => k.Id), a.ControlIds ?? []);
                }
                break;
            default:
                break;
        }
        return wrong;
    }

    // The same as the plan says at the signature, but where it can be mended.
    private static IEnumerable<FieldError> DaysOf(IReadOnlyList<DraftAction> actions, TreatmentPlan? plan)
    {
        foreach (var (a, i) in actions.Select((a, i) => (a, i)))
        {
            string At(string field) => $"{nameof(RiskDraftForm.Actions)}[{i}].{field}";
            if (a.DueOn < a.StartOn) { yield return TreatmentErrors.EndsBeforeItBegins(At(nameof(ActionForm.DueOn))).Fields[0]; }
            else if (plan is not null && a.StartOn is { } start && !plan.Holds(start)) { yield return TreatmentErrors.OutsideThePlan(At(nameof(ActionForm.StartOn)), plan.PeriodFrom, plan.PeriodTo).Fields[0]; }
            else if (plan is not null && a.DueOn is { } due && !plan.Holds(due)) { yield return TreatmentErrors.OutsideThePlan(At(nameof(ActionForm.DueOn)), plan.PeriodFrom, plan.PeriodTo).Fields[0]; }
        }
    }

    private static Result<Rating> Rate(DraftJudgement? judged, EvaluationStage stage, EvaluationBasis basis, Rating? inherent, Rating? current)
    {
        var rated = RiskEvaluation.Rate((judged ?? new DraftJudgement()).At(stage), basis, inherent, current);
        return rated.Error is { } error ? error with { Fields = RiskDraftFields.At(stage, error.Fields) } : rated;
    }

    // What is wrong in itself; beside a stage that is wrong nothing can be compared.
    private static Result<Rating> Look(DraftJudgement? judged, EvaluationStage stage, EvaluationBasis basis)
        => RiskEvaluation.Faults((judged ?? new DraftJudgement()).At(stage), basis.Scales).ToList() is { Count: > 0 } faults ? Error.Invalid(RiskDraftFields.At(stage, faults)) : new Rating(null, 0, 0, 0);
}

/// <summary>Where the fields of the acts that follow from a draft stand in it.</summary>
public static class RiskDraftFields
{
    internal static IReadOnlyList<FieldError> At(EvaluationStage stage, IReadOnlyList<FieldError> fields) => [.. fields.Select(f => f with { Field = $"{stage}.{f.Field}" })];

    public static string LossOf(EvaluationStage stage) => $"{stage}.{nameof(DraftJudgement.Loss)}";

    /// <summary>Said at a field whose value is kept although it cannot be read.</summary>
    public static Error Unread { get; } = new("risk-draft.unread", "Kept as you typed it, but it cannot be read, so it does not count yet. Write numbers in digits, without thousands separators.");

    /// <summary>The step whose page has the field.</summary>
    public static AssessStep StepOf(string field) => field.Split('.', '[')[0] switch
    {
        nameof(RiskForm.ImplementationIds) => AssessStep.Controls,
        nameof(RiskDraftForm.Inherent) or nameof(RiskDraftForm.Current) => AssessStep.Rating,
        nameof(RiskForm.Treatment) or nameof(RiskDraftForm.Target) or nameof(RiskDraftForm.Actions) or nameof(RiskDraftForm.PlanId) or nameof(RiskDraftForm.PlanName) => AssessStep.Treatment,
        _ => AssessStep.Scenario,
    };
}
