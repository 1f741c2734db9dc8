namespace IsmsPlatform.Domain.Controls;

/// <summary>The four clauses of Annex A (ISO/IEC 27001:2022).</summary>
public enum ControlTheme
{
    Organizational,
    People,
    Physical,
    Technological,
}

/// <summary>How a control works: by machines, by rules, or by walls and doors.</summary>
public enum ControlNature
{
    Technical,
    Administrative,
    Physical,
}

/// <summary>When a control acts on the risk (ISO/IEC 27002:2022, 4.2).</summary>
public enum ControlType
{
    Preventive,
    Detective,
    Corrective,
}

/// <summary>The cybersecurity concepts of ISO/IEC TS 27110.</summary>
public enum CybersecurityConcept
{
    Identify,
    Protect,
    Detect,
    Respond,
    Recover,
}

/// <summary>What a practitioner calls the capability (ISO/IEC 27002:2022, 4.2).</summary>
public enum OperationalCapability
{
    Governance,
    AssetManagement,
    InformationProtection,
    HumanResourceSecurity,
    PhysicalSecurity,
    SystemAndNetworkSecurity,
    ApplicationSecurity,
    SecureConfiguration,
    IdentityAndAccessManagement,
    ThreatAndVulnerabilityManagement,
    Continuity,
    SupplierRelationshipsSecurity,
    LegalAndCompliance,
    InformationSecurityEventManagement,
    InformationSecurityAssurance,
}

/// <summary>The field of expertise (ISO/IEC 27002:2022, 4.2).</summary>
public enum SecurityDomain
{
    GovernanceAndEcosystem,
    Protection,
    Defence,
    Resilience,
}
