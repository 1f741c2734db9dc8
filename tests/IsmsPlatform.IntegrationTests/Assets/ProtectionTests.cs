using IsmsPlatform.Application.Assets;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Assets;

/// <summary>Effective values, end to end: what is stored is what the rule of inheritance says, after every kind of change.</summary>
public sealed class ProtectionTests(PostgresServer server)
{
    private static readonly InheritanceModes SecondOfTwo = new(InheritanceMode.Max, InheritanceMode.Max, InheritanceMode.Distribute);

    private sealed record Demo(TestMember By, Guid As1, Guid As2, Guid As3, Guid As4, Guid As5)
    {
        internal async Task<string[]> EffectiveAsync() => [await By.EffectiveAsync(As1), await By.EffectiveAsync(As2), await By.EffectiveAsync(As3), await By.EffectiveAsync(As4), await By.EffectiveAsync(As5)];
    }

    private async Task<(TestTenant Tenant, Demo Demo)> DemoAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var by = tenant.Manager;
        // Lowest first, so that each dependency has something to bring down.
        var (as5, as4, as3) = (await by.AddAsync("Replica node", 1, 1, 1), await by.AddAsync("Cloud subscription", 1, 1, 1), await by.AddAsync("PostgreSQL cluster", 1, 1, 1));
        var (as2, as1) = (await by.AddAsync("Analytics platform", 2, 3, 2), await by.AddAsync("Patient usage data", 4, 3, 3));
        await by.LinkAsync(as3, as4);
        await by.LinkAsync(as3, as5, SecondOfTwo);
        await by.LinkAsync(as2, as3);
        await by.LinkAsync(as1, as2);
        return (tenant, new Demo(by, as1, as2, as3, as4, as5));
    }

    [Fact]
    public async Task The_demonstration_comes_out_as_its_table_says()
    {
        var (_, demo) = await DemoAsync();
        (await demo.EffectiveAsync()).ShouldBe(["4/3/3", "4/3/3", "4/3/3", "4/3/3", "4/3/2"]);
        var as5 = await demo.By.AssetAsync(demo.As5);
        as5.Criticality.ShouldBe(4);
        as5.IsCritical.ShouldBeTrue();
    }

    [Fact]
    public async Task The_chain_says_where_a_value_comes_from()
    {
        var (_, demo) = await DemoAsync();
        var why = (await demo.By.AssetAsync(demo.As5)).Why.Single(w => w.Property == SecurityProperty.Availability).Chain;
        why.Select(s => (s.Name, s.Mode, s.Value)).ShouldBe([
            ("Patient usage data", null, 3), ("Analytics platform", InheritanceMode.Max, 3), ("PostgreSQL cluster", InheritanceMode.Max, 3), ("Replica node", InheritanceMode.Distribute, 2)]);
        (await demo.By.AssetAsync(demo.As1)).Why.ShouldAllBe(w => w.Chain.Count == 1);
    }

    [Fact]
    public async Task A_new_own_value_comes_down_and_goes_again()
    {
        var (_, demo) = await DemoAsync();
        (await demo.By.SendAsync(await demo.By.EditAsync(demo.As1) with { Confidentiality = 0, Availability = 4 })).Ok();
        (await demo.EffectiveAsync()).ShouldBe(["0/3/4", "2/3/4", "2/3/4", "2/3/4", "2/3/3"]);
    }

    [Fact]
    public async Task Inheriting_more_is_no_edit_of_the_lower_asset()
    {
        var (tenant, demo) = await DemoAsync();
        var before = await demo.By.EditAsync(demo.As4);
        (await demo.By.SendAsync(await demo.By.EditAsync(demo.As1) with { Integrity = 4 })).Ok();
        (await demo.By.SendAsync(before with { Description = "written meanwhile" })).Ok();
        (await demo.By.EffectiveAsync(demo.As4)).ShouldBe("4/4/3");
        (await tenant.ReadAsync(db => db.AuditEvents.CountAsync(e => e.SubjectId == demo.As4 && e.UseCase != nameof(AddDependency)))).ShouldBe(2);
    }

    [Fact]
    public async Task A_dependency_that_goes_takes_its_need_along()
    {
        var (_, demo) = await DemoAsync();
        var link = (await demo.By.AssetAsync(demo.As2)).Needs.Single();
        (await demo.By.SendAsync(new ChangeDependency(link.Id, InheritanceMode.None, InheritanceMode.Cumulate, InheritanceMode.Max, "isolated", link.Version))).Ok();
        (await demo.EffectiveAsync()).ShouldBe(["4/3/3", "4/3/3", "1/4/3", "1/4/3", "1/4/2"]);
        (await demo.By.SendAsync(new RemoveDependency(link.Id, link.Version))).Error.ShouldBe(Error.Stale);
        (await demo.By.SendAsync(new RemoveDependency(link.Id, link.Version + 1))).Ok();
        (await demo.EffectiveAsync()).ShouldBe(["4/3/3", "4/3/3", "1/1/1", "1/1/1", "1/1/1"]);
    }

    [Fact]
    public async Task A_retired_or_deleted_asset_passes_nothing_on()
    {
        var (_, demo) = await DemoAsync();
        (await demo.By.SendAsync(new RetireAsset(demo.As1, (await demo.By.AssetAsync(demo.As1)).Version, null, Confirmed: false, null))).Ok();
        (await demo.EffectiveAsync()).ShouldBe(["4/3/3", "2/3/2", "2/3/2", "2/3/2", "2/3/1"]);
        (await demo.By.SendAsync(new DeleteAsset(demo.As2, (await demo.By.AssetAsync(demo.As2)).Version))).Ok();
        (await demo.By.EffectiveAsync(demo.As3)).ShouldBe("1/1/1");
    }

    [Fact]
    public async Task A_circle_is_refused_with_the_names_on_it()
    {
        var (_, demo) = await DemoAsync();
        var refused = (await demo.By.SendAsync(new AddDependency(Guid.CreateVersion7(), demo.As4, demo.As2, default, default, default, null))).Error!;
        refused.Fields.Single().Field.ShouldBe("LowerId");
        refused.Fields.Single().Arguments.Single().ShouldBe("Cloud subscription → Analytics platform → PostgreSQL cluster → Cloud subscription");
        (await demo.By.SendAsync(new AddDependency(Guid.CreateVersion7(), demo.As4, demo.As4, default, default, default, null))).Error!.Code.ShouldBe("asset.needs-itself");
    }

    [Fact]
    public async Task Two_dependencies_at_the_same_moment_close_no_circle_between_them()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await tenant.Manager.AddAsync($"One {round}", 1, 1, 1), await tenant.Manager.AddAsync($"Other {round}", 1, 1, 1));
            var outcomes = await Task.WhenAll(
                tenant.Manager.SendAsync(new AddDependency(Guid.CreateVersion7(), one, other, default, default, default, null)),
                tenant.Manager.SendAsync(new AddDependency(Guid.CreateVersion7(), other, one, default, default, default, null)));
            outcomes.Count(o => o.IsSuccess).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Two_changes_at_the_same_moment_both_come_down()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var by = tenant.Manager;
        for (var round = 0; round < 5; round++)
        {
            var (one, other, lower) = (await by.AddAsync($"One {round}", 1, 1, 1), await by.AddAsync($"Other {round}", 1, 1, 1), await by.AddAsync($"Lower {round}"));
            await by.LinkAsync(one, lower);
            await by.LinkAsync(other, lower);
            var (first, second) = (await by.EditAsync(one) with { Confidentiality = 4 }, await by.EditAsync(other) with { Integrity = 4 });
            (await Task.WhenAll(by.SendAsync(first), by.SendAsync(second))).ShouldAllBe(r => r.IsSuccess);
            (await by.EffectiveAsync(lower)).ShouldBe("4/4/1");
        }
    }

    [Fact]
    public async Task The_graph_shows_the_neighbourhood_in_layers()
    {
        var (_, demo) = await DemoAsync();
        var graph = (await demo.By.SendAsync(new GetDependencyGraph(demo.As3, 1))).Ok();
        graph.Assets.Select(a => a.Id).ShouldBe([demo.As2, demo.As3, demo.As4, demo.As5], ignoreOrder: true);
        graph.Dependencies.Count.ShouldBe(3);
        graph.Assets.Single(a => a.Id == demo.As3).Column.ShouldBe(1);
        (await demo.By.SendAsync(new GetDependencyGraph())).Ok().Columns.ShouldBe(4);
    }
}
