using IsmsPlatform.Domain.Assets;
using static IsmsPlatform.UnitTests.Assets.Inventory;

namespace IsmsPlatform.UnitTests.Assets;

public sealed class DependencyGraphTests
{
    [Fact]
    public void Needs_stand_left_of_what_supports_them()
    {
        var graph = DependencyGraph.Of([Id(1), Id(2), Id(3), Id(4), Id(5)], [Link(1, 2), Link(2, 3), Link(3, 4), Link(3, 5)]);

        graph.Assets.Select(a => a.Column).ShouldBe([0, 1, 2, 3, 3]);
        (graph.Columns, graph.Rows).ShouldBe((4, 2));
        graph.Assets[3].Row.ShouldNotBe(graph.Assets[4].Row);
    }

    [Fact]
    public void A_chain_is_a_straight_line()
        => DependencyGraph.Of([Id(1), Id(2), Id(3)], [Link(1, 2), Link(2, 3)]).Assets.Select(a => a.Row).ShouldBe([0, 0, 0]);

    [Fact]
    public void A_link_over_columns_bends_around_the_assets_between()
    {
        var graph = DependencyGraph.Of([Id(1), Id(2), Id(3)], [Link(1, 2), Link(2, 3), Link(1, 3)]);
        var route = graph.Routes.Single(r => r.UpperId == Id(1) && r.LowerId == Id(3));

        route.Points.Select(p => p.Column).ShouldBe([0, 1, 2]);
        route.Points[1].Row.ShouldNotBe(graph.Assets[1].Row);
    }

    [Fact]
    public void Crossings_that_need_not_be_are_untangled()
    {
        var graph = DependencyGraph.Of([Id(1), Id(2), Id(3), Id(4)], [Link(1, 4), Link(2, 3)]);
        var row = graph.Assets.ToDictionary(a => a.Id, a => a.Row);
        Math.Sign(row[Id(1)] - row[Id(2)]).ShouldBe(Math.Sign(row[Id(4)] - row[Id(3)]));
    }

    [Fact]
    public void What_nobody_needs_stands_beside_what_it_needs()
        => DependencyGraph.Of([Id(1), Id(2), Id(3), Id(9)], [Link(1, 2), Link(2, 3), Link(9, 3)]).Assets[3].Column.ShouldBe(1);

    [Fact]
    public void An_asset_without_dependencies_has_its_own_cell()
        => DependencyGraph.Of([Id(1), Id(2)], []).Assets.Select(a => (a.Column, a.Row)).ShouldBe([(0, 0), (0, 1)]);

    [Fact]
    public void Links_to_assets_outside_the_picture_are_left_out()
        => DependencyGraph.Of([Id(1)], [Link(1, 2), Link(3, 1)]).Routes.ShouldBeEmpty();

    [Fact]
    public void Nothing_is_an_empty_picture() => DependencyGraph.Of([], []).Rows.ShouldBe(0);

    [Theory]
    [InlineData(1, 20, 30)]
    [InlineData(2, 60, 90)]
    [InlineData(3, 150, 220)]
    [InlineData(4, 150, 600)]
    public void Every_cell_holds_one_thing_and_every_line_runs_to_the_right(int seed, int assets, int links)
    {
        var inventory = Inventory.Random(seed, assets, links);
        var graph = Draw(inventory);

        var bends = graph.Routes.SelectMany(r => r.Points.Skip(1).SkipLast(1)).Select(p => (p.Column, p.Row));
        var cells = graph.Assets.Select(a => (a.Column, a.Row)).Concat(bends).ToList();
        cells.Distinct().Count().ShouldBe(cells.Count);
        cells.ShouldAllBe(c => c.Column >= 0 && c.Column < graph.Columns && c.Row >= 0 && c.Row < graph.Rows);
        var place = graph.Assets.ToDictionary(a => a.Id, a => new GridPoint(a.Column, a.Row));
        graph.Routes.Count.ShouldBe(links);
        foreach (var route in graph.Routes)
        {
            route.Points[0].ShouldBe(place[route.UpperId]);
            route.Points[^1].ShouldBe(place[route.LowerId]);
            route.Points.Select(p => p.Column).ShouldBe(Enumerable.Range(route.Points[0].Column, route.Points.Count));
        }
    }

    [Fact]
    public void The_same_inventory_is_drawn_the_same_way()
    {
        var inventory = Inventory.Random(seed: 7, assets: 40, links: 60);
        var again = new Inventory(inventory.Assets, [.. inventory.Links.Reverse()]);
        Draw(again).Assets.ShouldBe(Draw(inventory).Assets);
    }

    private static DependencyGraph Draw(Inventory inventory) => DependencyGraph.Of([.. inventory.Assets.Select(a => a.Id)], inventory.Links);
}
