using IsmsPlatform.Domain.Assets;
using static IsmsPlatform.UnitTests.Assets.Inventory;

namespace IsmsPlatform.UnitTests.Assets;

/// <summary>What holds for every inventory, tried on random ones.</summary>
public sealed class ProtectionNeedsLawsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    private static Inventory Any(int seed) => Inventory.Random(seed, assets: 5 + (seed * 3), links: Math.Min(seed * 6, 60 + seed));

    [Theory, MemberData(nameof(Seeds))]
    public void The_result_is_the_definition_read_word_by_word(int seed)
    {
        var inventory = Any(seed);
        var assets = inventory.Assets.ToDictionary(a => a.Id);
        int? Effective(Guid x, SecurityProperty p) => inventory.Links
            .Where(l => l.LowerId == x && !assets[l.UpperId].IsRetired)
            .Select(l => l.Modes[p].PassOn(Effective(l.UpperId, p)))
            .Append(assets[x].Need[p]).Max();

        foreach (var (id, need) in inventory.Effective())
        {
            foreach (var p in ProtectionNeed.Properties) { need[p].ShouldBe(Effective(id, p)); }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_order_of_assets_and_dependencies_does_not_matter(int seed)
    {
        var inventory = Any(seed);
        var turned = new Inventory([.. inventory.Assets.Reverse()], [.. inventory.Links.OrderBy(l => l.LowerId).ThenBy(l => l.UpperId)]);
        turned.Effective().ShouldBe(inventory.Effective(), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Calculating_again_changes_nothing(int seed)
    {
        var inventory = Any(seed);
        var effective = inventory.Effective();
        inventory.With(a => a with { Need = effective[a.Id] }).Effective().ShouldBe(effective, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Whoever_needs_more_never_makes_another_need_less(int seed)
    {
        var inventory = Any(seed);
        var raised = inventory.With(a => a.Id == Id(seed % 5) ? a with { Need = new ProtectionNeed(4, 4, 4) } : a).Effective();
        foreach (var (id, before) in inventory.Effective())
        {
            foreach (var p in ProtectionNeed.Properties) { (raised[id][p] ?? -1).ShouldBeGreaterThanOrEqualTo(before[p] ?? -1); }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Recalculating_the_affected_part_gives_what_recalculating_everything_gives(int seed)
    {
        var before = Any(seed);
        var settled = before.Effective();
        Guid[] changed = [Id(seed % 4), Id(4 + (seed % 3))];
        var after = before.With(a => changed.Contains(a.Id) ? a with { Need = new ProtectionNeed(seed % 5, null, 4), IsRetired = seed % 7 == 0 } : a);

        var affected = ProtectionNeeds.AffectedBy(changed, after.Links);
        var links = after.Links.Where(l => affected.Contains(l.LowerId)).ToList();
        var uppers = links.Select(l => l.UpperId).Where(u => !affected.Contains(u)).ToHashSet();
        var part = ProtectionNeeds.Of(
            [.. after.Assets.Where(a => affected.Contains(a.Id))], links,
            [.. after.Assets.Where(a => uppers.Contains(a.Id)).Select(a => a with { Need = settled[a.Id] })]);

        foreach (var (id, need) in after.Effective()) { part.GetValueOrDefault(id, settled[id]).ShouldBe(need); }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_effective_value_is_explained_from_an_own_value_down(int seed)
    {
        var inventory = Any(seed);
        var assets = inventory.Assets.ToDictionary(a => a.Id);
        foreach (var (id, need) in inventory.Effective())
        {
            foreach (var p in ProtectionNeed.Properties)
            {
                var way = ProtectionNeeds.Explain(id, p, inventory.Assets, inventory.Links);
                if (need[p] is null) { way.ShouldBeEmpty(); continue; }
                way[0].Mode.ShouldBeNull();
                way[0].Value.ShouldBe(assets[way[0].AssetId].Need[p]!.Value);
                way[^1].AssetId.ShouldBe(id);
                way[^1].Value.ShouldBe(need[p]!.Value);
                foreach (var (upper, lower) in way.Zip(way.Skip(1)))
                {
                    assets[upper.AssetId].IsRetired.ShouldBeFalse();
                    inventory.Links.ShouldContain(l => l.UpperId == upper.AssetId && l.LowerId == lower.AssetId && l.Modes[p] == lower.Mode);
                    lower.Mode!.Value.PassOn(upper.Value).ShouldBe(lower.Value);
                }
            }
        }
    }
}
