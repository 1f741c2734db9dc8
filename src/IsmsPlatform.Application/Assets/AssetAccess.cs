using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Who may change which asset: the ISMS manager each of them, an owner their own (section 33 of the domain model).</summary>
public sealed class AssetAccess(IsmsDbContext db, PlatformDb platform, RequestScope scope)
{
    public bool MayChange(Guid? ownerId)
        => scope.Actor.Can(Permissions.AssetsEdit) || (scope.Actor.Can(Permissions.AssetsEditOwn) && ownerId is not null && ownerId == scope.PersonId);

    /// <summary>The asset to change, at the version that the form saw.</summary>
    public async Task<Result<Asset>> OpenAsync(Guid id, long? version, CancellationToken cancellationToken)
    {
        if (await db.Assets.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } asset) { return Error.NotFound; }
        if (!MayChange(asset.OwnerId)) { return Error.Forbidden; }
        return version is null || asset.Version == version ? asset : Error.Stale;
    }

    public async Task<bool> IsActiveAsync(Guid? personId, CancellationToken cancellationToken)
        => personId is not null && await db.People.AnyAsync(p => p.Id == personId && p.Status == PersonStatus.Active, cancellationToken);

    /// <summary>Which of these people can sign in, and so accept what they own themselves.</summary>
    public async Task<HashSet<Guid>> WithAccountAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken)
        => await platform.Memberships.Where(m => m.TenantId == scope.TenantId && m.DeactivatedAt == null && people.Contains(m.PersonId))
            .Select(m => m.PersonId).ToHashSetAsync(cancellationToken);
}
