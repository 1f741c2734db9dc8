using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>
/// The owner answers for the asset from now on; the ISMS manager may say so for an owner who has no account. It gets its code.
/// </summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record AcceptAsset(Guid Id, long Version) : ICommand<Result>;

public sealed class AcceptAssetHandler(IsmsDbContext db, AssetAccess access, AssetTasks tasks, CodeSequence codes, RequestScope scope, TimeProvider clock) : ICommandHandler<AcceptAsset, Result>
{
    public async ValueTask<Result> Handle(AcceptAsset command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var asset = opened.Value;
        var ownerIsActive = await access.IsActiveAsync(asset.OwnerId, cancellationToken);
        var may = asset.MayBeAccepted(ownerIsActive);
        if (!may.IsSuccess) { return may; }
        var owner = asset.OwnerId!.Value;
        if (owner != scope.PersonId && (await access.WithAccountAsync([owner], cancellationToken)).Count > 0)
        {
            return AssetErrors.OwnerAccepts(await db.People.Where(p => p.Id == owner).Select(p => p.Name).SingleAsync(cancellationToken));
        }
        await tasks.AcceptedAsync([asset.Id], cancellationToken);
        var cycle = await tasks.CycleAsync(cancellationToken);
        // Codes have no gaps: one is drawn only when nothing can refuse any more.
        return asset.Accept(ownerIsActive, asset.Code ?? await codes.NextAsync(Asset.CodePrefix, cancellationToken), scope.Today(clock), cycle);
    }
}
