using System.Text.Json;
using System.Text.Json.Serialization;
using IsmsPlatform.Application.Demo;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Infrastructure.Jobs;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.Infrastructure.Demo;

/// <summary>The two fictional organisations that a start in Development brings along.</summary>
public static class DemoOrganisations
{
    /// <summary>Known to everyone: these accounts exist in Development only.</summary>
    public const string Password = "four kestrels over ghent";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Lazy<IReadOnlyList<DemoOrganisation>> Files = new(() => [Read("kestrel.json"), Read("otter.json")]);

    public static IReadOnlyList<DemoOrganisation> All => Files.Value;

    /// <summary>Who may sign in, one line per person and organisation.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<HeldRole> Roles, string Organisation, string Email)> SignIns
        => All.SelectMany(o => o.People.Where(p => p.SignIn).Select(p => (p.Name, RolesOf(p, o.OwnRole), o.Organisation.LegalName, p.Email)));

    private static IReadOnlyList<HeldRole> RolesOf(DemoPerson person, DemoOwnRole own)
        => [.. person.Roles.Select(r => new HeldRole(r, null)), .. own.Holder == person.Email ? [new HeldRole(Role.Custom, own.Name)] : Array.Empty<HeldRole>()];

    public static async Task SeedAsync(IServiceProvider services)
    {
        foreach (var organisation in All)
        {
            await using var scope = services.CreateAsyncScope();
            var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
            request.SignIn(Actor.Job("demo"));
            request.RequestId = "demo";
            var seeded = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new SeedDemoOrganisation(Guid.CreateVersion7(), organisation, Password));
            if (seeded.Error is { } error) { throw new InvalidOperationException($"The demo organisation {organisation.Slug} was refused: {error.Code}"); }
            await GoOnAsync(services, organisation);
            await KeepTasksAsync(services, organisation.Slug);
        }
    }

    // What follows when the first records are there. Once it is done the records are those of whoever tries the program, who may have changed any of them.
    private static async Task GoOnAsync(IServiceProvider services, DemoOrganisation organisation)
    {
        if (await InsideAsync(services, organisation.Slug, async sender => (await sender.Send(new IsDemoComplete())).Value)) { return; }
        ICommand<Result>[] acts =
        [
            new ApproveDemoScope(), new ApproveDemoTreatment(organisation), new AcceptDemoRisks(organisation), new AssessDemoRisks(organisation),
            new EnterDemoSoa(organisation.Soa, organisation.People[0].Email), new ApproveDemoSoa(organisation.Soa.Comment),
        ];
        foreach (var act in acts)
        {
            var done = await InsideAsync(services, organisation.Slug, sender => sender.Send(act));
            if (done.Error is { } error) { throw new InvalidOperationException($"{act.GetType().Name} of the demo organisation {organisation.Slug} was refused: {error.Code}"); }
        }
    }

    private static async Task<T> InsideAsync<T>(IServiceProvider services, string slug, Func<ISender, ValueTask<T>> ask)
    {
        await using var scope = services.CreateAsyncScope();
        var tenant = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Tenants.Where(t => t.Slug == slug).Select(t => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold)).SingleAsync();
        var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
        request.RequestId = "demo";
        request.Enter(tenant, Actor.Job("demo"));
        return await ask(scope.ServiceProvider.GetRequiredService<ISender>());
    }

    // What the records ask for today, without waiting for the first full hour.
    private static async Task KeepTasksAsync(IServiceProvider services, string slug)
    {
        await using var scope = services.CreateAsyncScope();
        var id = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Tenants.Where(t => t.Slug == slug).Select(t => t.Id).SingleAsync();
        await scope.ServiceProvider.GetRequiredService<TenantWork>().RunAsync(id, "keep-tasks", CancellationToken.None);
    }

    private static DemoOrganisation Read(string name)
    {
        using var stream = typeof(DemoOrganisations).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<DemoOrganisation>(stream, Json)!;
    }
}
