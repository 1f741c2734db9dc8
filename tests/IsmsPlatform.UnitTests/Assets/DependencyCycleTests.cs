using IsmsPlatform.Domain.Assets;
using static IsmsPlatform.UnitTests.Assets.Inventory;

namespace IsmsPlatform.UnitTests.Assets;

public sealed class DependencyCycleTests
{
    [Fact]
    public void A_link_back_up_closes_a_circle_and_names_it()
        => DependencyCycle.ClosedBy(Id(3), Id(1), [Link(1, 2), Link(2, 3)]).ShouldBe([Id(3), Id(1), Id(2), Id(3)]);

    [Fact]
    public void The_shortest_circle_is_named()
        => DependencyCycle.ClosedBy(Id(4), Id(1), [Link(1, 2), Link(2, 3), Link(3, 4), Link(1, 4)]).ShouldBe([Id(4), Id(1), Id(4)]);

    [Fact]
    public void Two_ways_to_the_same_asset_are_no_circle()
        => DependencyCycle.ClosedBy(Id(1), Id(4), [Link(1, 2), Link(1, 3), Link(2, 4), Link(3, 4)]).ShouldBeEmpty();

    [Fact]
    public void An_asset_that_needs_itself_is_a_circle()
        => DependencyCycle.ClosedBy(Id(1), Id(1), []).ShouldBe([Id(1), Id(1)]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Links_are_refused_exactly_when_the_calculation_could_not_end(int seed)
    {
        var inventory = Inventory.Random(seed, assets: 12, links: 20);
        foreach (var (upper, lower) in inventory.Assets.SelectMany(u => inventory.Assets.Select(l => (u.Id, l.Id))))
        {
            var circle = DependencyCycle.ClosedBy(upper, lower, inventory.Links);
            var withLink = new Inventory(inventory.Assets, [.. inventory.Links, new DependencyLink(upper, lower)]);
            if (circle.Count == 0) { withLink.Effective().Count.ShouldBe(12); }
            else { Should.Throw<InvalidOperationException>(withLink.Effective); }
        }
    }
}
