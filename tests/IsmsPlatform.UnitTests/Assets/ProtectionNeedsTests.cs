using IsmsPlatform.Domain.Assets;
using static IsmsPlatform.UnitTests.Assets.Inventory;

namespace IsmsPlatform.UnitTests.Assets;

public sealed class ProtectionNeedsTests
{
    private static readonly InheritanceModes SecondOfTwoNodes = new(InheritanceMode.Max, InheritanceMode.Max, InheritanceMode.Distribute);

    [Fact]
    public void Kestrels_assets_need_what_their_patient_usage_data_needs()
    {
        var effective = ProtectionNeeds.Of(
            [Asset(1, 4, 3, 3), Asset(2, 2, 3, 2), Asset(3, 1, 1, 1), Asset(4, 1, 1, 1), Asset(5, 1, 1, 1)],
            [Link(1, 2), Link(2, 3), Link(3, 4), Link(3, 5, SecondOfTwoNodes)]);

        effective[Id(1)].ShouldBe(new ProtectionNeed(4, 3, 3));
        effective[Id(2)].ShouldBe(new ProtectionNeed(4, 3, 3));
        effective[Id(3)].ShouldBe(new ProtectionNeed(4, 3, 3));
        effective[Id(4)].ShouldBe(new ProtectionNeed(4, 3, 3));
        effective[Id(5)].ShouldBe(new ProtectionNeed(4, 3, 2));
    }

    [Theory]
    [InlineData(InheritanceMode.Max, 3, 3)]
    [InlineData(InheritanceMode.Max, 0, 0)]
    [InlineData(InheritanceMode.None, 4, null)]
    [InlineData(InheritanceMode.Distribute, 4, 3)]
    [InlineData(InheritanceMode.Distribute, 0, 0)]
    [InlineData(InheritanceMode.Cumulate, 2, 3)]
    [InlineData(InheritanceMode.Cumulate, 4, 4)]
    [InlineData(InheritanceMode.Cumulate, 0, 0)]
    [InlineData(InheritanceMode.Max, null, null)]
    [InlineData(InheritanceMode.Cumulate, null, null)]
    [InlineData(InheritanceMode.Distribute, null, null)]
    public void A_mode_passes_on_what_its_name_says(InheritanceMode mode, int? upper, int? lower) => mode.PassOn(upper).ShouldBe(lower);

    [Fact]
    public void Each_property_is_inherited_by_its_own_mode()
        => ProtectionNeeds.Of([Asset(1, 3, 3, 3), Asset(2, 0, 0, 0)], [Link(1, 2, new InheritanceModes(InheritanceMode.Cumulate, InheritanceMode.None, InheritanceMode.Distribute))])
            [Id(2)].ShouldBe(new ProtectionNeed(4, 0, 2));

    [Fact]
    public void An_own_value_is_never_lowered_by_what_is_inherited()
        => ProtectionNeeds.Of([Asset(1, 1, 1, 1), Asset(2, 3, 2, 4)], [Link(1, 2)])[Id(2)].ShouldBe(new ProtectionNeed(3, 2, 4));

    [Fact]
    public void An_asset_without_values_inherits_and_passes_on_like_any_other()
        => ProtectionNeeds.Of([Asset(1, 4), Asset(2), Asset(3)], [Link(1, 2), Link(2, 3)])[Id(3)].ShouldBe(new ProtectionNeed(4, null, null));

    [Fact]
    public void A_retired_asset_inherits_but_passes_nothing_on()
    {
        var effective = ProtectionNeeds.Of([Asset(1, 4, 4, 4), Asset(2, 3, 3, 3, retired: true), Asset(3, 1, 1, 1)], [Link(1, 2), Link(2, 3)]);

        effective[Id(2)].ShouldBe(new ProtectionNeed(4, 4, 4));
        effective[Id(3)].ShouldBe(new ProtectionNeed(1, 1, 1));
    }

    [Fact]
    public void No_assets_need_nothing() => ProtectionNeeds.Of([], []).ShouldBeEmpty();

    [Fact]
    public void A_circle_is_a_bug_and_not_a_value()
        => Should.Throw<InvalidOperationException>(() => ProtectionNeeds.Of([Asset(1, 1), Asset(2, 2), Asset(3)], [Link(1, 2), Link(2, 1), Link(2, 3)]));

    [Fact]
    public void A_part_takes_what_its_settled_uppers_pass_on()
    {
        var part = ProtectionNeeds.Of([Asset(2, 1, 1, 1), Asset(3, 1, 1, 1)], [Link(1, 2), Link(9, 2), Link(2, 3)], settled: [Asset(1, 4, 2, 0), Asset(9, 4, 4, 4, retired: true)]);

        part.Keys.ShouldBe([Id(2), Id(3)]);
        part[Id(3)].ShouldBe(new ProtectionNeed(4, 2, 1));
    }

    [Fact]
    public void A_part_that_lacks_an_upper_is_a_bug()
        => Should.Throw<InvalidOperationException>(() => ProtectionNeeds.Of([Asset(2)], [Link(1, 2)])).Message.ShouldContain("neither");

    [Fact]
    public void A_part_that_ends_too_early_is_a_bug()
        => Should.Throw<InvalidOperationException>(() => ProtectionNeeds.Of([Asset(1)], [Link(1, 2)], settled: [Asset(2)])).Message.ShouldContain("settled");

    [Fact]
    public void A_change_affects_the_asset_and_all_below_it()
        => ProtectionNeeds.AffectedBy([Id(2)], [Link(1, 2), Link(2, 3), Link(2, 4), Link(4, 5), Link(6, 5)]).ShouldBe([Id(2), Id(3), Id(4), Id(5)], ignoreOrder: true);

    // If time grew with the square of their number, this would not come to an end while anybody waits.
    [Fact]
    public void A_hundred_thousand_assets_with_twice_as_many_links_are_no_burden()
        => Inventory.Random(seed: 1, 100_000, links: 200_000).Effective().Count.ShouldBe(100_000);

    [Fact]
    public void A_chain_of_a_hundred_thousand_assets_is_no_deeper_than_memory()
        => ProtectionNeeds.Of([.. Enumerable.Range(0, 100_000).Select(n => Asset(n, n == 0 ? 4 : 1))], [.. Enumerable.Range(1, 99_999).Select(n => Link(n - 1, n))])
            [Id(99_999)].Confidentiality.ShouldBe(4);

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(0, null, null, 0)]
    [InlineData(1, 4, 2, 4)]
    [InlineData(null, null, 3, 3)]
    public void The_highest_need_is_the_greatest_of_the_three(int? c, int? i, int? a, int? highest) => new ProtectionNeed(c, i, a).Highest.ShouldBe(highest);
}
