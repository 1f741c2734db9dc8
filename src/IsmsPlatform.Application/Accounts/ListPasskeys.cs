using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>One's own passkeys, the newest first.</summary>
[SignedIn]
public sealed record ListPasskeys : IQuery<Result<IReadOnlyList<PasskeyRow>>>;

public sealed record PasskeyRow(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

public sealed class ListPasskeysHandler(PlatformDb db, RequestScope scope) : IQueryHandler<ListPasskeys, Result<IReadOnlyList<PasskeyRow>>>
{
    public async ValueTask<Result<IReadOnlyList<PasskeyRow>>> Handle(ListPasskeys query, CancellationToken cancellationToken)
        => await db.Passkeys.AsNoTracking().Where(p => p.UserId == scope.Actor.Id).OrderByDescending(p => p.Data.CreatedAt).Take(Passkey.Most)
            .Select(p => new PasskeyRow(p.Id, p.Data.Name!, p.Data.CreatedAt, p.LastUsedAt)).ToListAsync(cancellationToken);
}
