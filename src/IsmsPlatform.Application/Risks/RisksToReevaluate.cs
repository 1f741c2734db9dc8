using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>Which risks have to be looked at again because something that their rating rests on has changed.</summary>
public sealed class RisksToReevaluate(IsmsDbContext db, RequestScope scope, TimeProvider clock)
{
    /// <summary>Asks for a new evaluation of each open risk that the implementation lowers.</summary>
    public async Task MarkAsync(ControlImplementation implementation, ReevaluationCause cause, CancellationToken cancellationToken)
    {
        var code = await db.Controls.Where(c => c.Id == implementation.ControlId).Select(c => c.Code).FirstAsync(cancellationToken);
        foreach (var risk in await db.Risks.Where(r => r.ReevaluateSince == null && db.RiskControls.Any(l => l.RiskId == r.Id && l.ImplementationId == implementation.Id)).ToListAsync(cancellationToken))
        {
            risk.AskForReevaluation(cause, $"{code} {implementation.Title}", scope.Today(clock));
        }
    }

    /// <summary>Asks for a new evaluation of each open risk that these assets would suffer from.</summary>
    public async Task MarkAsync(IReadOnlyCollection<Guid> assets, ReevaluationCause cause, CancellationToken cancellationToken)
    {
        var concerned = await ConcernedAsync(assets, cancellationToken);
        if (concerned.Count > 0) { await MarkAsync(concerned, cause, cancellationToken); }
    }

    /// <summary>Which risks <see cref="MarkAsync(IReadOnlyCollection{Guid}, ReevaluationCause, CancellationToken)"/> would mark, for a command that does it in portions.</summary>
    internal async Task<IReadOnlyList<ConcernedRisk>> ConcernedAsync(IReadOnlyCollection<Guid> assets, CancellationToken cancellationToken)
        => assets.Count == 0 ? [] : await db.Risks.Where(r => r.CurrentLevel > 0 && r.ReevaluateSince == null && db.RiskAssets.Any(l => l.RiskId == r.Id && assets.Contains(l.AssetId)))
            .Select(r => new ConcernedRisk(r.Id, db.RiskAssets.Where(l => l.RiskId == r.Id && assets.Contains(l.AssetId)).OrderBy(l => l.Id).Join(db.Assets, l => l.AssetId, a => a.Id, (_, a) => a.Name).First())).ToListAsync(cancellationToken);

    internal async Task MarkAsync(IReadOnlyCollection<ConcernedRisk> concerned, ReevaluationCause cause, CancellationToken cancellationToken)
    {
        var assetOf = concerned.ToDictionary(c => c.Id, c => c.Asset);
        Guid[] ids = [.. assetOf.Keys];
        foreach (var risk in await db.Risks.Where(r => ids.Contains(r.Id)).ToListAsync(cancellationToken)) { risk.AskForReevaluation(cause, assetOf[risk.Id], scope.Today(clock)); }
    }
}

/// <param name="Asset">The name of the first asset that it would do harm to.</param>
internal sealed record ConcernedRisk(Guid Id, string Asset);
