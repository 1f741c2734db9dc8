using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.ApiClients;

/// <summary>A client that may still call, and who could answer for it.</summary>
[RequirePermission(Permissions.ApiClientsManage)]
public sealed record GetApiClient(Guid Id) : IQuery<Result<ApiClientDetails>>;

public sealed record ApiClientDetails(Guid Id, string Name, Guid? ResponsibleId, IReadOnlyList<Choice> People);

public sealed class GetApiClientHandler(PlatformDb platform, IsmsDbContext db, RequestScope scope) : IQueryHandler<GetApiClient, Result<ApiClientDetails>>
{
    private const int Most = 2000;

    public async ValueTask<Result<ApiClientDetails>> Handle(GetApiClient query, CancellationToken cancellationToken)
    {
        if (await platform.ApiClients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == query.Id && c.TenantId == scope.TenantId && c.RevokedAt == null, cancellationToken) is not { } client) { return Error.NotFound; }
        var people = await db.People.AsNoTracking().Where(p => p.Status == PersonStatus.Active || p.Id == client.ResponsibleId).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(Most).Select(p => new Choice(p.Id, p.Name)).ToListAsync(cancellationToken);
        return new ApiClientDetails(client.Id, client.Name, client.ResponsibleId, people);
    }
}
