using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LossExposure;

/// <summary>What a risk costs in a year: its newest estimates, simulated.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record GetLossExposure(Guid RiskId) : IQuery<Result<LossExposureView>>;

public sealed record LossExposureView
{
    /// <summary>Of the risk.</summary>
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>Of the risk; an estimate is made at it.</summary>
    public required long Version { get; init; }

    public required bool MayChange { get; init; }

    /// <summary>ISO 4217; all amounts are in it.</summary>
    public required string Currency { get; init; }

    /// <summary>How many years were simulated.</summary>
    public required int Years { get; init; }

    /// <summary>One for each stage that was estimated, in their order.</summary>
    public required IReadOnlyList<StageExposure> Stages { get; init; }

    /// <summary>The organisation's tolerance, by rising loss; empty before it is set.</summary>
    public required IReadOnlyList<TolerancePoint> Tolerance { get; init; }

    /// <summary>Something is, was or will be done about the risk by a treatment plan.</summary>
    public bool HasPlannedTreatment { get; init; }

    /// <summary>What planned treatment saves in a year: expected loss of now less that of the target. Null before both are estimated, and where nothing is planned.</summary>
    public double? Benefit => HasPlannedTreatment && Of(EvaluationStage.Current) is { } now && Of(EvaluationStage.Target) is { } then ? now.Figures.Mean - then.Figures.Mean : null;

    /// <summary>What the actions of treatment plans that lower it are estimated to cost: of an action for several risks its share. Null where nothing is known.</summary>
    public decimal? TreatmentCost { get; init; }

    /// <summary>What is saved in the first year beyond the cost, as a share of the cost: 0 is paid back after a year.</summary>
    public double? Return => Benefit is { } saved && TreatmentCost is { } cost && cost > 0 ? (saved - (double)cost) / (double)cost : null;

    private StageExposure? Of(EvaluationStage stage) => Stages.FirstOrDefault(s => s.Stage == stage);
}

/// <param name="FrequencyMean">Events per year.</param>
/// <param name="LossMean">Of one event.</param>
public sealed record StageExposure(EvaluationStage Stage, double FrequencyLow, double FrequencyLikely, double FrequencyHigh, double FrequencyMean, LossShape Shape, decimal LossLow, decimal? LossLikely, decimal LossHigh, double LossMean,
    string Rationale, string EstimatedBy, DateOnly EstimatedOn, long Seed, LossFigures Figures);

public sealed class GetLossExposureHandler(IsmsDbContext db, RiskAccess access) : IQueryHandler<GetLossExposure, Result<LossExposureView>>
{
    public async ValueTask<Result<LossExposureView>> Handle(GetLossExposure query, CancellationToken cancellationToken)
    {
        var risk = await db.Risks.AsNoTracking().Where(r => r.Id == query.RiskId).Select(r => new { r.Id, r.Code, r.Title, r.Version, r.OwnerId, r.Status, Currency = db.Organisations.Select(o => o.Currency).First() }).SingleOrDefaultAsync(cancellationToken);
        if (risk is null) { return Error.NotFound; }
        var estimates = await db.ThatCount().AsNoTracking().Where(e => e.RiskId == risk.Id).Select(e => new { Estimate = e, By = db.People.Where(p => p.Id == e.EstimatedBy).Select(p => p.Name).First() }).ToListAsync(cancellationToken);
        var tolerance = await db.LossTolerances.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return new LossExposureView
        {
            Id = risk.Id,
            Code = risk.Code,
            Title = risk.Title,
            Version = risk.Version,
            MayChange = risk.Status != RiskStatus.Closed && access.MayChange(risk.OwnerId),
            Currency = risk.Currency,
            Years = LossRun.MostYears,
            Stages = [.. estimates.OrderBy(e => e.Estimate.Stage).Select(e => Simulated(e.Estimate, e.By, cancellationToken))],
            Tolerance = tolerance?.Curve() ?? [],
            HasPlannedTreatment = await db.Risks.WithPlannedTreatment(db).AnyAsync(r => r.Id == risk.Id, cancellationToken),
            TreatmentCost = await db.PlannedActions().Where(a => db.TreatmentActionRisks.Any(l => l.ActionId == a.Id && l.RiskId == risk.Id))
                .Select(a => a.CostEstimate / db.TreatmentActionRisks.Count(l => l.ActionId == a.Id)).SumAsync(cancellationToken) is > 0 and var cost ? cost : null,
        };
    }

    private static StageExposure Simulated(LossEstimate e, string by, CancellationToken cancellationToken)
        => new(e.Stage, e.FrequencyLow, e.FrequencyLikely, e.FrequencyHigh, e.HowOften().Mean, e.Shape, e.LossLow, e.LossLikely, e.LossHigh, e.HowMuch().Mean, e.Rationale, by, e.EstimatedOn, e.Seed,
            e.Model().Simulated(cancellationToken));
}
