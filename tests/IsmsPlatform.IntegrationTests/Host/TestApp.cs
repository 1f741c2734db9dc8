using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Infrastructure.Demo;
using IsmsPlatform.IntegrationTests.Postgres;
using IsmsPlatform.Web.Setup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Host;

/// <summary>
/// The program on one database for the whole assembly, without the network between. Each test founds a tenant of its own:
/// that is fast, and proves isolation on the way.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestDatabase _database;

    private TestApp(WebApplication app, TestDatabase database) => (_app, _database) = (app, database);

    public IServiceProvider Services => _app.Services;

    public TestDatabase Database => _database;

    /// <summary>Where mails and files of this run lie.</summary>
    internal static string DataFolder { get; } = Path.Combine(Path.GetTempPath(), $"isms-test-{Environment.ProcessId}");

    /// <summary>Where a browser finds it; only with a network.</summary>
    public string Address => _app.Urls.First();

    /// <param name="network">True for a real port and a worker, as a browser needs them; false for an in-memory server.</param>
    public static async Task<TestApp> StartAsync(PostgresServer server, bool network = false, params (string Key, string Value)[] settings)
    {
        var database = await server.CloneAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory, ApplicationName = "IsmsPlatform.Web" });
        builder.Configuration["Data"] = DataFolder;
        // The in-memory server cannot limit bodies and says so at each upload: thousands of lines that hide what failed.
        builder.Configuration["Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Mvc.Filters"] = "Error";
        var port = network ? FreePort() : 80;
        builder.Configuration["PublicUrl"] = $"http://localhost:{port}";
        foreach (var (key, value) in settings) { builder.Configuration[key] = value; }
        if (network) { builder.WebHost.UseUrls($"http://localhost:{port}"); }
        else { builder.WebHost.UseTestServer(); }
        var app = IsmsHost.Build(builder, new NpgsqlConnectionStringBuilder(database.App) { MaxPoolSize = 30, IncludeErrorDetail = true }.ConnectionString, role: network ? "all" : "web");
        await app.StartAsync();
        return new TestApp(app, database);
    }

    internal static async Task<TestApp> StartWithDemoAsync(PostgresServer server, bool network = false)
    {
        var app = await StartAsync(server, network);
        await DemoOrganisations.SeedAsync(app.Services);
        return app;
    }

    /// <summary>A browser without JavaScript: keeps cookies, follows no redirects.</summary>
    public TestBrowser Browser() => new(_app.GetTestServer());

    /// <summary>A new organisation; whoever founded it is TenantAdmin and IsmsManager.</summary>
    public async Task<TestTenant> TenantAsync(string name = "Test organisation")
    {
        var slug = "t" + Guid.NewGuid().ToString("N")[..10];
        var id = Guid.CreateVersion7();
        await using var scope = Services.CreateAsyncScope();
        var account = await AddAccountAsync(scope.ServiceProvider, $"manager@{slug}.example", $"Manager of {slug}");
        var (platform, isms) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
        var tenant = new CurrentTenant(id, slug, name, "Europe/Brussels", OrganisationProfile.DefaultCriticalityThreshold);
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant, Actor.Job("test"));
        var person = OrganisationFounding.Add(platform, isms, id, slug, new OrganisationDetails(name, "BE", "Europe/Brussels", "en-GB", "EUR"), account, Today, DateTimeOffset.FromUnixTimeSeconds(0)).Value;
        await SaveAsync(platform, isms);
        return new TestTenant(this, tenant, new TestMember(this, tenant, account, person.Id));
    }

    /// <summary>A platform operator, member of no organisation, with a browser that is signed in.</summary>
    internal async Task<(Account Account, TestBrowser Browser)> OperatorAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var account = await AddAccountAsync(scope.ServiceProvider, $"operator.{Guid.NewGuid():N}@platform.example", "Olga Operator");
        account.IsPlatformOperator = true;
        (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().UpdateAsync(account)).Succeeded.ShouldBeTrue();
        var browser = Browser();
        browser.Cookies.Add(await CookieAsync(account));
        return (account, browser);
    }

    internal static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);

    internal static async Task SaveAsync(PlatformDb platform, IsmsDbContext isms)
    {
        await using var transaction = await isms.Database.BeginTransactionAsync();
        await platform.JoinAsync(isms, CancellationToken.None);
        await platform.SaveChangesAsync();
        await isms.SaveChangesAsync();
        await transaction.CommitAsync();
        await platform.LeaveAsync();
    }

    internal static async Task<Account> AddAccountAsync(IServiceProvider services, string email, string name, string? password = null)
    {
        var account = new Account { Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, Name = name, Language = "en-GB", TimeZone = "Europe/Brussels" };
        var accounts = services.GetRequiredService<UserManager<Account>>();
        var outcome = password is null ? await accounts.CreateAsync(account) : await accounts.CreateAsync(account, password);
        outcome.Succeeded.ShouldBeTrue(string.Join(' ', outcome.Errors.Select(e => e.Description)));
        return account;
    }

    /// <summary>The sign-in cookie of an account, as the program itself would write it.</summary>
    internal async Task<string> CookieAsync(Account account)
    {
        await using var scope = Services.CreateAsyncScope();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
        var (session, platform) = (Guid.CreateVersion7(), scope.ServiceProvider.GetRequiredService<PlatformDb>());
        platform.Sessions.Add(Session.Start(session, account.Id, null, null, secondFactor: false, TimeProvider.System.GetUtcNow()));
        await platform.SaveChangesAsync();
        ((System.Security.Claims.ClaimsIdentity)principal.Identity!).AddClaim(new(Session.Claim, session.ToString()));
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
