using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared;

/// <summary>How an act begins: the record must be there, at the version that was seen.</summary>
internal static class RecordActs
{
    /// <summary>The record to change, at the version that the form saw.</summary>
    internal static async Task<Result<T>> OpenAsync<T>(this IsmsDbContext db, Guid id, long version, CancellationToken cancellationToken)
        where T : Entity
        => await db.Set<T>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } record ? Error.NotFound
            : record.Version == version ? record : Error.Stale;

    /// <summary>Opens the record, then acts on it.</summary>
    internal static async Task<Result> ActAsync<T>(this IsmsDbContext db, Guid id, long version, Func<T, Result> act, CancellationToken cancellationToken)
        where T : Entity
    {
        var opened = await db.OpenAsync<T>(id, version, cancellationToken);
        return opened.Error is { } refused ? refused : act(opened.Value);
    }
}
