using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What an act on assets does to the tasks about them. A new kind of record with tasks has a class like this and its part in <see cref="KeepTasks"/>.</summary>
public sealed class AssetTasks(IsmsDbContext db, RequestScope scope, TimeProvider clock)
{
    /// <summary>Accepting is what the tasks asked for.</summary>
    public async Task AcceptedAsync(IReadOnlyCollection<Guid> assets, CancellationToken cancellationToken)
    {
        if (assets.Count == 0) { return; }
        await db.WorkTasks.Where(t => (t.Kind == WorkTaskKind.AssetReview || t.Kind == WorkTaskKind.AssetAcceptance) && t.SubjectType == nameof(Asset) && assets.Contains(t.SubjectId!.Value))
            .DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>How assets are reviewed here.</summary>
    public Task<ReviewCycle> CycleAsync(CancellationToken cancellationToken) => db.CycleOfAsync(nameof(Asset), cancellationToken);
}
