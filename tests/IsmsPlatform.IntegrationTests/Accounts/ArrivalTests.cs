using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>Who comes with a request, as each page asks for them.</summary>
public sealed class ArrivalTests(PostgresServer server)
{
    [Fact]
    public async Task A_role_ends_with_the_day_of_the_organisation_not_with_that_of_the_server()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var auditor = await tenant.MemberAsync(Role.ExternalAuditor);
        var lastDay = TestApp.Today.AddDays(30);
        var (noon, pastMidnightInBrussels) = (At(lastDay, 12, 0), At(lastDay, 23, 30));

        (await StandingAsync(tenant, auditor, noon))!.Permissions.ShouldBe(Permissions.Of([Role.ExternalAuditor]), ignoreOrder: true);
        (await StandingAsync(tenant, auditor, pastMidnightInBrussels))!.Permissions.ShouldBe(Permissions.Of([]), ignoreOrder: true);
        (await StandingAsync(tenant, auditor, noon))!.Permissions.ShouldBe(Permissions.Of([Role.ExternalAuditor]), ignoreOrder: true);
    }

    [Fact]
    public async Task In_an_organisation_of_others_there_is_no_standing()
    {
        var app = await server.AppAsync();
        var (own, other) = (await app.TenantAsync(), await app.TenantAsync());

        (await StandingAsync(other, own.Manager, TimeProvider.System.GetUtcNow())).ShouldBeNull();
        (await StandingAsync(own, own.Manager, TimeProvider.System.GetUtcNow())).ShouldNotBeNull();
    }

    [Fact]
    public async Task It_tells_whether_somebody_keeps_a_view_of_the_list()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        async Task<bool> KnowsAsync() => (await StandingAsync(tenant, tenant.Manager, TimeProvider.System.GetUtcNow()))!.HasViews;

        (await KnowsAsync()).ShouldBeFalse();
        (await tenant.Manager.SendAsync(new SaveView(Guid.CreateVersion7(), ViewLists.Assets, "owner=me", "Mine", Shared: false, Pinned: false))).IsSuccess.ShouldBeTrue();
        (await KnowsAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task The_figures_of_the_frame_are_those_that_are_counted_for_a_page_of_the_past()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var member = await tenant.MemberAsync(Role.Employee);
        Guid[] tasks = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];
        foreach (var id in tasks) { (await tenant.Manager.SendAsync(new CreateTask(id, "Tidy up", member.PersonId, TestApp.Today.AddDays(9), null, null))).Error.ShouldBeNull(); }
        (await member.SendAsync(new StartTask(tasks[0]))).Error.ShouldBeNull();
        (await member.SendAsync(new CompleteTask(tasks[1]))).Error.ShouldBeNull();
        (await member.SendAsync(new SnoozeTask(tasks[2], TestApp.Today.AddDays(3), "Away"))).Error.ShouldBeNull();

        var counts = (await StandingAsync(tenant, member, TimeProvider.System.GetUtcNow()))!.Counts!;
        counts.Tasks.ShouldBe(2);
        counts.Unread.ShouldBePositive();
        (await member.SendAsync(new CountForShell())).Value.ShouldBe(counts);
    }

    private static async Task<Standing?> StandingAsync(TestTenant tenant, TestMember member, DateTimeOffset now)
        => (await tenant.App.Services.GetRequiredService<IArrivals>().OfAsync(member.Account.Id, session: Guid.Empty, tenant.Slug, ViewLists.Assets, now, CancellationToken.None))!.Standing;

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day, new TimeOnly(hour, minute), TimeSpan.Zero);
}
