namespace IsmsPlatform.Application.Assets;

/// <summary>What the register can show of an asset, in the order of the table.</summary>
public enum AssetColumn
{
    Code,
    /// <summary>Always there: it leads to the asset.</summary>
    Name,
    Type,
    Unit,
    Location,
    Classification,
    PersonalData,
    Need,
    Criticality,
    Status,
    Owner,
    Review,
    Dependencies,
    Source,
    /// <summary>Whether it is inside the scope in force.</summary>
    Scope,
}
