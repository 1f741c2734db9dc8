using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.ApiClients;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Web.Setup;
using Mediator;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IsmsPlatform.Benchmarks;

/// <summary>An organisation, with what its manager's browser and another system send to be let in.</summary>
internal sealed record Resident(Guid Id, string Slug, string Cookie, string Key);

/// <summary>A hundred organisations: founded by the program's own use cases, filled set by set.</summary>
internal sealed class World(Arena arena)
{
    internal const int Tenants = 100;
    internal const int Large = 100_000;
    internal const int Small = 1_000;
    /// <summary>Risks of the third one.</summary>
    internal const int Medium = 10_000;
    /// <summary>Assets of all tenants together.</summary>
    internal const int Total = 1_000_000;
    internal const int Versions = 10;
    internal const int Events = 1_000_000;
    /// <summary>Of the three that are measured: 100,000, 10,000 and 1,000.</summary>
    internal const int Risks = Large + Medium + Small;

    /// <summary>The first two: one with 100,000 assets and risks, one with 1,000; the others share the rest of the assets, the third has 10,000 risks.</summary>
    internal async Task<(Resident Large, Resident Small, Resident Medium)> OpenAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory, ApplicationName = "IsmsPlatform.Web" });
        builder.Configuration["PublicUrl"] = arena.Address;
        builder.Configuration["Data"] = Path.Combine(Path.GetTempPath(), "isms-bench");
        builder.Logging.ClearProviders();
        await using var app = IsmsHost.Build(builder, arena.Connections.App, role: "web");
        var filled = await arena.Admin.ValueAsync<bool>("select to_regclass('bench.bare') is not null");
        if (!filled)
        {
            Console.WriteLine($"Filling {Tenants} organisations with {Total:#,0} assets …");
            for (var n = 0; n < Tenants; n++) { await FoundAsync(app.Services, n); }
        }
        var (large, small, medium) = (await AdmitAsync(app.Services, 0), await AdmitAsync(app.Services, 1), await AdmitAsync(app.Services, 2));
        if (!filled)
        {
            foreach (var resident in (Resident[])[large, small, medium]) { await AgreeAsync(app.Services, resident); }
            await FillAsync(large, small);
        }
        return (large, small, medium);
    }

    private static async Task FoundAsync(IServiceProvider services, int n)
    {
        await using var scope = services.CreateAsyncScope();
        var (platform, isms, request) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<IsmsDbContext>(), scope.ServiceProvider.GetRequiredService<RequestScope>());
        var account = new Account { Id = Guid.CreateVersion7(), UserName = $"manager@t{n}.example", Email = $"manager@t{n}.example", EmailConfirmed = true, Name = $"Manager {n}", Language = "en-GB", TimeZone = "Europe/Brussels" };
        await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account);
        var tenant = new CurrentTenant(Guid.CreateVersion7(), $"t{n}", $"Organisation {n}", "Europe/Brussels", OrganisationProfile.DefaultCriticalityThreshold);
        request.Enter(tenant, Actor.Job("bench"));
        var now = TimeProvider.System.GetUtcNow();
        OrganisationFounding.Add(platform, isms, tenant.Id, tenant.Slug, new OrganisationDetails(tenant.Name, "BE", "Europe/Brussels", "en-GB", "EUR"), account, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1), now);
        await using var transaction = await isms.Database.BeginTransactionAsync();
        await platform.JoinAsync(isms, CancellationToken.None);
        await platform.SaveChangesAsync();
        await isms.SaveChangesAsync();
        await transaction.CommitAsync();
        await platform.LeaveAsync();
    }

    private static async Task<Resident> AdmitAsync(IServiceProvider services, int n)
    {
        await using var scope = services.CreateAsyncScope();
        var platform = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var tenant = await platform.Tenants.SingleAsync(t => t.Slug == $"t{n}");
        var account = (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByEmailAsync($"manager@t{n}.example"))!;
        var person = await platform.Memberships.Where(m => m.TenantId == tenant.Id && m.AccountId == account.Id).Select(m => m.PersonId).SingleAsync();
        var current = new CurrentTenant(tenant.Id, tenant.Slug, tenant.Name, "Europe/Brussels", OrganisationProfile.DefaultCriticalityThreshold);
        return new(tenant.Id, tenant.Slug, await CookieAsync(services, account), await KeyAsync(services, current, account, person));
    }

    // As the program itself would write it: the keys lie in the database that both use.
    private static async Task<string> CookieAsync(IServiceProvider services, Account account)
    {
        await using var scope = services.CreateAsyncScope();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
        var (session, platform) = (Guid.CreateVersion7(), scope.ServiceProvider.GetRequiredService<PlatformDb>());
        platform.Sessions.Add(Session.Start(session, account.Id, null, "bench", secondFactor: false, TimeProvider.System.GetUtcNow()));
        await platform.SaveChangesAsync();
        ((System.Security.Claims.ClaimsIdentity)principal.Identity!).AddClaim(new(Session.Claim, session.ToString()));
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(6) }, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    private static async Task<string> KeyAsync(IServiceProvider services, CurrentTenant tenant, Account account, Guid personId)
    {
        await using var scope = services.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
        request.Enter(tenant, Actor.Nobody with { Kind = ActorKind.User, Id = account.Id, Name = account.Name, PersonId = personId, Permissions = Permissions.Of([Domain.People.Role.IsmsManager]), ProvedAt = TimeProvider.System.GetUtcNow() });
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new CreateApiClient(Guid.CreateVersion7(), "bench", [ApiScopes.AssetsWrite], null))).Value;
    }

    // Risks are rated by a methodology of five by five levels that is in force, and the Statement of Applicability rests on a scope.
    private static async Task AgreeAsync(IServiceProvider services, Resident resident)
    {
        await using var scope = services.CreateAsyncScope();
        var isms = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var tenant = new CurrentTenant(resident.Id, resident.Slug, resident.Slug, "Europe/Brussels", OrganisationProfile.DefaultCriticalityThreshold);
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant, Actor.Job("bench"));
        var (manager, today) = (await isms.People.Select(p => p.Id).FirstAsync(), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var method = RiskMethodology.Draft(Guid.CreateVersion7(), 1, "Little.", MethodologyPresets.Of(MethodologyStart.FiveByFive), manager);
        method.Submit();
        method.Approve(today);
        isms.RiskMethodologies.Add(method);
        var inScope = ScopeStatement.Draft(Guid.CreateVersion7(), 1, manager, like: null);
        inScope.Change("Everything that the organisation does.", today, today.AddYears(1));
        inScope.Submit();
        inScope.Approve(today);
        isms.ScopeStatements.Add(inScope);
        await isms.SaveChangesAsync();
        await using var controls = services.CreateAsyncScope();
        controls.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant, Actor.Job("bench") with { Permissions = Permissions.Of([Domain.People.Role.IsmsManager]) });
        if ((await controls.ServiceProvider.GetRequiredService<ISender>().Send(new AddAnnexA())).Error is { } refused) { throw new InvalidOperationException(refused.Code); }
    }

    /// <summary>Rows set by set, with triggers off; history of the large tenant beside them.</summary>
    private async Task FillAsync(Resident large, Resident small)
    {
        var rest = (Total - Large - Small) / (Tenants - 2);
        await using var connection = await arena.Admin.OpenConnectionAsync();
        async Task Run(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
        await Run("set session_replication_role = replica; set maintenance_work_mem = '256MB'; set synchronous_commit = off");
        await Run($"""
            create temporary table amount as
                select id as tenant_id, case id when '{large.Id}' then {Large} when '{small.Id}' then {Small} else {rest} end as assets from platform.tenant;
            insert into app.person (tenant_id, id, name, email, kind, status, language)
                select tenant_id, uuidv7(), 'Person ' || n, 'p' || n || '@' || tenant_id || '.example', 'Employee', 'Active', 'en-GB' from amount, generate_series(1, 50) n;
            insert into app.organisational_unit (tenant_id, id, code, name) select tenant_id, uuidv7(), 'U' || n, 'Unit ' || n from amount, generate_series(1, 20) n;
            insert into app.location (tenant_id, id, code, name, kind, zone_level) select tenant_id, uuidv7(), 'L' || n, 'Location ' || n, 'Office', 'Internal' from amount, generate_series(1, 10) n;
            """);
        await WithoutIndexesAsync(Run, "app.asset", $$"""
            with p as (select tenant_id, array_agg(id) ids from app.person group by 1), u as (select tenant_id, array_agg(id) ids from app.organisational_unit group by 1),
                 l as (select tenant_id, array_agg(id) ids from app.location group by 1)
            insert into app.asset (tenant_id, id, code, name, type, description, owner_id, unit_id, location_id, classification, contains_personal_data, confidentiality, integrity, availability,
                                   effective_confidentiality, effective_integrity, effective_availability, next_review_on, status, source_system, external_id, version)
            select a.tenant_id, uuidv7(), case when n % 10 <> 0 then 'AST-' || n end,
                   (array['Customer portal','Order database','Mail server','Payroll','Backup','Web shop','Firewall','Laptop','Data lake','Wiki'])[1 + n % 10] || ' ' || md5(n::text) || case when n % 50000 = 77 then ' zebrafish' else '' end,
                   (array['Application','DataStore','Server','Service','CloudService','Endpoint'])[1 + n % 6], 'What it is and what it is used for, in a sentence of the usual length.',
                   case when n % 20 <> 0 then p.ids[1 + n % 50] end, u.ids[1 + n % 20], l.ids[1 + n % 10], (array['Public','Internal','Confidential','StrictlyConfidential'])[1 + n % 4], n % 3 = 0,
                   n % 5, n % 4, n % 3, n % 5, n % 4, n % 3, current_date + (n % 400 - 40), case when n % 10 = 0 then 'Draft' when n % 97 = 0 then 'Retired' else 'Active' end, 'CMDB', n::text, {{Versions}}
              from amount a join p using (tenant_id) join u using (tenant_id) join l using (tenant_id), generate_series(1, a.assets) n
            """);
        await Run($"""
            with a as (select id, lead(id, 7) over (order by id) as lower_id, row_number() over (order by id) n from app.asset where tenant_id = '{large.Id}')
            insert into app.asset_dependency (tenant_id, id, upper_id, lower_id, mode_c, mode_i, mode_a) select '{large.Id}', uuidv7(), id, lower_id, 'Max', 'Max', 'Max' from a where lower_id is not null and n % 3 = 0
            """);
        await WithoutIndexesAsync(Run, "app.risk", $"""
            with m as (select tenant_id, id from app.risk_methodology), p as (select tenant_id, array_agg(id) ids from app.person group by 1)
            insert into app.risk (tenant_id, id, code, title, scenario, kind, confidentiality, integrity, availability, treatment, personal_data, status, accepted_until, owner_id, next_review_on,
                                  inherent_methodology_id, inherent_likelihood, inherent_impact, inherent_level, current_methodology_id, current_likelihood, current_impact, current_level, target_likelihood, target_impact, target_level, version)
            select m.tenant_id, uuidv7(), 'RSK-' || n, (array['Ransomware in','Loss of','Theft of','Outage of','Leak from'])[1 + n % 5] || ' ' || md5(n::text) || case when n % 900 = 77 then ' zebrafish' else '' end,
                   'Somebody enters through a stolen account and does harm, in a sentence of the usual length.', 'Information', true, n % 2 = 0, n % 3 = 0, (array['Modify','Accept','Avoid','Share'])[1 + n % 4], n % 7 = 0,
                   case when n % 20 = 0 then 'Closed' when n % 4 = 1 then 'Accepted' else 'Evaluated' end, case when n % 4 = 1 then current_date + (n % 365 + 1) end, p.ids[1 + n % 50], current_date + (n % 400 - 40), m.id, 1 + n % 5, 1 + n % 4, 1 + n % 4, m.id, 1 + n % 3, 1 + n % 4, 1 + n % 3, 0, 0, 0, 1
              from m join p using (tenant_id), generate_series(1, case m.tenant_id when '{large.Id}' then {Large} when '{small.Id}' then {Small} else {Medium} end) n
            """);
        // Each control of Annex A is put into practice at two places, and each risk is lowered by two of these.
        await Run("""
            insert into app.control_implementation (tenant_id, id, control_id, title, owner_id, status)
                select c.tenant_id, uuidv7(), c.id, c.title || ', ' || site, p.id, 'Operated'
                  from app.control c join (select tenant_id, min(id::text)::uuid id from app.person where email like 'p%' group by 1) p using (tenant_id), unnest('{Ghent,Bruges}'::text[]) site
                 where c.annex_id is not null and exists (select from app.risk_methodology m where m.tenant_id = c.tenant_id);
            """);
        await WithoutIndexesAsync(Run, "app.risk_control", """
            with i as (select tenant_id, array_agg(id) ids from app.control_implementation group by 1), r as (select tenant_id, id, row_number() over (partition by tenant_id) n from app.risk)
            insert into app.risk_control (tenant_id, id, risk_id, implementation_id) select tenant_id, uuidv7(), r.id, i.ids[1 + (r.n * 7 + part * 31) % 186] from r join i using (tenant_id), generate_series(0, 1) part
            """);
        await HistoryAsync(Run, large);
        await Run($$"""
            insert into app.audit_event (tenant_id, id, at, actor_kind, actor_id, actor_name, use_case, subject_type, subject_id, subject_label, request_id, changes)
            select '{{large.Id}}', uuidv7(), now() - n * interval '30 seconds', 'User', p.ids[1 + n % 50], 'Person ' || (1 + n % 50), (array['ChangeAsset','AcceptAsset','CreateAsset','RetireAsset'])[1 + n % 4],
                   'asset', a.ids[1 + n % 1000], 'Asset ' || n % 1000, 'bench', '[{"Field": "Name", "Before": "Old", "After": "New"}]'
              from (select array_agg(id) ids from app.person where tenant_id = '{{large.Id}}') p, (select array_agg(id) ids from (select id from app.asset where tenant_id = '{{large.Id}}' limit 1000) s) a, generate_series(1, {{Events}}) n
            """);
        await BareAsync(Run, large);
        await Run("vacuum analyze");
        await Run("checkpoint");
    }

    // A million rows into fourteen indexes row by row takes minutes; sorted afterwards, one.
    private async Task WithoutIndexesAsync(Func<string, Task> run, string table, string insert)
    {
        var indexes = await arena.Admin.ValueAsync<string[]>($"""
            select array_agg(pg_get_indexdef(i.indexrelid) || ';drop index ' || i.indexrelid::regclass) from pg_index i
             where i.indrelid = '{table}'::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
            """);
        foreach (var index in indexes) { await run(index.Split(';')[1]); }
        await run(insert);
        foreach (var index in indexes) { await run(index.Split(';')[0]); }
    }

    // Each asset had nine earlier versions, 40 days apart; everything else was as it is.
    private async Task HistoryAsync(Func<string, Task> run, Resident large)
    {
        foreach (var table in new[] { "person", "organisational_unit", "location", "asset_dependency", "organisation", "role_assignment" })
        {
            await run($"delete from history.{table} where tenant_id = '{large.Id}'; insert into history.{table} select now() - interval '2 years', 'infinity', pg_current_xact_id(), t.* from app.{table} t where tenant_id = '{large.Id}'");
        }
        await WithoutIndexesAsync(run, "history.asset", $"""
            insert into history.asset select now() - (v + 1) * interval '40 days', case v when 0 then 'infinity' else now() - v * interval '40 days' end, pg_current_xact_id(), a.*
              from app.asset a, generate_series(0, {Versions - 1}) v where tenant_id = '{large.Id}'
            """);
        await run($"insert into history.asset_wording select tenant_id, id, app.asset_words(name, code, external_id) from app.asset where tenant_id = '{large.Id}'");
    }

    private static async Task BareAsync(Func<string, Task> run, Resident large)
        => await run($"""
            create schema bench;
            create table bench.asset as select a.tenant_id, a.id, a.code, a.name, a.type, a.status, a.classification, p.name as owner, u.name as unit, l.name as location, a.criticality, a.next_review_on
              from app.asset a left join app.person p on (p.tenant_id, p.id) = (a.tenant_id, a.owner_id) left join app.organisational_unit u on (u.tenant_id, u.id) = (a.tenant_id, a.unit_id) left join app.location l on (l.tenant_id, l.id) = (a.tenant_id, a.location_id)
             where a.tenant_id = '{large.Id}';
            create index on bench.asset (tenant_id, name, id);
            create table bench.bare (like app.asset including all);
            insert into bench.bare (tenant_id, id, code, name, type, description, owner_id, unit_id, location_id, classification, contains_personal_data, confidentiality, integrity, availability, effective_confidentiality, effective_integrity, effective_availability, next_review_on, status, source_system, external_id, version)
                select tenant_id, id, code, name, type, description, owner_id, unit_id, location_id, classification, contains_personal_data, confidentiality, integrity, availability, effective_confidentiality, effective_integrity, effective_availability, next_review_on, status, source_system, external_id, version from app.asset where tenant_id = '{large.Id}';
            """);
}
