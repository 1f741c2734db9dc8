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
}
