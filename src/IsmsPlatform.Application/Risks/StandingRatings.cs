using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Risks;

namespace IsmsPlatform.Application.Risks;

internal static class StandingRatings
{
    /// <summary>Of each risk the newest judgement of the risk as it is today: the one that stands.</summary>
    internal static IQueryable<RiskEvaluation> ThatStand(this IsmsDbContext db)
        => db.RiskEvaluations.Where(e => e.Stage == EvaluationStage.Current && !db.RiskEvaluations.Any(later => later.RiskId == e.RiskId && later.Stage == e.Stage && (later.RecordedAt > e.RecordedAt || (later.RecordedAt == e.RecordedAt && later.Id > e.Id))));
}
