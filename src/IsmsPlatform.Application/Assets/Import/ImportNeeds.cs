using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Makes dependencies of the cells that name what an asset needs: external ids, codes or names, of the file or the register.</summary>
internal sealed class ImportNeeds(IsmsDbContext db, ImportRowReader reader, string source)
{
    /// <summary>A knot of more links is reported as a whole: to find each circle in it would take long and help nobody.</summary>
    private const int MostJudgedOneByOne = 500;

    private sealed record Found(PlannedRow From, Guid LowerId, string Name, PlannedRow? Row);

    /// <summary>The dependencies that are not stored yet; what cannot be found, or closes a circle, becomes a fault of its line.</summary>
    internal async Task<IReadOnlyList<DependencyLink>> ResolveAsync(IReadOnlyList<PlannedRow> rows, CancellationToken cancellationToken)
    {
        var stating = rows.Where(r => r.Row.Needs is not null && r.Fate != RowFate.Retired).ToList();
        if (stating.Count == 0) { return []; }
        var found = await FindAsync(rows, stating, cancellationToken);
        RefuseNeedsOfFaulty(found);

        Guid[] uppers = [.. found.Select(f => f.From.Id).Distinct()];
        var known = (await db.AssetDependencies.AsNoTracking().Where(d => uppers.Contains(d.UpperId)).Select(d => new { d.UpperId, d.LowerId }).ToListAsync(cancellationToken)).Select(d => (d.UpperId, d.LowerId)).ToHashSet();
        var added = found.Where(f => f.From.Row.Faults.Count == 0 && !known.Contains((f.From.Id, f.LowerId))).DistinctBy(f => (f.From.Id, f.LowerId)).ToList();
        await RefuseCirclesAsync(added, rows, cancellationToken);
        RefuseNeedsOfFaulty(found);
        return [.. added.Where(f => f.From.Row.Faults.Count == 0).Select(f => new DependencyLink(f.From.Id, f.LowerId))];
    }

    private async Task<List<Found>> FindAsync(IReadOnlyList<PlannedRow> rows, List<PlannedRow> stating, CancellationToken cancellationToken)
    {
        string[] texts = [.. stating.SelectMany(r => Pieces(r.Row.Needs!).SelectMany(p => p.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Append(p))).Distinct(StringComparer.Ordinal)];
        var stored = await db.Assets.AsNoTracking().Where(a => a.Status != AssetStatus.Retired && (texts.Contains(a.Name) || texts.Contains(a.Code) || (a.SourceSystem == source && texts.Contains(a.ExternalId))))
            .Select(a => new { a.Id, a.Name, a.Code, a.ExternalId, a.SourceSystem }).ToListAsync(cancellationToken);
        // What the file says of an asset counts; the register knows the others.
        var inFile = rows.Where(r => r.Fate != RowFate.Retired && !r.IsRepeated).ToDictionary(r => r.Id);
        var ids = new NameIndex(rows.Where(r => r.Row.ExternalId is not null && inFile.ContainsKey(r.Id)).Select(r => (r.Row.ExternalId!, r.Id))
            .Concat(stored.Where(a => a.SourceSystem == source && a.ExternalId is not null).Select(a => (a.ExternalId!, a.Id))).Concat(stored.Where(a => a.Code is not null).Select(a => (a.Code!, a.Id))));
        var names = new NameIndex(inFile.Values.Where(r => r.Row.Name.Length > 0).Select(r => (r.Row.Name, r.Id)).Concat(stored.Where(a => !inFile.ContainsKey(a.Id)).Select(a => (a.Name, a.Id))));
        bool Known(string text) => ids.TryFind(text, out _) || names.TryFind(text, out _);

        List<Found> found = [];
        foreach (var row in stating)
        {
            // Names may hold commas: a piece is cut at them only when as a whole it names nothing.
            foreach (var text in Pieces(row.Row.Needs!).SelectMany(p => Known(p) ? [p] : p.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            {
                if (!ids.TryFind(text, out var id) && !names.TryFind(text, out id)) { Refuse(row, text, CellFaults.UnknownNeed); }
                else if (id is null) { Refuse(row, text, CellFaults.AmbiguousNeed); }
                else if (id == row.Id) { Refuse(row, text, AssetErrors.NeedsItself); }
                else { found.Add(new Found(row, id.Value, text, inFile.GetValueOrDefault(id.Value))); }
            }
        }
        return found;
    }

    private static string[] Pieces(string cell) => cell.Split([';', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // A new asset on a faulty line will not be there; so whatever needs it is faulty, and so on upwards.
    private void RefuseNeedsOfFaulty(List<Found> found)
    {
        bool Missing(Found f) => f.Row is { Asset: null } lower && lower.Row.Faults.Count > 0;
        for (var more = true; more;)
        {
            more = false;
            foreach (var f in found.Where(f => f.From.Row.Faults.Count == 0 && Missing(f)).ToList())
            {
                f.From.Row.Faults.Add(Fault(f.From, f.Name, CellFaults.NeedsFaulty(f.Row!.Row.Line)) with { Follows = true });
                more = true;
            }
        }
    }

    private async Task RefuseCirclesAsync(List<Found> added, IReadOnlyList<PlannedRow> rows, CancellationToken cancellationToken)
    {
        if (added.Count == 0) { return; }
        var stored = (await db.AssetDependencies.AsNoTracking().Select(d => new { d.UpperId, d.LowerId }).ToListAsync(cancellationToken)).ConvertAll(d => new DependencyLink(d.UpperId, d.LowerId));
        var knot = DependencyCycle.Knot([.. stored, .. added.Select(f => new DependencyLink(f.From.Id, f.LowerId))]).Select(l => (l.UpperId, l.LowerId)).ToHashSet();
        if (knot.Count == 0) { return; }
        var suspects = added.Where(f => knot.Contains((f.From.Id, f.LowerId))).ToList();
        var names = await NamesAsync(suspects, rows, knot, cancellationToken);
        List<DependencyLink> settled = [.. stored.Where(l => knot.Contains((l.UpperId, l.LowerId)))];
        foreach (var (suspect, n) in suspects.Select((s, n) => (s, n)))
        {
            if (n >= MostJudgedOneByOne)
            {
                Refuse(suspect.From, suspect.Name, CellFaults.Knot);
                continue;
            }
            var circle = DependencyCycle.ClosedBy(suspect.From.Id, suspect.LowerId, settled);
            if (circle.Count > 0) { Refuse(suspect.From, suspect.Name, AssetErrors.Cycle(circle.Select(id => names[id]))); }
            else { settled.Add(new DependencyLink(suspect.From.Id, suspect.LowerId)); }
        }
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(List<Found> suspects, IReadOnlyList<PlannedRow> rows, HashSet<(Guid Upper, Guid Lower)> knot, CancellationToken cancellationToken)
    {
        var names = rows.ToDictionary(r => r.Id, r => r.Row.Name);
        Guid[] others = [.. knot.SelectMany(l => new[] { l.Upper, l.Lower }).Concat(suspects.Select(s => s.LowerId)).Distinct().Where(id => !names.ContainsKey(id))];
        foreach (var asset in await db.Assets.AsNoTracking().Where(a => others.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(cancellationToken)) { names[asset.Id] = asset.Name; }
        return names;
    }

    private void Refuse(PlannedRow row, string text, Error fault) => row.Row.Faults.Add(Fault(row, text, fault));

    private RowFault Fault(PlannedRow row, string text, Error fault) => reader.Fault(row.Row.Line, ImportField.Needs, text, fault);
}
