using System.Text.Json;
using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>What becomes of a line.</summary>
public enum RowFate
{
    New,
    Changed,
    Unchanged,
    /// <summary>The asset is retired: it stays as it is.</summary>
    Retired,
    Faulty,
}

/// <param name="Asset">The stored asset that the line is about, as it was read; null when it is new.</param>
/// <param name="Id">Of the stored or the new asset.</param>
internal sealed record PlannedRow(ImportRow Row, RowFate Fate, Asset? Asset, Guid Id)
{
    /// <summary>An earlier line stands for this asset: nobody means this one.</summary>
    internal bool IsRepeated => Row.Faults.Exists(f => f.Problem.Code == CellFaults.RepeatedCode);
}

internal sealed record ImportPlan(IReadOnlyList<PlannedRow> Rows, IReadOnlyList<DependencyLink> Links, IReadOnlyList<RowFault> Faults)
{
    internal int Count(RowFate fate) => Rows.Count(r => r.Fate == fate);
}

internal sealed record PlannedImport(ImportFile File, ImportPlan Plan);

/// <summary>
/// Compares a file with the register without changing either; preview and confirmation rest on the same plan. Every question to
/// the database is asked once for all lines.
/// </summary>
public sealed class ImportPlanner(IsmsDbContext db, ImportFiles files)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    internal static string Write(IReadOnlyDictionary<ImportField, string> mapping) => JsonSerializer.Serialize(mapping, Json);

    internal static Dictionary<ImportField, string> ReadMapping(string json) => JsonSerializer.Deserialize<Dictionary<ImportField, string>>(json, Json) ?? [];

    /// <summary>The actor's own import; those of others do not exist for them.</summary>
    internal Task<Result<OpenImport>> OpenAsync(Guid id, CancellationToken cancellationToken) => files.OpenAsync(id, nameof(Asset), cancellationToken);

    /// <param name="id">Of an import whose mapping names at least name and type.</param>
    /// <param name="leaveUnknownEmpty">Units, locations and people that are not known are no faults.</param>
    /// <param name="cancellationToken">Of the request.</param>
    internal async Task<Result<PlannedImport>> PlanAsync(Guid id, bool leaveUnknownEmpty, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(id, cancellationToken);
        if (open.Error is { } closed) { return closed; }
        var (file, table) = open.Value;
        var mapping = ReadMapping(file.Mapping);
        if (!mapping.ContainsKey(ImportField.Name)) { return ImportErrors.NotMapped; }
        return new PlannedImport(file, await PlanAsync(file.Source, mapping, table, (row, _) => { if (leaveUnknownEmpty) { row.LeaveUnknownEmpty(); } }, cancellationToken));
    }

    /// <param name="source">The system that the lines come from.</param>
    /// <param name="mapping">Headings by field; at least name and type.</param>
    /// <param name="table">The lines.</param>
    /// <param name="judge">Adds the faults that only this kind of import knows.</param>
    internal async Task<ImportPlan> PlanAsync(string source, IReadOnlyDictionary<ImportField, string> mapping, SheetTable table, Action<ImportRow, ImportRowReader> judge, CancellationToken cancellationToken)
    {
        var reader = new ImportRowReader(table, mapping, await DirectoryAsync(cancellationToken));
        var rows = reader.Rows().ToList();
        rows.ForEach(row => judge(row, reader));
        RefuseRepeated(rows, reader);
        var planned = await MatchAsync(rows, source, reader, cancellationToken);
        var links = await new ImportNeeds(db, reader, source).ResolveAsync(planned, cancellationToken);
        // Needs may have found more faults.
        planned = planned.ConvertAll(p => p.Row.Faults.Count > 0 ? p with { Fate = RowFate.Faulty } : p);
        var good = planned.Where(p => p.Fate != RowFate.Faulty).Select(p => p.Id).ToHashSet();
        return new ImportPlan(planned, [.. links.Where(l => good.Contains(l.UpperId))], [.. rows.SelectMany(r => r.Faults)]);
    }

    internal async Task<ImportDirectory> DirectoryAsync(CancellationToken cancellationToken)
    {
        var people = await db.People.AsNoTracking().Where(p => p.Status != PersonStatus.Left).Select(p => new { p.Id, p.Name, p.Email }).ToListAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().Select(u => new { u.Id, u.Name, u.Code }).ToListAsync(cancellationToken);
        var locations = await db.Locations.AsNoTracking().Select(l => new { l.Id, l.Name, l.Code }).ToListAsync(cancellationToken);
        return new ImportDirectory(
            new NameIndex(people.SelectMany(p => new[] { (p.Name, p.Id), (p.Email, p.Id) })),
            new NameIndex(units.SelectMany(u => new[] { (u.Name, u.Id), (u.Code, u.Id) })),
            new NameIndex(locations.SelectMany(l => new[] { (l.Name, l.Id), (l.Code, l.Id) })));
    }

    private static void RefuseRepeated(List<ImportRow> rows, ImportRowReader reader)
    {
        var lineOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.Where(r => r.ExternalId is not null || r.Name.Length > 0))
        {
            var (field, value) = row.ExternalId is { } id ? (ImportField.ExternalId, id) : (ImportField.Name, row.Name);
            if (!lineOf.TryAdd($"{field}:{value}", row.Line))
            {
                row.Faults.Add(reader.Fault(row.Line, field, value, CellFaults.Repeated(lineOf[$"{field}:{value}"])));
            }
        }
    }

    private async Task<List<PlannedRow>> MatchAsync(List<ImportRow> rows, string source, ImportRowReader reader, CancellationToken cancellationToken)
    {
        string[] names = [.. rows.Select(r => r.Name).Distinct(StringComparer.Ordinal)];
        string[] externalIds = [.. rows.Select(r => r.ExternalId).OfType<string>()];
        var stored = await db.Assets.AsNoTracking()
            .Where(a => (a.SourceSystem == source && externalIds.Contains(a.ExternalId)) || (a.ExternalId == null && (a.SourceSystem == null || a.SourceSystem == source) && a.Status != AssetStatus.Retired && names.Contains(a.Name)))
            .ToListAsync(cancellationToken);
        var byExternalId = stored.Where(a => a.ExternalId is not null).ToDictionary(a => a.ExternalId!, StringComparer.Ordinal);
        var byName = stored.Where(a => a.ExternalId is null).ToLookup(a => a.Name, StringComparer.Ordinal);
        HashSet<Guid> taken = [];
        return rows.ConvertAll(row =>
        {
            if (row.Faults.Exists(f => f.Problem.Code == CellFaults.RepeatedCode)) { return new PlannedRow(row, RowFate.Faulty, null, Guid.CreateVersion7()); }
            var asset = row.ExternalId is { } id ? byExternalId.GetValueOrDefault(id) : null;
            if (asset is null)
            {
                // An asset that people entered and a source reports under the same name is one asset, unless that is a guess.
                var candidates = byName[row.Name].Where(a => !taken.Contains(a.Id)).Take(2).ToList();
                if (candidates.Count > 1 && row.ExternalId is null) { row.Faults.Add(reader.Fault(row.Line, ImportField.Name, row.Name, CellFaults.SeveralAssets)); }
                asset = candidates.Count == 1 ? candidates[0] : null;
            }
            if (asset is not null) { taken.Add(asset.Id); }
            return new PlannedRow(row, FateOf(row, asset, source), asset, asset?.Id ?? Guid.CreateVersion7());
        });
    }

    private static RowFate FateOf(ImportRow row, Asset? asset, string source)
    {
        if (row.Faults.Count > 0) { return RowFate.Faulty; }
        if (asset is null) { return RowFate.New; }
        if (asset.Status == AssetStatus.Retired) { return RowFate.Retired; }
        return row.Over(asset) == DetailsOf(asset) && asset.SourceSystem == source && asset.ExternalId == row.ExternalId ? RowFate.Unchanged : RowFate.Changed;
    }

    internal static AssetDetails DetailsOf(Asset a) => new(a.Name, a.Type, a.Classification, a.Description, a.OwnerId, a.CustodianId, a.UnitId, a.LocationId, a.ContainsPersonalData,
        a.Confidentiality, a.Integrity, a.Availability, a.RtoHours, a.RpoHours, a.AcquiredOn, a.EndOfSupportOn, a.NextReviewOn, a.NoRiskReason);
}
