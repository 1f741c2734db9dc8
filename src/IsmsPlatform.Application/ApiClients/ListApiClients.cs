using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.ApiClients;

[RequirePermission(Permissions.ApiClientsView)]
public sealed record ListApiClients : IQuery<Result<IReadOnlyList<ApiClientRow>>>;

public sealed record ApiClientRow(Guid Id, string Name, string Prefix, string[] Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

public sealed class ListApiClientsHandler(PlatformDb db, RequestScope scope) : IQueryHandler<ListApiClients, Result<IReadOnlyList<ApiClientRow>>>
{
    private const int Most = 500;

    public async ValueTask<Result<IReadOnlyList<ApiClientRow>>> Handle(ListApiClients query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<ApiClientRow>>.Of(await db.ApiClients.AsNoTracking().Where(c => c.TenantId == scope.TenantId)
            .OrderBy(c => c.RevokedAt != null).ThenByDescending(c => c.CreatedAt).Take(Most)
            .Select(c => new ApiClientRow(c.Id, c.Name, c.Prefix, c.Scopes, c.CreatedAt, c.ExpiresAt, c.LastUsedAt, c.RevokedAt))
            .ToListAsync(cancellationToken));
}
