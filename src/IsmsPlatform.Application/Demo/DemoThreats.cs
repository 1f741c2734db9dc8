using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Threats;

namespace IsmsPlatform.Application.Demo;

/// <summary>What the organisation made its own of the starter catalogue, and what it added.</summary>
/// <param name="Adopted">Ids of the starter catalogue; without them everything.</param>
/// <param name="Hidden">Of those, what does not concern it.</param>
public sealed record DemoThreats(IReadOnlyList<string>? Adopted, IReadOnlyList<string> Hidden, DemoThreat Threat, DemoVulnerability Vulnerability);

public sealed record DemoThreat(string Name, ThreatCategory Category, IReadOnlyList<ThreatOrigin> Origins, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, string Description);

/// <param name="Threats">Ids of the starter catalogue; the organisation's own threat uses it as well.</param>
public sealed record DemoVulnerability(string Name, VulnerabilityCategory Category, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, string Description, IReadOnlyList<string> Threats);

/// <summary>Enters the catalogues of a demo organisation.</summary>
internal sealed class DemoThreatsEntry(IsmsDbContext isms, StarterCatalogue starter, CodeSequence codes)
{
    internal async Task EnterAsync(DemoThreats demo, CancellationToken cancellationToken)
    {
        var catalogue = await starter.ReadAsync(cancellationToken);
        bool IsAdopted(StarterEntry entry) => demo.Adopted?.Contains(entry.Id, StringComparer.Ordinal) ?? true;
        var threats = catalogue.Threats.Where(IsAdopted).Select(t => t.Adopt()).ToDictionary(t => t.Code, StringComparer.Ordinal);
        var (t, v) = (demo.Threat, demo.Vulnerability);
        var own = Threat.Add(Guid.CreateVersion7(), await codes.NextAsync(Threat.CodePrefix, cancellationToken), new CatalogueDetails(t.Name, t.Affects, t.Controls, t.Description), t.Category, t.Origins).Value;
        isms.Threats.AddRange([.. threats.Values, own]);
        foreach (var entry in catalogue.Vulnerabilities.Where(IsAdopted)) { Enter(entry.Adopt(), entry.Threats.Where(threats.ContainsKey).Select(id => threats[id])); }
        Enter(Vulnerability.Add(Guid.CreateVersion7(), await codes.NextAsync(Vulnerability.CodePrefix, cancellationToken), new CatalogueDetails(v.Name, v.Affects, v.Controls, v.Description), v.Category).Value, [own, .. v.Threats.Select(id => threats[id])]);
        foreach (var id in demo.Hidden) { threats[id].Hide(); }
    }

    private void Enter(Vulnerability vulnerability, IEnumerable<Threat> usedBy)
    {
        isms.Vulnerabilities.Add(vulnerability);
        isms.VulnerabilityThreats.AddRange(usedBy.Select(threat => VulnerabilityThreat.Of(Guid.CreateVersion7(), vulnerability.Id, threat.Id)));
    }
}
