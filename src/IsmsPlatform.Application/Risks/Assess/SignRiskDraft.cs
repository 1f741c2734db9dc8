using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>
/// Signs an assessment: the risk is identified or changed, its actions go into their plan, its stages are evaluated in the name of whoever signs. All of it, or
/// nothing; each act stands in the audit log by itself.
/// </summary>
/// <param name="RiskVersion">Of a risk of the register: what the signer saw of it.</param>
/// <param name="AssessmentIds">Other running assessments in which the risk is open and where it counts as well.</param>
/// <param name="RiskId">Of a risk of the register: which one, so that a form that is sent twice finds it.</param>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record SignRiskDraft(Guid Id, long Version, long? RiskVersion = null, IReadOnlyList<Guid>? AssessmentIds = null, Guid? RiskId = null) : ICommand<Result<Guid>>;

public sealed class SignRiskDraftHandler(IsmsDbContext db, CommandSteps steps, RequestScope scope) : ICommandHandler<SignRiskDraft, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(SignRiskDraft command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"risk draft {command.Id}", cancellationToken);
        if (await db.OwnRiskDrafts(scope).AsNoTracking().SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) is not { } draft)
        {
            return await SignedBeforeAsync(command, cancellationToken) is { } signed ? signed : Error.NotFound; // the form was sent twice
        }
        if (draft.Version != command.Version) { return Error.Stale; }
        var (content, id) = (draft.Read(), draft.RiskId ?? draft.Id);
        // Somebody went back to a step, and left it with what cannot be read.
        if (content.Unread is { Count: > 0 } unread) { return Error.Invalid([.. unread.Keys.Select(field => RiskDraftFields.Unread.At(field).Fields[0])]); }
        var told = draft.RiskId is null ? await steps.DoAsync(new IdentifyRisk(content) { Id = id }, cancellationToken) : await steps.DoAsync(new ChangeRisk(content) { Id = id, Version = command.RiskVersion ?? 0 }, cancellationToken);
        if ((told ?? await PlanAsync(id, content, cancellationToken) ?? await RateAsync(id, draft.AssessmentId, command.AssessmentIds, content, cancellationToken) ?? await EstimateAsync(id, draft, content, cancellationToken)) is { } refused) { return refused; }
        await db.OwnRiskDrafts(scope).Where(d => d.Id == draft.Id).ExecuteDeleteAsync(cancellationToken);
        return id;
    }

    // A draft of a risk of the register leaves nothing but what was judged; where it was given up instead, the risk is as the signer saw it.
    private Task<Guid?> SignedBeforeAsync(SignRiskDraft command, CancellationToken cancellationToken)
        => db.Risks.Where(r => r.Id == command.Id || (r.Id == command.RiskId && r.Version > command.RiskVersion && db.RiskEvaluations.Any(e => e.RiskId == r.Id && e.EvaluatedBy == scope.AnsweringId)))
            .Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancellationToken);

    private async Task<Error?> PlanAsync(Guid riskId, RiskDraftContent content, CancellationToken cancellationToken)
    {
        if (content.Actions is not { Count: > 0 } actions) { return null; }
        var plan = content.PlanId ?? Guid.CreateVersion7();
        if (content.PlanId is null)
        {
            var drafted = await steps.DoAsync(new DraftTreatmentPlan { Id = plan, Name = content.PlanName, PeriodFrom = actions.Min(a => a.StartOn), PeriodTo = actions.Max(a => a.DueOn), OwnerId = scope.AnsweringId }, cancellationToken);
            if (drafted is not null) { return drafted with { Fields = [.. drafted.Fields.Select(f => f with { Field = nameof(RiskDraftForm.PlanName) })] }; }
        }
        foreach (var (a, i) in actions.Select((a, i) => (a, i)))
        {
            var added = await steps.DoAsync(new AddTreatmentAction
            {
                Id = Guid.CreateVersion7(),
                PlanId = plan,
                Title = a.Title,
                Description = a.Description,
                OwnerId = a.OwnerId,
                StartOn = a.StartOn,
                DueOn = a.DueOn,
                CostEstimate = a.CostEstimate,
                EffortHours = a.EffortHours,
                RiskIds = [riskId],
                ControlIds = a.ControlIds,
            }, cancellationToken);
            // The plan may have been submitted or given up since it was chosen.
            if (added is { Fields: [] }) { return added.Kind == ErrorKind.NotFound ? RiskDrafts.PlanGone : added.At(nameof(RiskDraftForm.PlanId)); }
            if (added is not null) { return added with { Fields = [.. added.Fields.Select(f => f with { Field = $"{nameof(RiskDraftForm.Actions)}[{i}].{f.Field}" })] }; }
        }
        return null;
    }

    private async Task<Error?> RateAsync(Guid riskId, Guid? assessment, IReadOnlyList<Guid>? others, RiskDraftContent content, CancellationToken cancellationToken)
    {
        // A target is left out where nothing is planned; what is missing of the others is said by the evaluation.
        foreach (var (stage, judged) in content.Stages().Where(s => s.Stage != EvaluationStage.Target || s.Judged?.IsGiven() == true))
        {
            var version = await db.Risks.Where(r => r.Id == riskId).Select(r => r.Version).SingleAsync(cancellationToken);
            var rated = await steps.DoAsync(new EvaluateRisk
            {
                Id = riskId,
                Version = version,
                Stage = stage,
                Likelihood = judged?.Likelihood,
                Impacts = judged?.Impacts,
                Rationale = judged?.Rationale,
                Deviation = judged?.Deviation,
                AssessmentId = assessment,
                AssessmentIds = others,
                CurrentFollows = true,
            }, cancellationToken);
            if (rated is not null) { return rated with { Fields = RiskDraftFields.At(stage, rated.Fields) }; }
        }
        return null;
    }

    // By the numbers that the last step showed.
    private async Task<Error?> EstimateAsync(Guid riskId, RiskDraft draft, RiskDraftContent content, CancellationToken cancellationToken)
    {
        var losses = content.Losses().ToList();
        if (losses.Count == 0) { return null; }
        var seed = await db.SeedAsync(draft, cancellationToken);
        foreach (var (stage, loss) in losses)
        {
            var version = await db.Risks.Where(r => r.Id == riskId).Select(r => r.Version).SingleAsync(cancellationToken);
            var estimated = await steps.DoAsync(new EstimateLoss(loss) { Id = riskId, Version = version, Stage = stage, Seed = seed }, cancellationToken);
            if (estimated is not null) { return estimated with { Fields = [.. estimated.Fields.Select(f => f with { Field = $"{RiskDraftFields.LossOf(stage)}.{f.Field}" })] }; }
        }
        return null;
    }
}
