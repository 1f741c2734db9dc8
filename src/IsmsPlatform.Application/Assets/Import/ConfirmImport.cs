using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Step 4 of an import: all lines in one transaction, or none. New assets are drafts that their owners accept.</summary>
/// <param name="OnlyGoodLines">Leaves faulty lines out, because the user said so.</param>
/// <param name="LeaveUnknownEmpty">Leaves units, locations and owners that are not known empty, because the user said so.</param>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record ConfirmImport(Guid Id, bool OnlyGoodLines = false, bool LeaveUnknownEmpty = false) : ICommand<Result<ImportOutcome>>;

/// <param name="LeftOut">Faulty lines.</param>
public sealed record ImportOutcome(string Source, int New, int Changed, int Unchanged, int Dependencies, int LeftOut);

public sealed class ConfirmImportHandler(IsmsDbContext db, ImportFiles files, ImportPlanner planner, ImportWriter writer) : ICommandHandler<ConfirmImport, Result<ImportOutcome>>
{
    public async ValueTask<Result<ImportOutcome>> Handle(ConfirmImport command, CancellationToken cancellationToken)
    {
        await writer.BeginAsync(cancellationToken);
        var planned = await planner.PlanAsync(command.Id, command.LeaveUnknownEmpty, cancellationToken);
        if (planned.Error is { } notPlanned) { return notPlanned; }
        var (import, plan) = planned.Value;
        var faulty = plan.Count(RowFate.Faulty);
        if (faulty > 0 && !command.OnlyGoodLines) { return ImportErrors.FaultyLines(faulty); }

        await RememberAsync(import, cancellationToken);
        files.Close(import);
        // The last, because nothing is tracked after it.
        if ((await writer.WriteAsync(plan, import.Source, command, cancellationToken)).Error is { } refused) { return refused; }
        return new ImportOutcome(import.Source, plan.Count(RowFate.New), plan.Count(RowFate.Changed), plan.Count(RowFate.Unchanged) + plan.Count(RowFate.Retired), plan.Links.Count, faulty);
    }

    private async Task RememberAsync(ImportFile import, CancellationToken cancellationToken)
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
        var open = await planner.OpenAsync(command.Id, cancellationToken);
        if (open.Error is { } closed) { return closed; }
        db.ImportFiles.Remove(open.Value.File);
        return Result.Success;
    }
}
