using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>Copies entries of the starter catalogue into the organisation's own, with the threats that use them as far as these are adopted. Answers with how many came.</summary>
/// <param name="Ids">Of the starter catalogue: V-001.</param>
/// <param name="All">Everything that it holds, whatever the ids say.</param>
[RequirePermission(Permissions.RisksEdit)]
public sealed record AdoptVulnerabilities(IReadOnlyList<string>? Ids, bool All = false) : ICommand<Result<int>>;

public sealed class AdoptVulnerabilitiesHandler(IsmsDbContext db, StarterCatalogue starter, AuditTrail audit) : ICommandHandler<AdoptVulnerabilities, Result<int>>
{
    public async ValueTask<Result<int>> Handle(AdoptVulnerabilities command, CancellationToken cancellationToken)
    {
        var wanted = StarterCatalogue.Chosen((await starter.ReadAsync(cancellationToken)).Vulnerabilities, command.Ids, command.All);
        if (wanted.Error is { } error) { return error; }
        await db.LockAsync("starter-catalogue", cancellationToken);
        var known = await db.Vulnerabilities.Where(v => v.StarterId != null).Select(v => v.StarterId!).ToListAsync(cancellationToken);
        var threats = await db.Threats.Where(t => t.StarterId != null).Select(t => new { t.Id, StarterId = t.StarterId! }).ToDictionaryAsync(t => t.StarterId, t => t.Id, StringComparer.Ordinal, cancellationToken);
        var missing = wanted.Value.Where(v => !known.Contains(v.Id)).ToList();
        foreach (var entry in missing)
        {
            var vulnerability = entry.Adopt();
            db.Vulnerabilities.Add(vulnerability);
            db.VulnerabilityThreats.AddRange(entry.Threats.Where(threats.ContainsKey).Select(t => VulnerabilityThreat.Of(Guid.CreateVersion7(), vulnerability.Id, threats[t])));
        }
        if (missing.Count > 0) { audit.Summarise(AuditTrail.Import, StarterCatalogue.Name, new FieldChange("Records", null, missing.Count)); }
        return missing.Count;
    }
}
