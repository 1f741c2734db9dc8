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

    private static List<Guid> Circle(Guid upperId, Dictionary<Guid, Guid> cameFrom)
    {
        List<Guid> circle = [upperId];
        for (var asset = cameFrom[upperId]; asset != upperId; asset = cameFrom[asset]) { circle.Add(asset); }
        circle.Add(upperId);
        circle.Reverse();
        return circle;
    }
}
