using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.People;

namespace IsmsPlatform.Application.People;

/// <summary>Roles as people call them, on pages and in mails.</summary>
public static class RoleNames
{
    public static string Of(Role role, Texts t) => role switch
    {
        Role.TenantAdmin => t["Administrator"],
        Role.IsmsManager => t["ISMS manager"],
        Role.TopManagement => t["Top management"],
        Role.RiskOwner => t["Risk owner"],
        Role.AssetOwner => t["Asset owner"],
        Role.ControlOwner => t["Control owner"],
        Role.ProcessOwner => t["Process owner"],
        Role.DocumentOwner => t["Document owner"],
        Role.LineManager => t["Line manager"],
        Role.HR => t["People office"],
        Role.DPO => t["Data protection officer"],
        Role.LegalCounsel => t["Legal counsel"],
        Role.IncidentManager => t["Incident manager"],
        Role.InternalAuditor => t["Internal auditor"],
        Role.ExternalAuditor => t["External auditor"],
        Role.Custom => t["Own role"],
        _ => t["Employee"],
    };

    /// <summary>What a record stored: a role that every organisation has by its word, one of its own by its name.</summary>
    public static string OfStored(string value, Texts t) => RoleKey.TryParse(value, null, out var key) && key.CustomRoleId is null ? Of(key.Role, t) : value;
}
