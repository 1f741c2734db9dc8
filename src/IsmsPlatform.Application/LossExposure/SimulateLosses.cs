using System.Security.Cryptography;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LossExposure;

/// <summary>Simulates what all open risks with an estimate cost together, and keeps what came out with its seed.</summary>
/// <param name="Seed">Of the random numbers; missing for a new one. The same seed with the same estimates gives the same.</param>
[RequirePermission(Permissions.RisksEdit)]
public sealed record SimulateLosses(Guid Id, long? Seed = null) : ICommand<Result<Guid>>;

public sealed class SimulateLossesHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<SimulateLosses, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(SimulateLosses command, CancellationToken cancellationToken)
    {
        if (scope.AnsweringId is not { } person) { return LossErrors.NobodyAnswers; }
        // In the order of their codes: sums of the same numbers in another order differ in the last digit.
        var rows = await db.ThatCount().AsNoTracking().Join(db.Risks.Where(r => r.Status != RiskStatus.Closed), e => e.RiskId, r => r.Id, (e, r) => new { Estimate = e, r.Code, r.Title, IsPlanned = db.Risks.WithPlannedTreatment(db).Any(p => p.Id == r.Id) })
            .OrderBy(x => x.Code).ThenBy(x => x.Estimate.RiskId).Take(Enum.GetValues<EvaluationStage>().Length * LossRun.MostRisks + 1).ToListAsync(cancellationToken);
        var risks = rows.GroupBy(x => x.Estimate.RiskId).Select(g => (g.Key, g.First().Code, g.First().Title, Estimates: (IReadOnlyCollection<LossEstimate>)[.. g.Where(x => x.IsPlanned || x.Estimate.Stage != EvaluationStage.Target || g.Count() == 1).Select(x => x.Estimate)])).ToList();
        if (risks.Count == 0) { return LossErrors.NothingEstimated; }
        if (risks.Count > LossRun.MostRisks) { return LossErrors.TooMany(LossRun.MostRisks); }
        var seed = command.Seed ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
        db.LossRuns.Add(LossRuns.Simulate(command.Id, seed, risks, person, clock.GetUtcNow(), cancellationToken));
        return command.Id;
    }
}

internal static class LossRuns
{
    /// <summary>All risks together, at each stage with the same random numbers.</summary>
    internal static LossRun Simulate(Guid id, long seed, IReadOnlyList<(Guid Id, string Code, string Title, IReadOnlyCollection<LossEstimate> Estimates)> risks, Guid person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var years = LossRun.YearsFor(risks.Count);
        (double[] Means, LossFigures Figures) At(EvaluationStage stage)
        {
            var simulated = LossSimulation.Run([.. risks.Select(r => r.Estimates.At(stage).Model(seed))], years, Environment.ProcessorCount, cancellationToken);
            return (simulated.Means, LossFigures.Of(simulated.Yearly));
        }
        var (inherent, current, target) = (At(EvaluationStage.Inherent), At(EvaluationStage.Current), At(EvaluationStage.Target));
        var shares = risks.Select((r, i) => new LossShare(r.Id, r.Code, r.Title, inherent.Means[i], current.Means[i], target.Means[i])).OrderByDescending(s => s.Current).Take(LossRun.MostShares).ToList();
        return LossRun.Of(id, seed, years, risks.Count, new LossRunResult(inherent.Figures, current.Figures, target.Figures, shares), person, now);
    }
}
