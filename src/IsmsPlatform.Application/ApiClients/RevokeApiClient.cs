using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.ApiClients;

/// <summary>Ends a key at once; the row stays, so that the trail shows what had access.</summary>
[RequirePermission(Permissions.ApiClientsRevoke)]
public sealed record RevokeApiClient(Guid Id) : ICommand<Result>;

public sealed class RevokeApiClientHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : ICommandHandler<RevokeApiClient, Result>
{
    public async ValueTask<Result> Handle(RevokeApiClient command, CancellationToken cancellationToken)
    {
        if (await db.ApiClients.SingleOrDefaultAsync(c => c.Id == command.Id && c.TenantId == scope.TenantId, cancellationToken) is not { } client) { return Error.NotFound; }
        client.Revoke(clock.GetUtcNow());
        return Result.Success;
    }
}
