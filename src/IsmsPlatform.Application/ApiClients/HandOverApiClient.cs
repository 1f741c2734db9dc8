using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.ApiClients;

/// <summary>Somebody else answers for a client from now on; its key stays as it is.</summary>
[RequirePermission(Permissions.ApiClientsManage)]
public sealed record HandOverApiClient(Guid Id, Guid? PersonId) : ICommand<Result>;

public sealed class HandOverApiClientHandler(PlatformDb platform, IsmsDbContext db, RequestScope scope) : ICommandHandler<HandOverApiClient, Result>
{
    private static readonly Error NotActive = new Error("api-client.responsible-not-active", "Choose somebody who is active in this organisation.").At("PersonId");

    public async ValueTask<Result> Handle(HandOverApiClient command, CancellationToken cancellationToken)
    {
        if (await platform.ApiClients.SingleOrDefaultAsync(c => c.Id == command.Id && c.TenantId == scope.TenantId && c.RevokedAt == null, cancellationToken) is not { } client) { return Error.NotFound; }
        if (!await db.People.AnyAsync(p => p.Id == command.PersonId && p.Status == PersonStatus.Active, cancellationToken)) { return NotActive; }
        client.BeAnsweredForBy(command.PersonId!.Value);
        return Result.Success;
    }
}
