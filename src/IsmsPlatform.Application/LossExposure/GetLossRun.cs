using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LossExposure;

/// <summary>What all risks cost together, as it was simulated.</summary>
/// <param name="Id">Of the run; null for the newest.</param>
[RequirePermission(Permissions.RisksView)]
public sealed record GetLossRun(Guid? Id) : IQuery<Result<LossPortfolio>>;

/// <param name="Currency">ISO 4217; all amounts are in it.</param>
/// <param name="Run">Null before the first simulation.</param>
/// <param name="Runs">The newest of them, newest first.</param>
/// <param name="ChangedSince">How many estimates came after the run.</param>
/// <param name="Estimated">How many open risks have an estimate now.</param>
/// <param name="TreatmentCost">What the actions of treatment plans for these risks are estimated to cost; 0 where nothing is known.</param>
/// <param name="Tolerance">By rising loss; empty before it is set.</param>
public sealed record LossPortfolio(string Currency, LossRunView? Run, IReadOnlyList<LossRunRow> Runs, int ChangedSince, int Estimated, decimal TreatmentCost, IReadOnlyList<TolerancePoint> Tolerance);

public sealed record LossRunRow(Guid Id, DateTimeOffset RanAt, string RanBy, long Seed, int Years, int Risks);

/// <param name="Years">Simulated.</param>
/// <param name="Risks">That had an estimate.</param>
/// <param name="Shares">The dearest risks.</param>
public sealed record LossRunView(Guid Id, DateTimeOffset RanAt, string RanBy, long Seed, int Years, int Risks, LossFigures Inherent, LossFigures Current, LossFigures Target, IReadOnlyList<LossShare> Shares, long Version);

public sealed class GetLossRunHandler(IsmsDbContext db) : IQueryHandler<GetLossRun, Result<LossPortfolio>>
{
    private const int MostRuns = 20;

    public async ValueTask<Result<LossPortfolio>> Handle(GetLossRun query, CancellationToken cancellationToken)
    {
        var newest = db.LossRuns.AsNoTracking().OrderByDescending(r => r.RanAt).ThenByDescending(r => r.Id);
        var named = newest.Select(r => new { Run = r, By = db.People.Where(p => p.Id == r.RanBy).Select(p => p.Name).First() });
        var run = await (query.Id is { } id ? named.Where(x => x.Run.Id == id) : named).FirstOrDefaultAsync(cancellationToken);
        if (run is null && query.Id is not null) { return Error.NotFound; }
        var rows = await named.Take(MostRuns).Select(x => new LossRunRow(x.Run.Id, x.Run.RanAt, x.By, x.Run.Seed, x.Run.Years, x.Run.Risks)).ToListAsync(cancellationToken);
        var changed = run is null ? 0 : await db.LossEstimates.CountAsync(e => e.RecordedAt > run.Run.RanAt, cancellationToken);
        var open = db.Risks.Where(r => r.Status != Domain.Risks.RiskStatus.Closed && db.LossEstimates.Any(e => e.RiskId == r.Id));
        var estimated = await open.CountAsync(cancellationToken);
        var cost = await db.PlannedActions().Where(a => db.TreatmentActionRisks.Any(l => l.ActionId == a.Id && open.Any(r => r.Id == l.RiskId))).SumAsync(a => a.CostEstimate ?? 0, cancellationToken);
        var tolerance = await db.LossTolerances.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var currency = await db.CurrencyAsync(cancellationToken);
        var view = run is null ? null : new LossRunView(run.Run.Id, run.Run.RanAt, run.By, run.Run.Seed, run.Run.Years, run.Run.Risks, run.Run.Result.Inherent, run.Run.Result.Current, run.Run.Result.Target, run.Run.Result.Shares, run.Run.Version);
        return new LossPortfolio(currency, view, rows, changed, estimated, cost, tolerance?.Curve() ?? []);
    }
}
