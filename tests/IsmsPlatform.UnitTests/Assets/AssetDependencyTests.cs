using IsmsPlatform.Domain.Assets;
using static IsmsPlatform.UnitTests.Assets.Inventory;

namespace IsmsPlatform.UnitTests.Assets;

public sealed class AssetDependencyTests
{
    private static readonly InheritanceModes Weaker = new(InheritanceMode.Max, InheritanceMode.Max, InheritanceMode.Distribute);

    [Fact]
    public void Passes_everything_on_unless_someone_says_otherwise()
        => AssetDependency.Between(Id(9), Id(1), Id(2), InheritanceModes.AllMax, "  ").Value.Modes.ShouldBe(All(InheritanceMode.Max));

    [Fact]
    public void Refuses_an_asset_that_needs_itself()
        => AssetDependency.Between(Id(9), Id(1), Id(1), InheritanceModes.AllMax, null).Error.ShouldBe(AssetErrors.NeedsItself);

    [Fact]
    public void Refuses_any_other_mode_without_a_reason()
    {
        AssetDependency.Between(Id(9), Id(1), Id(2), Weaker, " ").Error.ShouldBe(AssetErrors.ReasonMissing);
        AssetDependency.Between(Id(9), Id(1), Id(2), Weaker, "second of two nodes").Value.Reason.ShouldBe("second of two nodes");
    }

    [Fact]
    public void A_refused_change_leaves_everything_as_it_was()
    {
        var dependency = AssetDependency.Between(Id(9), Id(1), Id(2), Weaker, "second of two nodes").Value;
        dependency.Change(All(InheritanceMode.None), "").Error.ShouldBe(AssetErrors.ReasonMissing);
        dependency.Modes.ShouldBe(Weaker);
        dependency.Reason.ShouldBe("second of two nodes");
    }
}
