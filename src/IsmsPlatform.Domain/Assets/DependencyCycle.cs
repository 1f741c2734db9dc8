namespace IsmsPlatform.Domain.Assets;

/// <summary>Dependencies run in no circle: nothing may, over others, need itself.</summary>
public static class DependencyCycle
{
    /// <summary>
    /// The circle that a new dependency would close, from the upper asset over the lower one back to the upper one, by the
    /// shortest way; empty when it closes none. Needs the links below <paramref name="lowerId"/>; more do no harm.
    /// </summary>
    public static IReadOnlyList<Guid> ClosedBy(Guid upperId, Guid lowerId, IEnumerable<DependencyLink> links)
    {
        if (upperId == lowerId) { return [upperId, upperId]; }
        var below = links.ToLookup(l => l.UpperId, l => l.LowerId);
        var cameFrom = new Dictionary<Guid, Guid> { [lowerId] = upperId };
        var open = new Queue<Guid>([lowerId]);
        while (open.TryDequeue(out var asset))
        {
            foreach (var lower in below[asset].Order())
            {
                if (!cameFrom.TryAdd(lower, asset)) { continue; }
                if (lower == upperId) { return Circle(upperId, cameFrom); }
                open.Enqueue(lower);
            }
        }
        return [];
    }

    /// <summary>The links that lie on a circle, or on a way from one circle to another; none when nothing runs in a circle.</summary>
    public static IReadOnlyList<DependencyLink> Knot(IEnumerable<DependencyLink> links)
    {
        // What nothing leads to, and what leads nowhere, is on no circle: both ends are eaten away until nothing is left but the knot.
        List<DependencyLink> rest = [.. links];
        for (var before = -1; before != rest.Count;)
        {
            before = rest.Count;
            rest = Eat(Eat(rest, l => l.LowerId, l => l.UpperId), l => l.UpperId, l => l.LowerId);
        }
        return rest;
    }

    private static List<DependencyLink> Eat(List<DependencyLink> links, Func<DependencyLink, Guid> to, Func<DependencyLink, Guid> from)
    {
        var leaving = links.ToLookup(from);
        var arriving = links.GroupBy(to).ToDictionary(g => g.Key, g => g.Count());
        HashSet<DependencyLink> eaten = [];
        var open = new Queue<Guid>(links.Select(from).Distinct().Where(id => !arriving.ContainsKey(id)));
        while (open.TryDequeue(out var id))
        {
            foreach (var link in leaving[id].Where(eaten.Add))
            {
                if (--arriving[to(link)] == 0) { open.Enqueue(to(link)); }
            }
        }
        return links.FindAll(l => !eaten.Contains(l));
    }

    private static List<Guid> Circle(Guid upperId, Dictionary<Guid, Guid> cameFrom)
    {
        List<Guid> circle = [upperId];
        for (var asset = cameFrom[upperId]; asset != upperId; asset = cameFrom[asset]) { circle.Add(asset); }
        circle.Add(upperId);
        circle.Reverse();
        return circle;
    }
}
