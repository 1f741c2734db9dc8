namespace IsmsPlatform.Domain.Assets;

/// <summary>What people enter about an asset, as one value. Null protection values mean: not valued yet.</summary>
public sealed record AssetDetails(
    string Name,
    AssetType Type,
    Classification Classification,
    string? Description = null,
    Guid? OwnerId = null,
    Guid? CustodianId = null,
    Guid? UnitId = null,
    Guid? LocationId = null,
    bool ContainsPersonalData = false,
    int? Confidentiality = null,
    int? Integrity = null,
    int? Availability = null,
    int? RtoHours = null,
    int? RpoHours = null,
    DateOnly? AcquiredOn = null,
    DateOnly? EndOfSupportOn = null,
    DateOnly? NextReviewOn = null,
    string? NoRiskReason = null)
{
    public ProtectionNeed Own => new(Confidentiality, Integrity, Availability);
}
