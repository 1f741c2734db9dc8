namespace IsmsPlatform.Domain.Assets;

/// <summary>What an asset is. Information and processes are primary, the others support them (ISO/IEC 27005, A.5.9).</summary>
public enum AssetType
{
    Information,
    Process,
    Service,
    Application,
    DataStore,
    Server,
    Endpoint,
    Network,
    CloudService,
    Media,
    Location,
    People,
    SupplierService,
    Paper,
}

/// <summary>How openly information may be handled (A.5.12); ordered, the strictest last.</summary>
public enum Classification
{
    Public,
    Internal,
    Confidential,
    StrictlyConfidential,
}

public enum AssetStatus
{
    /// <summary>Recorded or imported; nobody has answered for it yet.</summary>
    Draft,
    /// <summary>Its owner accepted it.</summary>
    Active,
    UnderReview,
    /// <summary>Gone. It stays as evidence and passes nothing on.</summary>
    Retired,
}
