using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Step 3 of an import: what it would do, line by line, without doing it.</summary>
/// <param name="LeaveUnknownEmpty">As if units, locations and owners that are not known were left empty.</param>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record PreviewImport(Guid Id, bool LeaveUnknownEmpty = false) : IQuery<Result<ImportPreview>>;

/// <param name="Retired">Lines about retired assets, which stay as they are.</param>
/// <param name="Dependencies">New ones.</param>
/// <param name="Faulty">Lines, not faults: a line may have several.</param>
/// <param name="HasUnknown">Some lines are faulty because of units, locations or owners that are not known.</param>
/// <param name="LeftEmpty">Those, where they are left empty.</param>
public sealed record ImportPreview(Guid Id, string FileName, string Source, int Rows, int New, int Changed, int Unchanged, int Retired, int Dependencies, int Faulty, FaultGroups Faults, bool HasUnknown, FaultGroups LeftEmpty, IReadOnlyList<PreviewRow> FirstRows)
{
    public int Good => Rows - Faulty;
}

/// <param name="Changes">Names of the fields that a changed asset gets anew.</param>
public sealed record PreviewRow(int Line, RowFate Fate, string Name, string? ExternalId, AssetType? Type, Guid? AssetId, IReadOnlyList<string> Changes);

public sealed class PreviewImportHandler(ImportPlanner planner) : IQueryHandler<PreviewImport, Result<ImportPreview>>
{
    private const int MostRows = 20;

    public async ValueTask<Result<ImportPreview>> Handle(PreviewImport query, CancellationToken cancellationToken)
    {
        var planned = await planner.PlanAsync(query.Id, query.LeaveUnknownEmpty, cancellationToken);
        if (planned.Error is { } refused) { return refused; }
        var (import, plan) = planned.Value;
        return new ImportPreview(import.Id, import.FileName, import.Source, plan.Rows.Count, plan.Count(RowFate.New), plan.Count(RowFate.Changed), plan.Count(RowFate.Unchanged), plan.Count(RowFate.Retired), plan.Links.Count, plan.Count(RowFate.Faulty),
            FaultGroups.Of(plan.Faults), plan.Faults.Any(CellFaults.IsUnknownReference), FaultGroups.Of(plan.Rows.SelectMany(r => r.Row.LeftEmpty)),
            [.. plan.Rows.Take(MostRows).Select(r => new PreviewRow(r.Row.Line, r.Fate, r.Row.Name, r.Row.ExternalId, r.Row.Type, r.Asset?.Id, r.Fate == RowFate.Changed ? ChangesOf(r) : []))]);
    }

    private static string[] ChangesOf(PlannedRow row)
    {
        var (before, after) = (ImportPlanner.DetailsOf(row.Asset!), row.Row.Over(row.Asset));
        return [.. typeof(AssetDetails).GetProperties().Where(p => p.Name != nameof(AssetDetails.Own) && !Equals(p.GetValue(before), p.GetValue(after))).Select(p => p.Name)];
    }
}
