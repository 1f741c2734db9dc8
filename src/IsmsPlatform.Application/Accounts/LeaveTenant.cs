using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>The platform operator who entered goes before the time is over.</summary>
[EnteredOperator]
public sealed record LeaveTenant : ICommand<Result>;

public sealed class LeaveTenantHandler(PlatformDb platform, RequestScope scope, TimeProvider clock) : ICommandHandler<LeaveTenant, Result>
{
    public async ValueTask<Result> Handle(LeaveTenant command, CancellationToken cancellationToken)
        => await platform.OperatorEntries.SingleOrDefaultAsync(e => e.TenantId == scope.TenantId && e.AccountId == scope.Actor.Id && e.EndedAt == null, cancellationToken) is { } entry
            ? entry.End(scope.Actor.Id, clock.GetUtcNow())
            : Error.NotFound;
}
