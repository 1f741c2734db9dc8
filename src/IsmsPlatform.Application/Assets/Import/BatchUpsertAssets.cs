using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>
/// Brings the register up to what another system knows: each item is created, updated, left or rejected by its own merits, in one
/// transaction. It is an import without a file, so the same rules decide what a source may say and what people decided.
/// </summary>
/// <param name="Source">The system that the assets come from, the same in every batch.</param>
/// <param name="Assets">1 to 1,000; each external id once.</param>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record BatchUpsertAssets(string? Source, IReadOnlyList<AssetUpsert>? Assets) : ICommand<Result<IReadOnlyList<UpsertedAsset>>>
{
    public const int Most = 1_000;
}

public enum UpsertOutcome
{
    Created,
    Updated,
    Unchanged,
    Rejected,
}

/// <param name="Index">Of the item in the batch, from 0.</param>
/// <param name="Id">Of the asset; null when there is none.</param>
public sealed record UpsertedAsset(int Index, string? ExternalId, UpsertOutcome Outcome, Guid? Id, IReadOnlyList<RowFault> Faults);

public sealed class BatchUpsertAssetsValidator : AbstractValidator<BatchUpsertAssets>
{
    public BatchUpsertAssetsValidator()
    {
        RuleFor(b => b.Source).Required().AtMost(Asset.SourceSystemMaxLength);
        RuleFor(b => b.Assets).Must(a => a is { Count: > 0 and <= BatchUpsertAssets.Most }).WithErrorCode("out-of-range")
            .WithMessage("Send 1 to {0} assets at a time.").WithState(_ => new object[] { BatchUpsertAssets.Most });
    }
}

public sealed class BatchUpsertAssetsHandler(ImportPlanner planner, ImportWriter writer) : ICommandHandler<BatchUpsertAssets, Result<IReadOnlyList<UpsertedAsset>>>
{
    private static readonly List<ImportField> Fields = [.. AssetUpsert.Members.Keys];
    private static readonly List<string> Headings = [.. AssetUpsert.Members.Values.Select(m => m.Member)];
    private static readonly Dictionary<ImportField, string> Mapping = AssetUpsert.Members.ToDictionary(m => m.Key, m => m.Value.Member);

    public async ValueTask<Result<IReadOnlyList<UpsertedAsset>>> Handle(BatchUpsertAssets command, CancellationToken cancellationToken)
    {
        // An item that is null says nothing: it is rejected as one that lacks everything, and holds up no other.
        var (source, items) = (Text.Clean(command.Source!), command.Assets!.Select(a => a ?? new AssetUpsert()).ToList());
        await writer.BeginAsync(cancellationToken);
        var table = new SheetTable(Headings, [.. items.Select((item, index) => new SheetRow(index, [.. Fields.Select(f => AssetUpsert.Members[f].Cell(item).Text)]))]);
        var plan = await planner.PlanAsync(source, Mapping, table, (row, reader) => RefuseMisfits(row, items[row.Line], reader), cancellationToken);
        return (await writer.WriteAsync(plan, source, command, cancellationToken)).Error is { } refused ? refused : plan.Rows.Select(Told).ToList();
    }

    private static void RefuseMisfits(ImportRow row, AssetUpsert item, ImportRowReader reader)
    {
        if (row.ExternalId is null) { row.Faults.Add(reader.Fault(row.Line, ImportField.ExternalId, null, CellFaults.Missing)); }
        row.Faults.AddRange(AssetUpsert.Members.Where(m => m.Value.Cell(item).IsNested).Select(m => reader.Fault(row.Line, m.Key, null, BatchFaults.Nested)));
        foreach (var member in item.Unknown?.Keys ?? Enumerable.Empty<string>())
        {
            row.Faults.Add(new RowFault(row.Line, member, null, new FieldError(member, BatchFaults.Unknown.Code, BatchFaults.Unknown.Sentence), Headings));
        }
    }

    private static UpsertedAsset Told(PlannedRow row)
    {
        var (index, externalId) = (row.Row.Line, row.Row.ExternalId);
        return row.Fate switch
        {
            RowFate.New => new(index, externalId, UpsertOutcome.Created, row.Id, []),
            RowFate.Changed => new(index, externalId, UpsertOutcome.Updated, row.Id, []),
            RowFate.Unchanged => new(index, externalId, UpsertOutcome.Unchanged, row.Id, []),
            // Its source still reports what the organisation gave up: that is worth knowing, and nothing to write down.
            RowFate.Retired => new(index, externalId, UpsertOutcome.Rejected, row.Id, [new(index, Mapping[ImportField.ExternalId], externalId, new(nameof(ImportField.ExternalId), AssetErrors.Retired.Code, AssetErrors.Retired.Sentence), [])]),
            _ => new(index, externalId, UpsertOutcome.Rejected, row.Asset?.Id, [.. row.Row.Faults.Select(f => f with { Problem = BatchFaults.Worded(f.Problem) })]),
        };
    }
}
