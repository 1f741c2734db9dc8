using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.ApiClients;

[RequirePermission(Permissions.ApiClientsView)]
public sealed record ListApiClients : IQuery<Result<IReadOnlyList<ApiClientRow>>>;

public sealed record ApiClientRow(Guid Id, string Name, string Prefix, string[] Scopes, string? Responsible, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

public sealed class ListApiClientsHandler(PlatformDb platform, IsmsDbContext db, RequestScope scope) : IQueryHandler<ListApiClients, Result<IReadOnlyList<ApiClientRow>>>
{
    private const int Most = 500;

    public async ValueTask<Result<IReadOnlyList<ApiClientRow>>> Handle(ListApiClients query, CancellationToken cancellationToken)
    {
        var clients = await platform.ApiClients.AsNoTracking().Where(c => c.TenantId == scope.TenantId).OrderBy(c => c.RevokedAt != null).ThenByDescending(c => c.CreatedAt).Take(Most).ToListAsync(cancellationToken);
        var responsible = clients.Select(c => c.ResponsibleId).OfType<Guid>().Distinct().ToList();
        var names = await db.People.AsNoTracking().Where(p => responsible.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return Result<IReadOnlyList<ApiClientRow>>.Of(clients.ConvertAll(c => new ApiClientRow(c.Id, c.Name, c.Prefix, c.Scopes, c.ResponsibleId is { } id ? names.GetValueOrDefault(id) : null, c.CreatedAt, c.ExpiresAt, c.LastUsedAt, c.RevokedAt)));
    }
}
