using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Changes a role of the organisation's own. It holds with the next request of everybody who has the role.</summary>
[RequirePermission(Permissions.RolesDefine)]
public sealed record ChangeRole(Guid Id, string? Name, string? Purpose, string[]? Allows, long Version) : ICommand<Result>, IOwnRoleForm;

public sealed class ChangeRoleValidator : AbstractValidator<ChangeRole>
{
    public ChangeRoleValidator() => Include(new OwnRoleRules());
}

public sealed class ChangeRoleHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<ChangeRole, Result>
{
    public async ValueTask<Result> Handle(ChangeRole command, CancellationToken cancellationToken)
    {
        await db.LockAsync(OwnRoles.Lock(command.Id), cancellationToken);
        if (await db.CustomRoles.SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) is not { } role) { return Error.NotFound; }
        if (role.Version != command.Version) { return Error.Stale; }
        var permissions = command.Allows ?? [];
        if (OwnRoles.RefusalOf(scope.Actor, permissions, role.Permissions) is { } refusal) { return refusal; }
        return role.Change(command.Name!, command.Purpose!, permissions);
    }
}
