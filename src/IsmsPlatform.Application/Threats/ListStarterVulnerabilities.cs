using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>The starter catalogue of vulnerabilities, and which of them the organisation has adopted.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListStarterVulnerabilities(VulnerabilityFilter Filter) : IQuery<Result<IReadOnlyList<StarterVulnerabilityRow>>>;

/// <param name="Threats">Ids, in the starter catalogue, of the threats that typically use it.</param>
/// <param name="AdoptedAs">The organisation's copy; null while there is none.</param>
public sealed record StarterVulnerabilityRow(string Id, string Name, VulnerabilityCategory Category, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, IReadOnlyList<string> Threats, string Description, Guid? AdoptedAs);

public sealed class ListStarterVulnerabilitiesHandler(IsmsDbContext db, StarterCatalogue starter) : IQueryHandler<ListStarterVulnerabilities, Result<IReadOnlyList<StarterVulnerabilityRow>>>
{
    public async ValueTask<Result<IReadOnlyList<StarterVulnerabilityRow>>> Handle(ListStarterVulnerabilities query, CancellationToken cancellationToken)
    {
        var adopted = await db.Vulnerabilities.Where(v => v.StarterId != null).Select(v => new { v.Id, StarterId = v.StarterId! }).ToDictionaryAsync(v => v.StarterId, v => (Guid?)v.Id, StringComparer.Ordinal, cancellationToken);
        return Result<IReadOnlyList<StarterVulnerabilityRow>>.Of([.. query.Filter.Over((await starter.ReadAsync(cancellationToken)).Vulnerabilities)
            .Select(v => new StarterVulnerabilityRow(v.Id, v.Name, v.Category, v.Affects(), v.Controls, v.Threats, v.Description, adopted.GetValueOrDefault(v.Id)))]);
    }
}
