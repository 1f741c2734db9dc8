using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.BrowserTests;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace IsmsPlatform.BrowserTests;

/// <summary>One program with the demo organisations on a real port, one Chromium; each test opens a window of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly PostgresServer _server = new();
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        App = await TestApp.StartWithDemoAsync(_server, network: true);
        await BeginDraftsAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    // The editors of the scope and of the Statement of Applicability have something to edit, and Kestrel's pages stay as they are.
    private async Task BeginDraftsAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var platform = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var tenant = await platform.Tenants.AsNoTracking().Where(t => t.Slug == "otter").Select(t => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold)).SingleAsync();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant, Actor.Job("test") with { Permissions = Permissions.Of([Role.IsmsManager]) });
        var isms = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var owner = await isms.People.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
        (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new CreateScopeDraft(Guid.CreateVersion7(), owner))).IsSuccess.ShouldBeTrue();
        (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new DraftSoa(Guid.CreateVersion7(), owner))).IsSuccess.ShouldBeTrue();
    }

    /// <param name="email">Who is signed in; null for nobody.</param>
    /// <param name="look">How the window looks.</param>
    /// <param name="script">False: a browser without JavaScript.</param>
    public async Task<Window> OpenAsync(string? email = null, Look look = Look.Light, bool script = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = App.Address,
            JavaScriptEnabled = script,
            ColorScheme = look.Scheme(),
            ViewportSize = new() { Width = look.Size().Width, Height = look.Size().Height },
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        if (email is not null)
        {
            await using var scope = App.Services.CreateAsyncScope();
            var account = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Accounts.AsNoTracking().SingleAsync(a => a.Email == email);
            var cookie = (await App.CookieAsync(account)).Split('=', 2);
            await context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = App.Address, HttpOnly = true }]);
        }
        return await Window.OpenAsync(context);
    }

    /// <summary>A path with <c>{asset}</c> and its like filled in with a record of Kestrel's.</summary>
    public async Task<string> AddressAsync(string path)
    {
        (string Slot, string Sql)[] slots =
        [
            ("{view}", "select v.id::text from app.saved_view v join platform.tenant t on t.id = v.tenant_id where t.slug = 'kestrel' and v.name = 'Hospital data in the cloud'"),
            ("{asset}", "select a.id::text from app.asset a join platform.tenant t on t.id = a.tenant_id where t.slug = 'kestrel' and a.name = 'PostgreSQL cluster'"),
            ("{person}", "select p.id::text from app.person p join platform.tenant t on t.id = p.tenant_id where t.slug = 'kestrel' and p.name = 'Ines Duarte'"),
            ("{role}", "select r.id::text from app.custom_role r join platform.tenant t on t.id = r.tenant_id where t.slug = 'kestrel'"),
            ("{responsibility}", "select s.id::text from app.raci_subject s join platform.tenant t on t.id = s.tenant_id where t.slug = 'kestrel' and s.clause = '6.1.3'"),
            ("{unit}", "select u.id::text from app.organisational_unit u join platform.tenant t on t.id = u.tenant_id where t.slug = 'kestrel' and u.name = 'Development'"),
            ("{approval}", "select a.id::text from app.approval a join platform.tenant t on t.id = a.tenant_id where t.slug = 'kestrel'"),
            ("{evidence}", "select e.id::text from app.evidence_item e join platform.tenant t on t.id = e.tenant_id where t.slug = 'kestrel' and e.kind = 'File'"),
            ("{scope}", "select s.id::text from app.scope_statement s join platform.tenant t on t.id = s.tenant_id where t.slug = 'kestrel' and s.version_no = 1"),
            ("{draft}", "select s.id::text from app.scope_statement s join platform.tenant t on t.id = s.tenant_id where t.slug = 'otter' and s.status = 'Draft'"),
            ("{soa}", "select s.id::text from app.soa_version s join platform.tenant t on t.id = s.tenant_id where t.slug = 'kestrel' and s.version_no = 1"),
            ("{soadraft}", "select s.id::text from app.soa_version s join platform.tenant t on t.id = s.tenant_id where t.slug = 'otter' and s.status = 'Draft'"),
            ("{soaentry}", "select e.id::text from app.soa_entry e join app.soa_version s on (s.tenant_id, s.id) = (e.tenant_id, e.soa_id) join platform.tenant t on t.id = s.tenant_id where t.slug = 'otter' and s.status = 'Draft' and e.code = 'A.8.13'"),
            ("{methodology}", "select m.id::text from app.risk_methodology m join platform.tenant t on t.id = m.tenant_id where t.slug = 'kestrel' and m.version_no = 2"),
            ("{process}", "select p.id::text from app.isms_process p join platform.tenant t on t.id = p.tenant_id where t.slug = 'kestrel' and p.standard = 'risk'"),
            ("{issue}", "select i.id::text from app.context_issue i join platform.tenant t on t.id = i.tenant_id where t.slug = 'kestrel' and i.title = 'Analytics depends on one cloud provider'"),
            ("{party}", "select p.id::text from app.interested_party p join platform.tenant t on t.id = p.tenant_id where t.slug = 'kestrel' and p.name = 'Scheldt hospitals'"),
            ("{legal}", "select l.id::text from app.legal_requirement l join platform.tenant t on t.id = l.tenant_id where t.slug = 'kestrel' and l.title = 'NIS2 as applied in Belgium'"),
            ("{control}", "select c.id::text from app.control c join platform.tenant t on t.id = c.tenant_id where t.slug = 'kestrel' and c.code = 'A.8.13'"),
            ("{test}", "select c.id::text from app.control_test c join platform.tenant t on t.id = c.tenant_id where t.slug = 'kestrel' and c.status = 'Planned' order by c.due_on limit 1"),
            ("{implementation}", "select i.id::text from app.control_implementation i join platform.tenant t on t.id = i.tenant_id where t.slug = 'kestrel' order by i.title limit 1"),
            ("{assessment}", "select a.id::text from app.risk_assessment a join platform.tenant t on t.id = a.tenant_id where t.slug = 'kestrel' and a.status = 'InProgress'"),
            ("{completed}", "select a.id::text from app.risk_assessment a join platform.tenant t on t.id = a.tenant_id where t.slug = 'kestrel' and a.status = 'Completed'"),
            ("{plan}", "select p.id::text from app.treatment_plan p join platform.tenant t on t.id = p.tenant_id where t.slug = 'kestrel' and p.status = 'InProgress'"),
            ("{action}", "select a.id::text from app.treatment_action a join platform.tenant t on t.id = a.tenant_id where t.slug = 'kestrel' and a.title like 'Filter for%'"),
            ("{acceptance}", "select a.id::text from app.risk_acceptance a join platform.tenant t on t.id = a.tenant_id where t.slug = 'kestrel' and a.title like 'Mailbox%'"),
            ("{riskDraft}", "select d.id::text from app.risk_draft d join platform.tenant t on t.id = d.tenant_id where t.slug = 'kestrel' order by d.id limit 1"),
            ("{risk}", "select r.id::text from app.risk r join platform.tenant t on t.id = r.tenant_id where t.slug = 'kestrel' and r.title like 'Ransomware%'"),
            ("{threat}", "select x.id::text from app.threat x join platform.tenant t on t.id = x.tenant_id where t.slug = 'kestrel' order by x.code limit 1"),
            ("{vulnerability}", "select v.id::text from app.vulnerability v join platform.tenant t on t.id = v.tenant_id where t.slug = 'kestrel' order by v.code limit 1"),
            ("{objective}", "select o.id::text from app.business_objective o join platform.tenant t on t.id = o.tenant_id where t.slug = 'kestrel' order by o.code limit 1"),
            ("{location}", "select l.id::text from app.location l join platform.tenant t on t.id = l.tenant_id where t.slug = 'kestrel' and l.name = 'HQ Ghent'"),
        ];
        foreach (var (slot, sql) in slots.Where(s => path.Contains(s.Slot, StringComparison.Ordinal)))
        {
            await using var command = App.Database.Superuser.CreateCommand(sql);
            path = path.Replace(slot, (string)(await command.ExecuteScalarAsync())!, StringComparison.Ordinal);
        }
        return path.Replace("{today}", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await App.DisposeAsync();
        await _server.DisposeAsync();
    }
}

public enum Look
{
    Light,
    Mobile,
    Narrow,
    // Last, because colours change only once then: what was painted in others may be told as faults for a moment.
    Dark,
}

internal static class Looks
{
    internal static ColorScheme Scheme(this Look look) => look is Look.Dark ? ColorScheme.Dark : ColorScheme.Light;

    internal static (int Width, int Height) Size(this Look look) => look switch { Look.Mobile => (390, 844), Look.Narrow => (320, 700), _ => (1440, 900) };
}
