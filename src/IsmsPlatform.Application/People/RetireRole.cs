using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Takes a role of the organisation's own out of use. It ends for everybody who has it, at once; who held it when stays provable.</summary>
[RequirePermission(Permissions.RolesDefine)]
public sealed record RetireRole(Guid Id) : ICommand<Result>;

public sealed class RetireRoleHandler(IsmsDbContext db, RoleNews news, RequestScope scope, TimeProvider clock) : ICommandHandler<RetireRole, Result>
{
    public async ValueTask<Result> Handle(RetireRole command, CancellationToken cancellationToken)
    {
        await db.LockAsync(OwnRoles.Lock(command.Id), cancellationToken);
        if (await db.CustomRoles.SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) is not { } role) { return Error.NotFound; }
        var today = scope.Today(clock);
        var retired = role.Retire(today);
        if (!retired.IsSuccess) { return retired; }
        var held = await db.RoleAssignments.Where(r => r.CustomRoleId == command.Id).NotOver(today).ToListAsync(cancellationToken);
        held.ForEach(assignment => assignment.End(today));
        await news.TellAsync(held, NotificationKind.RoleEnded, cancellationToken);
        return Result.Success;
    }
}
