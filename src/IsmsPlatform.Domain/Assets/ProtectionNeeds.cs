using System.Runtime.InteropServices;

namespace IsmsPlatform.Domain.Assets;

/// <summary>An asset as inheritance sees it.</summary>
/// <param name="Need">Its own values; for a settled asset (see <see cref="ProtectionNeeds.Of"/>) the effective ones.</param>
/// <param name="IsRetired">Retired assets inherit, but pass nothing on.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ValuedAsset(Guid Id, ProtectionNeed Need, bool IsRetired = false);

/// <summary>A dependency as inheritance sees it: the upper asset needs the lower one.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DependencyLink(Guid UpperId, Guid LowerId, InheritanceModes Modes = default);

/// <summary>One asset on the way of a value. <see cref="Mode"/> is how the value came here from the step before; null where it starts.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InheritanceStep(Guid AssetId, InheritanceMode? Mode, int Value);

/// <summary>
/// What assets must be protected for: the greatest of the own value and what each upper asset passes on, for each property apart
/// (A.5.12; <see cref="Inheritance"/> is the rule). Pure and linear in assets and links.
/// </summary>
public static class ProtectionNeeds
{
    /// <summary>
    /// Effective values of <paramref name="assets"/>. For a part of the inventory, give the assets that <see cref="AffectedBy"/>
    /// names, every link that leads to one of them, and as <paramref name="settled"/> the uppers outside of that part with the
    /// effective values they already have.
    /// </summary>
    /// <exception cref="InvalidOperationException">A circle, or a part that was not cut at its uppers: the caller's bug.</exception>
    public static Dictionary<Guid, ProtectionNeed> Of(
        IReadOnlyCollection<ValuedAsset> assets, IReadOnlyCollection<DependencyLink> links, IReadOnlyCollection<ValuedAsset>? settled = null)
    {
        ValuedAsset[] nodes = [.. assets, .. settled ?? []];
        var numbers = new Dictionary<Guid, int>(nodes.Length);
        for (var n = 0; n < nodes.Length; n++) { numbers.Add(nodes[n].Id, n); }

        // A link between two settled assets says nothing new.
        DependencyLink[] used = [.. links.Where(l => Math.Min(Number(numbers, l.UpperId), Number(numbers, l.LowerId)) < assets.Count)];
        var ends = Array.ConvertAll(used, l => (Upper: numbers[l.UpperId], Lower: numbers[l.LowerId]));
        if (Array.Exists(ends, e => e.Lower >= assets.Count)) { throw new InvalidOperationException("A settled asset hangs below one that is recalculated."); }

        var index = new LinkIndex(nodes.Length, ends);
        var needs = Array.ConvertAll(nodes, n => n.Need);
        foreach (var upper in index.UppersFirst())
        {
            if (nodes[upper].IsRetired) { continue; }
            foreach (var link in index.LinksBelow(upper))
            {
                ref var lower = ref needs[ends[link].Lower];
                lower = Inherit(lower, needs[upper], used[link].Modes);
            }
        }
        var effective = new Dictionary<Guid, ProtectionNeed>(assets.Count);
        for (var n = 0; n < assets.Count; n++) { effective.Add(nodes[n].Id, needs[n]); }
        return effective;
    }

    /// <summary>The changed assets and everything below them: what must be calculated again.</summary>
    public static HashSet<Guid> AffectedBy(IEnumerable<Guid> changed, IEnumerable<DependencyLink> links)
    {
        var below = links.ToLookup(l => l.UpperId, l => l.LowerId);
        var affected = changed.ToHashSet();
        var open = new Queue<Guid>(affected);
        while (open.TryDequeue(out var upper))
        {
            foreach (var lower in below[upper].Where(affected.Add)) { open.Enqueue(lower); }
        }
        return affected;
    }

    /// <summary>
    /// Why the asset has its effective value: the shortest way from the asset whose own value it is down to this one. One step
    /// when the value is its own, none when it has no value. Needs the asset and everything above it with own values.
    /// </summary>
    public static IReadOnlyList<InheritanceStep> Explain(
        Guid assetId, SecurityProperty property, IReadOnlyCollection<ValuedAsset> assets, IReadOnlyCollection<DependencyLink> links)
    {
        var needs = Of(assets, links);
        if (needs[assetId][property] is null) { return []; }
        var nodes = assets.ToDictionary(a => a.Id);
        var above = links.ToLookup(l => l.LowerId);
        var reached = new Dictionary<Guid, DependencyLink?> { [assetId] = null };
        var open = new Queue<Guid>([assetId]);
        while (open.TryDequeue(out var lower))
        {
            var value = needs[lower][property];
            if (nodes[lower].Need[property] == value) { return Way(lower, property, needs, reached); }
            // In the order of ids, so that the same question always gets the same answer.
            foreach (var link in above[lower].Where(l => !nodes[l.UpperId].IsRetired && l.Modes[property].PassOn(needs[l.UpperId][property]) == value).OrderBy(l => l.UpperId))
            {
                if (reached.TryAdd(link.UpperId, link)) { open.Enqueue(link.UpperId); }
            }
        }
        throw new InvalidOperationException("An effective value comes from nowhere.");
    }

    private static List<InheritanceStep> Way(Guid source, SecurityProperty property, Dictionary<Guid, ProtectionNeed> needs, Dictionary<Guid, DependencyLink?> reached)
    {
        List<InheritanceStep> way = [new(source, null, needs[source][property]!.Value)];
        for (var link = reached[source]; link is { } l; link = reached[l.LowerId])
        {
            way.Add(new InheritanceStep(l.LowerId, l.Modes[property], needs[l.LowerId][property]!.Value));
        }
        return way;
    }

    private static ProtectionNeed Inherit(ProtectionNeed lower, ProtectionNeed upper, InheritanceModes modes) => new(
        ProtectionNeed.Greater(lower.Confidentiality, modes.Confidentiality.PassOn(upper.Confidentiality)),
        ProtectionNeed.Greater(lower.Integrity, modes.Integrity.PassOn(upper.Integrity)),
        ProtectionNeed.Greater(lower.Availability, modes.Availability.PassOn(upper.Availability)));

    private static int Number(Dictionary<Guid, int> numbers, Guid id)
        => numbers.TryGetValue(id, out var n) ? n : throw new InvalidOperationException($"A dependency names asset {id}, which is neither to be calculated nor settled.");
}
