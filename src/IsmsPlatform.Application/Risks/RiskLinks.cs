using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>What a risk is linked with: assets, vulnerabilities, controls in practice. It is told on the risk, which has a name and a page.</summary>
public sealed class RiskLinks(IsmsDbContext db, AuditTrail audit, RequestScope scope, TimeProvider clock)
{
    private const string ControlLabel = "Control";

    /// <summary>Exactly what the form names from now on. A control that is taken away asks for a new evaluation.</summary>
    /// <param name="isNew">Nothing is linked yet.</param>
    internal async Task<Result> SetAsync(Risk risk, RiskForm form, bool isNew, CancellationToken cancellationToken)
    {
        if (form.ThreatId is { } threat && !await db.Threats.AnyAsync(t => t.Id == threat, cancellationToken)) { return RiskErrors.LinkMissing(nameof(RiskForm.ThreatId)); }
        if (await db.HiddenToLinkAsync(isNew ? null : risk.Id, form.ThreatId, form.VulnerabilityIds, cancellationToken) is { } hidden) { return hidden; }
        var changes = new List<FieldChange>();
        var assets = await db.SetLinksAsync(db.RiskAssets.Where(l => l.RiskId == risk.Id), l => l.AssetId, form.AssetIds, id => RiskAsset.Of(risk.Id, id),
            ids => db.Assets.Where(a => ids.Contains(a.Id)).Select(a => new Choice(a.Id, a.Name)), "Asset", RiskErrors.LinkMissing(nameof(RiskForm.AssetIds)), changes, isNew, cancellationToken);
        var vulnerabilities = await db.SetLinksAsync(db.RiskVulnerabilities.Where(l => l.RiskId == risk.Id), l => l.VulnerabilityId, form.VulnerabilityIds, id => RiskVulnerability.Of(risk.Id, id),
            ids => db.Vulnerabilities.Where(v => ids.Contains(v.Id)).Select(v => new Choice(v.Id, v.Name)), "Vulnerability", RiskErrors.LinkMissing(nameof(RiskForm.VulnerabilityIds)), changes, isNew, cancellationToken);
        var controls = await db.SetLinksAsync(db.RiskControls.Where(l => l.RiskId == risk.Id), l => l.ImplementationId, form.ImplementationIds, id => RiskControl.Of(risk.Id, id),
            ids => db.ControlImplementations.Where(i => ids.Contains(i.Id)).Select(i => new Choice(i.Id, i.Title)), ControlLabel, RiskErrors.LinkMissing(nameof(RiskForm.ImplementationIds)), changes, isNew, cancellationToken);
        if ((assets.Error ?? vulnerabilities.Error ?? controls.Error) is { } missing) { return missing; }
        if (changes.Count == 0) { return Result.Success; }
        risk.RegainControls(changes.Where(c => c is { Field: ControlLabel, Before: null }).Select(c => c.After?.ToString()).OfType<string>());
        if (controls.Value.Count > 0) { risk.LoseControls(controls.Value, scope.Today(clock)); }
        audit.Note(nameof(Risk), risk.Id, risk.Title, changes);
        // A link alone changes what others see of the risk: whoever edits it meanwhile is stale.
        if (!isNew) { db.Entry(risk).Property(r => r.Title).IsModified = true; }
        return Result.Success;
    }

    /// <summary>Whether exactly these are linked already.</summary>
    internal async Task<bool> AreAsync(Guid riskId, RiskForm form, CancellationToken cancellationToken)
        => (await db.RiskAssets.Where(l => l.RiskId == riskId).Select(l => l.AssetId).ToListAsync(cancellationToken)).ToHashSet().SetEquals(form.AssetIds ?? [])
            && (await db.RiskVulnerabilities.Where(l => l.RiskId == riskId).Select(l => l.VulnerabilityId).ToListAsync(cancellationToken)).ToHashSet().SetEquals(form.VulnerabilityIds ?? [])
            && (await db.RiskControls.Where(l => l.RiskId == riskId).Select(l => l.ImplementationId).ToListAsync(cancellationToken)).ToHashSet().SetEquals(form.ImplementationIds ?? []);
}

internal static class HiddenEntries
{
    /// <summary>What is hidden is not linked anew; what was linked before it was hidden stays.</summary>
    /// <param name="riskId">Null for a risk that is not in the register yet.</param>
    internal static async Task<Error?> HiddenToLinkAsync(this IsmsDbContext db, Guid? riskId, Guid? threatId, IReadOnlyList<Guid>? vulnerabilityIds, CancellationToken cancellationToken)
    {
        if (await db.Threats.Where(t => t.Id == threatId && t.IsHidden && !db.Risks.Any(r => r.Id == riskId && r.ThreatId == t.Id)).Select(t => t.Name).FirstOrDefaultAsync(cancellationToken) is { } threat)
        {
            return RiskErrors.HiddenEntry(threat).At(nameof(RiskForm.ThreatId));
        }
        var named = vulnerabilityIds ?? [];
        return await db.Vulnerabilities.Where(v => named.Contains(v.Id) && v.IsHidden && !db.RiskVulnerabilities.Any(l => l.RiskId == riskId && l.VulnerabilityId == v.Id)).OrderBy(v => v.Name).Select(v => v.Name).FirstOrDefaultAsync(cancellationToken) is { } vulnerability
            ? RiskErrors.HiddenEntry(vulnerability).At(nameof(RiskForm.VulnerabilityIds)) : null;
    }
}
