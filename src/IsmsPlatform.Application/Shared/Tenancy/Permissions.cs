using IsmsPlatform.Domain.People;

namespace IsmsPlatform.Application.Shared.Tenancy;

/// <summary>What one may do, one word per act. Section 33 of the domain model says which role holds which.</summary>
public static class Permissions
{
    public const string DashboardView = "dashboard.view";
    public const string AssetsView = "assets.view";
    public const string AssetsEdit = "assets.edit";
    /// <summary>Create assets; edit and accept those one owns.</summary>
    public const string AssetsEditOwn = "assets.edit-own";
    public const string OrganisationView = "organisation.view";
    public const string OrganisationEdit = "organisation.edit";
    /// <summary>Read the scope in force, which is available to everyone in the organisation (4.3).</summary>
    public const string ScopeInForceView = "scope.in-force.view";
    public const string ScopeView = "scope.view";
    public const string ScopeEdit = "scope.edit";
    /// <summary>Approve what the ISMS covers (4.3, 5.1).</summary>
    public const string ScopeApprove = "scope.approve";
    public const string ProcessesView = "processes.view";
    public const string ProcessesEdit = "processes.edit";
    /// <summary>Change and review the processes that one owns.</summary>
    public const string ProcessesEditOwn = "processes.edit-own";
    /// <summary>Names and units of people, nothing else.</summary>
    public const string PeopleNames = "people.names";
    public const string PeopleView = "people.view";
    public const string PeopleEdit = "people.edit";
    public const string AccountsView = "accounts.view";
    public const string AccountsManage = "accounts.manage";
    public const string RolesView = "roles.view";
    public const string RolesAssign = "roles.assign";
    /// <summary>Confirm who becomes ISMS manager.</summary>
    public const string RolesConfirm = "roles.confirm";
    /// <summary>Define the organisation's own roles.</summary>
    public const string RolesDefine = "roles.define";
    public const string ApprovalsView = "approvals.view";
    /// <summary>Let authors approve their own work.</summary>
    public const string ApprovalsWaive = "approvals.waive";
    /// <summary>Everybody's tasks; one's own need no permission.</summary>
    public const string TasksView = "tasks.view";
    /// <summary>Ask someone for something.</summary>
    public const string TasksAssign = "tasks.assign";
    /// <summary>How often records are reviewed.</summary>
    public const string ReviewsEdit = "reviews.edit";
    public const string ApiClientsView = "api-clients.view";
    public const string ApiClientsManage = "api-clients.manage";
    public const string ApiClientsRevoke = "api-clients.revoke";
    public const string SettingsView = "settings.view";
    public const string SettingsEdit = "settings.edit";

    /// <summary>Comment on the records that one sees.</summary>
    public const string CommentsWrite = "comments.write";

    /// <summary>See who did what when, over all records.</summary>
    public const string AuditView = "audit.view";

    public const string EvidenceView = "evidence.view";
    /// <summary>Collect evidence for the records that one sees.</summary>
    public const string EvidenceEdit = "evidence.edit";

    /// <summary>Issues, interested parties and business objectives (4.1, 4.2, 6.2).</summary>
    public const string ContextView = "context.view";
    public const string ContextEdit = "context.edit";
    /// <summary>The legal register (A.5.31).</summary>
    public const string LegalView = "legal.view";
    public const string LegalEdit = "legal.edit";

    /// <summary>How risks are assessed and accepted (6.1.2).</summary>
    public const string MethodologyView = "methodology.view";
    public const string MethodologyEdit = "methodology.edit";
    public const string MethodologyApprove = "methodology.approve";

    /// <summary>The risk register with its catalogues of threats and vulnerabilities (6.1.2, 8.2).</summary>
    public const string RisksView = "risks.view";
    public const string RisksEdit = "risks.edit";
    /// <summary>Change and evaluate the risks that one owns.</summary>
    public const string RisksEditOwn = "risks.edit-own";

    /// <summary>Accept risks, as far as the methodology lets one (6.1.3 f).</summary>
    public const string RisksAccept = "risks.accept";

    /// <summary>Approve how risks are treated (6.1.3, 5.1).</summary>
    public const string TreatmentApprove = "treatment.approve";

    /// <summary>Controls and how they are put into practice (6.1.3, Annex A).</summary>
    public const string ControlsView = "controls.view";
    public const string ControlsEdit = "controls.edit";
    /// <summary>Change the implementations that one owns, and perform the tests that name one as the tester.</summary>
    public const string ControlsEditOwn = "controls.edit-own";

    /// <summary>The Statement of Applicability (6.1.3 d).</summary>
    public const string SoaView = "soa.view";
    public const string SoaEdit = "soa.edit";
    public const string SoaApprove = "soa.approve";

    private static readonly string[] Employee = [PeopleNames, ScopeInForceView];

    private static readonly string[] Viewer =
        [DashboardView, AssetsView, EvidenceView, OrganisationView, PeopleNames, ScopeInForceView, PeopleView, ApprovalsView, ContextView, LegalView, ScopeView, ProcessesView, MethodologyView, RisksView, ControlsView, SoaView];

    private static readonly string[] Owner = [.. Viewer, CommentsWrite, EvidenceEdit, AssetsEditOwn, ProcessesEditOwn, TasksAssign, ControlsEditOwn, RisksEditOwn];

    // Whoever keeps the legal register sees why it matters to whom.
    private static readonly string[] Counsel = [.. Employee, CommentsWrite, ContextView, LegalView, LegalEdit];

    private static readonly string[] Auditor = [.. Viewer, RolesView, ApiClientsView, TasksView, AuditView];

    private static readonly Dictionary<Role, string[]> ByRole = new()
    {
        [Role.IsmsManager] = [.. Viewer, CommentsWrite, EvidenceEdit, AssetsEdit, OrganisationEdit, ScopeEdit, ProcessesEdit, PeopleEdit, AccountsView, RolesView, RolesAssign, RolesDefine, ApiClientsView, ApiClientsManage, ApiClientsRevoke, SettingsView, TasksView, TasksAssign, ReviewsEdit, AuditView, ContextEdit, LegalEdit, MethodologyEdit, RisksEdit, RisksAccept, ControlsEdit, SoaEdit],
        // Without access to what the ISMS holds: administers accounts and the organisation's frame.
        [Role.TenantAdmin] = [CommentsWrite, OrganisationView, OrganisationEdit, PeopleNames, ScopeInForceView, PeopleView, PeopleEdit, AccountsView, AccountsManage, ApiClientsView, ApiClientsRevoke, SettingsView, SettingsEdit, ApprovalsWaive],
        [Role.TopManagement] = [.. Viewer, AuditView, CommentsWrite, RolesView, RolesAssign, RolesConfirm, ScopeApprove, ApprovalsWaive, TasksView, TasksAssign, MethodologyApprove, RisksAccept, TreatmentApprove, SoaApprove],
        [Role.RiskOwner] = [.. Owner, RisksAccept],
        [Role.AssetOwner] = Owner,
        [Role.ControlOwner] = Owner,
        [Role.ProcessOwner] = Owner,
        [Role.DocumentOwner] = Owner,
        [Role.IncidentManager] = [.. Viewer, CommentsWrite, TasksAssign],
        [Role.InternalAuditor] = Auditor,
        [Role.ExternalAuditor] = [.. Viewer, AuditView],
        [Role.LineManager] = Employee,
        [Role.HR] = Employee,
        [Role.DPO] = Counsel,
        [Role.LegalCounsel] = Counsel,
        [Role.Employee] = Employee,
    };

    /// <summary>Never part of a role that an organisation defines: with one of these a role could grow beyond what anybody meant to give.</summary>
    public static IReadOnlyDictionary<string, string> Reserved { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [AccountsManage] = "decides who comes in, and appoints administrators",
        [PeopleEdit] = "invites people",
        [RolesAssign] = "gives others what they may do",
        [RolesConfirm] = "is for top management to decide (5.3)",
        [ScopeApprove] = "is for top management to decide (5.1)",
        [MethodologyApprove] = "is for top management to decide (6.1.2)",
        [RisksAccept] = "goes by the limits of the methodology, which names roles of every organisation (6.1.3 f)",
        [TreatmentApprove] = "is for top management to decide (6.1.3)",
        [SoaApprove] = "is for top management to decide (6.1.3)",
        [RolesDefine] = "could add anything to itself",
        [ApprovalsWaive] = "lifts a safeguard",
        [SettingsEdit] = "lifts safeguards of the sign-in",
        [ApiClientsManage] = "lets other systems in",
    };

    // What is part of something larger, so whoever holds that may pass this on.
    private static readonly (string Larger, string Part)[] Parts = [(AssetsEdit, AssetsEditOwn), (ProcessesEdit, ProcessesEditOwn), (ControlsEdit, ControlsEditOwn), (RisksEdit, RisksEditOwn), (PeopleView, PeopleNames), (ScopeView, ScopeInForceView), (ApiClientsManage, ApiClientsRevoke)];

    public static IReadOnlySet<string> Of(IEnumerable<Role> roles) => Of(roles, []);

    /// <param name="roles">Those that every organisation has.</param>
    /// <param name="own">What the organisation's own ones allow; what is reserved counts for nothing there, however it came to stand there.</param>
    public static IReadOnlySet<string> Of(IEnumerable<Role> roles, IEnumerable<string> own)
        => roles.SelectMany(r => ByRole.GetValueOrDefault(r, Employee)).Concat(Employee).Concat(own.Where(p => !Reserved.ContainsKey(p))).ToHashSet(StringComparer.Ordinal);

    /// <summary>What somebody may pass on to others: what they hold, with its parts.</summary>
    public static IReadOnlySet<string> ToPassOn(IReadOnlySet<string> held)
        => held.Concat(Parts.Where(p => held.Contains(p.Larger)).Select(p => p.Part)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Those that change nothing: what is left of them to whoever looks at the past.</summary>
    public static IReadOnlySet<string> Reading(IEnumerable<string> permissions)
        => permissions.Where(p => p == PeopleNames || p.EndsWith(".view", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The roles of every organisation that hold a permission; its own ones do as well, see <c>RoleQueries.Allowing</c>.</summary>
    public static IReadOnlyList<Role> RolesWith(string permission) => [.. ByRole.Where(r => r.Value.Contains(permission)).Select(r => r.Key)];

    /// <summary>Every permission there is; a test compares it with what roles, scopes and messages name.</summary>
    public static IReadOnlySet<string> All { get; } = typeof(Permissions).GetFields()
        .Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);
}
