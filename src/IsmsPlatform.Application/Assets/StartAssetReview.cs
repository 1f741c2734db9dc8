using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets;

/// <summary>The asset is judged again; acceptance ends the review.</summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record StartAssetReview(Guid Id, long Version) : ICommand<Result>;

public sealed class StartAssetReviewHandler(AssetAccess access) : ICommandHandler<StartAssetReview, Result>
{
    public async ValueTask<Result> Handle(StartAssetReview command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        return opened.Error is { } refused ? refused : opened.Value.StartReview();
    }
}
