using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Signs one's own account out in another browser: its next request is refused.</summary>
[SignedIn]
public sealed record EndSession(Guid Id) : ICommand<Result>;

public sealed class EndSessionHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : ICommandHandler<EndSession, Result>
{
    public async ValueTask<Result> Handle(EndSession command, CancellationToken cancellationToken)
    {
        if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == command.Id && s.AccountId == scope.Actor.Id, cancellationToken) is not { } session) { return Error.NotFound; }
        session.End(clock.GetUtcNow());
        return Result.Success;
    }
}

/// <summary>Signs one's own account out everywhere but here.</summary>
/// <param name="Kept">The session of this browser.</param>
[SignedIn]
public sealed record EndOtherSessions(Guid Kept) : ICommand<Result>;

public sealed class EndOtherSessionsHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : ICommandHandler<EndOtherSessions, Result>
{
    public async ValueTask<Result> Handle(EndOtherSessions command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var session in await db.Sessions.Where(s => s.AccountId == scope.Actor.Id && s.EndedAt == null && s.Id != command.Kept).ToListAsync(cancellationToken)) { session.End(now); }
        return Result.Success;
    }
}

/// <summary>Sessions that nobody has used for a month are forgotten; no cookie lives that long.</summary>
[SystemOnly]
public sealed record DropOldSessions : ICommand<Result>
{
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);
}

public sealed class DropOldSessionsHandler(PlatformDb db, TimeProvider clock) : ICommandHandler<DropOldSessions, Result>
{
    public async ValueTask<Result> Handle(DropOldSessions command, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - DropOldSessions.Kept;
        await db.Sessions.Where(s => s.LastSeenAt < before).ExecuteDeleteAsync(cancellationToken);
        return Result.Success;
    }
}
