using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>Whether a version is complete and rests on what holds: asked when it is submitted, and again when it is approved.</summary>
public sealed class SoaCheck(IsmsDbContext db, ControlUse use, RequestScope scope, TimeProvider clock)
{
    /// <summary>At which field a row is named.</summary>
    public static string FieldOf(Guid entryId) => $"Entries[{entryId}]";

    internal async Task<IReadOnlyList<FieldError>> FaultsAsync(SoaRows rows, CancellationToken cancellationToken)
    {
        var records = await db.SoaRecordsAsync(rows.Links.SelectMany(l => l).Select(l => (l.Kind, l.RecordId)), cancellationToken);
        var risks = (await use.RisksAsync([.. rows.Entries.Where(e => e.Applicable == false).Select(e => e.ControlId)], 1, cancellationToken)).ToDictionary(r => r.ControlId, r => r.Name);
        List<FieldError> ofRows = [];
        var incomplete = 0;
        foreach (var e in rows.Entries)
        {
            var faults = FaultsOf(rows.Version, e, [.. rows.Links[e.Id].Select(l => records.GetValueOrDefault((l.Kind, l.RecordId))).OfType<SoaRecord>()], risks.GetValueOrDefault(e.ControlId)).ToList();
            incomplete += faults.Count > 0 ? 1 : 0;
            ofRows.AddRange(faults);
        }
        var (missing, unused) = await RowsAsync(rows, cancellationToken);
        var all = rows.Entries.Count + missing.Count;
        return
        [
            .. await BasisAsync(rows, cancellationToken),
            .. missing.Select(SoaErrors.RowMissing),
            .. unused.Select(SoaErrors.RowUnused),
            .. incomplete + missing.Count > 0 ? [SoaErrors.Incomplete(rows.Entries.Count - incomplete, all)] : Array.Empty<FieldError>(),
            .. ofRows,
        ];
    }

    // The database and the decision itself hold that a decided row has its reason; what changes afterwards is found here.
    private static IEnumerable<FieldError> FaultsOf(SoaVersion version, SoaEntry e, SoaRecord[] linked, string? usedBy)
    {
        var field = FieldOf(e.Id);
        if (e.Applicable is null) { yield return SoaErrors.Undecided(field, e.Name); }
        // What was approved was decided by whoever approved it.
        if (e.IsProposed && version.IsOpen) { yield return SoaErrors.OnlyProposed(field, e.Name); }
        if (e.Applicable == false && usedBy is not null) { yield return SoaErrors.ExcludedInUse(field, e.Name, usedBy); }
        foreach (var over in linked.Where(l => l.IsOver)) { yield return SoaErrors.RestsOnNothing(field, e.Name, over.Name); }
    }

    private async Task<(List<string> Missing, List<string> Unused)> RowsAsync(SoaRows rows, CancellationToken cancellationToken)
    {
        var wanted = await use.WithRow().Select(c => new { c.Id, c.Code, c.Title }).ToListAsync(cancellationToken);
        var there = rows.Entries.Select(e => e.ControlId).ToHashSet();
        var ids = wanted.Select(c => c.Id).ToHashSet();
        return ([.. wanted.Where(c => !there.Contains(c.Id)).OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => $"{c.Code} {c.Title}")], [.. rows.Entries.Where(e => !ids.Contains(e.ControlId)).Select(e => e.Name)]);
    }

    private async Task<List<FieldError>> BasisAsync(SoaRows rows, CancellationToken cancellationToken)
    {
        var basis = await db.SoaBasisAsync(scope.Today(clock), cancellationToken);
        List<FieldError> newer = [];
        if (basis.NewerScope(rows.Version) is { } version) { newer.Add(SoaErrors.ScopeNewer(rows.ScopeNo, version.VersionNo)); }
        if (basis.NewerPlan(rows.Version) is { } plan) { newer.Add(rows.Plan is { } old ? SoaErrors.PlanNewer(old.Label, plan.Label) : SoaErrors.PlanSince(plan.Label)); }
        return newer;
    }
}
