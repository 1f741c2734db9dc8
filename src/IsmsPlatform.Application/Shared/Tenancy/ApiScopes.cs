namespace IsmsPlatform.Application.Shared.Tenancy;

/// <summary>What an API client may be given: a scope is one or more permissions under a name that administrators know.</summary>
public static class ApiScopes
{
    public const string AuditRead = "audit:read";
    public const string AssetsRead = "assets:read";
    public const string AssetsWrite = "assets:write";
    public const string MethodologyRead = "methodology:read";
    public const string MethodologyWrite = "methodology:write";
    public const string OrganisationRead = "organisation:read";
    public const string PeopleRead = "people:read";
    public const string ScopeRead = "scope:read";
    public const string ScopeWrite = "scope:write";
    public const string ProcessesRead = "processes:read";
    public const string ProcessesWrite = "processes:write";
    public const string ControlsRead = "controls:read";
    public const string ControlsWrite = "controls:write";
    public const string RisksRead = "risks:read";
    public const string RisksWrite = "risks:write";
    public const string RolesRead = "roles:read";
    public const string SoaRead = "soa:read";
    public const string SoaWrite = "soa:write";
    public const string TasksRead = "tasks:read";

    public const string EvidenceRead = "evidence:read";
    public const string EvidenceWrite = "evidence:write";

    public const string ContextRead = "context:read";
    public const string ContextWrite = "context:write";
    public const string LegalRead = "legal:read";
    public const string LegalWrite = "legal:write";

    private static readonly Dictionary<string, string[]> Grants = new(StringComparer.Ordinal)
    {
        [AuditRead] = [Permissions.AuditView],
        [AssetsRead] = [Permissions.AssetsView],
        [AssetsWrite] = [Permissions.AssetsView, Permissions.AssetsEdit],
        [MethodologyRead] = [Permissions.MethodologyView],
        [MethodologyWrite] = [Permissions.MethodologyView, Permissions.MethodologyEdit],
        [OrganisationRead] = [Permissions.OrganisationView],
        [EvidenceRead] = [Permissions.EvidenceView],
        [EvidenceWrite] = [Permissions.EvidenceView, Permissions.EvidenceEdit],
        [ContextRead] = [Permissions.ContextView],
        [ContextWrite] = [Permissions.ContextView, Permissions.ContextEdit],
        [LegalRead] = [Permissions.LegalView],
        [LegalWrite] = [Permissions.LegalView, Permissions.LegalEdit],
        [PeopleRead] = [Permissions.PeopleNames, Permissions.PeopleView],
        [ScopeRead] = [Permissions.ScopeView],
        [ScopeWrite] = [Permissions.ScopeView, Permissions.ScopeEdit],
        [ProcessesRead] = [Permissions.ProcessesView],
        [ProcessesWrite] = [Permissions.ProcessesView, Permissions.ProcessesEdit],
        [ControlsRead] = [Permissions.ControlsView],
        [ControlsWrite] = [Permissions.ControlsView, Permissions.ControlsEdit],
        [RisksRead] = [Permissions.RisksView],
        [RisksWrite] = [Permissions.RisksView, Permissions.RisksEdit],
        [RolesRead] = [Permissions.RolesView],
        [SoaRead] = [Permissions.SoaView],
        [SoaWrite] = [Permissions.SoaView, Permissions.SoaEdit],
        [TasksRead] = [Permissions.TasksView],
    };

    public static IReadOnlyList<string> All { get; } = [.. Grants.Keys];

    public static IReadOnlySet<string> PermissionsOf(IEnumerable<string> scopes)
        => scopes.SelectMany(s => Grants.GetValueOrDefault(s, [])).ToHashSet(StringComparer.Ordinal);
}
