using IsmsPlatform.Domain.Assets;
using static IsmsPlatform.UnitTests.Assets.Inventory;

namespace IsmsPlatform.UnitTests.Assets;

public sealed class ExplanationTests
{
    [Fact]
    public void An_inherited_value_names_the_chain_from_where_it_starts()
        => ProtectionNeeds.Explain(Id(5), SecurityProperty.Availability,
            [Asset(1, 4, 3, 3), Asset(2, 2, 3, 2), Asset(3, 1, 1, 1), Asset(5, 1, 1, 1)],
            [Link(1, 2), Link(2, 3), Link(3, 5, new InheritanceModes(InheritanceMode.Max, InheritanceMode.Max, InheritanceMode.Distribute))])
            .ShouldBe([
                new InheritanceStep(Id(1), null, 3),
                new InheritanceStep(Id(2), InheritanceMode.Max, 3),
                new InheritanceStep(Id(3), InheritanceMode.Max, 3),
                new InheritanceStep(Id(5), InheritanceMode.Distribute, 2)]);

    [Fact]
    public void An_own_value_explains_itself_even_when_the_same_is_inherited()
        => ProtectionNeeds.Explain(Id(2), SecurityProperty.Integrity, [Asset(1, i: 3), Asset(2, i: 3)], [Link(1, 2)])
            .ShouldBe([new InheritanceStep(Id(2), null, 3)]);

    [Fact]
    public void The_shortest_chain_is_told()
        => ProtectionNeeds.Explain(Id(4), SecurityProperty.Confidentiality,
            [Asset(1, 4), Asset(2), Asset(3, 4), Asset(4)], [Link(1, 2), Link(2, 4), Link(3, 4)])
            .Select(s => s.AssetId).ShouldBe([Id(3), Id(4)]);

    [Fact]
    public void Of_two_equal_chains_always_the_same_is_told()
        => ProtectionNeeds.Explain(Id(4), SecurityProperty.Confidentiality, [Asset(2, 4), Asset(1, 4), Asset(4)], [Link(2, 4), Link(1, 4)])
            .Select(s => s.AssetId).ShouldBe([Id(1), Id(4)]);

    [Fact]
    public void What_is_not_valued_has_nothing_to_explain()
        => ProtectionNeeds.Explain(Id(2), SecurityProperty.Confidentiality, [Asset(1), Asset(2)], [Link(1, 2)]).ShouldBeEmpty();
}
