using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Treatment;
using IsmsPlatform.Infrastructure.Demo;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Isolation.Endpoints;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Demo;

/// <summary>The demo organisations, once somebody has worked in them.</summary>
public sealed class DemoTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_later_start_decides_about_nothing_that_people_entered_under_a_name_of_the_demo()
    {
        var (app, demo) = (await server.TwinsAsync(), DemoOrganisations.All[0]);
        var kestrel = await Twins.TenantAsync(app, demo.Slug, demo.People[0].Email);
        var (manager, accepted) = (kestrel.Manager, demo.Risks.First(r => r.Acceptance is not null).Title);
        var risk = (await manager.SendAsync(new IdentifyRisk { Id = Guid.CreateVersion7(), Title = accepted, Kind = RiskKind.Information, Affects = [SecurityProperty.Availability], OwnerId = manager.PersonId })).Ok();
        var plan = (await manager.SendAsync(new DraftTreatmentPlan { Id = Guid.CreateVersion7(), Name = demo.Treatment[0].Name, PeriodFrom = kestrel.Today, PeriodTo = kestrel.Today.AddDays(90), OwnerId = manager.PersonId })).Ok();

        await DemoOrganisations.SeedAsync(app.Services);

        (await kestrel.ReadAsync(db => db.Risks.SingleAsync(r => r.Id == risk, Ct))).Status.ShouldBe(RiskStatus.Identified);
        (await kestrel.ReadAsync(db => db.TreatmentPlans.SingleAsync(p => p.Id == plan, Ct))).Status.ShouldBe(PlanStatus.Draft);
    }
}
