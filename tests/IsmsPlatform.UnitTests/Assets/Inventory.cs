using IsmsPlatform.Domain.Assets;

namespace IsmsPlatform.UnitTests.Assets;

/// <summary>Inventories for tests: small ones by name, large ones by chance from a seed.</summary>
internal sealed class Inventory(IReadOnlyList<ValuedAsset> assets, IReadOnlyList<DependencyLink> links)
{
    public IReadOnlyList<ValuedAsset> Assets { get; } = assets;

    public IReadOnlyList<DependencyLink> Links { get; } = links;

    /// <summary>Asset number n; the ids rise with the numbers.</summary>
    public static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static ValuedAsset Asset(int n, int? c = null, int? i = null, int? a = null, bool retired = false) => new(Id(n), new ProtectionNeed(c, i, a), retired);

    public static DependencyLink Link(int upper, int lower, InheritanceModes modes = default) => new(Id(upper), Id(lower), modes);

    public static InheritanceModes All(InheritanceMode mode) => new(mode, mode, mode);

    /// <summary>Without circles, because links run from lower to higher numbers; the lists are shuffled.</summary>
    public static Inventory Random(int seed, int assets, int links)
    {
        var random = new Random(seed);
        int? Value() => random.Next(6) is var v && v <= ProtectionNeed.MaxValue ? v : null;
        InheritanceMode Mode() => (InheritanceMode)random.Next(4);
        var nodes = Enumerable.Range(0, assets).Select(n => Asset(n, Value(), Value(), Value(), retired: random.Next(10) == 0)).ToArray();
        var pairs = new HashSet<(int, int)>();
        while (pairs.Count < links)
        {
            var (one, other) = (random.Next(assets), random.Next(assets));
            if (one != other) { pairs.Add((Math.Min(one, other), Math.Max(one, other))); }
        }
        var edges = pairs.Select(p => Link(p.Item1, p.Item2, new InheritanceModes(Mode(), Mode(), Mode()))).ToArray();
        random.Shuffle(nodes);
        random.Shuffle(edges);
        return new Inventory(nodes, edges);
    }

    public Dictionary<Guid, ProtectionNeed> Effective() => ProtectionNeeds.Of(Assets, Links);

    public Inventory With(Func<ValuedAsset, ValuedAsset> change) => new([.. Assets.Select(change)], Links);
}
