using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.IntegrationTests.Host;

namespace IsmsPlatform.IntegrationTests.Isolation.Endpoints;

/// <summary>One line per endpoint.</summary>
internal static class Recipes
{
    internal static IReadOnlyList<Recipe> All { get; } =
    [
        // Open to anyone
        new("GET ", Area.Public),
        new("GET sign-in", Area.Public),
        new("POST sign-in", Area.Public),
        new("GET sign-in/second-factor", Area.Public),
        new("POST sign-in/second-factor", Area.Public),
        new("GET sign-in/recovery-code", Area.Public),
        new("POST sign-in/recovery-code", Area.Public),
        new("POST sign-in/passkey/options", Area.Public),
        new("POST sign-in/passkey", Area.Public),
        new("POST sign-out", Area.Public),
        new("GET sign-up", Area.Public),
        new("POST sign-up", Area.Public),
        new("GET sign-up/sent", Area.Public),
        new("GET confirm-email", Area.Public),
        new("GET forgotten-password", Area.Public),
        new("POST forgotten-password", Area.Public),
        new("GET reset-password", Area.Public),
        new("POST reset-password", Area.Public),
        new("GET invitation/{token}", Area.Public),
        new("POST invitation/{token}", Area.Public),
        new("POST preferences/theme", Area.Public),
        new("GET development/mail", Area.Public),
        new("ANY error/{status:int}", Area.Public),
        new("ANY healthz/live", Area.Public),
        new("ANY healthz/ready", Area.Public),
        new("GET api/{documentName}/openapi.json", Area.Public),
        new("GET docs", Area.Public),

        // An account, no tenant
        new("GET home", Area.Account),
        new("GET sign-in/factor-needed", Area.Account),
        new("GET profile", Area.Account),
        new("POST profile", Area.Account),
        new("POST profile/shortcuts", Area.Account),
        new("GET profile/sessions", Area.Account),
        new("POST profile/sessions/end", Area.Account),
        new("POST profile/sessions/end-others", Area.Account),
        new("GET profile/passkeys", Area.Account),
        new("POST profile/passkeys", Area.Account),
        new("POST profile/passkeys/options", Area.Account),
        new("GET profile/passkeys/rename", Area.Account),
        new("POST profile/passkeys/rename", Area.Account),
        new("POST profile/passkeys/remove", Area.Account),
        new("GET profile/prove", Area.Account),
        new("POST profile/prove", Area.Account),
        new("GET profile/password", Area.Account),
        new("POST profile/password", Area.Account),
        new("GET profile/second-factor", Area.Account),
        new("POST profile/second-factor", Area.Account),
        new("GET profile/second-factor/off", Area.Account),
        new("POST profile/second-factor/off", Area.Account),
        new("GET platform", Area.Operator),
        new("POST platform/sign-up", Area.Operator),
        new("GET platform/enter", Area.Operator),
        new("POST platform/enter", Area.Operator),

        // The frame of an organisation
        new("GET t/{tenant}/my", Area.Tenant),
        new("GET t/{tenant}/search", Area.Tenant),
        new("GET t/{tenant}", Area.Tenant),
        new Recipe("POST t/{tenant}/first-steps", Area.Tenant, Permissions.OrganisationEdit).Say("shown", "false"),

        new Recipe("POST t/{tenant}/my/roles/{id:guid}/accept", Area.Tenant).With("id", Kind.RoleAssignment),

        // The past of a record
        new Recipe("GET t/{tenant}/history/{type}/{id:guid}", Area.Tenant, Permissions.OrganisationView).With("id", Kind.Location),

        // For a platform operator who was let in; no role of the organisation holds this.
        new("POST t/{tenant}/operator/leave", Area.Tenant, "operator"),

        // Organisation
        new("GET t/{tenant}/organisation", Area.Tenant, Permissions.OrganisationView),
        new("GET t/{tenant}/organisation/edit", Area.Tenant, Permissions.OrganisationEdit),
        new("POST t/{tenant}/organisation/edit", Area.Tenant, Permissions.OrganisationEdit),
        new("GET t/{tenant}/organisation/units", Area.Tenant, Permissions.OrganisationView),
        new("GET t/{tenant}/organisation/units/new", Area.Tenant, Permissions.OrganisationEdit),
        Unit(new("POST t/{tenant}/organisation/units/new", Area.Tenant, Permissions.OrganisationEdit)),
        new Recipe("GET t/{tenant}/organisation/units/{id:guid}", Area.Tenant, Permissions.OrganisationView).With("id", Kind.Unit),
        new Recipe("GET t/{tenant}/organisation/units/{id:guid}/edit", Area.Tenant, Permissions.OrganisationEdit).With("id", Kind.Unit),
        Unit(new Recipe("POST t/{tenant}/organisation/units/{id:guid}/edit", Area.Tenant, Permissions.OrganisationEdit).With("id", Kind.Unit)),
        new("GET t/{tenant}/organisation/locations", Area.Tenant, Permissions.OrganisationView),
        new("GET t/{tenant}/organisation/locations/new", Area.Tenant, Permissions.OrganisationEdit),
        new("POST t/{tenant}/organisation/locations/new", Area.Tenant, Permissions.OrganisationEdit),
        new Recipe("GET t/{tenant}/organisation/locations/{id:guid}", Area.Tenant, Permissions.OrganisationView).With("id", Kind.Location),
        new Recipe("GET t/{tenant}/organisation/locations/{id:guid}/edit", Area.Tenant, Permissions.OrganisationEdit).With("id", Kind.Location),
        new Recipe("POST t/{tenant}/organisation/locations/{id:guid}/edit", Area.Tenant, Permissions.OrganisationEdit).With("id", Kind.Location),

        // People
        new("GET t/{tenant}/people", Area.Tenant, Permissions.PeopleNames),
        new("GET t/{tenant}/people/choices", Area.Tenant, Permissions.PeopleNames),
        new("GET t/{tenant}/assets/choices", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/people/new", Area.Tenant, Permissions.PeopleEdit),
        PersonForm(new("POST t/{tenant}/people/new", Area.Tenant, Permissions.PeopleEdit)),
        Person("GET", "", Permissions.PeopleView),
        Person("GET", "/edit", Permissions.PeopleEdit),
        PersonForm(Person("POST", "/edit", Permissions.PeopleEdit)),
        Person("POST", "/invite", Permissions.AccountsManage, Permissions.PeopleEdit),
        Person("POST", "/activate", Permissions.PeopleEdit),
        Person("POST", "/absent", Permissions.PeopleEdit),
        Person("GET", "/left", Permissions.PeopleEdit),
        Person("POST", "/left", Permissions.PeopleEdit).Refers("HeirId", Kind.Person),
        Person("POST", "/deactivate", Permissions.AccountsManage),
        Person("POST", "/reactivate", Permissions.AccountsManage),
        Person("POST", "/roles", Permissions.RolesAssign, Permissions.AccountsManage).Say("Role", "AssetOwner").Say("Id", "{new}").Refers("UnitId", Kind.Unit).Refers("Role", Kind.CustomRole),
        Person("POST", "/roles/{assignment:guid}/end", Permissions.RolesAssign, Permissions.AccountsManage).With("assignment", Kind.RoleAssignment),

        // Import of people
        new("GET t/{tenant}/people/import", Area.Tenant, Permissions.PeopleEdit),
        new("POST t/{tenant}/people/import", Area.Tenant, Permissions.PeopleEdit),
        new("GET t/{tenant}/people/import/template.csv", Area.Tenant, Permissions.PeopleEdit),
        new("GET t/{tenant}/people/import/template.xlsx", Area.Tenant, Permissions.PeopleEdit),
        PeopleImport("GET", "preview"),
        PeopleImport("GET", "faults.csv"),
        PeopleImport("GET", "faults.xlsx"),
        PeopleImport("POST", "confirm"),
        PeopleImport("POST", "discard"),

        // Responsibilities
        new("GET t/{tenant}/responsibilities", Area.Tenant, Permissions.PeopleNames),
        new("GET t/{tenant}/responsibilities/new", Area.Tenant, Permissions.RolesAssign),
        new Recipe("POST t/{tenant}/responsibilities/new", Area.Tenant, Permissions.RolesAssign).Say("Id", "{new}").Say("Name", "Swept"),
        RaciSubject("GET", "", Permissions.PeopleNames),
        RaciSubject("GET", "/edit", Permissions.RolesAssign),
        RaciSubject("POST", "/edit", Permissions.RolesAssign).Say("Name", "Swept").Say("Version", "1"),
        RaciSubject("POST", "/remove", Permissions.RolesAssign),
        RaciSubject("POST", "/holders", Permissions.RolesAssign).Say("Id", "{new}").Say("Letter", "Consulted").Refers("PersonId", Kind.Person),
        RaciSubject("POST", "/holders/{entry:guid}/remove", Permissions.RolesAssign).With("entry", Kind.RaciEntry),

        // Scope
        new("GET t/{tenant}/scope", Area.Tenant, Permissions.ScopeView),
        new Recipe("POST t/{tenant}/scope/versions/new", Area.Tenant, Permissions.ScopeEdit).Say("id", "{new}"),
        ScopeVersion("GET", "", Permissions.ScopeView),
        new("GET t/{tenant}/scope/choices/{basis}", Area.Tenant, Permissions.ScopeEdit),
        new("GET t/{tenant}/scope/in-force", Area.Tenant, Permissions.ScopeInForceView),
        ScopeVersion("GET", "/print", Permissions.ScopeView),
        ScopeVersion("GET", "/print.css", Permissions.ScopeView),
        ScopeVersion("GET", "/document", Permissions.ScopeView),
        ScopeVersion("GET", "/preview", Permissions.ScopeView),
        ScopeVersion("GET", "/compare", Permissions.ScopeView),
        ScopeVersion("GET", "/edit", Permissions.ScopeEdit),
        ScopeVersion("POST", "/edit", Permissions.ScopeEdit).Say("Version", "1"),
        ScopeVersion("POST", "/submit", Permissions.ScopeEdit),
        ScopeVersion("POST", "/withdraw", Permissions.ScopeEdit).Say("version", "0"),
        ScopeVersion("GET", "/call-off", Permissions.ScopeApprove),
        ScopeVersion("POST", "/call-off", Permissions.ScopeApprove).Say("Version", "1").Say("Reason", "Swept"),
        ScopeVersion("POST", "/review", Permissions.ScopeEdit).Say("version", "0"),
        ScopeVersion("GET", "/assets", Permissions.ScopeEdit),
        ScopeVersion("POST", "/assets", Permissions.ScopeEdit).Refers("assets", Kind.Asset),

        // Statement of Applicability
        new("GET t/{tenant}/soa", Area.Tenant, Permissions.SoaView),
        new("GET t/{tenant}/soa/versions/new", Area.Tenant, Permissions.SoaEdit),
        new Recipe("POST t/{tenant}/soa/versions/new", Area.Tenant, Permissions.SoaEdit).Say("id", "{new}"),
        new("GET t/{tenant}/soa/choices", Area.Tenant, Permissions.SoaEdit),
        Soa("GET", "", Permissions.SoaView),
        Soa("GET", "/compare", Permissions.SoaView),
        Soa("GET", "/print", Permissions.SoaView),
        Soa("GET", "/print.css", Permissions.SoaView),
        Soa("GET", "/document", Permissions.SoaView),
        Soa("GET", "/export.csv", Permissions.SoaView),
        Soa("GET", "/export.xlsx", Permissions.SoaView),
        Soa("GET", "/entries/{entry:guid}", Permissions.SoaView).With("entry", Kind.SoaEntry),
        Soa("POST", "/entries/{entry:guid}", Permissions.SoaEdit).With("entry", Kind.SoaEntry).Say("Version", "1").Say("Applicable", "true").Say("Reasons", "Baseline").Refers("RiskIds", Kind.Risk).Refers("LegalRequirementIds", Kind.LegalRequirement).Refers("RequirementIds", Kind.PartyRequirement),
        Soa("POST", "/baseline", Permissions.SoaEdit),
        Soa("POST", "/confirm", Permissions.SoaEdit).Say("version", "0"),
        Soa("POST", "/take-over", Permissions.SoaEdit).Say("version", "0"),
        Soa("POST", "/submit", Permissions.SoaEdit).Say("version", "0"),
        Soa("POST", "/withdraw", Permissions.SoaEdit).Say("version", "0"),

        // Methodology
        new("GET t/{tenant}/methodology", Area.Tenant, Permissions.MethodologyView),
        new("GET t/{tenant}/methodology/new", Area.Tenant, Permissions.MethodologyEdit),
        new Recipe("POST t/{tenant}/methodology/new", Area.Tenant, Permissions.MethodologyEdit).Say("Id", "{new}").Say("Start", "FiveByFive"),
        Methodology("GET", "", Permissions.MethodologyView),
        Methodology("GET", "/compare", Permissions.MethodologyView),
        Methodology("GET", "/edit", Permissions.MethodologyEdit),
        Methodology("POST", "/edit", Permissions.MethodologyEdit).Say("Appetite", "Swept").Say("Version", "1"),
        Methodology("POST", "/resize", Permissions.MethodologyEdit).Say("Likelihoods", "4"),
        Methodology("POST", "/submit", Permissions.MethodologyEdit).Say("version", "1"),
        Methodology("POST", "/withdraw", Permissions.MethodologyEdit).Say("version", "1"),

        // Processes
        new("GET t/{tenant}/processes", Area.Tenant, Permissions.ProcessesView),
        new("GET t/{tenant}/processes/map", Area.Tenant, Permissions.ProcessesView),
        new("GET t/{tenant}/processes/export.csv", Area.Tenant, Permissions.ProcessesView),
        new("GET t/{tenant}/processes/export.xlsx", Area.Tenant, Permissions.ProcessesView),
        new("POST t/{tenant}/processes/standard-set", Area.Tenant, Permissions.ProcessesEdit),
        new("GET t/{tenant}/processes/new", Area.Tenant, Permissions.ProcessesEdit),
        new Recipe("POST t/{tenant}/processes/new", Area.Tenant, Permissions.ProcessesEdit).Say("Id", "{new}").Say("Name", "Swept").Refers("OwnerId", Kind.Person),
        Process("GET", "", Permissions.ProcessesView).ForOwners(),
        Process("GET", "/edit", Permissions.ProcessesEdit),
        Process("POST", "/edit", Permissions.ProcessesEdit).Say("Name", "Swept").Say("Version", "1").Refers("OwnerId", Kind.Person),
        Process("POST", "/review", Permissions.ProcessesEdit).ForOwners(),
        Process("GET", "/retire", Permissions.ProcessesEdit),
        Process("POST", "/retire", Permissions.ProcessesEdit).Say("version", "1").Say("Reason", "Swept"),
        Process("POST", "/reinstate", Permissions.ProcessesEdit).Say("version", "1"),
        Process("POST", "/delete", Permissions.ProcessesEdit).Say("version", "1"),

        // Settings
        new("GET t/{tenant}/settings/audit-log", Area.Tenant, Permissions.AuditView),
        new("GET t/{tenant}/settings/audit-log/export.csv", Area.Tenant, Permissions.AuditView),
        new("GET t/{tenant}/settings", Area.Tenant, Permissions.AuditView, Permissions.AccountsView, Permissions.RolesView, Permissions.ApiClientsView, Permissions.SettingsView),
        new("GET t/{tenant}/settings/sign-in", Area.Tenant, Permissions.SettingsView),
        new("POST t/{tenant}/settings/sign-in", Area.Tenant, Permissions.SettingsEdit),
        new("GET t/{tenant}/settings/operator-entries", Area.Tenant, Permissions.SettingsView),
        new Recipe("POST t/{tenant}/settings/operator-entries/{id:guid}/end", Area.Tenant, Permissions.SettingsEdit).With("id", Kind.OperatorEntry),
        new("GET t/{tenant}/settings/users", Area.Tenant, Permissions.AccountsView),
        new("GET t/{tenant}/settings/roles", Area.Tenant, Permissions.RolesView),
        new("GET t/{tenant}/settings/roles/new", Area.Tenant, Permissions.RolesDefine),
        new Recipe("POST t/{tenant}/settings/roles/new", Area.Tenant, Permissions.RolesDefine).Say("Id", "{new}").Say("Name", "Swept").Say("Purpose", "Swept").Say("Allows", "assets.view"),
        OwnRole("GET", "", Permissions.RolesView),
        OwnRole("GET", "/edit", Permissions.RolesDefine),
        OwnRole("POST", "/edit", Permissions.RolesDefine).Say("Name", "Swept").Say("Purpose", "Swept").Say("Allows", "assets.view").Say("Version", "1"),
        OwnRole("POST", "/retire", Permissions.RolesDefine),
        new("GET t/{tenant}/settings/api-clients", Area.Tenant, Permissions.ApiClientsView),
        new("GET t/{tenant}/settings/api-clients/new", Area.Tenant, Permissions.ApiClientsManage),
        new("POST t/{tenant}/settings/api-clients/new", Area.Tenant, Permissions.ApiClientsManage),
        new Recipe("GET t/{tenant}/settings/api-clients/{id:guid}/responsible", Area.Tenant, Permissions.ApiClientsManage).With("id", Kind.ApiClient),
        new Recipe("POST t/{tenant}/settings/api-clients/{id:guid}/responsible", Area.Tenant, Permissions.ApiClientsManage).With("id", Kind.ApiClient).Refers("PersonId", Kind.Person),
        new Recipe("POST t/{tenant}/settings/api-clients/{id:guid}/revoke", Area.Tenant, Permissions.ApiClientsRevoke).With("id", Kind.ApiClient),

        new("GET t/{tenant}/settings/approvals", Area.Tenant, Permissions.ApprovalsView, Permissions.ApprovalsWaive),
        new Recipe("POST t/{tenant}/settings/approvals", Area.Tenant, Permissions.ApprovalsWaive).Say("Id", "{new}"),
        new Recipe("POST t/{tenant}/settings/approvals/{id:guid}/end", Area.Tenant, Permissions.ApprovalsWaive).With("id", Kind.Waiver),

        // Approvals
        new("GET t/{tenant}/approvals", Area.Tenant),
        Approval("GET", "", Permissions.ApprovalsView),
        Approval("POST", "/approve", Permissions.RolesConfirm, Permissions.ScopeApprove),
        Approval("POST", "/reject", Permissions.RolesConfirm, Permissions.ScopeApprove),
        Approval("POST", "/withdraw"),

        // Tasks and notifications
        new("GET t/{tenant}/tasks", Area.Tenant),
        new("GET t/{tenant}/tasks/all", Area.Tenant, Permissions.TasksView),
        new("GET t/{tenant}/tasks/new", Area.Tenant, Permissions.TasksAssign),
        new Recipe("POST t/{tenant}/tasks/new", Area.Tenant, Permissions.TasksAssign).Say("Id", "{new}").Say("Title", "Swept").Say("DueOn", "2030-01-01").Say("SubjectType", "Asset")
            .Refers("AssigneeId", Kind.Person).Refers("SubjectId", Kind.Asset),
        WorkTask("start"),
        WorkTask("done"),
        WorkTask("snooze").Say("until", "2030-01-01").Say("reason", "Swept"),
        WorkTask("cancel", Permissions.TasksAssign),
        new("GET t/{tenant}/tasks/reviews", Area.Tenant, Permissions.TasksView, Permissions.ReviewsEdit),
        new("GET t/{tenant}/tasks/reviews/{kind}", Area.Tenant, Permissions.ReviewsEdit),
        new("POST t/{tenant}/tasks/reviews/{kind}", Area.Tenant, Permissions.ReviewsEdit),
        new("GET t/{tenant}/notifications", Area.Tenant),
        new("POST t/{tenant}/notifications/read", Area.Tenant),

        // Assets
        new("GET t/{tenant}/assets", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/assets/graph", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/assets/export.csv", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/assets/export.xlsx", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/assets/new", Area.Tenant, Permissions.AssetsEdit, Permissions.AssetsEditOwn),
        NewAsset(new("POST t/{tenant}/assets/new", Area.Tenant, Permissions.AssetsEdit, Permissions.AssetsEditOwn)),
        new Recipe("POST t/{tenant}/assets/accept", Area.Tenant, Permissions.AssetsEdit, Permissions.AssetsEditOwn),
        Asset("GET", "", Permissions.AssetsView),
        Asset("GET", "/edit", Permissions.AssetsEdit),
        NewAsset(Asset("POST", "/edit", Permissions.AssetsEdit)),
        Asset("POST", "/accept", Permissions.AssetsEdit),
        Asset("POST", "/review", Permissions.AssetsEdit),
        Asset("POST", "/delete", Permissions.AssetsEdit),
        Asset("GET", "/retire", Permissions.AssetsEdit),
        Asset("POST", "/retire", Permissions.AssetsEdit),
        Asset("GET", "/dependencies/new", Permissions.AssetsEdit),
        Asset("POST", "/dependencies/new", Permissions.AssetsEdit).Refers("LowerId", Kind.Asset).Say("Id", "{new}").Say("ModeC", "Max").Say("ModeI", "Max").Say("ModeA", "Max"),
        Asset("GET", "/dependencies/{dependencyId:guid}", Permissions.AssetsEdit).With("dependencyId", Kind.Dependency),
        Asset("POST", "/dependencies/{dependencyId:guid}", Permissions.AssetsEdit).With("dependencyId", Kind.Dependency),
        Asset("POST", "/dependencies/{dependencyId:guid}/remove", Permissions.AssetsEdit).With("dependencyId", Kind.Dependency),

        // Context
        new("GET t/{tenant}/context", Area.Tenant, Permissions.ContextView),
        new Recipe("GET t/{tenant}/context/climate", Area.Tenant, Permissions.ContextView).ForOwners(),
        new Recipe("POST t/{tenant}/context/climate", Area.Tenant, Permissions.ContextEdit).Say("IsRelevant", "true").Say("Rationale", "Swept").Refers("OwnerId", Kind.Person),
        new Recipe("POST t/{tenant}/context/climate/review", Area.Tenant, Permissions.ContextEdit).ForOwners(),
        .. List("context/issues", Permissions.ContextView),
        new("GET t/{tenant}/context/issues/new", Area.Tenant, Permissions.ContextEdit),
        IssueForm(new("POST t/{tenant}/context/issues/new", Area.Tenant, Permissions.ContextEdit)),
        Issue("GET", "", Permissions.ContextView).ForOwners(),
        Issue("GET", "/edit", Permissions.ContextEdit),
        IssueForm(Issue("POST", "/edit", Permissions.ContextEdit)),
        Issue("POST", "/activate", Permissions.ContextEdit),
        Issue("POST", "/review", Permissions.ContextEdit).ForOwners(),
        Issue("GET", "/close", Permissions.ContextEdit),
        Issue("POST", "/close", Permissions.ContextEdit).Say("Reason", "Swept"),
        Issue("POST", "/reopen", Permissions.ContextEdit),
        Issue("POST", "/delete", Permissions.ContextEdit),

        // Interested parties and what they require
        .. List("interested-parties", Permissions.ContextView),
        new("GET t/{tenant}/interested-parties/new", Area.Tenant, Permissions.ContextEdit),
        PartyForm(new("POST t/{tenant}/interested-parties/new", Area.Tenant, Permissions.ContextEdit)),
        Party("GET", "", Permissions.ContextView).ForOwners(),
        Party("GET", "/edit", Permissions.ContextEdit),
        PartyForm(Party("POST", "/edit", Permissions.ContextEdit)),
        Party("POST", "/review", Permissions.ContextEdit).ForOwners(),
        Party("GET", "/close", Permissions.ContextEdit),
        Party("POST", "/close", Permissions.ContextEdit).Say("Reason", "Swept"),
        Party("POST", "/reopen", Permissions.ContextEdit),
        Party("POST", "/delete", Permissions.ContextEdit),
        .. List("interested-parties/requirements", Permissions.ContextView),
        Requirement("GET", "new", Permissions.ContextEdit),
        RequirementForm(Requirement("POST", "new", Permissions.ContextEdit)),
        Requirement("GET", "{id:guid}", Permissions.ContextEdit).With("id", Kind.PartyRequirement),
        RequirementForm(Requirement("POST", "{id:guid}", Permissions.ContextEdit)).With("id", Kind.PartyRequirement),
        Requirement("POST", "{id:guid}/remove", Permissions.ContextEdit).With("id", Kind.PartyRequirement),

        // The legal register
        .. List("legal-requirements", Permissions.LegalView),
        new("GET t/{tenant}/legal-requirements/new", Area.Tenant, Permissions.LegalEdit),
        LegalForm(new("POST t/{tenant}/legal-requirements/new", Area.Tenant, Permissions.LegalEdit)),
        Legal("GET", "", Permissions.LegalView).ForOwners(),
        Legal("GET", "/edit", Permissions.LegalEdit),
        LegalForm(Legal("POST", "/edit", Permissions.LegalEdit)),
        Legal("GET", "/assess", Permissions.LegalEdit),
        Legal("POST", "/assess", Permissions.LegalEdit).Say("ComplianceStatus", "Compliant"),
        Legal("POST", "/review", Permissions.LegalEdit).ForOwners(),
        Legal("GET", "/repeal", Permissions.LegalEdit),
        Legal("POST", "/repeal", Permissions.LegalEdit).Say("Reason", "Swept"),
        Legal("POST", "/reinstate", Permissions.LegalEdit),
        Legal("POST", "/delete", Permissions.LegalEdit),

        // Business objectives
        .. List("business-objectives", Permissions.ContextView),
        new("GET t/{tenant}/business-objectives/new", Area.Tenant, Permissions.ContextEdit),
        ObjectiveForm(new("POST t/{tenant}/business-objectives/new", Area.Tenant, Permissions.ContextEdit)),
        Objective("GET", "", Permissions.ContextView).ForOwners(),
        Objective("GET", "/edit", Permissions.ContextEdit),
        ObjectiveForm(Objective("POST", "/edit", Permissions.ContextEdit)),
        Objective("POST", "/review", Permissions.ContextEdit).ForOwners(),
        Objective("GET", "/close", Permissions.ContextEdit),
        Objective("POST", "/close", Permissions.ContextEdit).Say("Reason", "Swept"),
        Objective("POST", "/reopen", Permissions.ContextEdit),
        Objective("POST", "/delete", Permissions.ContextEdit),

        // Threats and vulnerabilities
        .. Catalogue("threats", Kind.Threat),
        .. Catalogue("vulnerabilities", Kind.Vulnerability),

        // Controls
        .. List("controls", Permissions.ControlsView),
        new("POST t/{tenant}/controls/annex-a", Area.Tenant, Permissions.ControlsEdit),
        new("GET t/{tenant}/controls/new", Area.Tenant, Permissions.ControlsEdit),
        ControlForm(new("POST t/{tenant}/controls/new", Area.Tenant, Permissions.ControlsEdit)),
        OwnControl("GET", "", Permissions.ControlsView),
        OwnControl("GET", "/edit", Permissions.ControlsEdit),
        ControlForm(OwnControl("POST", "/edit", Permissions.ControlsEdit)),
        OwnControl("POST", "/retire", Permissions.ControlsEdit),
        OwnControl("POST", "/reinstate", Permissions.ControlsEdit),
        new Recipe("GET t/{tenant}/controls/{control:guid}/implementations/new", Area.Tenant, Permissions.ControlsEdit).With("control", Kind.OwnControl),
        ImplementationForm(new Recipe("POST t/{tenant}/controls/{control:guid}/implementations/new", Area.Tenant, Permissions.ControlsEdit).With("control", Kind.OwnControl)),
        new Recipe("GET t/{tenant}/control-implementations/{id:guid}", Area.Tenant, Permissions.ControlsView).With("id", Kind.Implementation),
        new Recipe("GET t/{tenant}/control-implementations/{id:guid}/edit", Area.Tenant, Permissions.ControlsEdit).With("id", Kind.Implementation),
        ImplementationForm(new Recipe("POST t/{tenant}/control-implementations/{id:guid}/edit", Area.Tenant, Permissions.ControlsEdit).With("id", Kind.Implementation)),
        new("GET t/{tenant}/controls/coverage", Area.Tenant, Permissions.ControlsView),
        .. List("control-tests", Permissions.ControlsView),
        new Recipe("GET t/{tenant}/control-implementations/{implementation:guid}/tests/new", Area.Tenant, Permissions.ControlsEdit).With("implementation", Kind.Implementation),
        TestForm(new Recipe("POST t/{tenant}/control-implementations/{implementation:guid}/tests/new", Area.Tenant, Permissions.ControlsEdit).With("implementation", Kind.Implementation)),
        new Recipe("GET t/{tenant}/control-implementations/{id:guid}/test-plan", Area.Tenant, Permissions.ControlsEdit).With("id", Kind.Implementation),
        new Recipe("POST t/{tenant}/control-implementations/{id:guid}/test-plan", Area.Tenant, Permissions.ControlsEdit).With("id", Kind.Implementation).Say("Kind", "Design").Say("EveryMonths", "6").Say("TesterId", "{person}").Say("NextTestOn", "2099-01-01").Say("Version", "1").Refers("TesterId", Kind.Person),
        new Recipe("GET t/{tenant}/control-implementations/{id:guid}/test-plan/end", Area.Tenant, Permissions.ControlsEdit).With("id", Kind.Implementation),
        new Recipe("POST t/{tenant}/control-implementations/{id:guid}/test-plan/end", Area.Tenant, Permissions.ControlsEdit).With("id", Kind.Implementation).Say("Reason", "Swept").Say("Version", "1"),
        ControlTest("GET", "", Permissions.ControlsView),
        ControlTest("GET", "/edit", Permissions.ControlsEdit),
        TestForm(ControlTest("POST", "/edit", Permissions.ControlsEdit)),
        ControlTest("GET", "/perform", Permissions.ControlsEdit),
        ControlTest("POST", "/perform", Permissions.ControlsEdit).Say("PerformedOn", $"{TestApp.Today.AddDays(-1):yyyy-MM-dd}").Say("Verdict", "Effective").Say("Conclusion", "Swept"),
        ControlTest("POST", "/accept", Permissions.ControlsEdit),
        .. new[] { "reject", "cancel", "decline" }.SelectMany(act => (Recipe[])[ControlTest("GET", "/" + act, Permissions.ControlsEdit), ControlTest("POST", "/" + act, Permissions.ControlsEdit).Say("Reason", "Swept")]),

        // Risks
        .. List("risks", Permissions.RisksView),
        new("GET t/{tenant}/risks/matrix", Area.Tenant, Permissions.RisksView),
        new("GET t/{tenant}/risks/choices/{kind}", Area.Tenant, Permissions.RisksEdit, Permissions.RisksEditOwn),
        new("GET t/{tenant}/risks/new", Area.Tenant, Permissions.RisksEdit),
        RiskForm(new("POST t/{tenant}/risks/new", Area.Tenant, Permissions.RisksEdit)),
        new("GET t/{tenant}/risk-drafts", Area.Tenant, Permissions.RisksEdit, Permissions.RisksEditOwn),
        new Recipe("POST t/{tenant}/risk-drafts", Area.Tenant, Permissions.RisksEdit).Say("id", "{new}").Refers("risk", Kind.Risk),
        RiskDraft("GET", "/{step}"),
        RiskDraft("POST", "/{step}").Say("Title", "Swept").Say("Kind", "Information").Say("Affects", "Integrity").Say("OwnerId", "{person}").Say("Version", "1")
            .Refers("OwnerId", Kind.Person).Refers("ThreatId", Kind.Threat).Refers("AssetIds", Kind.Asset).Refers("VulnerabilityIds", Kind.Vulnerability),
        RiskDraft("POST", "/sign").Say("version", "1").Refers("assessmentIds", Kind.RiskAssessment),
        RiskDraft("POST", "/give-up"),
        new("GET t/{tenant}/risks/import", Area.Tenant, Permissions.RisksEdit),
        new("POST t/{tenant}/risks/import", Area.Tenant, Permissions.RisksEdit),
        new("GET t/{tenant}/risks/import/template.csv", Area.Tenant, Permissions.RisksEdit),
        new("GET t/{tenant}/risks/import/template.xlsx", Area.Tenant, Permissions.RisksEdit),
        RiskImport("GET", "preview"),
        RiskImport("GET", "faults.csv"),
        RiskImport("GET", "faults.xlsx"),
        RiskImport("POST", "confirm"),
        RiskImport("POST", "discard"),
        RiskRecipe("GET", "", Permissions.RisksView).ForOwners(),
        RiskRecipe("GET", "/edit", Permissions.RisksEdit),
        RiskForm(RiskRecipe("POST", "/edit", Permissions.RisksEdit)).Say("Version", "1"),
        RiskRecipe("GET", "/evaluate", Permissions.RisksEdit).ForOwners(),
        RiskRecipe("POST", "/evaluate", Permissions.RisksEdit).Say("Version", "1").Say("Stage", "Inherent").Say("Likelihood", "2").Say("Impacts[0]", "2").Say("Rationale", "Swept").Refers("AssessmentId", Kind.RiskAssessment).Refers("AssessmentIds", Kind.RiskAssessment).ForOwners(),
        RiskRecipe("GET", "/loss", Permissions.RisksView),
        RiskRecipe("GET", "/loss/estimate", Permissions.RisksEdit),
        RiskRecipe("POST", "/loss/estimate", Permissions.RisksEdit).Say("Version", "1").Say("Stage", "Current").Say("Frequency", "0.2").Say("Shape", "Interval90").Say("LossLow", "1000").Say("LossHigh", "20000").Say("Rationale", "Swept"),
        new("GET t/{tenant}/losses", Area.Tenant, Permissions.RisksView),
        new("POST t/{tenant}/losses/simulate", Area.Tenant, Permissions.RisksEdit),
        new("GET t/{tenant}/losses/tolerance", Area.Tenant, Permissions.RisksView),
        new Recipe("POST t/{tenant}/losses/tolerance", Area.Tenant, Permissions.MethodologyEdit).Say("Points[0].Loss", "1000").Say("Points[0].Percent", "50").Say("Points[1].Loss", "100000").Say("Points[1].Percent", "5"),
        new Recipe("GET t/{tenant}/risks/{risk:guid}/acceptances/new", Area.Tenant, Permissions.RisksEdit).With("risk", Kind.Risk).ForOwners(),
        new Recipe("POST t/{tenant}/risks/{risk:guid}/acceptances/new", Area.Tenant, Permissions.RisksEdit).With("risk", Kind.Risk).Say("Id", "{new}").Say("Version", "1").Say("Reason", "Swept, in at least twenty characters").Say("ValidUntil", "2099-01-01").ForOwners(),
        AcceptanceRecipe("GET", "", Permissions.RisksView).ForOwners(),
        AcceptanceRecipe("POST", "/grant", Permissions.RisksAccept).ForOwners(),
        AcceptanceRecipe("POST", "/refuse", Permissions.RisksAccept).Say("comment", "Swept").ForOwners(),
        AcceptanceRecipe("POST", "/revoke", Permissions.RisksAccept, Permissions.RisksEdit).Say("reason", "Swept").ForOwners(),
        RiskRecipe("GET", "/close", Permissions.RisksEdit),
        RiskRecipe("POST", "/close", Permissions.RisksEdit).Say("Version", "1").Say("Reason", "Swept"),
        RiskRecipe("POST", "/reopen", Permissions.RisksEdit),
        RiskRecipe("POST", "/delete", Permissions.RisksEdit),

        RiskRecipe("GET", "/confirm", Permissions.RisksEdit).ForOwners(),
        RiskRecipe("POST", "/confirm", Permissions.RisksEdit).Say("Version", "1").Say("Rationale", "Swept: nothing has changed").Refers("AssessmentId", Kind.RiskAssessment).Refers("AssessmentIds", Kind.RiskAssessment).ForOwners(),

        // Risk assessments
        new("GET t/{tenant}/risk-assessments", Area.Tenant, Permissions.RisksView),
        new("GET t/{tenant}/risk-assessments/choices/{kind}", Area.Tenant, Permissions.RisksEdit, Permissions.RisksEditOwn),
        new("GET t/{tenant}/risk-assessments/new", Area.Tenant, Permissions.RisksEdit),
        AssessmentForm(new("POST t/{tenant}/risk-assessments/new", Area.Tenant, Permissions.RisksEdit)),
        AssessmentRecipe("GET", "", Permissions.RisksView).ForOwners(),
        AssessmentRecipe("GET", "/edit", Permissions.RisksEdit),
        AssessmentForm(AssessmentRecipe("POST", "/edit", Permissions.RisksEdit)).Say("Version", "1"),
        AssessmentRecipe("GET", "/next", Permissions.RisksEdit, Permissions.RisksEditOwn).ForOwners(),
        .. new[] { "start", "take-in", "move-on", "review", "resume", "complete" }.Select(act => AssessmentRecipe("POST", $"/{act}", Permissions.RisksEdit)),
        AssessmentRecipe("GET", "/cancel", Permissions.RisksEdit),
        AssessmentRecipe("POST", "/cancel", Permissions.RisksEdit).Say("Version", "1").Say("Reason", "Swept"),
        .. new[] { "compare", "export.csv", "export.xlsx" }.Select(read => new Recipe($"GET t/{{tenant}}/risk-assessments/{{id:guid}}/{read}", Area.Tenant, Permissions.RisksView).With("id", Kind.CompletedAssessment)),

        // Treatment
        new("GET t/{tenant}/treatment-plans", Area.Tenant, Permissions.RisksView),
        new("GET t/{tenant}/treatment-plans/new", Area.Tenant, Permissions.RisksEdit),
        PlanForm(new("POST t/{tenant}/treatment-plans/new", Area.Tenant, Permissions.RisksEdit)),
        PlanRecipe("GET", "", Permissions.RisksView).ForOwners(),
        PlanRecipe("GET", "/edit", Permissions.RisksEdit),
        PlanForm(PlanRecipe("POST", "/edit", Permissions.RisksEdit)).Say("Version", "1"),
        PlanRecipe("POST", "/submit", Permissions.RisksEdit),
        PlanRecipe("POST", "/take-back", Permissions.RisksEdit),
        PlanRecipe("POST", "/consent", Permissions.RisksEdit, Permissions.RisksEditOwn).ForOwners(),
        PlanRecipe("POST", "/refuse", Permissions.RisksEdit, Permissions.RisksEditOwn).Say("comment", "Swept").ForOwners(),
        PlanRecipe("POST", "/delete", Permissions.RisksEdit),
        new Recipe("GET t/{tenant}/treatment-plans/{plan:guid}/actions/new", Area.Tenant, Permissions.RisksEdit).With("plan", Kind.TreatmentPlan),
        ActionForm(new Recipe("POST t/{tenant}/treatment-plans/{plan:guid}/actions/new", Area.Tenant, Permissions.RisksEdit).With("plan", Kind.TreatmentPlan)),
        .. List("treatment-actions", Permissions.RisksView),
        new("GET t/{tenant}/treatment-actions/choices/risks", Area.Tenant, Permissions.RisksEdit, Permissions.RisksEditOwn),
        new("GET t/{tenant}/treatment-actions/choices/controls", Area.Tenant, Permissions.RisksEdit, Permissions.RisksEditOwn),
        ActionRecipe("GET", "", Kind.TreatmentAction, Permissions.RisksView).ForOwners(),
        ActionRecipe("GET", "/edit", Kind.TreatmentAction, Permissions.RisksEdit),
        ActionForm(ActionRecipe("POST", "/edit", Kind.TreatmentAction, Permissions.RisksEdit)).Say("Version", "1"),
        ActionRecipe("POST", "/delete", Kind.TreatmentAction, Permissions.RisksEdit),
        ActionRecipe("GET", "/report", Kind.RunningAction, Permissions.RisksEdit).ForOwners(),
        ActionRecipe("POST", "/report", Kind.RunningAction, Permissions.RisksEdit).Say("Progress", "50").ForOwners(),
        ActionRecipe("POST", "/verify", Kind.RunningAction, Permissions.RisksEdit, Permissions.RisksEditOwn).ForOwners(),
        ActionRecipe("POST", "/send-back", Kind.RunningAction, Permissions.RisksEdit, Permissions.RisksEditOwn).Say("reason", "Swept").ForOwners(),
        ActionRecipe("GET", "/postpone", Kind.RunningAction, Permissions.RisksEdit, Permissions.TreatmentApprove).ForOwners(),
        ActionRecipe("POST", "/postpone", Kind.RunningAction, Permissions.RisksEdit, Permissions.TreatmentApprove).Say("Version", "1").Say("DueOn", "2099-01-01").Say("Reason", "Swept for the test"),
        ActionRecipe("GET", "/cancel", Kind.RunningAction, Permissions.RisksEdit),
        ActionRecipe("POST", "/cancel", Kind.RunningAction, Permissions.RisksEdit).Say("Version", "1").Say("Reason", "Swept for the test"),

        // Comments
        new Recipe("GET t/{tenant}/comments/{type}/{id:guid}", Area.Tenant, Permissions.OrganisationView).With("id", Kind.Location),
        new Recipe("POST t/{tenant}/comments/{type}/{id:guid}", Area.Tenant, Permissions.CommentsWrite).With("id", Kind.Location).Say("Id", "{new}").Say("Text", "Swept"),
        new Recipe("GET t/{tenant}/comments/{id:guid}/edit", Area.Tenant, Permissions.CommentsWrite).With("id", Kind.Comment),
        new Recipe("POST t/{tenant}/comments/{id:guid}/edit", Area.Tenant, Permissions.CommentsWrite).With("id", Kind.Comment).Say("Text", "Swept"),
        new Recipe("POST t/{tenant}/comments/{id:guid}/withdraw", Area.Tenant, Permissions.CommentsWrite).With("id", Kind.Comment),

        // Saved views
        new Recipe("POST t/{tenant}/views", Area.Tenant).Say("Id", "{new}").Say("List", "assets").Say("Name", "Swept"),
        SavedView("GET", "edit"),
        SavedView("POST", "edit").Say("Name", "Swept").Say("Version", "1"),
        SavedView("POST", "query").Say("Query", "q=swept").Say("Version", "1"),
        SavedView("POST", "default").Say("On", "true"),
        SavedView("POST", "forget").Say("Version", "1"),

        // Evidence
        new("GET t/{tenant}/evidence", Area.Tenant, Permissions.EvidenceView),
        new Recipe("GET t/{tenant}/evidence/of/{type}/{id:guid}", Area.Tenant, Permissions.EvidenceView).With("id", Kind.Location),
        new Recipe("GET t/{tenant}/evidence/{id:guid}", Area.Tenant, Permissions.EvidenceView).With("id", Kind.Evidence),
        new Recipe("GET t/{tenant}/evidence/{id:guid}/file", Area.Tenant, Permissions.EvidenceView).With("id", Kind.Evidence),
        new Recipe("GET t/{tenant}/evidence/new/{type}/{id:guid}", Area.Tenant, Permissions.EvidenceEdit).With("id", Kind.Location),
        new Recipe("POST t/{tenant}/evidence/new/{type}/{id:guid}", Area.Tenant, Permissions.EvidenceEdit).With("id", Kind.Location).Say("Id", "{new}").Say("Title", "Swept").Say("Kind", "Text").Say("Text", "Swept"),
        new Recipe("GET t/{tenant}/evidence/{id:guid}/supersede", Area.Tenant, Permissions.EvidenceEdit).With("id", Kind.Evidence),
        new Recipe("POST t/{tenant}/evidence/{id:guid}/supersede", Area.Tenant, Permissions.EvidenceEdit).With("id", Kind.Evidence).Say("Id", "{new}").Say("Title", "Swept").Say("Kind", "Text").Say("Text", "Swept"),

        // Import of assets
        new("GET t/{tenant}/assets/import", Area.Tenant, Permissions.AssetsEdit),
        new("POST t/{tenant}/assets/import", Area.Tenant, Permissions.AssetsEdit),
        new("GET t/{tenant}/assets/import/template.csv", Area.Tenant, Permissions.AssetsEdit),
        new("GET t/{tenant}/assets/import/template.xlsx", Area.Tenant, Permissions.AssetsEdit),
        Import("GET", "columns"),
        Import("POST", "columns"),
        Import("GET", "preview"),
        Import("GET", "faults.csv"),
        Import("GET", "faults.xlsx"),
        Import("POST", "confirm"),
        Import("POST", "discard"),

        // The API
        new("GET api/v1/units", Area.Api, Permissions.OrganisationView),
        new Recipe("GET api/v1/units/{id:guid}", Area.Api, Permissions.OrganisationView).With("id", Kind.Unit),
        new("GET api/v1/locations", Area.Api, Permissions.OrganisationView),
        new Recipe("GET api/v1/locations/{id:guid}", Area.Api, Permissions.OrganisationView).With("id", Kind.Location),
        new("GET api/v1/people", Area.Api, Permissions.PeopleView),
        new Recipe("GET api/v1/people/{id:guid}", Area.Api, Permissions.PeopleView).With("id", Kind.Person),
        new("GET api/v1/role-assignments", Area.Api, Permissions.RolesView),
        new("GET api/v1/responsibilities", Area.Api, Permissions.PeopleNames, Permissions.RolesView),
        new("GET api/v1/scope-versions", Area.Api, Permissions.ScopeView),
        new Recipe("POST api/v1/scope-versions", Area.Api, Permissions.ScopeEdit).Refers("ownerId", Kind.Person),
        new Recipe("GET api/v1/scope-versions/{id:guid}", Area.Api, Permissions.ScopeView).With("id", Kind.ScopeVersion),
        new Recipe("PATCH api/v1/scope-versions/{id:guid}", Area.Api, Permissions.ScopeEdit).With("id", Kind.ScopeVersion).Say("statement", "Swept"),
        new Recipe("POST api/v1/scope-versions/{id:guid}/submit", Area.Api, Permissions.ScopeEdit).With("id", Kind.ScopeVersion),
        new("GET api/v1/methodologies", Area.Api, Permissions.MethodologyView),
        new Recipe("POST api/v1/methodologies", Area.Api, Permissions.MethodologyEdit).Say("start", "FiveByFive").Refers("authorId", Kind.Person),
        new Recipe("GET api/v1/methodologies/{id:guid}", Area.Api, Permissions.MethodologyView).With("id", Kind.Methodology),
        new Recipe("PATCH api/v1/methodologies/{id:guid}", Area.Api, Permissions.MethodologyEdit).With("id", Kind.Methodology).Say("appetite", "Swept"),
        new Recipe("POST api/v1/methodologies/{id:guid}/submit", Area.Api, Permissions.MethodologyEdit).With("id", Kind.Methodology),
        .. Resource("processes", Kind.Process, Permissions.ProcessesView, Permissions.ProcessesEdit, "review", "retire", "reinstate"),
        new("GET api/v1/tasks", Area.Api, Permissions.TasksView),
        new("GET api/v1/audit-events", Area.Api, Permissions.AuditView),
        new("GET api/v1/evidence", Area.Api, Permissions.EvidenceView),
        new Recipe("GET api/v1/evidence/{id:guid}", Area.Api, Permissions.EvidenceView).With("id", Kind.Evidence),
        new Recipe("GET api/v1/evidence/{id:guid}/file", Area.Api, Permissions.EvidenceView).With("id", Kind.Evidence),
        new("POST api/v1/evidence", Area.Api, Permissions.EvidenceEdit),
        new Recipe("POST api/v1/evidence/{id:guid}/links", Area.Api, Permissions.EvidenceEdit).With("id", Kind.Evidence).Say("subjectType", "Asset").Refers("subjectId", Kind.Asset),
        new("GET api/v1/assets", Area.Api, Permissions.AssetsView),
        NewAsset(new("POST api/v1/assets", Area.Api, Permissions.AssetsEdit)),
        new("POST api/v1/assets:batchUpsert", Area.Api, Permissions.AssetsEdit),
        new Recipe("GET api/v1/assets/{id:guid}", Area.Api, Permissions.AssetsView).With("id", Kind.Asset),
        NewAsset(new Recipe("PATCH api/v1/assets/{id:guid}", Area.Api, Permissions.AssetsEdit).With("id", Kind.Asset)),
        new("GET api/v1/climate-determination", Area.Api, Permissions.ContextView),
        new Recipe("PUT api/v1/climate-determination", Area.Api, Permissions.ContextEdit).Refers("ownerId", Kind.Person),
        new("POST api/v1/climate-determination/review", Area.Api, Permissions.ContextEdit),
        .. Resource("context-issues", Kind.Issue, Permissions.ContextView, Permissions.ContextEdit, "activate", "review", "close", "reopen"),
        .. Resource("interested-parties", Kind.Party, Permissions.ContextView, Permissions.ContextEdit, "review", "close", "reopen"),
        new Recipe("GET api/v1/interested-parties/{party:guid}/requirements", Area.Api, Permissions.ContextView).With("party", Kind.Party),
        new Recipe("POST api/v1/interested-parties/{party:guid}/requirements", Area.Api, Permissions.ContextEdit).With("party", Kind.Party).Say("text", "Swept").Say("kind", "Legal").Say("addressedByIsms", "Undecided"),
        new Recipe("GET api/v1/interested-parties/{party:guid}/requirements/{id:guid}", Area.Api, Permissions.ContextView).With("party", Kind.Party).With("id", Kind.PartyRequirement),
        new Recipe("PATCH api/v1/interested-parties/{party:guid}/requirements/{id:guid}", Area.Api, Permissions.ContextEdit).With("party", Kind.Party).With("id", Kind.PartyRequirement).Say("text", "Swept"),
        new Recipe("DELETE api/v1/interested-parties/{party:guid}/requirements/{id:guid}", Area.Api, Permissions.ContextEdit).With("party", Kind.Party).With("id", Kind.PartyRequirement),
        .. Resource("legal-requirements", Kind.LegalRequirement, Permissions.LegalView, Permissions.LegalEdit, "assess", "review", "repeal", "reinstate"),
        .. Resource("business-objectives", Kind.Objective, Permissions.ContextView, Permissions.ContextEdit, "review", "close", "reopen"),
        new("GET api/v1/controls", Area.Api, Permissions.ControlsView),
        new Recipe("POST api/v1/controls", Area.Api, Permissions.ControlsEdit).Say("title", "Swept").Say("theme", "People").Say("nature", "Technical"),
        new Recipe("GET api/v1/controls/{id:guid}", Area.Api, Permissions.ControlsView).With("id", Kind.OwnControl),
        new Recipe("PATCH api/v1/controls/{id:guid}", Area.Api, Permissions.ControlsEdit).With("id", Kind.OwnControl).Say("title", "Swept"),
        new Recipe("POST api/v1/controls/{id:guid}/retire", Area.Api, Permissions.ControlsEdit).With("id", Kind.OwnControl),
        new Recipe("POST api/v1/controls/{id:guid}/reinstate", Area.Api, Permissions.ControlsEdit).With("id", Kind.OwnControl),
        new Recipe("POST api/v1/controls/{id:guid}/implementations", Area.Api, Permissions.ControlsEdit).With("id", Kind.OwnControl).Say("title", "Swept").Say("status", "Planned").Say("ownerId", "{person}").Refers("ownerId", Kind.Person).Refers("unitId", Kind.Unit).Refers("assetId", Kind.Asset),
        new Recipe("GET api/v1/control-implementations/{id:guid}", Area.Api, Permissions.ControlsView).With("id", Kind.Implementation),
        new Recipe("PATCH api/v1/control-implementations/{id:guid}", Area.Api, Permissions.ControlsEdit).With("id", Kind.Implementation).Say("title", "Swept").Refers("ownerId", Kind.Person).Refers("locationId", Kind.Location),
        new Recipe("POST api/v1/control-implementations/{id:guid}/test-plan", Area.Api, Permissions.ControlsEdit).With("id", Kind.Implementation).Say("kind", "Design").Say("nextTestOn", "2099-01-01").Say("testerId", "{person}").Refers("testerId", Kind.Person),
        new Recipe("POST api/v1/control-implementations/{id:guid}/test-plan/end", Area.Api, Permissions.ControlsEdit).With("id", Kind.Implementation).Say("reason", "Swept"),
        new("GET api/v1/control-tests", Area.Api, Permissions.ControlsView),
        new Recipe("POST api/v1/control-tests", Area.Api, Permissions.ControlsEdit).Say("kind", "Design").Say("dueOn", "2099-01-01").Say("testerId", "{person}").Say("implementationId", "{new}").Refers("implementationId", Kind.Implementation).Refers("testerId", Kind.Person),
        new Recipe("GET api/v1/control-tests/{id:guid}", Area.Api, Permissions.ControlsView).With("id", Kind.ControlTest),
        new Recipe("PATCH api/v1/control-tests/{id:guid}", Area.Api, Permissions.ControlsEdit).With("id", Kind.ControlTest).Say("method", "Swept").Refers("testerId", Kind.Person),
        new Recipe("POST api/v1/control-tests/{id:guid}/perform", Area.Api, Permissions.ControlsEdit).With("id", Kind.ControlTest).Say("performedOn", "2026-01-01").Say("verdict", "Effective").Say("conclusion", "Swept"),
        new Recipe("POST api/v1/control-tests/{id:guid}/accept", Area.Api, Permissions.ControlsEdit).With("id", Kind.ControlTest),
        .. new[] { "reject", "cancel", "decline-nonconformity" }.Select(act => new Recipe($"POST api/v1/control-tests/{{id:guid}}/{act}", Area.Api, Permissions.ControlsEdit).With("id", Kind.ControlTest).Say("reason", "Swept")),
        new("GET api/v1/soa-versions", Area.Api, Permissions.SoaView),
        new Recipe("POST api/v1/soa-versions", Area.Api, Permissions.SoaEdit).Refers("authorId", Kind.Person),
        new Recipe("GET api/v1/soa-versions/{id:guid}", Area.Api, Permissions.SoaView).With("id", Kind.SoaVersion),
        new Recipe("GET api/v1/soa-versions/{id:guid}/entries/{entry:guid}", Area.Api, Permissions.SoaView).With("id", Kind.SoaVersion).With("entry", Kind.SoaEntry),
        new Recipe("PATCH api/v1/soa-versions/{id:guid}/entries/{entry:guid}", Area.Api, Permissions.SoaEdit).With("id", Kind.SoaVersion).With("entry", Kind.SoaEntry).Say("justification", "Swept"),
        new Recipe("POST api/v1/soa-versions/{id:guid}/confirm", Area.Api, Permissions.SoaEdit).With("id", Kind.SoaVersion),
        new Recipe("POST api/v1/soa-versions/{id:guid}/take-over", Area.Api, Permissions.SoaEdit).With("id", Kind.SoaVersion),
        new Recipe("POST api/v1/soa-versions/{id:guid}/submit", Area.Api, Permissions.SoaEdit).With("id", Kind.SoaVersion),
        new("GET api/v1/risks", Area.Api, Permissions.RisksView),
        new Recipe("GET api/v1/risks/{id:guid}", Area.Api, Permissions.RisksView).With("id", Kind.Risk),
        new Recipe("GET api/v1/risks/{id:guid}/evaluations", Area.Api, Permissions.RisksView).With("id", Kind.Risk),
        new Recipe("POST api/v1/risks", Area.Api, Permissions.RisksEdit).Say("title", "Swept").Say("kind", "Information").Say("ownerId", "{person}").Refers("ownerId", Kind.Person).Refers("threatId", Kind.Threat),
        new Recipe("PATCH api/v1/risks/{id:guid}", Area.Api, Permissions.RisksEdit).With("id", Kind.Risk).Say("title", "Swept").Refers("ownerId", Kind.Person).Refers("threatId", Kind.Threat),
        new Recipe("DELETE api/v1/risks/{id:guid}", Area.Api, Permissions.RisksEdit).With("id", Kind.Risk),
        new Recipe("POST api/v1/risks/{id:guid}/evaluations", Area.Api, Permissions.RisksEdit).With("id", Kind.Risk).Say("stage", "Inherent").Say("rationale", "Swept"),
        new Recipe("GET api/v1/risks/{id:guid}/acceptances", Area.Api, Permissions.RisksView).With("id", Kind.AcceptedRisk),
        new Recipe("GET api/v1/risks/{id:guid}/acceptances/{acceptance:guid}", Area.Api, Permissions.RisksView).With("id", Kind.AcceptedRisk).With("acceptance", Kind.Acceptance),
        new Recipe("POST api/v1/risks/{id:guid}/acceptances", Area.Api, Permissions.RisksEdit).With("id", Kind.Risk).Say("reason", "Swept, in at least twenty characters").Say("validUntil", "2099-01-01"),
        new Recipe("GET api/v1/risks/{id:guid}/loss-exposure", Area.Api, Permissions.RisksView).With("id", Kind.Risk),
        new Recipe("POST api/v1/risks/{id:guid}/loss-estimates", Area.Api, Permissions.RisksEdit).With("id", Kind.Risk).Say("stage", "Current").Say("shape", "Interval90").Say("rationale", "Swept"),
        new("GET api/v1/loss-simulations", Area.Api, Permissions.RisksView),
        new Recipe("GET api/v1/loss-simulations/{id:guid}", Area.Api, Permissions.RisksView).With("id", Kind.LossRun),
        new("POST api/v1/loss-simulations", Area.Api, Permissions.RisksEdit),
        new("GET api/v1/loss-tolerance", Area.Api, Permissions.RisksView),
        new Recipe("POST api/v1/risks/{id:guid}/close", Area.Api, Permissions.RisksEdit).With("id", Kind.Risk).Say("reason", "Swept"),
        new Recipe("POST api/v1/risks/{id:guid}/reopen", Area.Api, Permissions.RisksEdit).With("id", Kind.Risk),
        new Recipe("POST api/v1/risks/{id:guid}/evaluations/confirm", Area.Api, Permissions.RisksEdit).With("id", Kind.Risk).Say("rationale", "Swept: nothing has changed"),
        new("GET api/v1/risk-assessments", Area.Api, Permissions.RisksView),
        new Recipe("GET api/v1/risk-assessments/{id:guid}", Area.Api, Permissions.RisksView).With("id", Kind.RiskAssessment),
        new Recipe("GET api/v1/risk-assessments/{id:guid}/risks", Area.Api, Permissions.RisksView).With("id", Kind.CompletedAssessment),
        new Recipe("GET api/v1/risk-assessments/{id:guid}/results", Area.Api, Permissions.RisksView).With("id", Kind.CompletedAssessment),
        new Recipe("POST api/v1/risk-assessments", Area.Api, Permissions.RisksEdit).Say("name", "Swept").Say("trigger", "Planned").Say("startOn", "2026-01-01").Say("dueOn", "2099-01-01").Say("leadId", "{person}").Refers("leadId", Kind.Person),
        new Recipe("PATCH api/v1/risk-assessments/{id:guid}", Area.Api, Permissions.RisksEdit).With("id", Kind.RiskAssessment).Say("name", "Swept").Refers("leadId", Kind.Person),
        .. new[] { "start", "take-in", "move-on", "review", "resume", "cancel" }.Select(act => new Recipe($"POST api/v1/risk-assessments/{{id:guid}}/{act}", Area.Api, Permissions.RisksEdit).With("id", Kind.RiskAssessment).Say("reason", "Swept")),
        new("GET api/v1/treatment-plans", Area.Api, Permissions.RisksView),
        new Recipe("GET api/v1/treatment-plans/{id:guid}", Area.Api, Permissions.RisksView).With("id", Kind.TreatmentPlan),
        new Recipe("POST api/v1/treatment-plans", Area.Api, Permissions.RisksEdit).Say("name", "Swept").Say("periodFrom", "2026-01-01").Say("periodTo", "2026-12-31").Say("ownerId", "{person}").Refers("ownerId", Kind.Person).Refers("succeedsId", Kind.TreatmentPlan),
        new Recipe("PATCH api/v1/treatment-plans/{id:guid}", Area.Api, Permissions.RisksEdit).With("id", Kind.TreatmentPlan).Say("name", "Swept").Refers("ownerId", Kind.Person),
        new Recipe("DELETE api/v1/treatment-plans/{id:guid}", Area.Api, Permissions.RisksEdit).With("id", Kind.TreatmentPlan),
        .. new[] { "submit", "take-back" }.Select(act => new Recipe($"POST api/v1/treatment-plans/{{id:guid}}/{act}", Area.Api, Permissions.RisksEdit).With("id", Kind.TreatmentPlan)),
        new("GET api/v1/treatment-actions", Area.Api, Permissions.RisksView),
        new Recipe("GET api/v1/treatment-actions/{id:guid}", Area.Api, Permissions.RisksView).With("id", Kind.TreatmentAction),
        new Recipe("POST api/v1/treatment-actions", Area.Api, Permissions.RisksEdit).Say("title", "Swept").Say("startOn", "{day}").Say("dueOn", "{day}").Say("ownerId", "{person}").Say("planId", "{new}").Refers("planId", Kind.TreatmentPlan).Refers("ownerId", Kind.Person),
        new Recipe("PATCH api/v1/treatment-actions/{id:guid}", Area.Api, Permissions.RisksEdit).With("id", Kind.TreatmentAction).Say("title", "Swept").Refers("ownerId", Kind.Person),
        new Recipe("DELETE api/v1/treatment-actions/{id:guid}", Area.Api, Permissions.RisksEdit).With("id", Kind.TreatmentAction),
        .. new[] { "report", "verify", "send-back", "postpone", "cancel" }.Select(act => new Recipe($"POST api/v1/treatment-actions/{{id:guid}}/{act}", Area.Api, Permissions.RisksEdit).With("id", Kind.RunningAction).Say("reason", "Swept").Say("dueOn", "2099-01-01")),
        .. CatalogueResource("threats", Kind.Threat),
        .. CatalogueResource("vulnerabilities", Kind.Vulnerability),
    ];

    private static Recipe RiskRecipe(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/risks/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Risk);

    private static Recipe AcceptanceRecipe(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/acceptances/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Acceptance);

    // Whoever may not enter a risk may still assess their own: what is there already is opened by both.
    private static Recipe RiskDraft(string method, string act) => new Recipe($"{method} t/{{tenant}}/risk-drafts/{{id:guid}}{act}", Area.Tenant, Permissions.RisksEdit, Permissions.RisksEditOwn).With("id", Kind.RiskDraft);

    private static Recipe RiskForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Title", "Swept").Say("Kind", "Information").Say("Affects", "Integrity").Say("OwnerId", "{person}")
        .Refers("OwnerId", Kind.Person).Refers("ThreatId", Kind.Threat).Refers("AssetIds", Kind.Asset).Refers("VulnerabilityIds", Kind.Vulnerability).Refers("ImplementationIds", Kind.Implementation);

    private static Recipe AssessmentRecipe(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/risk-assessments/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.RiskAssessment);

    private static Recipe AssessmentForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Name", "Swept").Say("Trigger", "Planned").Say("StartOn", "2026-01-01").Say("DueOn", "2099-01-01").Say("LeadId", "{person}")
        .Refers("LeadId", Kind.Person).Refers("ParticipantIds", Kind.Person).Refers("OwnerIds", Kind.Person).Refers("UnitIds", Kind.Unit).Refers("LocationIds", Kind.Location).Refers("AssetIds", Kind.Asset);

    private static Recipe PlanRecipe(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/treatment-plans/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.TreatmentPlan);

    private static Recipe PlanForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Name", "Swept").Say("PeriodFrom", "2026-01-01").Say("PeriodTo", "2026-12-31").Say("OwnerId", "{person}").Refers("OwnerId", Kind.Person).Refers("SucceedsId", Kind.TreatmentPlan);

    private static Recipe ActionRecipe(string method, string act, Kind kind, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/treatment-actions/{{id:guid}}{act}", Area.Tenant, permissions).With("id", kind);

    private static Recipe ActionForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Title", "Swept").Say("StartOn", "{day}").Say("DueOn", "{day}").Say("OwnerId", "{person}")
        .Refers("OwnerId", Kind.Person).Refers("RiskIds", Kind.Risk).Refers("ControlIds", Kind.OwnControl);

    private static Recipe OwnControl(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/controls/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.OwnControl);

    private static Recipe ControlForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Title", "Swept").Say("Theme", "People").Say("Nature", "Technical").Say("Version", "1");

    private static Recipe ImplementationForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Title", "Swept").Say("Status", "Planned").Say("OwnerId", "{person}").Say("Version", "1")
        .Refers("OwnerId", Kind.Person).Refers("OperatorId", Kind.Person).Refers("UnitId", Kind.Unit).Refers("LocationId", Kind.Location).Refers("AssetId", Kind.Asset);

    private static Recipe ControlTest(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/control-tests/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.ControlTest).Say("Version", "1");

    private static Recipe TestForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Kind", "Design").Say("TesterId", "{person}").Say("DueOn", "2099-01-01").Say("Version", "1").Refers("TesterId", Kind.Person);

    // Threats and vulnerabilities have the same pages ...
    private static IEnumerable<Recipe> Catalogue(string path, Kind kind)
    {
        Recipe Form(Recipe recipe) => recipe.Say("Id", "{new}").Say("Name", "Swept").Say("Category", kind == Kind.Threat ? "Physical" : "Data").Say("Origins", "Deliberate").Say("Affects", "Integrity").Say("Version", "1");
        Recipe Entry(string method, string act, string permission) => new Recipe($"{method} t/{{tenant}}/{path}/{{id:guid}}{act}", Area.Tenant, permission).With("id", kind);
        Recipe Naming(Recipe recipe) => kind == Kind.Vulnerability ? recipe.Refers("ThreatIds", Kind.Threat) : recipe;
        return
        [
            new($"GET t/{{tenant}}/{path}", Area.Tenant, Permissions.RisksView),
            new($"GET t/{{tenant}}/{path}/catalogue", Area.Tenant, Permissions.RisksView),
            new Recipe($"POST t/{{tenant}}/{path}/adopt", Area.Tenant, Permissions.RisksEdit).Say("All", "true"),
            new($"GET t/{{tenant}}/{path}/new", Area.Tenant, Permissions.RisksEdit),
            Naming(Form(new($"POST t/{{tenant}}/{path}/new", Area.Tenant, Permissions.RisksEdit))),
            Entry("GET", "", Permissions.RisksView),
            Entry("GET", "/edit", Permissions.RisksEdit),
            Naming(Form(Entry("POST", "/edit", Permissions.RisksEdit))),
            Entry("POST", "/hide", Permissions.RisksEdit),
            Entry("POST", "/show", Permissions.RisksEdit),
        ];
    }

    // ... and the same resource.
    private static IEnumerable<Recipe> CatalogueResource(string path, Kind kind)
    {
        return
        [
            new($"GET api/v1/{path}", Area.Api, Permissions.RisksView),
            new($"GET api/v1/{path}/starter", Area.Api, Permissions.RisksView),
            new($"POST api/v1/{path}/adopt", Area.Api, Permissions.RisksEdit),
            new Recipe($"GET api/v1/{path}/{{id:guid}}", Area.Api, Permissions.RisksView).With("id", kind),
            new Recipe($"POST api/v1/{path}", Area.Api, Permissions.RisksEdit).Say("name", "Swept"),
            new Recipe($"PATCH api/v1/{path}/{{id:guid}}", Area.Api, Permissions.RisksEdit).With("id", kind).Say("name", "Swept"),
            .. new[] { "hide", "show" }.Select(act => new Recipe($"POST api/v1/{path}/{{id:guid}}/{act}", Area.Api, Permissions.RisksEdit).With("id", kind)),
        ];
    }

    // A list with its exports.
    private static Recipe[] List(string path, string view) =>
    [
        new($"GET t/{{tenant}}/{path}", Area.Tenant, view),
        new($"GET t/{{tenant}}/{path}/export.csv", Area.Tenant, view),
        new($"GET t/{{tenant}}/{path}/export.xlsx", Area.Tenant, view),
    ];

    // A resource of records with an owner: list, read, create, patch, and its acts, each with what it needs to be said.
    private static IEnumerable<Recipe> Resource(string path, Kind kind, string view, string edit, params string[] acts) =>
    [
        new($"GET api/v1/{path}", Area.Api, view),
        new Recipe($"GET api/v1/{path}/{{id:guid}}", Area.Api, view).With("id", kind),
        new Recipe($"POST api/v1/{path}", Area.Api, edit).Refers("ownerId", Kind.Person),
        new Recipe($"PATCH api/v1/{path}/{{id:guid}}", Area.Api, edit).With("id", kind).Refers("ownerId", Kind.Person),
        new Recipe($"DELETE api/v1/{path}/{{id:guid}}", Area.Api, edit).With("id", kind),
        .. acts.Select(act => new Recipe($"POST api/v1/{path}/{{id:guid}}/{act}", Area.Api, edit).With("id", kind).Say("reason", "Swept").Say("complianceStatus", "Compliant")),
    ];

    private static Recipe Issue(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/context/issues/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Issue);

    private static Recipe IssueForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Kind", "External").Say("Category", "Legal").Say("Title", "Swept").Say("Effect", "Helps").Say("Significance", "3").Say("OwnerId", "{person}").Refers("OwnerId", Kind.Person);

    private static Recipe Party(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/interested-parties/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Party);

    private static Recipe PartyForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Name", "Swept").Say("Kind", "Other").Say("Influence", "3").Say("Interest", "3").Say("OwnerId", "{person}").Refers("OwnerId", Kind.Person);

    private static Recipe Requirement(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/interested-parties/{{party:guid}}/requirements/{act}", Area.Tenant, permissions).With("party", Kind.Party);

    private static Recipe RequirementForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Text", "Swept").Say("Kind", "Legal").Say("AddressedByIsms", "Undecided").Say("Version", "1").Refers("LegalRequirementIds", Kind.LegalRequirement);

    private static Recipe Legal(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/legal-requirements/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.LegalRequirement);

    private static Recipe LegalForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Title", "Swept").Say("Kind", "Standard").Say("OwnerId", "{person}").Refers("OwnerId", Kind.Person);

    private static Recipe Objective(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/business-objectives/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Objective);

    private static Recipe ObjectiveForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Title", "Swept").Say("Horizon", "2099").Say("OwnerId", "{person}").Refers("OwnerId", Kind.Person);

    private static Recipe Approval(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/approvals/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Approval);

    private static Recipe RaciSubject(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/responsibilities/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.RaciSubject);

    private static Recipe ScopeVersion(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/scope/versions/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.ScopeVersion);

    private static Recipe Soa(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/soa/versions/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.SoaVersion);

    private static Recipe Methodology(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/methodology/versions/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Methodology);

    private static Recipe Process(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/processes/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Process);

    private static Recipe OwnRole(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/settings/roles/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.CustomRole);

    private static Recipe SavedView(string method, string act) => new Recipe($"{method} t/{{tenant}}/views/{{id:guid}}/{act}", Area.Tenant).With("id", Kind.SavedView);

    private static Recipe WorkTask(string act, params string[] permissions) => new Recipe($"POST t/{{tenant}}/tasks/{{id:guid}}/{act}", Area.Tenant, permissions).With("id", Kind.Task);

    private static Recipe Asset(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/assets/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Asset);

    private static Recipe Person(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/people/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Person);

    private static Recipe PersonForm(Recipe recipe) => recipe.Say("Id", "{new}").Say("Name", "Swept").Say("Email", "swept@kestrel.example").Say("Version", "1").Say("Kind", "Employee")
        .Refers("UnitId", Kind.Unit).Refers("ManagerId", Kind.Person).Refers("LocationId", Kind.Location);

    private static Recipe Unit(Recipe recipe) => recipe.Say("Id", "{new}").Say("Code", "SWEPT").Say("Name", "Swept").Say("Version", "1").Refers("ParentId", Kind.Unit).Refers("ManagerId", Kind.Person);

    private static Recipe RiskImport(string method, string act) => new Recipe($"{method} t/{{tenant}}/risks/import/{{id:guid}}/{act}", Area.Tenant, Permissions.RisksEdit).With("id", Kind.RiskImport);

    private static Recipe PeopleImport(string method, string act) => new Recipe($"{method} t/{{tenant}}/people/import/{{id:guid}}/{act}", Area.Tenant, Permissions.PeopleEdit).With("id", Kind.PeopleImport);

    private static Recipe Import(string method, string act) => new Recipe($"{method} t/{{tenant}}/assets/import/{{id:guid}}/{act}", Area.Tenant, Permissions.AssetsEdit).With("id", Kind.Import);

    // The references of an asset: each must be one of the own organisation.
    private static Recipe NewAsset(Recipe recipe)
    {
        var api = recipe.Area == Area.Api;
        string Member(string name) => api ? char.ToLowerInvariant(name[0]) + name[1..] : name;
        return recipe.Say(Member("Name"), "Swept").Say(Member("Type"), "Server").Say(Member("Classification"), "Internal")
            .Refers(Member("OwnerId"), Kind.Person).Refers(Member("CustodianId"), Kind.Person).Refers(Member("UnitId"), Kind.Unit).Refers(Member("LocationId"), Kind.Location);
    }

    internal static Recipe Of(string key) => All.Single(r => r.Key == key);
}
