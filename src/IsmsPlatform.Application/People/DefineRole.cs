using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>A role of the organisation's own, beside those that every organisation has (ISO/IEC 27001 5.3).</summary>
[RequirePermission(Permissions.RolesDefine)]
public sealed record DefineRole(Guid Id, string? Name, string? Purpose, string[]? Allows) : ICommand<Result<Guid>>, IOwnRoleForm;

public sealed class DefineRoleValidator : AbstractValidator<DefineRole>
{
    public DefineRoleValidator() => Include(new OwnRoleRules());
}

public sealed class DefineRoleHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<DefineRole, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(DefineRole command, CancellationToken cancellationToken)
    {
        if (await db.CustomRoles.SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) is { } there) { return db.Again(there, there.Change(command.Name!, command.Purpose!, command.Allows ?? [])); }
        if (await db.CustomRoles.CountAsync(r => r.RetiredOn == null, cancellationToken) >= CustomRole.MostInUse) { return PeopleErrors.TooManyRoles; }
        var permissions = command.Allows ?? [];
        if (OwnRoles.RefusalOf(scope.Actor, permissions, before: []) is { } refusal) { return refusal; }
        return CustomRole.Define(command.Id, command.Name!, command.Purpose!, permissions).Map(role => db.CustomRoles.Add(role).Entity.Id);
    }
}
