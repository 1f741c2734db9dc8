namespace IsmsPlatform.Domain.People;

/// <summary>Roles, responsibilities and authorities of the ISMS (ISO/IEC 27001 5.3). What each may do is a matter of permissions.</summary>
public enum Role
{
    TenantAdmin,
    IsmsManager,
    TopManagement,
    RiskOwner,
    AssetOwner,
    ControlOwner,
    ProcessOwner,
    DocumentOwner,
    LineManager,
    HR,
    DPO,
    LegalCounsel,
    IncidentManager,
    InternalAuditor,
    /// <summary>Reads only, and only for a time: its assignment needs an end.</summary>
    ExternalAuditor,
    Employee,
    /// <summary>One that the organisation defined itself: a <see cref="CustomRole"/> says which and what it allows.</summary>
    Custom,
}
