using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Risks.Import;

internal sealed record PlannedRisks(OpenImport Import, RiskImportPlan Plan);

/// <summary>What preview, file of faults and confirmation share: the plan of an uploaded file, by the methodology in force.</summary>
public sealed class RiskImports(IsmsDbContext db, ImportFiles files, RiskRatings ratings, ReviewTasks tasks, RequestScope scope, TimeProvider clock)
{
    internal async Task<Result<PlannedRisks>> PlanAsync(Guid id, CancellationToken cancellationToken)
    {
        var open = await files.OpenAsync(id, nameof(Risk), cancellationToken);
        if (open.Error is { } closed) { return closed; }
        if (scope.AnsweringId is not { } evaluator) { return RiskErrors.NoEvaluator; }
        var planner = new RiskImportPlanner(db, ratings, await ratings.InForceAsync(cancellationToken), await tasks.CycleAsync(nameof(Risk), cancellationToken), evaluator, scope.Today(clock), clock.GetUtcNow());
        return new PlannedRisks(open.Value, await planner.PlanAsync(open.Value.Table, open.Value.File.FileName, cancellationToken));
    }
}
