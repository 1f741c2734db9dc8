using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Locks a person's account out of this organisation, from the next request on. The last administrator stays in.</summary>
[RequirePermission(Permissions.AccountsManage)]
public sealed record DeactivateAccount(Guid PersonId) : ICommand<Result>;

public sealed class DeactivateAccountHandler(IsmsDbContext db, PlatformDb platform, RequestScope scope, TimeProvider clock) : ICommandHandler<DeactivateAccount, Result>
{
    public async ValueTask<Result> Handle(DeactivateAccount command, CancellationToken cancellationToken)
    {
        await db.LockAsync("administrators", cancellationToken);
        var membership = await platform.Memberships.SingleOrDefaultAsync(m => m.TenantId == scope.TenantId && m.PersonId == command.PersonId, cancellationToken);
        if (membership is null) { return Error.NotFound; }
        if (await LastHolder.RefusalAsync(db, platform, scope, scope.Today(clock), command.PersonId, null, cancellationToken) is { } last) { return last; }
        membership.Deactivate(clock.GetUtcNow());
        return Result.Success;
    }
}

/// <summary>Lets the account in again.</summary>
[RequirePermission(Permissions.AccountsManage)]
public sealed record ReactivateAccount(Guid PersonId) : ICommand<Result>;

public sealed class ReactivateAccountHandler(PlatformDb platform, RequestScope scope) : ICommandHandler<ReactivateAccount, Result>
{
    public async ValueTask<Result> Handle(ReactivateAccount command, CancellationToken cancellationToken)
    {
        var membership = await platform.Memberships.SingleOrDefaultAsync(m => m.TenantId == scope.TenantId && m.PersonId == command.PersonId, cancellationToken);
        if (membership is null) { return Error.NotFound; }
        membership.Reactivate();
        return Result.Success;
    }
}
