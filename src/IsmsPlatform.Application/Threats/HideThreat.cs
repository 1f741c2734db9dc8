using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>The threat does not concern the organisation: it is offered no more, and stays where it was used.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record HideThreat(Guid Id, long Version) : ICommand<Result>;

public sealed class HideThreatHandler(IsmsDbContext db) : ICommandHandler<HideThreat, Result>
{
    public async ValueTask<Result> Handle(HideThreat command, CancellationToken cancellationToken)
        => await db.ActAsync<Threat>(command.Id, command.Version, threat => threat.Hide(), cancellationToken);
}

[RequirePermission(Permissions.RisksEdit)]
public sealed record ShowThreat(Guid Id, long Version) : ICommand<Result>;

public sealed class ShowThreatHandler(IsmsDbContext db) : ICommandHandler<ShowThreat, Result>
{
    public async ValueTask<Result> Handle(ShowThreat command, CancellationToken cancellationToken)
        => await db.ActAsync<Threat>(command.Id, command.Version, threat => threat.Show(), cancellationToken);
}

internal static class CatalogueActs
{
    /// <summary>Acts on the entry at the version that was seen.</summary>
    internal static async Task<Result> ActAsync<T>(this IsmsDbContext db, Guid id, long version, Func<T, Result> act, CancellationToken cancellationToken)
        where T : CatalogueRecord
        => await db.Set<T>().SingleOrDefaultAsync(e => e.Id == id, cancellationToken) is not { } entry ? Error.NotFound
            : entry.Version == version ? act(entry) : Error.Stale;
}
