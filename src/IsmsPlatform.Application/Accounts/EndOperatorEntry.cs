using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Sends a platform operator out: from the next request on the organisation does not exist for them.</summary>
[RequirePermission(Permissions.SettingsEdit)]
public sealed record EndOperatorEntry(Guid Id) : ICommand<Result>;

public sealed class EndOperatorEntryHandler(PlatformDb platform, RequestScope scope, TimeProvider clock) : ICommandHandler<EndOperatorEntry, Result>
{
    public async ValueTask<Result> Handle(EndOperatorEntry command, CancellationToken cancellationToken)
        => await platform.OperatorEntries.SingleOrDefaultAsync(e => e.Id == command.Id && e.TenantId == scope.TenantId, cancellationToken) is { } entry
            ? entry.End(scope.Actor.Id, clock.GetUtcNow())
            : Error.NotFound;
}
