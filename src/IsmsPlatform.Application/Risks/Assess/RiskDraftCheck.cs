using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>Judges a draft by the rules of the register, before anything of it is in the register.</summary>
public sealed class RiskDraftCheck(IsmsDbContext db, RiskRatings ratings)
{
    /// <summary>Why a step does not let on, each fault at its field; null when it does.</summary>
    internal async Task<Error?> RefusalAsync(Guid? riskId, RiskDraftForm content, AssessStep step, CancellationToken cancellationToken)
    {
        if (await MissingAsync(content, step, cancellationToken) is { Count: > 0 } missing) { return Error.Invalid(missing); }
        if (step is not (AssessStep.Rating or AssessStep.Treatment)) { return null; }
        if (await BasisAsync(riskId, content, cancellationToken) is not { } basis) { return RiskErrors.NoMethodology; }
        var inherent = Rate(content.Inherent, EvaluationStage.Inherent, basis, null, null);
        var current = inherent.IsSuccess ? Rate(content.Current, EvaluationStage.Current, basis, inherent.Value, null) : Look(content.Current, EvaluationStage.Current, basis);
        Result<Rating>[] asked = step == AssessStep.Rating ? [inherent, current]
            : content.Target?.IsGiven() != true ? []
            : inherent.IsSuccess && current.IsSuccess ? [Rate(content.Target, EvaluationStage.Target, basis, inherent.Value, current.Value)] : [Look(content.Target, EvaluationStage.Target, basis)];
        FieldError[] faults = [.. asked.SelectMany(r => r.Error?.Fields ?? [])];
        return faults.Length > 0 ? Error.Invalid(faults) : null;
    }

    /// <summary>By what the draft is judged; null before a methodology is in force.</summary>
    internal async Task<EvaluationBasis?> BasisAsync(Guid? riskId, RiskDraftForm content, CancellationToken cancellationToken)
    {
        if (await ratings.InForceAsync(cancellationToken) is not { } method) { return null; }
        var ids = (content.ImplementationIds ?? []).Take(Risk.MostLinks).ToList();
        var controls = await db.ControlImplementations.AsNoTracking().Where(i => ids.Contains(i.Id)).OrderBy(i => i.Title).ToListAsync(cancellationToken);
        var open = riskId is { } id ? await db.OpenActionsOf(id).CountAsync(cancellationToken) : 0;
        return new EvaluationBasis(method.Id, method.Scales, controls.ConvertAll(i => (i.Title, i.Works)), open + (content.Actions?.Count(a => !a.IsBlank()) ?? 0));
    }

    // What a step names has to be there: whoever chose it may have waited for days.
    private async Task<IReadOnlyList<FieldError>> MissingAsync(RiskDraftForm c, AssessStep step, CancellationToken cancellationToken)
    {
        List<FieldError> missing = [];
        async Task NeedAsync(string field, IQueryable<Guid> there, params IReadOnlyList<Guid> named)
        {
            if (named.Count > 0 && await there.CountAsync(id => named.Contains(id), cancellationToken) < named.Distinct().Count()) { missing.AddRange(RiskErrors.LinkMissing(field).Fields); }
        }
        static Guid[] One(Guid? id) => id is { } named ? [named] : [];
        switch (step)
        {
            case AssessStep.Scenario:
                await NeedAsync(nameof(RiskForm.OwnerId), db.People.Select(p => p.Id), One(c.OwnerId));
                await NeedAsync(nameof(RiskForm.ThreatId), db.Threats.Select(t => t.Id), One(c.ThreatId));
                await NeedAsync(nameof(RiskForm.AssetIds), db.Assets.Select(a => a.Id), c.AssetIds ?? []);
                await NeedAsync(nameof(RiskForm.VulnerabilityIds), db.Vulnerabilities.Select(v => v.Id), c.VulnerabilityIds ?? []);
                break;
            case AssessStep.Controls:
                await NeedAsync(nameof(RiskForm.ImplementationIds), db.ControlImplementations.Select(i => i.Id), c.ImplementationIds ?? []);
                break;
            case AssessStep.Treatment:
                await NeedAsync(nameof(RiskDraftForm.PlanId), db.TreatmentPlans.Select(p => p.Id), One(c.PlanId));
                foreach (var (a, i) in (c.Actions ?? []).Select((a, i) => (a, i)))
                {
                    await NeedAsync($"{nameof(RiskDraftForm.Actions)}[{i}].{nameof(ActionForm.OwnerId)}", db.People.Select(p => p.Id), One(a.OwnerId));
                    await NeedAsync($"{nameof(RiskDraftForm.Actions)}[{i}].{nameof(ActionForm.ControlIds)}", db.Controls.Select(k => k.Id), a.ControlIds ?? []);
                }
                break;
            default:
                break;
        }
        return missing;
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

    /// <summary>The step whose page has the field.</summary>
    public static AssessStep StepOf(string field) => field.Split('.', '[')[0] switch
    {
        nameof(RiskForm.ImplementationIds) => AssessStep.Controls,
        nameof(RiskDraftForm.Inherent) or nameof(RiskDraftForm.Current) => AssessStep.Rating,
        nameof(RiskForm.Treatment) or nameof(RiskDraftForm.Target) or nameof(RiskDraftForm.Actions) or nameof(RiskDraftForm.PlanId) or nameof(RiskDraftForm.PlanName) => AssessStep.Treatment,
        _ => AssessStep.Scenario,
    };
}
