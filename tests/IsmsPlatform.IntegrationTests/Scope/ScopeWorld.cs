using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Context;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Scope;

/// <summary>A small organisation with a sales desk in Lyon, and its ISMS manager and top management.</summary>
internal sealed record ScopeWorld(TestTenant Tenant, TestMember Top, Guid Root, Guid Sales, Guid Ghent, Guid Lyon, IReadOnlyList<Guid> InLyon, Guid Objective)
{
    internal const string Reason = "They have no access to systems in scope.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Europe/Brussels").DateTime);

    internal static async Task<ScopeWorld> OfAsync(PostgresServer server)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var m = tenant.Manager;
        async Task<Guid> UnitAsync(string code, string name, Guid? parent) => (await m.SendAsync(new CreateUnit(Guid.CreateVersion7(), code, name, parent, null, null, null))).Ok();
        async Task<Guid> PlaceAsync(string code, string name) => (await m.SendAsync(new CreateLocation(Guid.CreateVersion7(), code, name, null, null, LocationKind.Office, ZoneLevel.Office, null))).Ok();
        var root = await UnitAsync("ALL", "Kestrel", null);
        var sales = await UnitAsync("SALES", "Sales", root);
        var (ghent, lyon) = (await PlaceAsync("GHENT", "HQ Ghent"), await PlaceAsync("LYON", "Lyon sales desk"));
        List<Guid> people = [];
        foreach (var (name, place) in new[] { ("Camille Lyon", lyon), ("Hugo Lyon", lyon), ("Ben Ghent", ghent) })
        {
            people.Add((await m.SendAsync(new Application.People.AddPerson(Guid.CreateVersion7(), name, $"{name.Replace(' ', '.').ToLowerInvariant()}@{tenant.Slug}.example", PersonKind.Employee, null, null, sales, null, place, null, null, Invite: false))).Ok());
        }
        await tenant.OwnContextAsync(m.PersonId);
        var objective = await tenant.ReadAsync(db => db.BusinessObjectives.Select(o => o.Id).SingleAsync(Ct));
        return new ScopeWorld(tenant, await tenant.MemberAsync(Role.TopManagement), root, sales, ghent, lyon, [people[0], people[1]], objective);
    }

    internal async Task<Guid> DraftAsync() => (await Tenant.Manager.SendAsync(new CreateScopeDraft(Guid.CreateVersion7()))).Ok();

    internal async Task<ScopeVersionView> ReadAsync(Guid? id = null) => (await Tenant.Manager.SendAsync(new GetScopeVersion(id))).Ok();

    /// <summary>A draft that could be submitted, to be spoilt by a test.</summary>
    internal async Task<ChangeScopeDraft> FormAsync(Guid id, params IReadOnlyList<ScopeItemInput> more) => new()
    {
        Id = id,
        Version = (await ReadAsync(id)).Version,
        Statement = "The analytics platform for hospitals.",
        EffectiveFrom = Today,
        NextReviewOn = Today.AddYears(1),
        Objectives = [Objective],
        Items = [new(ScopeItemKind.Unit, Root, true), new(ScopeItemKind.Location, Ghent, true), new(ScopeItemKind.Location, Lyon, false, Reason), .. more],
        Interfaces = [new("Hospitals", "Patient usage data", InterfaceDirection.In, "Framework contract"), new("Cloud provider", "Computing and storage", InterfaceDirection.Both, null)],
    };

    internal async Task SaveAsync(ChangeScopeDraft form) => (await Tenant.Manager.SendAsync(form)).Ok();

    internal async Task<Domain.Shared.Result> SubmitAsync(Guid id) => await Tenant.Manager.SendAsync(new SubmitScope(id, (await ReadAsync(id)).Version));

    internal Task<Guid> RequestOfAsync(Guid id) => Tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == id && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct));

    /// <summary>A version in force.</summary>
    internal async Task<Guid> InForceAsync(params IReadOnlyList<ScopeItemInput> more)
    {
        var id = await DraftAsync();
        await SaveAsync(await FormAsync(id, more));
        (await SubmitAsync(id)).Ok();
        (await Top.SendAsync(new Approve(await RequestOfAsync(id), null))).Ok();
        return id;
    }

    /// <summary>An active party requires something about which nothing is decided.</summary>
    internal async Task RequireAsync(string what)
    {
        await using var scope = Tenant.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(Tenant.Tenant, Actor.Job("test"));
        var isms = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var party = await isms.InterestedParties.Select(p => p.Id).SingleAsync(Ct);
        isms.PartyRequirements.Add(PartyRequirement.Add(Guid.CreateVersion7(), party, new RequirementDetails(what, RequirementKind.Contractual, AboutClimate: false, Addressed.Undecided)).Value);
        await TestApp.SaveAsync(scope.ServiceProvider.GetRequiredService<PlatformDb>(), isms);
    }
}
