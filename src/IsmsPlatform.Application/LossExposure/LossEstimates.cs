using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LossExposure;

internal static class LossEstimates
{
    /// <summary>The newest of each risk and stage: what counts.</summary>
    internal static IQueryable<LossEstimate> ThatCount(this IsmsDbContext db)
        => db.LossEstimates.Where(e => !db.LossEstimates.Any(later => later.RiskId == e.RiskId && later.Stage == e.Stage && (later.RecordedAt > e.RecordedAt || (later.RecordedAt == e.RecordedAt && later.Id > e.Id))));

    /// <summary>Expected loss of a year at each stage of a risk that somebody estimated, by the formula.</summary>
    internal static async Task<Dictionary<EvaluationStage, double>> ExpectedLossesAsync(this IsmsDbContext db, Guid riskId, CancellationToken cancellationToken)
        => (await db.ThatCount().AsNoTracking().Where(e => e.RiskId == riskId).ToListAsync(cancellationToken)).Expected();

    /// <param name="estimates">Of one risk, one of each stage.</param>
    internal static Dictionary<EvaluationStage, double> Expected(this IEnumerable<LossEstimate> estimates) => estimates.ToDictionary(e => e.Stage, e => e.Expected);

    internal static double? Of(this Dictionary<EvaluationStage, double> expected, EvaluationStage stage) => expected.TryGetValue(stage, out var loss) ? loss : null;

    /// <summary>The seed of its newest estimate; null where nobody estimated it yet.</summary>
    internal static Task<long?> LossSeedAsync(this IsmsDbContext db, Guid riskId, CancellationToken cancellationToken)
        => db.LossEstimates.Where(e => e.RiskId == riskId).OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id).Select(e => (long?)e.Seed).FirstOrDefaultAsync(cancellationToken);

    /// <summary>A hundred thousand years of one risk take about a millisecond: cheaper than to keep what came out.</summary>
    internal static LossFigures Simulated(this LossModel model, CancellationToken cancellationToken) => LossFigures.Of(LossSimulation.Run([model], LossRun.MostYears, threads: 1, cancellationToken).Yearly);

    /// <summary>Actions of treatment plans that were done, are done or will be, with what they cost.</summary>
    internal static IQueryable<TreatmentAction> PlannedActions(this IsmsDbContext db)
        => db.TreatmentActions.Where(a => a.Status != ActionStatus.Cancelled && db.TreatmentPlans.Any(p => p.Id == a.PlanId && p.Status != PlanStatus.Superseded));

    /// <summary>Risks that something is, was or will be done about: of others the target is a wish.</summary>
    internal static IQueryable<Risk> WithPlannedTreatment(this IQueryable<Risk> risks, IsmsDbContext db)
        => risks.Where(r => db.TreatmentActionRisks.Any(l => l.RiskId == r.Id && db.PlannedActions().Any(a => a.Id == l.ActionId)));

    /// <summary>A stage that nobody estimated stands as the one next to it: without planned treatment the target is what is now.</summary>
    internal static LossEstimate At(this IReadOnlyCollection<LossEstimate> ofRisk, EvaluationStage stage)
    {
        LossEstimate? Of(EvaluationStage s) => ofRisk.FirstOrDefault(e => e.Stage == s);
        return (stage switch
        {
            EvaluationStage.Inherent => Of(EvaluationStage.Inherent) ?? Of(EvaluationStage.Current) ?? Of(EvaluationStage.Target),
            EvaluationStage.Current => Of(EvaluationStage.Current) ?? Of(EvaluationStage.Inherent) ?? Of(EvaluationStage.Target),
            _ => Of(EvaluationStage.Target) ?? Of(EvaluationStage.Current) ?? Of(EvaluationStage.Inherent),
        })!;
    }
}
