using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Step 4 of an import: all lines in one transaction, or none. New assets are drafts that their owners accept.</summary>
/// <param name="OnlyGoodLines">Leaves faulty lines out, because the user said so.</param>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record ConfirmImport(Guid Id, bool OnlyGoodLines = false) : ICommand<Result<ImportOutcome>>;

/// <param name="LeftOut">Faulty lines.</param>
public sealed record ImportOutcome(string Source, int New, int Changed, int Unchanged, int Dependencies, int LeftOut);

public sealed class ConfirmImportHandler(IsmsDbContext db, ImportPlanner planner, RecalculateProtection recalculate, RequestScope scope, TimeProvider clock) : ICommandHandler<ConfirmImport, Result<ImportOutcome>>
{
    private const string Lock = "asset-imports";

    public async ValueTask<Result<ImportOutcome>> Handle(ConfirmImport command, CancellationToken cancellationToken)
    {
        // Two imports, or a double click, one after the other: the second finds what the first brought.
        await db.LockAsync(Lock, cancellationToken);
        await db.LockAsync(DependencyQueries.Lock, cancellationToken);
        if (await planner.FindAsync(command.Id, cancellationToken) is not { } import) { return Error.NotFound; }
        if (!ImportPlanner.ReadMapping(import.Mapping).ContainsKey(ImportField.Name)) { return ImportErrors.NotMapped; }
        var table = planner.Table(import);
        if (table.Error is { } unreadable) { return unreadable; }
        var plan = await planner.PlanAsync(import, table.Value, toChange: true, cancellationToken);
        int Count(RowFate fate) => plan.Rows.Count(r => r.Fate == fate);
        if (Count(RowFate.Faulty) is > 0 and var faulty && !command.OnlyGoodLines) { return ImportErrors.FaultyLines(faulty); }

        var written = plan.Rows.Where(r => r.Fate is RowFate.New or RowFate.Changed).ToList();
        foreach (var row in written)
        {
            if (Write(row, import.Source) is { } refused) { return refused; }
        }
        db.AssetDependencies.AddRange(plan.Links.Select(l => AssetDependency.Between(Guid.CreateVersion7(), l.UpperId, l.LowerId, InheritanceModes.AllMax, null).Value));
        if (written.Count > 0 || plan.Links.Count > 0) { await recalculate.AfterAsync(written.Select(r => r.Id), cancellationToken); }
        await RememberAsync(import, cancellationToken);
        db.AssetImports.Remove(import);
        return new ImportOutcome(import.Source, Count(RowFate.New), Count(RowFate.Changed), Count(RowFate.Unchanged) + Count(RowFate.Retired), plan.Links.Count, Count(RowFate.Faulty));
    }

    private Error? Write(PlannedRow row, string source)
    {
        var (details, today) = (row.Row.Over(row.Asset), scope.Today(clock));
        var asset = row.Asset ?? Asset.Register(row.Id, details, today);
        // The import never sets an owner where there is one, so whether a new one is active is asked when it is accepted.
        if (row.Asset is null) { db.Assets.Add(asset); }
        else if (asset.Change(details, today).Error is { } refused) { return refused; }
        asset.From(source, row.Row.ExternalId);
        asset.Seen(clock.GetUtcNow());
        return null;
    }

    private async Task RememberAsync(AssetImport import, CancellationToken cancellationToken)
    {
        if (await db.AssetImportMappings.SingleOrDefaultAsync(m => m.Source == import.Source, cancellationToken) is { } known) { known.Replace(import.Mapping); }
        else { db.AssetImportMappings.Add(AssetImportMapping.Remember(Guid.CreateVersion7(), import.Source, import.Mapping)); }
    }
}

/// <summary>The user gives up: the file goes at once instead of in a day.</summary>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record DiscardImport(Guid Id) : ICommand<Result>;

public sealed class DiscardImportHandler(IsmsDbContext db, ImportPlanner planner) : ICommandHandler<DiscardImport, Result>
{
    public async ValueTask<Result> Handle(DiscardImport command, CancellationToken cancellationToken)
    {
        if (await planner.FindAsync(command.Id, cancellationToken) is not { } import) { return Error.NotFound; }
        db.AssetImports.Remove(import);
        return Result.Success;
    }
}
