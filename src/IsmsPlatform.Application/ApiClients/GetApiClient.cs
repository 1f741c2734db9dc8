using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.ApiClients;

/// <summary>A client that may still call, and who could answer for it.</summary>
/// <param name="Named">The person that the form holds.</param>
[RequirePermission(Permissions.ApiClientsManage)]
public sealed record GetApiClient(Guid Id, Guid? Named = null) : IQuery<Result<ApiClientDetails>>;

public sealed record ApiClientDetails(Guid Id, string Name, Guid? ResponsibleId, IReadOnlyList<Choice> People);

public sealed class GetApiClientHandler(PlatformDb platform, IsmsDbContext db, RequestScope scope) : IQueryHandler<GetApiClient, Result<ApiClientDetails>>
{
    public async ValueTask<Result<ApiClientDetails>> Handle(GetApiClient query, CancellationToken cancellationToken)
    {
        if (await platform.ApiClients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == query.Id && c.TenantId == scope.TenantId && c.RevokedAt == null, cancellationToken) is not { } client) { return Error.NotFound; }
        return new ApiClientDetails(client.Id, client.Name, client.ResponsibleId, await db.PeopleToChooseAsync([client.ResponsibleId, query.Named], cancellationToken));
    }
}
