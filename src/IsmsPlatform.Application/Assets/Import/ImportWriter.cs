using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>
/// Puts a plan into the register: what a file brings and what a system sends alike. Faulty lines are left out. It is saved in portions, so that ten thousand
/// lines need no more memory than one thousand.
/// </summary>
public sealed class ImportWriter(IsmsDbContext db, AuditTrail audit, CommandSteps steps, RecalculateProtection recalculate, RisksToReevaluate risks, RequestScope scope, TimeProvider clock)
{
    private const string Lock = "asset-imports";

    /// <summary>Before the plan is made: two imports, or a double click, go one after the other, so the second finds what the first brought.</summary>
    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        await db.LockAsync(Lock, cancellationToken);
        await db.LockAsync(DependencyQueries.Lock, cancellationToken);
    }

    /// <param name="command">What is told in the audit log.</param>
    internal async Task<Result> WriteAsync(ImportPlan plan, string source, IBaseCommand command, CancellationToken cancellationToken)
    {
        var written = plan.Rows.Where(r => r.Fate is RowFate.New or RowFate.Changed).ToList();
        if (written.Count == 0 && plan.Links.Count == 0) { return Result.Success; }
        if (written.Count > 0) { audit.Summarise(AuditTrail.Import, source, new FieldChange("Records", null, written.Count)); }
        // What new assets inherit is known before the first is saved, so each is written once.
        var (needs, concerned) = await recalculate.BeforeAsync(written.Select(r => new ComingAsset(r.Id, r.Row.Over(r.Asset).Own, r.Asset is null)), plan.Links, cancellationToken);
        foreach (var portion in concerned.Chunk(CommandSteps.Portion))
        {
            await risks.MarkAsync(portion, ReevaluationCause.AssetNeedChanged, cancellationToken);
            await steps.SaveAsync(command, cancellationToken);
        }
        foreach (var portion in written.Chunk(CommandSteps.Portion))
        {
            if (await WriteAsync(portion, source, needs, cancellationToken) is { } refused) { return refused; }
            await steps.SaveAsync(command, cancellationToken);
        }
        foreach (var portion in plan.Links.Chunk(CommandSteps.Portion))
        {
            db.AssetDependencies.AddRange(portion.Select(l => AssetDependency.Between(Guid.CreateVersion7(), l.UpperId, l.LowerId, InheritanceModes.AllMax, null).Value));
            await steps.SaveAsync(command, cancellationToken);
        }
        return Result.Success;
    }

    private async Task<Error?> WriteAsync(PlannedRow[] rows, string source, IReadOnlyDictionary<Guid, ProtectionNeed> needs, CancellationToken cancellationToken)
    {
        Guid[] changed = [.. rows.Where(r => r.Asset is not null).Select(r => r.Id)];
        var stored = changed.Length == 0 ? [] : await db.Assets.Where(a => changed.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellationToken);
        var today = scope.Today(clock);
        foreach (var row in rows)
        {
            // An import never sets an owner where there is one, so whether a new one is active is asked when it is accepted.
            if (stored.TryGetValue(row.Id, out var asset))
            {
                if (asset.Change(row.Row.Over(asset), today).Error is { } refused) { return refused; }
            }
            else
            {
                asset = Asset.Register(row.Id, row.Row.Over(null), today);
                db.Assets.Add(asset);
                if (needs.TryGetValue(row.Id, out var need)) { recalculate.Begin(asset, need); }
            }
            asset.From(source, row.Row.ExternalId);
            asset.Seen(clock.GetUtcNow());
        }
        return null;
    }
}
