using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Puts a plan into the register: what a file brings and what a system sends alike. Faulty lines are left out.</summary>
public sealed class ImportWriter(IsmsDbContext db, AuditTrail audit, RecalculateProtection recalculate, RequestScope scope, TimeProvider clock)
{
    private const string Lock = "asset-imports";

    /// <summary>Before the plan is made: two imports, or a double click, go one after the other, so the second finds what the first brought.</summary>
    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        await db.LockAsync(Lock, cancellationToken);
        await db.LockAsync(DependencyQueries.Lock, cancellationToken);
    }

    internal async Task<Result> WriteAsync(ImportPlan plan, string source, CancellationToken cancellationToken)
    {
        var written = plan.Rows.Where(r => r.Fate is RowFate.New or RowFate.Changed).ToList();
        foreach (var row in written)
        {
            if (Write(row, source) is { } refused) { return refused; }
        }
        db.AssetDependencies.AddRange(plan.Links.Select(l => AssetDependency.Between(Guid.CreateVersion7(), l.UpperId, l.LowerId, InheritanceModes.AllMax, null).Value));
        if (written.Count > 0 || plan.Links.Count > 0) { await recalculate.AfterAsync(written.Select(r => r.Id), cancellationToken); }
        if (written.Count > 0) { audit.Summarise(AuditTrail.Import, source, new FieldChange("Records", null, written.Count)); }
        return Result.Success;
    }

    private Error? Write(PlannedRow row, string source)
    {
        var (details, today) = (row.Row.Over(row.Asset), scope.Today(clock));
        var asset = row.Asset ?? Asset.Register(row.Id, details, today);
        // An import never sets an owner where there is one, so whether a new one is active is asked when it is accepted.
        if (row.Asset is null) { db.Assets.Add(asset); }
        else if (asset.Change(details, today).Error is { } refused) { return refused; }
        asset.From(source, row.Row.ExternalId);
        asset.Seen(clock.GetUtcNow());
        return null;
    }
}
