using IsmsPlatform.Domain.People;

namespace IsmsPlatform.Application.Shared.Tenancy;

/// <summary>Permissions and scopes as people read them: what follows "may".</summary>
public static class PermissionSentences
{
    /// <summary>What a role may do, one sentence per permission; those that another one includes are left out.</summary>
    public static IReadOnlyList<string> Of(Role role, Texts t)
    {
        var held = Permissions.Of([role]);
        return [.. Permissions.All.Where(p => held.Contains(p) && !(p == Permissions.PeopleNames && held.Contains(Permissions.PeopleView))).Select(p => Of(p, t))];
    }

    /// <summary>What an organisation's own role allows.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> permissions, Texts t) => [.. Permissions.All.Where(permissions.Contains).Select(p => Of(p, t))];

    /// <summary>What an organisation may put into a role of its own, by subject. Names of people are for everybody to see.</summary>
    public static IReadOnlyList<(string Subject, IReadOnlyList<string> Permissions)> Groups(Texts t) =>
        [.. Permissions.All.Where(p => !Permissions.Reserved.ContainsKey(p) && p != Permissions.PeopleNames).GroupBy(p => SubjectOf(p, t), StringComparer.Ordinal).Select(g => (g.Key, (IReadOnlyList<string>)[.. g]))];

    private static string SubjectOf(string permission, Texts t) => permission[..permission.IndexOf('.', StringComparison.Ordinal)] switch
    {
        "dashboard" or "audit" => t["Overview"],
        "assets" => t["Assets"],
        "context" or "legal" => t["Context and law"],
        "methodology" or "risks" => t["Risks"],
        "controls" or "soa" => t["Controls"],
        "evidence" or "comments" => t["Evidence and comments"],
        "scope" or "processes" => t["Scope and processes"],
        "organisation" or "people" => t["Organisation and people"],
        "approvals" or "tasks" or "reviews" => t["Approvals and tasks"],
        "accounts" or "roles" or "settings" or "api-clients" => t["Settings"],
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, "Say to which subject this permission belongs."),
    };

    public static string Of(string permission, Texts t) => permission switch
    {
        Permissions.DashboardView => t["see the dashboard and the latest activity"],
        Permissions.AssetsView => t["see the assets and their dependencies"],
        Permissions.AssetsEdit => t["register, import, change, accept and retire all assets"],
        Permissions.AssetsEditOwn => t["register assets; change and accept those that they own"],
        Permissions.OrganisationView => t["see the profile, the units and the locations"],
        Permissions.OrganisationEdit => t["change the profile, the units and the locations, and everybody's shared views of lists"],
        Permissions.ScopeInForceView => t["read the scope that is in force"],
        Permissions.ScopeView => t["see the scope of the ISMS and its versions"],
        Permissions.ScopeEdit => t["draft the scope and submit it to top management"],
        Permissions.ScopeApprove => t["approve the scope of the ISMS"],
        Permissions.ProcessesView => t["see the processes of the ISMS"],
        Permissions.ProcessesEdit => t["describe, change, review and retire all processes"],
        Permissions.ProcessesEditOwn => t["change and review the processes that they own"],
        Permissions.PeopleNames => t["see names and units of people"],
        Permissions.PeopleView => t["see the directory of people"],
        Permissions.PeopleEdit => t["add, change and invite people"],
        Permissions.AccountsView => t["see who has an account"],
        Permissions.AccountsManage => t["deactivate and reactivate accounts; appoint administrators"],
        Permissions.RolesView => t["see who holds which role"],
        Permissions.RolesAssign => t["assign and end roles of the ISMS, and name who answers for what"],
        Permissions.RolesConfirm => t["confirm who becomes ISMS manager"],
        Permissions.RolesDefine => t["define the organisation's own roles"],
        Permissions.ApprovalsView => t["see what waits for approval and what was decided"],
        Permissions.ApprovalsWaive => t["let authors approve their own work, with a reason"],
        Permissions.TasksView => t["see everybody's tasks"],
        Permissions.TasksAssign => t["ask others to do something until a day"],
        Permissions.ReviewsEdit => t["set how often records are reviewed"],
        Permissions.ApiClientsView => t["see the API clients"],
        Permissions.ApiClientsManage => t["make API keys and choose their scopes"],
        Permissions.ApiClientsRevoke => t["revoke API keys"],
        Permissions.SettingsView => t["see the settings"],
        Permissions.SettingsEdit => t["change the settings"],
        Permissions.AuditView => t["see the audit log"],
        Permissions.EvidenceView => t["see and download the evidence"],
        Permissions.EvidenceEdit => t["collect evidence for the records that they see"],
        Permissions.ContextView => t["see the context: issues, interested parties and business objectives"],
        Permissions.ContextEdit => t["change the context: issues, interested parties and business objectives"],
        Permissions.LegalView => t["see the legal register"],
        Permissions.LegalEdit => t["change the legal register and assess compliance"],
        Permissions.MethodologyView => t["see how risks are assessed and accepted"],
        Permissions.MethodologyEdit => t["draft how risks are assessed and accepted"],
        Permissions.MethodologyApprove => t["approve how risks are assessed and accepted"],
        Permissions.RisksView => t["see the risks, how they are treated, threats and vulnerabilities"],
        Permissions.RisksEdit => t["identify, change, evaluate and close risks, plan their treatment, and keep the threats and vulnerabilities"],
        Permissions.RisksEditOwn => t["change and evaluate the risks that they own"],
        Permissions.RisksAccept => t["accept risks, as far as the methodology lets their roles"],
        Permissions.TreatmentApprove => t["approve how risks are treated"],
        Permissions.ControlsView => t["see the controls, how they are put into practice, and their tests"],
        Permissions.ControlsEdit => t["define controls, say how all of them are put into practice, and keep their tests"],
        Permissions.ControlsEditOwn => t["change how the controls that they own are put into practice, and perform the tests that name them"],
        Permissions.SoaView => t["see the Statement of Applicability"],
        Permissions.SoaEdit => t["draft the Statement of Applicability"],
        Permissions.SoaApprove => t["approve the Statement of Applicability"],
        Permissions.CommentsWrite => t["comment on the records that they see"],
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, "Say what this permission allows."),
    };

    /// <summary>What a scope lets an API client do.</summary>
    public static string OfScope(string scope, Texts t) => scope switch
    {
        ApiScopes.AssetsRead => t["Read assets and their dependencies"],
        ApiScopes.AssetsWrite => t["Read, create and change assets"],
        ApiScopes.MethodologyRead => t["Read how risks are assessed and accepted"],
        ApiScopes.MethodologyWrite => t["Read and draft how risks are assessed and accepted"],
        ApiScopes.RisksRead => t["Read risks, their treatment, threats and vulnerabilities"],
        ApiScopes.RisksWrite => t["Read, create, change and evaluate risks, plan their treatment, and keep threats and vulnerabilities"],
        ApiScopes.ControlsRead => t["Read controls, how they are put into practice, and their tests"],
        ApiScopes.ControlsWrite => t["Read, define and change controls, how they are put into practice, and their tests"],
        ApiScopes.SoaRead => t["Read the versions of the Statement of Applicability"],
        ApiScopes.SoaWrite => t["Read, draft and submit versions of the Statement of Applicability"],
        ApiScopes.OrganisationRead => t["Read units and locations"],
        ApiScopes.ScopeRead => t["Read the versions of the scope"],
        ApiScopes.ScopeWrite => t["Read, draft and submit versions of the scope"],
        ApiScopes.ProcessesRead => t["Read the processes of the ISMS"],
        ApiScopes.ProcessesWrite => t["Read, create and change processes of the ISMS"],
        ApiScopes.PeopleRead => t["Read the directory of people"],
        ApiScopes.RolesRead => t["Read who holds which role and who answers for what"],
        ApiScopes.TasksRead => t["Read everybody's tasks"],
        ApiScopes.AuditRead => t["Read the audit log"],
        ApiScopes.EvidenceRead => t["Read and download evidence of records that another scope lets it read"],
        ApiScopes.EvidenceWrite => t["Read, download and add evidence of records that another scope lets it read"],
        ApiScopes.ContextRead => t["Read issues, interested parties and business objectives"],
        ApiScopes.ContextWrite => t["Read, create and change issues, interested parties and business objectives"],
        ApiScopes.LegalRead => t["Read the legal register"],
        ApiScopes.LegalWrite => t["Read and change the legal register, and assess compliance"],
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Say what this scope allows."),
    };
}
