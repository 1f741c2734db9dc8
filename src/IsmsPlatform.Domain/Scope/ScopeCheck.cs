using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Scope;

/// <summary>A unit or a location as the check sees it.</summary>
public sealed record ScopePlace(Guid Id, string Name, Guid? ParentId = null);

/// <summary>What is asked of a draft before top management is: everything at once, each fault by name.</summary>
public static class ScopeCheck
{
    /// <summary>More is nothing to read through; the rest shows after these are mended.</summary>
    private const int MostFaults = 50;

    /// <param name="items">What the draft states.</param>
    /// <param name="units">Every unit of the organisation.</param>
    /// <param name="locations">Every location.</param>
    /// <param name="objectives">How many business objectives it serves.</param>
    /// <param name="undecided">Requirements of active parties about which nothing is decided: the party, the requirement.</param>
    /// <param name="latest">The approved version that takes effect last.</param>
    public static IReadOnlyList<FieldError> FaultsOf(ScopeStatement draft, IReadOnlyList<ScopeItem> items, IReadOnlyList<ScopePlace> units, IReadOnlyList<ScopePlace> locations,
        int objectives, IReadOnlyList<(string Party, string Requirement)> undecided, (int VersionNo, DateOnly From)? latest, DateOnly today)
    {
        var stated = items.ToDictionary(i => (i.Kind, i.Target.Id));
        List<FieldError> faults = [];
        if (draft.Statement.Length == 0) { faults.Add(ScopeErrors.StatementMissing); }
        if (objectives == 0) { faults.Add(ScopeErrors.NoObjective); }
        if (items.Count > 0 && !items.Any(i => i.Included && i.Kind is (ScopeItemKind.Unit or ScopeItemKind.Location))) { faults.Add(ScopeErrors.NothingInside); }
        faults.AddRange(units.Where(u => u.ParentId is null && !stated.ContainsKey((ScopeItemKind.Unit, u.Id))).Select(u => ScopeErrors.Undecided(FieldOf(ScopeItemKind.Unit, u.Id), u.Name)));
        faults.AddRange(locations.Where(l => !stated.ContainsKey((ScopeItemKind.Location, l.Id))).Select(l => ScopeErrors.Undecided(FieldOf(ScopeItemKind.Location, l.Id), l.Name)));
        faults.AddRange(items.Where(i => !i.Included && i.Justification is null).Select(i => ScopeErrors.NoReason(FieldOf(i.Kind, i.Target.Id), i.Name)));
        faults.AddRange(ChildrenOfExcluded(stated, units));
        faults.AddRange(DatesOf(draft, latest, today));
        faults.AddRange(undecided.Select(u => ScopeErrors.RequirementUndecided(u.Party, u.Requirement)));
        return faults.Count <= MostFaults ? faults : faults[..MostFaults];
    }

    /// <summary>Days that cannot be meant: not even a draft keeps them.</summary>
    public static IReadOnlyList<FieldError> ImpossibleDays(DateOnly? effectiveFrom, DateOnly? nextReviewOn, DateOnly today)
    {
        var last = today.AddYears(ScopeStatement.MostYearsAhead);
        List<FieldError> faults = [];
        if (effectiveFrom > last) { faults.Add(ScopeErrors.TooFarAhead(nameof(ScopeStatement.EffectiveFrom))); }
        if (nextReviewOn > last) { faults.Add(ScopeErrors.TooFarAhead(nameof(ScopeStatement.NextReviewOn))); }
        else if (nextReviewOn <= effectiveFrom) { faults.Add(ScopeErrors.ReviewTooEarly); }
        return faults;
    }

    /// <summary>Under which name a form asks about a record.</summary>
    public static string FieldOf(ScopeItemKind kind, Guid id) => $"Reasons[{KeyOf(kind, id)}]";

    public static string KeyOf(ScopeItemKind kind, Guid id) => $"{(new ScopeTarget(kind, id).IsAsset ? ScopeItemKind.Asset : kind)}:{id}";

    private static IEnumerable<FieldError> ChildrenOfExcluded(Dictionary<(ScopeItemKind, Guid), ScopeItem> stated, IReadOnlyList<ScopePlace> units)
    {
        var parents = units.ToDictionary(u => u.Id, u => u.ParentId);
        var names = units.ToDictionary(u => u.Id, u => u.Name);
        foreach (var unit in units.Where(u => stated.TryGetValue((ScopeItemKind.Unit, u.Id), out var i) && i.Included))
        {
            var steps = 0;
            for (var above = unit.ParentId; above is { } id && steps <= units.Count; above = parents.GetValueOrDefault(id), steps++)
            {
                if (!stated.TryGetValue((ScopeItemKind.Unit, id), out var item)) { continue; }
                if (!item.Included) { yield return ScopeErrors.ChildIncluded(FieldOf(ScopeItemKind.Unit, id), names[id], unit.Name); }
                break;
            }
        }
    }

    private static IEnumerable<FieldError> DatesOf(ScopeStatement draft, (int VersionNo, DateOnly From)? latest, DateOnly today)
    {
        if (draft.EffectiveFrom is not { } from) { yield return ScopeErrors.EffectiveFromMissing; }
        else if (from < today) { yield return ScopeErrors.EffectiveFromPast; }
        // One that is planned for the same day would never hold: only what is in force today already may be replaced on its own day.
        else if (latest is { } other && (from < other.From || (from == other.From && from > today))) { yield return ScopeErrors.BeforeVersion(other.VersionNo, other.From); }
        if (draft.NextReviewOn is not { } review) { yield return ScopeErrors.ReviewMissing; }
        else if (review <= draft.EffectiveFrom) { yield return ScopeErrors.ReviewTooEarly; }
    }
}
