using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>The starter catalogue of threats, and which of them the organisation has adopted.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListStarterThreats(ThreatFilter Filter) : IQuery<Result<IReadOnlyList<StarterThreatRow>>>;

/// <param name="SimilarTo">The comparable entry of another catalogue, for orientation.</param>
/// <param name="AdoptedAs">The organisation's copy; null while there is none.</param>
public sealed record StarterThreatRow(string Id, string Name, ThreatCategory Category, IReadOnlyList<ThreatOrigin> Origins, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, string Description, string? SimilarTo, Guid? AdoptedAs);

public sealed class ListStarterThreatsHandler(IsmsDbContext db, StarterCatalogue starter) : IQueryHandler<ListStarterThreats, Result<IReadOnlyList<StarterThreatRow>>>
{
    public async ValueTask<Result<IReadOnlyList<StarterThreatRow>>> Handle(ListStarterThreats query, CancellationToken cancellationToken)
    {
        var adopted = await db.Threats.Where(t => t.StarterId != null).Select(t => new { t.Id, StarterId = t.StarterId! }).ToDictionaryAsync(t => t.StarterId, t => (Guid?)t.Id, StringComparer.Ordinal, cancellationToken);
        return Result<IReadOnlyList<StarterThreatRow>>.Of([.. query.Filter.Over((await starter.ReadAsync(cancellationToken)).Threats)
            .Select(t => new StarterThreatRow(t.Id, t.Name, t.Category, Threat.OriginsOf(t.Deliberate, t.Accidental, t.Environmental), t.Affects(), t.Controls, t.Description, t.SimilarTo, adopted.GetValueOrDefault(t.Id)))]);
    }
}
