using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Removes a draft that nobody ever answered for, with its dependencies; everything else is evidence and is retired.</summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record DeleteAsset(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteAssetHandler(IsmsDbContext db, AssetAccess access, RecalculateProtection recalculate, RequestScope scope) : ICommandHandler<DeleteAsset, Result>
{
    public async ValueTask<Result> Handle(DeleteAsset command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (!opened.Value.CanBeDeleted) { return AssetErrors.CannotBeDeleted; }
        var named = scope.Actor.Can(Permissions.RisksView);
        var risks = db.RiskAssets.Where(l => l.AssetId == command.Id).Join(db.Risks, l => l.RiskId, r => r.Id, (_, r) => named ? "risk “" + r.Title + "”" : "a risk");
        if (await risks.Concat(db.HangingOn(nameof(Asset), command.Id, scope.Actor)).FirstAsync(cancellationToken) is { } by) { return AssetErrors.Cited(by); }
        db.AssetDependencies.RemoveRange(await db.AssetDependencies.Where(d => d.UpperId == command.Id || d.LowerId == command.Id).ToListAsync(cancellationToken));
        db.Assets.Remove(opened.Value);
        await recalculate.AfterAsync([], cancellationToken);
        return Result.Success;
    }
}
