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
        if (await LastAdministrator.IsAsync(db, platform, scope, clock, command.PersonId, cancellationToken)) { return LastAdministrator.Stays; }
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

/// <summary>An organisation always has somebody who can administer accounts, not only until a day: a role with an end does not count.</summary>
internal static class LastAdministrator
{
    internal static Error Stays { get; } = new("account.last-administrator", "This is the last administrator of the organisation. Give the role to someone else first, without a last day and to somebody who can sign in.");

    internal static async Task<bool> IsAsync(IsmsDbContext db, PlatformDb platform, RequestScope scope, TimeProvider clock, Guid personId, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var holders = await db.RoleAssignments.InForce(today).Where(r => r.Role == Role.TenantAdmin).Select(r => new { r.PersonId, r.To }).ToListAsync(cancellationToken);
        var lasting = holders.Where(h => h.To is null && h.PersonId != personId).Select(h => h.PersonId).ToList();
        return holders.Any(h => h.PersonId == personId)
            && !await platform.Memberships.AnyAsync(m => m.TenantId == scope.TenantId && m.DeactivatedAt == null && lasting.Contains(m.PersonId), cancellationToken);
    }
}
