using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.ApiClients;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Infrastructure.Jobs;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Host;

/// <summary>A tenant of one test.</summary>
public sealed class TestTenant(TestApp app, CurrentTenant tenant, TestMember manager)
{
    public TestApp App => app;

    public Guid Id => tenant.Id;

    public string Slug => tenant.Slug;

    public CurrentTenant Tenant => tenant;

    /// <summary>The day of the organisation's own time zone: what is done today begins on it.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone)).DateTime);

    /// <summary>TenantAdmin and IsmsManager.</summary>
    public TestMember Manager => manager;

    /// <summary>One more member, with exactly these roles.</summary>
    public async Task<TestMember> MemberAsync(params Role[] roles)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var name = $"{(roles.Length == 0 ? "Nobody" : roles[0])} {Guid.NewGuid().ToString("N")[..6]}";
        var account = await TestApp.AddAccountAsync(scope.ServiceProvider, $"{name.Replace(' ', '.').ToLowerInvariant()}@{Slug}.example", name);
        var (platform, isms) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant, Actor.Job("test"));
        var person = Person.Record(Guid.CreateVersion7(), new PersonDetails(name, account.Email!)).Value;
        isms.People.Add(person);
        platform.Memberships.Add(Membership.Admit(Id, account.Id, person.Id, name, TimeProvider.System.GetUtcNow()));
        foreach (var role in roles)
        {
            isms.RoleAssignments.Add(RoleAssignment.Assign(Guid.CreateVersion7(), person.Id, role, TestApp.Today, role == Role.ExternalAuditor ? TestApp.Today.AddDays(30) : null, manager.PersonId).Value);
        }
        await TestApp.SaveAsync(platform, isms);
        return new TestMember(app, tenant, account, person.Id);
    }

    /// <summary>An HTTP client that sends a new API key with these scopes.</summary>
    public async Task<HttpClient> ApiAsync(params string[] scopes)
    {
        var key = await manager.SendAsync(new CreateApiClient(Guid.CreateVersion7(), "test", scopes, null));
        return WithKey(key.Value);
    }

    /// <summary>With a key of the console.</summary>
    public async Task<HttpClient> ApiAsync(IssueApiKey console) => WithKey((await ApiKeyAsync(console)).Value);

    public async Task<Result<string>> ApiKeyAsync(IssueApiKey console)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant, Actor.Job("console"));
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(console);
    }

    private HttpClient WithKey(string key)
    {
        var client = app.Browser().Raw;
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    /// <summary>Looks into the tenant's records, past the use cases.</summary>
    public async Task<T> ReadAsync<T>(Func<IsmsDbContext, Task<T>> read)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant, Actor.Job("test"));
        return await read(scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
    }

    /// <summary>What the job does each night: the tasks that records ask for.</summary>
    public async Task KeepTasksAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TenantWork>().RunAsync(Id, "keep-tasks", CancellationToken.None);
    }
}

/// <summary>Someone of a tenant, who sends messages and opens pages.</summary>
public sealed class TestMember(TestApp app, CurrentTenant tenant, Account account, Guid personId)
{
    public Guid PersonId => personId;

    public Account Account => account;

    public async Task<T> SendAsync<T>(ICommand<T> command) => await InScopeAsync(s => s.Send(command));

    public async Task<T> SendAsync<T>(IQuery<T> query) => await InScopeAsync(s => s.Send(query));

    /// <summary>A browser that is signed in as this member.</summary>
    public async Task<TestBrowser> BrowserAsync()
    {
        var browser = app.Browser();
        browser.Cookies.Add(await app.CookieAsync(account));
        return browser;
    }

    private async Task<T> InScopeAsync<T>(Func<ISender, ValueTask<T>> send)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var request = services.GetRequiredService<RequestScope>();
        request.RequestId = "test";
        var now = TimeProvider.System.GetUtcNow();
        var arrival = await services.GetRequiredService<IArrivals>().OfAsync(account.Id, session: Guid.Empty, tenant.Slug, list: null, now, CancellationToken.None);
        request.Enter(tenant, Actor.Nobody with { Kind = ActorKind.User, Id = account.Id, Name = account.Name, PersonId = personId, ProvedAt = now, Permissions = arrival!.Standing!.Permissions });
        return await send(services.GetRequiredService<ISender>());
    }
}
