using FluentValidation;
using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>Rates a risk at one stage by the methodology in force (6.1.2 d, e; 8.2). The rating before stays in its evaluations.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record EvaluateRisk : ICommand<Result>, IForOwnersToo, IWithReason
{
    string IForOwnersToo.SubjectType => nameof(Risk);

    Guid? IForOwnersToo.SubjectId => Id;

    public Guid Id { get; init; }

    /// <summary>What the evaluator saw.</summary>
    public long Version { get; init; }

    public EvaluationStage? Stage { get; init; }

    /// <summary>The level of the scale in force, from 1.</summary>
    public int? Likelihood { get; init; }

    /// <summary>For each dimension of the methodology in its order the level of impact from 1; null where it does not suffer.</summary>
    public IReadOnlyList<int?>? Impacts { get; init; } = new List<int?>();

    /// <summary>Why, so that another person would come to the same.</summary>
    public string? Rationale { get; init; }

    /// <summary>Why it is graver than the stage before, where it is.</summary>
    public string? Deviation { get; init; }

    /// <summary>The assessment in which it is evaluated; null outside of one.</summary>
    public Guid? AssessmentId { get; init; }

    /// <summary>Other running assessments in which the risk is open and where it counts as well; it is an evaluation of its own in each.</summary>
    public IReadOnlyList<Guid>? AssessmentIds { get; init; }

    /// <summary>The judgement that is found to hold still; only <see cref="ConfirmRating"/> says so.</summary>
    internal Guid? ConfirmsId { get; init; }

    /// <summary>The current risk is judged anew in the same act.</summary>
    internal bool CurrentFollows { get; init; }

    string? IWithReason.Reason => Rationale;
}

public sealed class EvaluateRiskValidator : AbstractValidator<EvaluateRisk>
{
    public EvaluateRiskValidator()
    {
        RuleFor(e => e.Stage).Chosen();
        RuleFor(e => e.Rationale).AtMost(RiskEvaluation.RationaleMaxLength);
        RuleFor(e => e.Deviation).AtMost(RiskEvaluation.DeviationMaxLength);
    }
}

public sealed class EvaluateRiskHandler(IsmsDbContext db, RiskAccess access, RiskRatings ratings, ReviewTasks tasks, AcceptanceDesk acceptances, RisksInAssessment assessments, RequestScope scope, TimeProvider clock) : ICommandHandler<EvaluateRisk, Result>
{
    public async ValueTask<Result> Handle(EvaluateRisk command, CancellationToken cancellationToken)
    {
        // Of a double click the second waits, and finds what the first one left.
        await db.LockAsync($"risk evaluation {command.Id}", cancellationToken);
        var opened = await db.OpenRiskToEvaluateAsync(access, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused.Kind == ErrorKind.Stale && await IsThereAsync(command, cancellationToken) ? Result.Success : refused; }
        var risk = opened.Value;
        if (scope.AnsweringId is not { } evaluator) { return RiskErrors.NoEvaluator; }
        if (await ratings.InForceAsync(cancellationToken) is not { } method) { return RiskErrors.NoMethodology; }
        var admitted = await assessments.AdmitAsync([.. (command.AssessmentIds ?? []).Concat(command.AssessmentId is { } named ? [named] : Array.Empty<Guid>())], risk.Id, cancellationToken);
        if (admitted.Error is { } outside) { return outside; }
        var within = command.AssessmentId ?? (admitted.Value is [var first, ..] ? first.AssessmentId : null);
        // Only what shall be left of it is compared with what is planned.
        var (openActions, waitingPlan) = command.Stage == EvaluationStage.Target ? await db.PlannedForAsync(risk.Id, cancellationToken) : (0, null);
        var basis = new EvaluationBasis(method.Id, method.Scales, await db.ControlsOfRiskAsync(risk.Id, cancellationToken), openActions, waitingPlan);
        var judgement = new Judgement(command.Stage!.Value, command.Likelihood ?? 0, command.Impacts ?? [], command.Rationale, command.Deviation, command.CurrentFollows, command.ConfirmsId is not null);
        var (planned, today) = (risk.NextReviewOn, scope.Today(clock));
        var evaluation = RiskEvaluation.Of(Guid.CreateVersion7(), risk, judgement, basis, evaluator, today, clock.GetUtcNow(), within, command.ConfirmsId);
        if (evaluation.Error is { } error) { return error; }
        db.RiskEvaluations.Add(evaluation.Value);
        db.RiskEvaluations.AddRange(admitted.Value.Where(i => i.AssessmentId != within).Select(i => evaluation.Value.CountedIn(Guid.CreateVersion7(), i.AssessmentId)));
        // The same rating again is an evaluation, too: whoever rates meanwhile has to see it.
        db.Entry(risk).Property(r => r.Title).IsModified = true;
        await acceptances.FollowAsync(risk, cancellationToken, isRated: true);
        if (judgement.Stage == EvaluationStage.Current) { await tasks.ReviewedAsync(nameof(Risk), risk.Id, planned, cancellationToken); }
        foreach (var item in admitted.Value) { await assessments.EvaluatedAsync(item, judgement.Stage, cancellationToken); }
        return Result.Success;
    }

    // The form was sent twice: the newest evaluation of the stage says the same, in the same assessments, and the same person said it.
    private async Task<bool> IsThereAsync(EvaluateRisk sent, CancellationToken cancellationToken)
    {
        if (sent.ConfirmsId is not null) { return false; }
        var ofStage = db.RiskEvaluations.AsNoTracking().Where(e => e.RiskId == sent.Id && e.Stage == sent.Stage);
        // One act leaves a row in each assessment where it counts, all of one moment.
        var moment = await ofStage.MaxAsync(e => (DateTimeOffset?)e.RecordedAt, cancellationToken);
        var newest = await ofStage.Where(e => e.RecordedAt == moment).ToListAsync(cancellationToken);
        if (newest is not [var last, ..] || last.EvaluatedBy != scope.AnsweringId) { return false; }
        var asked = (sent.AssessmentIds ?? []).Concat(sent.AssessmentId is { } named ? [named] : Array.Empty<Guid>());
        return last.Likelihood == sent.Likelihood && Suffers(last.Impacts.Select(i => (int?)i)).SequenceEqual(Suffers(sent.Impacts ?? []))
            && last.Rationale == Text.Clean(sent.Rationale) && last.Deviation == Text.OrNull(sent.Deviation)
            && newest.Select(e => e.AssessmentId).OfType<Guid>().ToHashSet().SetEquals(asked);
    }

    // 0, null and left out at the end all mean that a dimension does not suffer.
    private static IEnumerable<(int Dimension, int Impact)> Suffers(IEnumerable<int?> impacts) => impacts.Select((i, d) => (d, i ?? 0)).Where(x => x.Item2 > 0);
}

internal static class RiskActs
{
    /// <summary>The controls that are linked with a risk, and whether each works now; by title.</summary>
    internal static async Task<List<(string Name, bool Works)>> ControlsOfRiskAsync(this IsmsDbContext db, Guid riskId, CancellationToken cancellationToken)
        => (await db.ControlImplementations.AsNoTracking().Where(i => db.RiskControls.Any(l => l.RiskId == riskId && l.ImplementationId == i.Id)).OrderBy(i => i.Title).ToListAsync(cancellationToken)).ConvertAll(i => (i.Title, i.Works));

    /// <summary>The risk to act on, at the version that was seen, if the actor may.</summary>
    internal static Task<Result<Risk>> OpenRiskAsync(this IsmsDbContext db, RiskAccess access, Guid id, long version, CancellationToken cancellationToken) => db.OpenRiskAsync(access.MayChange, id, version, cancellationToken);

    /// <summary>The same for what an owner does without a role: rate it, ask for its acceptance.</summary>
    internal static Task<Result<Risk>> OpenRiskToEvaluateAsync(this IsmsDbContext db, RiskAccess access, Guid id, long version, CancellationToken cancellationToken) => db.OpenRiskAsync(access.MayEvaluate, id, version, cancellationToken);

    private static async Task<Result<Risk>> OpenRiskAsync(this IsmsDbContext db, Func<Guid, bool> may, Guid id, long version, CancellationToken cancellationToken)
    {
        if (await db.Risks.SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } risk) { return Error.NotFound; }
        if (!may(risk.OwnerId)) { return Error.Forbidden; }
        return risk.Version == version ? risk : Error.Stale;
    }
}
