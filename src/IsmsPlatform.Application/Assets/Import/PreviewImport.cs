using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Step 3 of an import: what it would do, line by line, without doing it.</summary>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record PreviewImport(Guid Id) : IQuery<Result<ImportPreview>>;

/// <param name="Retired">Lines about retired assets, which stay as they are.</param>
/// <param name="Dependencies">New ones.</param>
/// <param name="Faulty">Lines, not faults: a line may have several.</param>
/// <param name="Faults">The first of them.</param>
public sealed record ImportPreview(Guid Id, string FileName, string Source, int Rows, int New, int Changed, int Unchanged, int Retired, int Dependencies, int Faulty, IReadOnlyList<RowFault> Faults, IReadOnlyList<PreviewRow> FirstRows)
{
    public int Good => Rows - Faulty;
}

/// <param name="Changes">Names of the fields that a changed asset gets anew.</param>
public sealed record PreviewRow(int Line, RowFate Fate, string Name, string? ExternalId, AssetType? Type, Guid? AssetId, IReadOnlyList<string> Changes);

public sealed class PreviewImportHandler(ImportPlanner planner) : IQueryHandler<PreviewImport, Result<ImportPreview>>
{
    private const int MostFaults = 200;
    private const int MostRows = 20;

    public async ValueTask<Result<ImportPreview>> Handle(PreviewImport query, CancellationToken cancellationToken)
    {
        if (await planner.FindAsync(query.Id, cancellationToken) is not { } import) { return Error.NotFound; }
        if (!ImportPlanner.ReadMapping(import.Mapping).ContainsKey(ImportField.Name)) { return ImportErrors.NotMapped; }
        var table = planner.Table(import);
        if (table.Error is { } unreadable) { return unreadable; }
        var plan = await planner.PlanAsync(import, table.Value, toChange: false, cancellationToken);
        int Count(RowFate fate) => plan.Rows.Count(r => r.Fate == fate);
        return new ImportPreview(import.Id, import.FileName, import.Source, plan.Rows.Count, Count(RowFate.New), Count(RowFate.Changed), Count(RowFate.Unchanged), Count(RowFate.Retired), plan.Links.Count, Count(RowFate.Faulty),
            [.. plan.Faults.Take(MostFaults)],
            [.. plan.Rows.Take(MostRows).Select(r => new PreviewRow(r.Row.Line, r.Fate, r.Row.Name, r.Row.ExternalId, r.Row.Type, r.Asset?.Id, r.Fate == RowFate.Changed ? ChangesOf(r) : []))]);
    }

    private static string[] ChangesOf(PlannedRow row)
    {
        var (before, after) = (ImportPlanner.DetailsOf(row.Asset!), row.Row.Over(row.Asset));
        return [.. typeof(AssetDetails).GetProperties().Where(p => p.Name != nameof(AssetDetails.Own) && !Equals(p.GetValue(before), p.GetValue(after))).Select(p => p.Name)];
    }
}
