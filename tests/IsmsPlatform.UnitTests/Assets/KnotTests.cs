using IsmsPlatform.Domain.Assets;
using static IsmsPlatform.UnitTests.Assets.Inventory;

namespace IsmsPlatform.UnitTests.Assets;

public sealed class KnotTests
{
    [Fact]
    public void Without_a_circle_there_is_no_knot() => DependencyCycle.Knot([Link(1, 2), Link(2, 3), Link(1, 3)]).ShouldBeEmpty();

    [Fact]
    public void A_knot_is_the_circle_without_what_leads_to_it_or_away_from_it()
        => DependencyCycle.Knot([Link(0, 1), Link(1, 2), Link(2, 3), Link(3, 1), Link(3, 4), Link(4, 5)]).ShouldBe([Link(1, 2), Link(2, 3), Link(3, 1)], ignoreOrder: true);

    [Fact]
    public void Random_inventories_have_none()
    {
        for (var seed = 0; seed < 20; seed++) { DependencyCycle.Knot(Random(seed, 200, 600).Links).ShouldBeEmpty(); }
    }
}
