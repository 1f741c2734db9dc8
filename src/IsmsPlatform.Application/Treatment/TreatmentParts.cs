using System.Globalization;
using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>What belongs to plans and actions in other tables, by name, for whoever compares two days.</summary>
internal static class TreatmentParts
{
    /// <summary>Each action with how far it is and when it is due.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> ActionsByNameAsync(IsmsDbContext db, Guid plan, CancellationToken cancellationToken)
        => (await db.TreatmentActions.Where(a => a.PlanId == plan).OrderBy(a => a.Id).Select(a => new { a.Title, a.Progress, a.DueOn }).ToListAsync(cancellationToken))
            .GroupBy(a => "Action." + a.Title, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join("; ", g.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Progress} %, {a.DueOn:yyyy-MM-dd}"))), StringComparer.Ordinal);

    internal static async Task<IReadOnlyDictionary<string, string>> LinksByNameAsync(IsmsDbContext db, Guid action, CancellationToken cancellationToken)
        => LinkedRecords.AsParts(await db.TreatmentActionRisks.Where(l => l.ActionId == action).Join(db.Risks, l => l.RiskId, r => r.Id, (_, r) => "Risk." + r.Title)
            .Concat(db.TreatmentActionControls.Where(l => l.ActionId == action).Join(db.Controls, l => l.ControlId, c => c.Id, (_, c) => "Control." + c.Code + " " + c.Title)).ToListAsync(cancellationToken));
}
