using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Risks;

/// <summary>An asset that the risk is about.</summary>
public sealed class RiskAsset : Entity
{
    private RiskAsset() { }

    public Guid RiskId { get; private init; }

    public Guid AssetId { get; private init; }

    public static RiskAsset Of(Guid riskId, Guid assetId) => new() { Id = Guid.CreateVersion7(), RiskId = riskId, AssetId = assetId };
}

/// <summary>A vulnerability that the threat uses.</summary>
public sealed class RiskVulnerability : Entity
{
    private RiskVulnerability() { }

    public Guid RiskId { get; private init; }

    public Guid VulnerabilityId { get; private init; }

    public static RiskVulnerability Of(Guid riskId, Guid vulnerabilityId) => new() { Id = Guid.CreateVersion7(), RiskId = riskId, VulnerabilityId = vulnerabilityId };
}

/// <summary>A control, as it is put into practice somewhere, that lowers the risk.</summary>
public sealed class RiskControl : Entity
{
    private RiskControl() { }

    public Guid RiskId { get; private init; }

    public Guid ImplementationId { get; private init; }

    public static RiskControl Of(Guid riskId, Guid implementationId) => new() { Id = Guid.CreateVersion7(), RiskId = riskId, ImplementationId = implementationId };
}
