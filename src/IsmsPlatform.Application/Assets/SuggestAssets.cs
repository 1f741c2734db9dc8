using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Assets to choose from, by a part of the name or code.</summary>
/// <param name="Except">Not this one: nothing needs itself.</param>
[RequirePermission(Permissions.AssetsView)]
public sealed record SuggestAssets(string? Q, Guid? Except = null) : IQuery<Result<IReadOnlyList<SuggestedAsset>>>;

public sealed record SuggestedAsset(Guid Id, string? Code, string Name, AssetType Type);

public sealed class SuggestAssetsHandler(IsmsDbContext db) : IQueryHandler<SuggestAssets, Result<IReadOnlyList<SuggestedAsset>>>
{
    private const int Most = 50;

    public async ValueTask<Result<IReadOnlyList<SuggestedAsset>>> Handle(SuggestAssets query, CancellationToken cancellationToken)
    {
        var assets = db.Assets.AsNoTracking().Where(a => a.Status != AssetStatus.Retired && a.Id != query.Except);
        if (db.AssetsWith(query.Q) is { } found) { assets = assets.Where(a => found.Contains(a.Id)); }
        return Result<IReadOnlyList<SuggestedAsset>>.Of(await assets.OrderBy(a => a.Name).ThenBy(a => a.Id).Take(Most)
            .Select(a => new SuggestedAsset(a.Id, a.Code, a.Name, a.Type)).ToListAsync(cancellationToken));
    }
}
