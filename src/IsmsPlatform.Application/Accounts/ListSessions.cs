using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Where one is signed in at the moment, the latest seen first.</summary>
[SignedIn]
public sealed record ListSessions : IQuery<Result<IReadOnlyList<SessionRow>>>;

/// <param name="Browser">As it names itself.</param>
public sealed record SessionRow(Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string? IpAddress, string? Browser);

public sealed class ListSessionsHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListSessions, Result<IReadOnlyList<SessionRow>>>
{
    private const int Most = 100;

    public async ValueTask<Result<IReadOnlyList<SessionRow>>> Handle(ListSessions query, CancellationToken cancellationToken)
    {
        var alive = clock.GetUtcNow() - DropOldSessions.Kept;
        return await db.Sessions.AsNoTracking().Where(s => s.AccountId == scope.Actor.Id && s.EndedAt == null && s.LastSeenAt > alive)
            .OrderByDescending(s => s.LastSeenAt).Take(Most).Select(s => new SessionRow(s.Id, s.StartedAt, s.LastSeenAt, s.IpAddress, s.Browser)).ToListAsync(cancellationToken);
    }
}
