using System.Runtime.InteropServices;

namespace IsmsPlatform.Domain.Assets;

/// <summary>Where an asset stands: columns from left (needs) to right (supports), rows from the top; both from 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlacedAsset(Guid Id, int Column, int Row);

/// <summary>A cell of the grid that a line passes.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GridPoint(int Column, int Row);

/// <summary>A line from the upper to the lower asset, one point per column: it runs between the assets, not across them.</summary>
public sealed record DependencyRoute(Guid UpperId, Guid LowerId, IReadOnlyList<GridPoint> Points);

/// <summary>A drawing of dependencies on a grid; how large a cell is, is a matter of the page.</summary>
public sealed record DependencyGraph(IReadOnlyList<PlacedAsset> Assets, IReadOnlyList<DependencyRoute> Routes, int Columns, int Rows)
{
    /// <summary>More is a list to search, no picture to read.</summary>
    public const int MostAssets = 150;

    /// <summary>
    /// Layers by longest path, orders each layer by barycentres for few crossings, and lines neighbours up. The same input in the
    /// same order gives the same picture. Links whose ends are not both among <paramref name="assets"/> are left out.
    /// </summary>
    public static DependencyGraph Of(IReadOnlyList<Guid> assets, IEnumerable<DependencyLink> links)
    {
        if (assets.Count == 0) { return new DependencyGraph([], [], 0, 0); }
        var numbers = assets.Select((id, n) => (id, n)).ToDictionary(a => a.id, a => a.n);
        (int Upper, int Lower)[] ends = [.. links
            .Where(l => numbers.ContainsKey(l.UpperId) && numbers.ContainsKey(l.LowerId))
            .Select(l => (numbers[l.UpperId], numbers[l.LowerId])).Order()];
        var layers = new GraphLayers(assets.Count, ends);
        return new DependencyGraph(
            [.. assets.Select((id, n) => new PlacedAsset(id, layers.ColumnOf(n), layers.RowOf(n)))],
            [.. ends.Zip(layers.Chains, (e, chain) => new DependencyRoute(assets[e.Upper], assets[e.Lower],
                [.. chain.Select(v => new GridPoint(layers.ColumnOf(v), layers.RowOf(v)))]))],
            layers.Columns, layers.Rows);
    }
}
