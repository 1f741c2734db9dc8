using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>What a risk is linked with, by name, for whoever compares two days.</summary>
internal static class RiskParts
{
    internal static async Task<IReadOnlyDictionary<string, string>> ByNameAsync(IsmsDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var names = await db.RiskAssets.Where(l => l.RiskId == id).Join(db.Assets, l => l.AssetId, a => a.Id, (_, a) => "Asset." + a.Name)
            .Concat(db.RiskVulnerabilities.Where(l => l.RiskId == id).Join(db.Vulnerabilities, l => l.VulnerabilityId, v => v.Id, (_, v) => "Vulnerability." + v.Name))
            .Concat(db.RiskControls.Where(l => l.RiskId == id).Join(db.ControlImplementations, l => l.ImplementationId, i => i.Id, (_, i) => "Control." + i.Title))
            .Concat(db.TreatmentActionRisks.Where(l => l.RiskId == id).Join(db.TreatmentActions, l => l.ActionId, a => a.Id, (_, a) => "Action." + a.Title))
            .ToListAsync(cancellationToken);
        return LinkedRecords.AsParts(names);
    }
}
