namespace IsmsPlatform.Domain.Scope;

/// <summary>
/// Where the boundary of a version runs: what is inside is derived from it, nowhere stored. A unit follows its nearest stated ancestor, and what
/// nobody stated is outside; a person or an asset is inside when neither its unit nor its location is outside; an asset that is stated itself follows that.
/// </summary>
/// <param name="Units">Inside, resolved down the tree.</param>
/// <param name="Locations">Inside.</param>
/// <param name="Processes">Inside.</param>
/// <param name="Assets">Those that are stated themselves, inside or outside.</param>
/// <param name="Critical">Critical information assets.</param>
/// <param name="LeftOut">Units, resolved down the tree, locations and processes that are stated outside: all others that are not inside are outside because nobody decided.</param>
public sealed record ScopeBoundary(Guid StatementId, int VersionNo, IReadOnlySet<Guid> Units, IReadOnlySet<Guid> Locations, IReadOnlySet<Guid> Processes, IReadOnlyDictionary<Guid, bool> Assets, IReadOnlySet<Guid> Critical, IReadOnlySet<Guid> LeftOut)
{
    /// <summary>Whether something that belongs to a unit and a place is inside; without both it is.</summary>
    public bool Holds(Guid? unitId, Guid? locationId) => (unitId is null || Units.Contains(unitId.Value)) && (locationId is null || Locations.Contains(locationId.Value));

    /// <summary>Where a unit, a location or a process stands.</summary>
    public ScopeStand StandOf(Guid id) => Units.Contains(id) || Locations.Contains(id) || Processes.Contains(id) ? ScopeStand.Inside : LeftOut.Contains(id) ? ScopeStand.Outside : ScopeStand.Undecided;

    /// <summary>The boundary after a unit was moved: the unit and what follows it follow what stands above them then, unless the version states them.</summary>
    /// <param name="parents">Unit → parent, as the tree is before.</param>
    /// <param name="stated">Units about which the version itself decides.</param>
    public ScopeBoundary AfterMove(Guid unit, Guid? parent, IReadOnlyDictionary<Guid, Guid?> parents, IReadOnlySet<Guid> stated)
    {
        if (stated.Contains(unit)) { return this; }
        var below = parents.ToLookup(p => p.Value, p => p.Key);
        HashSet<Guid> moved = [];
        Stack<Guid> open = new([unit]);
        while (open.TryPop(out var next))
        {
            if (!moved.Add(next)) { continue; }
            foreach (var child in below[next].Where(c => !stated.Contains(c))) { open.Push(child); }
        }
        var stand = parent is { } above ? StandOf(above) : ScopeStand.Undecided;
        return this with
        {
            Units = Units.Except(moved).Concat(stand == ScopeStand.Inside ? moved : []).ToHashSet(),
            LeftOut = LeftOut.Except(moved).Concat(stand == ScopeStand.Outside ? moved : []).ToHashSet(),
        };
    }

    public bool HoldsAsset(Guid id, Guid? unitId, Guid? locationId) => Assets.TryGetValue(id, out var stated) ? stated : Holds(unitId, locationId);
}

/// <summary>Where a record stands to the boundary.</summary>
public enum ScopeStand
{
    Inside,
    /// <summary>The version leaves it out, with its reason.</summary>
    Outside,
    /// <summary>The version says nothing about it: outside until the next one decides.</summary>
    Undecided,
}
