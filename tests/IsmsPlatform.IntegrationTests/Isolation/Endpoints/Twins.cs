using System.Collections.Concurrent;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Isolation.Endpoints;

/// <summary>Kestrel, who asks, and Otter, who must not be seen: ids of every kind, members of every role, words that betray.</summary>
public sealed class Twins(PostgresServer server) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Role, Task<TestMember>> _members = new();
    private readonly ConcurrentDictionary<string, Task<TestMember>> _holders = new(StringComparer.Ordinal);
    private Lazy<Task<TestBrowser>>? _operator;
    private Lazy<Task<TestMember>>? _owner;

    public TestApp App { get; private set; } = null!;

    public TestTenant Kestrel { get; private set; } = null!;

    public TestTenant Otter { get; private set; } = null!;

    /// <summary>Values that occur in Otter's records only.</summary>
    public IReadOnlyList<string> OtterWords { get; private set; } = [];

    public IReadOnlyDictionary<Kind, Guid> KestrelIds { get; private set; } = null!;

    public IReadOnlyDictionary<Kind, Guid> OtterIds { get; private set; } = null!;

    public async ValueTask InitializeAsync() => await FillAsync(await server.TwinsAsync());

    /// <summary>The twins of an app of one's own, for a test that changes all of them.</summary>
    internal static async Task<Twins> OfAsync(PostgresServer server, TestApp app)
    {
        var twins = new Twins(server);
        await twins.FillAsync(app);
        return twins;
    }

    private async Task FillAsync(TestApp app)
    {
        App = app;
        Kestrel = await TenantAsync(app, "kestrel", "maya@kestrel.example");
        Otter = await TenantAsync(app, "otter", "fenna@otter.example");
        await AddWorkingRecordsAsync(Kestrel);
        await AddWorkingRecordsAsync(Otter);
        KestrelIds = await IdsAsync(Kestrel.Id);
        OtterIds = await IdsAsync(Otter.Id);
        const string Words = "select name from app.asset where tenant_id = '{0}' union select name from app.person where tenant_id = '{0}' union select name from app.organisational_unit where tenant_id = '{0}' union select name from app.location where tenant_id = '{0}' union select text from app.comment where tenant_id = '{0}' union select coalesce(conclusion, method) from app.control_test where tenant_id = '{0}' union select title from app.evidence_item where tenant_id = '{0}' union select email from app.person where tenant_id = '{0}' union select title from app.work_task where tenant_id = '{0}' union select name from app.saved_view where tenant_id = '{0}' union select statement from app.scope_statement where tenant_id = '{0}' union select counterpart from app.scope_interface where tenant_id = '{0}' union select justification from app.scope_item where tenant_id = '{0}' and justification is not null union select name from app.isms_process where tenant_id = '{0}' union select purpose from app.isms_process where tenant_id = '{0}' union select reason from app.approval_waiver where tenant_id = '{0}' union select name from app.custom_role where tenant_id = '{0}' union select purpose from app.custom_role where tenant_id = '{0}' union select reason from platform.operator_entry where tenant_id = '{0}' union select title from app.context_issue where tenant_id = '{0}' union select rationale from app.climate_determination where tenant_id = '{0}' union select name from app.interested_party where tenant_id = '{0}' union select text from app.party_requirement where tenant_id = '{0}' union select title from app.legal_requirement where tenant_id = '{0}' union select title from app.business_objective where tenant_id = '{0}' union select title from app.risk where tenant_id = '{0}' union select title from app.risk_draft where tenant_id = '{0}' union select rationale from app.risk_evaluation where tenant_id = '{0}' union select reason from app.risk_acceptance where tenant_id = '{0}' union select justification from app.soa_entry where tenant_id = '{0}' and justification is not null union select name from app.risk_assessment where tenant_id = '{0}' union select why from app.risk_assessment where tenant_id = '{0}' and why is not null union select name from app.treatment_plan where tenant_id = '{0}' union select title from app.treatment_action where tenant_id = '{0}' union select reason from app.treatment_postponement where tenant_id = '{0}' union select rationale from app.loss_estimate where tenant_id = '{0}' union select name from app.threat where tenant_id = '{0}' union select title from app.control where tenant_id = '{0}' union select title from app.control_implementation where tenant_id = '{0}' union select name from app.vulnerability where tenant_id = '{0}'";
        var kestrel = await ListAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Words, Kestrel.Id));
        OtterWords = [.. (await ListAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Words, Otter.Id))).Where(w => w.Length >= 6 && !kestrel.Any(k => k.Contains(w, StringComparison.OrdinalIgnoreCase)))];
        OtterWords.Count.ShouldBeGreaterThan(50);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A member of Kestrel with one role.</summary>
    public Task<TestMember> MemberAsync(Role role) => _members.GetOrAdd(role, r => Kestrel.MemberAsync(r));

    /// <summary>A member of Kestrel who may do exactly this, by a role that Kestrel defined.</summary>
    public Task<TestMember> HolderAsync(string permission) => _holders.GetOrAdd(permission, async allowed =>
    {
        var member = await Kestrel.MemberAsync();
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(Kestrel.Tenant, Actor.Job("test"));
        var isms = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var role = CustomRole.Define(Guid.CreateVersion7(), $"Only {allowed}", "For the sweep.", [allowed]).Value;
        isms.CustomRoles.Add(role);
        isms.RoleAssignments.Add(RoleAssignment.Assign(Guid.CreateVersion7(), member.PersonId, RoleKey.Own(role.Id), TestApp.Today, null, Kestrel.Manager.PersonId).Value);
        await TestApp.SaveAsync(scope.ServiceProvider.GetRequiredService<PlatformDb>(), isms);
        return member;
    });

    // What of it has owners who need no role, and where.
    private static readonly Dictionary<Kind, string> Owned = new() { [Kind.Issue] = "app.context_issue", [Kind.Party] = "app.interested_party", [Kind.LegalRequirement] = "app.legal_requirement", [Kind.Objective] = "app.business_objective", [Kind.Process] = "app.isms_process", [Kind.AcceptedRisk] = "app.risk", [Kind.Risk] = "app.risk", [Kind.RiskAssessment] = "app.risk_assessment", [Kind.TreatmentPlan] = "app.treatment_plan", [Kind.TreatmentAction] = "app.treatment_action", [Kind.RunningAction] = "app.treatment_action" };

    private static string OwnerOf(Kind kind) => kind == Kind.RiskAssessment ? "lead_id" : "owner_id";

    /// <summary>An employee of Kestrel without any other role who owns the records of the sweep.</summary>
    public Task<TestMember> OwnerAsync() => LazyInitializer.EnsureInitialized(ref _owner, () => new Lazy<Task<TestMember>>(async () =>
    {
        var member = await Kestrel.MemberAsync(Role.Employee);
        // Without triggers: the versions stay as they are, whichever test comes first.
        await using var command = App.Database.Superuser.CreateCommand("set session_replication_role = replica; "
            + string.Concat(Owned.Select(o => $"update {o.Value} set {OwnerOf(o.Key)} = '{member.PersonId}' where tenant_id = '{Kestrel.Id}' and id = '{KestrelIds[o.Key]}'; "))
            + $"update app.climate_determination set owner_id = '{member.PersonId}' where tenant_id = '{Kestrel.Id}'; reset session_replication_role");
        await command.ExecuteNonQueryAsync();
        return member;
    })).Value;

    /// <summary>Records of Kestrel that the owner does not own.</summary>
    public async Task<IReadOnlyDictionary<Kind, Guid>> OthersAsync()
    {
        var owner = (await OwnerAsync()).PersonId;
        Dictionary<Kind, Guid> others = new(KestrelIds);
        foreach (var (kind, table) in Owned) { others[kind] = Guid.Parse((await ListAsync($"select id::text from {table} where tenant_id = '{Kestrel.Id}' and {OwnerOf(kind)} is distinct from '{owner}' order by id limit 1"))[0]); }
        // Whoever owns the risk owns its acceptance.
        others[Kind.Acceptance] = Guid.Parse((await ListAsync($"select a.id::text from app.risk_acceptance a join app.risk r on (r.tenant_id, r.id) = (a.tenant_id, a.risk_id) where a.tenant_id = '{Kestrel.Id}' and r.owner_id <> '{owner}' order by a.id limit 1"))[0]);
        return others;
    }

    /// <summary>The browser of a platform operator who was let into Kestrel.</summary>
    public Task<TestBrowser> OperatorAsync() => LazyInitializer.EnsureInitialized(ref _operator, () => new Lazy<Task<TestBrowser>>(async () =>
    {
        var (account, browser) = await App.OperatorAsync();
        await using var scope = App.Services.CreateAsyncScope();
        var platform = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        platform.OperatorEntries.Add(OperatorEntry.Begin(Guid.CreateVersion7(), Kestrel.Id, account.Id, "For the sweep", 8, TimeProvider.System.GetUtcNow()));
        await platform.SaveChangesAsync();
        return browser;
    })).Value;

    /// <summary>A digest of everything that Otter has: what changed by a request of Kestrel's shows here.</summary>
    public async Task<string> OtterDigestAsync()
    {
        var tables = await ListAsync("select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where n.nspname in ('app', 'platform') and c.relkind = 'r' order by 1");
        var digests = await Task.WhenAll(tables.Select(async t => (await ListAsync($"select coalesce(md5(string_agg(x::text, '|' order by x::text)), '') from {t} x where tenant_id = '{Otter.Id}'"))[0]));
        return string.Join('\n', tables.Zip(digests));
    }

    /// <summary>One of the demo organisations as a test's own.</summary>
    internal static async Task<TestTenant> TenantAsync(TestApp app, string slug, string manager)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var platform = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var tenant = await platform.Tenants.AsNoTracking().Where(t => t.Slug == slug).Select(t => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold)).SingleAsync();
        var account = await platform.Accounts.AsNoTracking().SingleAsync(a => a.Email == manager);
        var person = await platform.Memberships.Where(m => m.TenantId == tenant.Id && m.AccountId == account.Id).Select(m => m.PersonId).SingleAsync();
        return new TestTenant(app, tenant, new TestMember(app, tenant, account, person));
    }

    private async Task AddWorkingRecordsAsync(TestTenant tenant)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant.Tenant, Actor.Job("test"));
        var (platform, isms) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
        var now = TimeProvider.System.GetUtcNow();
        platform.ApiClients.Add(ApiClient.Create(Guid.CreateVersion7(), tenant.Id, $"Client of {tenant.Slug}", ApiKey.New(), ["assets:read"], tenant.Manager.PersonId, null, now));
        // Over long ago, and seen by the organisation all the same.
        platform.OperatorEntries.Add(OperatorEntry.Begin(Guid.CreateVersion7(), tenant.Id, tenant.Manager.Account.Id, $"Ticket of {tenant.Slug} about a mail that was lost", 1, now.AddDays(-3)));
        isms.ImportFiles.Add(Application.Shared.Imports.ImportFile.Upload(Guid.CreateVersion7(), "Asset", $"{tenant.Slug}.csv", tenant.Slug, "name\nx\n"u8.ToArray(), "{}", tenant.Manager.Account.Id, now));
        isms.ImportFiles.Add(Application.Shared.Imports.ImportFile.Upload(Guid.CreateVersion7(), "Person", $"{tenant.Slug}.csv", "", "name,email\nx,x@example.com\n"u8.ToArray(), "{}", tenant.Manager.Account.Id, now));
        isms.ImportFiles.Add(Application.Shared.Imports.ImportFile.Upload(Guid.CreateVersion7(), "Risk", $"{tenant.Slug}.csv", "", "title,affects,owner\nx,C,nobody\n"u8.ToArray(), "{}", tenant.Manager.Account.Id, now));
        isms.RiskDrafts.Add(Application.Risks.Assess.RiskDraft.Begin(Guid.CreateVersion7(), null, null, null, new Application.Risks.Assess.RiskDraftContent { Title = $"Draft of {tenant.Slug}", Kind = Domain.Risks.RiskKind.Information }, tenant.Manager.Account.Id, now));
        isms.ScopeStatements.Add(Domain.Scope.ScopeStatement.Draft(Guid.CreateVersion7(), 2, tenant.Manager.PersonId, like: null));
        // A draft with a row that may still be decided about, and what it names.
        var soa = Domain.Applicability.SoaVersion.Draft(Guid.CreateVersion7(), 2, await isms.ScopeStatements.Where(s => s.VersionNo == 1).Select(s => s.Id).SingleAsync(), null, tenant.Manager.PersonId);
        var row = Domain.Applicability.SoaEntry.Of(soa.Id, await isms.Controls.AsNoTracking().SingleAsync(c => c.AnnexId == "A.5.1"));
        var risk = await isms.Risks.OrderBy(r => r.Code).Select(r => new { r.Id, r.Title }).FirstAsync();
        isms.SoaVersions.Add(soa);
        isms.SoaEntries.Add(row);
        isms.SoaLinks.Add(Domain.Applicability.SoaLink.Of(row.Id, new Domain.Applicability.SoaRecord(Domain.Applicability.SoaLinkKind.Risk, risk.Id, risk.Title)));
        await TestApp.SaveAsync(platform, isms);
    }

    private async Task<IReadOnlyDictionary<Kind, Guid>> IdsAsync(Guid tenant)
    {
        Dictionary<Kind, string> tables = new()
        {
            [Kind.Asset] = "app.asset",
            [Kind.Dependency] = "app.asset_dependency",
            [Kind.Unit] = "app.organisational_unit",
            [Kind.Location] = "app.location",
            [Kind.Person] = "app.person",
            [Kind.RoleAssignment] = "app.role_assignment",
            [Kind.CustomRole] = "app.custom_role",
            [Kind.OperatorEntry] = "platform.operator_entry",
            [Kind.ApiClient] = "platform.api_client",
            [Kind.Approval] = "app.approval",
            [Kind.Waiver] = "app.approval_waiver",
            [Kind.Task] = "app.work_task",
            [Kind.Comment] = "app.comment",
            [Kind.RaciSubject] = "app.raci_subject",
            [Kind.RaciEntry] = "app.raci_entry",
            [Kind.SavedView] = "app.saved_view",
            [Kind.Process] = "app.isms_process",
            [Kind.LegalRequirement] = "app.legal_requirement",
            [Kind.Implementation] = "app.control_implementation",
            [Kind.Objective] = "app.business_objective",
            [Kind.LossRun] = "app.loss_run",
        };
        Dictionary<Kind, Guid> ids = [];
        foreach (var (kind, table) in tables) { ids[kind] = Guid.Parse((await ListAsync($"select id::text from {table} where tenant_id = '{tenant}' order by id limit 1"))[0]); }
        // One that may still be changed: both organisations hide one.
        foreach (var (kind, table) in new[] { (Kind.Threat, "app.threat"), (Kind.Vulnerability, "app.vulnerability") }) { ids[kind] = Guid.Parse((await ListAsync($"select id::text from {table} where tenant_id = '{tenant}' and not is_hidden order by id limit 1"))[0]); }
        // An asset that may still be changed, with a dependency of its own.
        var pair = (await ListAsync($"select d.id || '|' || a.id from app.asset_dependency d join app.asset a on (a.tenant_id, a.id) = (d.tenant_id, d.upper_id) where d.tenant_id = '{tenant}' and a.status = 'Active' order by 1 limit 1"))[0].Split('|');
        (ids[Kind.Dependency], ids[Kind.Asset]) = (Guid.Parse(pair[0]), Guid.Parse(pair[1]));
        // A draft: what was approved is never changed.
        ids[Kind.ScopeVersion] = Guid.Parse((await ListAsync($"select id::text from app.scope_statement where tenant_id = '{tenant}' and status = 'Draft'"))[0]);
        var open = (await ListAsync($"select v.id || '|' || e.id from app.soa_version v join app.soa_entry e on (e.tenant_id, e.soa_id) = (v.tenant_id, v.id) where v.tenant_id = '{tenant}' and v.status = 'Draft' order by 1 limit 1"))[0].Split('|');
        (ids[Kind.SoaVersion], ids[Kind.SoaEntry]) = (Guid.Parse(open[0]), Guid.Parse(open[1]));
        // A draft, which may still be changed, with a version before it.
        ids[Kind.Methodology] = Guid.Parse((await ListAsync($"select id::text from app.risk_methodology where tenant_id = '{tenant}' and status = 'Draft'"))[0]);
        // Of Annex A nothing is changed.
        ids[Kind.OwnControl] = Guid.Parse((await ListAsync($"select id::text from app.control where tenant_id = '{tenant}' and annex_id is null"))[0]);
        // Nobody rated or treated it, so its version is the first.
        ids[Kind.Risk] = Guid.Parse((await ListAsync($"select id::text from app.risk where tenant_id = '{tenant}' and status = 'Identified' order by id limit 1"))[0]);
        var accepted = (await ListAsync($"select risk_id || '|' || id from app.risk_acceptance where tenant_id = '{tenant}' and status = 'Granted' order by id limit 1"))[0].Split('|');
        (ids[Kind.AcceptedRisk], ids[Kind.Acceptance]) = (Guid.Parse(accepted[0]), Guid.Parse(accepted[1]));
        // Planned, so that it may still be changed, and one of which everything is kept.
        foreach (var (kind, status) in new[] { (Kind.RiskAssessment, "Planned"), (Kind.CompletedAssessment, "Completed") }) { ids[kind] = Guid.Parse((await ListAsync($"select id::text from app.risk_assessment where tenant_id = '{tenant}' and status = '{status}'"))[0]); }
        // A draft with its action, which may still be changed, and an action that somebody works on.
        var drafted = (await ListAsync($"select p.id || '|' || a.id from app.treatment_plan p join app.treatment_action a on (a.tenant_id, a.plan_id) = (p.tenant_id, p.id) where p.tenant_id = '{tenant}' and p.status = 'Draft' order by 1 limit 1"))[0].Split('|');
        (ids[Kind.TreatmentPlan], ids[Kind.TreatmentAction]) = (Guid.Parse(drafted[0]), Guid.Parse(drafted[1]));
        ids[Kind.RunningAction] = Guid.Parse((await ListAsync($"select a.id::text from app.treatment_plan p join app.treatment_action a on (a.tenant_id, a.plan_id) = (p.tenant_id, p.id) where p.tenant_id = '{tenant}' and p.status = 'InProgress' and a.status = 'InProgress' order by a.id limit 1"))[0]);
        // Planned: what was performed is never changed.
        ids[Kind.ControlTest] = Guid.Parse((await ListAsync($"select id::text from app.control_test where tenant_id = '{tenant}' and status = 'Planned' and occurrence_on is null"))[0]);
        // A file: the first of the ids that were made within one millisecond may be a link, which nothing can be downloaded from.
        ids[Kind.Evidence] = Guid.Parse((await ListAsync($"select id::text from app.evidence_item where tenant_id = '{tenant}' and file_key is not null order by id limit 1"))[0]);
        // A part that somebody takes in it, and not in another one.
        var part = (await ListAsync($"select e.subject_id || '|' || e.id from app.raci_entry e where e.tenant_id = '{tenant}' order by 1 limit 1"))[0].Split('|');
        (ids[Kind.RaciSubject], ids[Kind.RaciEntry]) = (Guid.Parse(part[0]), Guid.Parse(part[1]));
        ids[Kind.Issue] = Guid.Parse((await ListAsync($"select id::text from app.context_issue where tenant_id = '{tenant}' and status = 'Active' order by id limit 1"))[0]);
        var required = (await ListAsync($"select party_id || '|' || id from app.party_requirement where tenant_id = '{tenant}' order by id limit 1"))[0].Split('|');
        (ids[Kind.Party], ids[Kind.PartyRequirement]) = (Guid.Parse(required[0]), Guid.Parse(required[1]));
        ids[Kind.RiskDraft] = Guid.Parse((await ListAsync($"select id::text from app.risk_draft where tenant_id = '{tenant}' order by id limit 1"))[0]);
        foreach (var (kind, subject) in new[] { (Kind.Import, "Asset"), (Kind.PeopleImport, "Person"), (Kind.RiskImport, "Risk") }) { ids[kind] = Guid.Parse((await ListAsync($"select id::text from app.import_file where tenant_id = '{tenant}' and subject = '{subject}' order by id limit 1"))[0]); }
        return ids;
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var command = App.Database.Superuser.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> list = [];
        while (await reader.ReadAsync()) { list.Add(reader.GetString(0)); }
        return list;
    }
}
