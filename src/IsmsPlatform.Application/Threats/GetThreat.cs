using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

[RequirePermission(Permissions.RisksView)]
public sealed record GetThreat(Guid Id) : IQuery<Result<ThreatView>>;

/// <summary>A threat with the controls that help against it and the vulnerabilities that it typically uses.</summary>
public sealed record ThreatView : ThreatForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string Code { get; init; }

    /// <summary>Which entry of the starter catalogue it was copied from; null for the organisation's own ones.</summary>
    public string? StarterId { get; init; }

    public required bool IsHidden { get; init; }

    /// <summary>The controls with their titles.</summary>
    public IReadOnlyList<ControlName> ControlNames { get; init; } = [];

    public IReadOnlyList<CatalogueName> Vulnerabilities { get; init; } = [];

    public required long Version { get; init; }
}

public sealed class GetThreatHandler(IsmsDbContext db, StarterCatalogue starter) : IQueryHandler<GetThreat, Result<ThreatView>>
{
    public async ValueTask<Result<ThreatView>> Handle(GetThreat query, CancellationToken cancellationToken)
    {
        if (await db.Threats.AsNoTracking().SingleOrDefaultAsync(t => t.Id == query.Id, cancellationToken) is not { } threat) { return Error.NotFound; }
        return new ThreatView
        {
            Id = threat.Id,
            Code = threat.Code,
            StarterId = threat.StarterId,
            Name = threat.Name,
            Category = threat.Category,
            Origins = threat.Origins(),
            Affects = threat.Affects(),
            Controls = threat.Controls,
            ControlNames = await starter.NamesAsync(threat.Controls, cancellationToken),
            Description = threat.Description,
            IsHidden = threat.IsHidden,
            Vulnerabilities = await db.VulnerabilityThreats.Where(l => l.ThreatId == threat.Id).Join(db.Vulnerabilities, l => l.VulnerabilityId, v => v.Id, (_, v) => v)
                .OrderBy(v => v.Name).ThenBy(v => v.Id).Select(v => new CatalogueName(v.Id, v.Code, v.Name)).ToListAsync(cancellationToken),
            Version = threat.Version,
        };
    }
}
