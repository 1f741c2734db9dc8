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
        if (assets.Count == 0) { return; }
        var concerned = await db.Risks.Where(r => r.CurrentLevel > 0 && r.ReevaluateSince == null && db.RiskAssets.Any(l => l.RiskId == r.Id && assets.Contains(l.AssetId)))
            .Select(r => new { Risk = r, Asset = db.RiskAssets.Where(l => l.RiskId == r.Id && assets.Contains(l.AssetId)).OrderBy(l => l.Id).Join(db.Assets, l => l.AssetId, a => a.Id, (_, a) => a.Name).First() }).ToListAsync(cancellationToken);
        foreach (var c in concerned) { c.Risk.AskForReevaluation(cause, c.Asset, scope.Today(clock)); }
    }
}
