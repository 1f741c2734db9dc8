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
            await ActAsync(services, organisation.Slug, new ApproveDemoScope());
            await ActAsync(services, organisation.Slug, new ApproveDemoTreatment(organisation));
            await ActAsync(services, organisation.Slug, new AcceptDemoRisks(organisation));
            await ActAsync(services, organisation.Slug, new AssessDemoRisks(organisation));
            await ActAsync(services, organisation.Slug, new EnterDemoSoa(organisation.Soa, organisation.People[0].Email));
            await ActAsync(services, organisation.Slug, new ApproveDemoSoa(organisation.Soa.Comment));
            await KeepTasksAsync(services, organisation.Slug);
        }
    }

    // What follows when the first records are there.
    private static async Task ActAsync(IServiceProvider services, string slug, ICommand<Result> command)
    {
        await using var scope = services.CreateAsyncScope();
        var tenant = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Tenants.Where(t => t.Slug == slug).Select(t => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold)).SingleAsync();
        var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
        request.RequestId = "demo";
        request.Enter(tenant, Actor.Job("demo"));
        var done = await scope.ServiceProvider.GetRequiredService<ISender>().Send(command);
        if (done.Error is { } error) { throw new InvalidOperationException($"{command.GetType().Name} of the demo organisation {slug} was refused: {error.Code}"); }
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
