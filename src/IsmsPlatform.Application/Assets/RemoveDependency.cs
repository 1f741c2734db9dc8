using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>The upper asset does not need the lower one (any more).</summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record RemoveDependency(Guid Id, long Version) : ICommand<Result>;

public sealed class RemoveDependencyHandler(IsmsDbContext db, AssetAccess access, RecalculateProtection recalculate, DependencyStory story) : ICommandHandler<RemoveDependency, Result>
{
    public async ValueTask<Result> Handle(RemoveDependency command, CancellationToken cancellationToken)
    {
        if (await db.AssetDependencies.SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) is not { } dependency) { return Error.NotFound; }
        var upper = await access.OpenAsync(dependency.UpperId, version: null, cancellationToken);
        if (upper.Error is { } refused) { return refused; }
        if (dependency.Version != command.Version) { return Error.Stale; }
        db.AssetDependencies.Remove(dependency);
        await story.RemovedAsync(dependency.UpperId, dependency.LowerId, cancellationToken);
        await recalculate.AfterAsync([], cancellationToken);
        return Result.Success;
    }
}
