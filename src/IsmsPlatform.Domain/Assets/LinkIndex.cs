namespace IsmsPlatform.Domain.Assets;

/// <summary>Numbered nodes and, per upper node, its links to lower ones: linear in space and time, for whole inventories.</summary>
internal sealed class LinkIndex
{
    private readonly (int Upper, int Lower)[] _ends;
    private readonly int[] _firstOf;
    private readonly int[] _links;

    public LinkIndex(int nodes, (int Upper, int Lower)[] ends)
    {
        _ends = ends;
        _firstOf = new int[nodes + 1];
        _links = new int[ends.Length];
        foreach (var (upper, _) in ends) { _firstOf[upper + 1]++; }
        for (var n = 0; n < nodes; n++) { _firstOf[n + 1] += _firstOf[n]; }
        var next = _firstOf[..nodes];
        for (var link = 0; link < ends.Length; link++) { _links[next[ends[link].Upper]++] = link; }
    }

    /// <summary>Positions, in the list of ends, of the links that leave this node downwards.</summary>
    public ReadOnlySpan<int> LinksBelow(int upper) => _links.AsSpan(_firstOf[upper].._firstOf[upper + 1]);

    /// <summary>Every node after all the nodes that need it.</summary>
    /// <exception cref="InvalidOperationException">There is a circle: <see cref="DependencyCycle"/> was not asked before a link was stored.</exception>
    public int[] UppersFirst()
    {
        var nodes = _firstOf.Length - 1;
        var waitingFor = new int[nodes];
        foreach (var (_, lower) in _ends) { waitingFor[lower]++; }
        var order = new int[nodes];
        var (known, done) = (0, 0);
        for (var n = 0; n < nodes; n++)
        {
            if (waitingFor[n] == 0) { order[known++] = n; }
        }
        while (done < known)
        {
            foreach (var link in LinksBelow(order[done++]))
            {
                var lower = _ends[link].Lower;
                if (--waitingFor[lower] == 0) { order[known++] = lower; }
            }
        }
        return known == nodes ? order : throw new InvalidOperationException($"The dependencies of {nodes - known} assets run in a circle or hang below one.");
    }
}
