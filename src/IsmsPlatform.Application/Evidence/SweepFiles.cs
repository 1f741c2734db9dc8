using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

/// <summary>Files that no record names, because a program died between taking them in and writing the record, are gone after a day.</summary>
[SystemOnly]
public sealed record SweepFiles : ICommand<Result>;

public sealed class SweepFilesHandler(IsmsDbContext db, IFileStore store, RequestScope scope, TimeProvider clock) : ICommandHandler<SweepFiles, Result>
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);
    private const int AtOnce = 500;

    public async ValueTask<Result> Handle(SweepFiles command, CancellationToken cancellationToken)
    {
        await foreach (var files in store.ListOlderThanAsync(scope.TenantId, clock.GetUtcNow() - Grace, cancellationToken).Chunk(AtOnce).WithCancellation(cancellationToken))
        {
            var named = await db.Evidence.Where(e => e.FileKey != null && files.Contains(e.FileKey.Value)).Select(e => e.FileKey!.Value).ToListAsync(cancellationToken);
            foreach (var orphan in files.Except(named)) { await store.DeleteAsync(scope.TenantId, orphan, cancellationToken); }
        }
        return Result.Success;
    }
}
