using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

[RequirePermission(Permissions.OrganisationEdit)]
public sealed record ChangeUnit(Guid Id, string? Code, string? Name, Guid? ParentId, Guid? ManagerId, DateOnly? ValidFrom, DateOnly? ValidTo, long Version) : ICommand<Result>, IUnitForm;

public sealed class ChangeUnitValidator : AbstractValidator<ChangeUnit>
{
    public ChangeUnitValidator() => Include(new UnitFormRules());
}

public sealed class ChangeUnitHandler(IsmsDbContext db) : ICommandHandler<ChangeUnit, Result>
{
    public async ValueTask<Result> Handle(ChangeUnit command, CancellationToken cancellationToken)
    {
        if (await db.Units.SingleOrDefaultAsync(u => u.Id == command.Id, cancellationToken) is not { } unit) { return Error.NotFound; }
        if (unit.Version != command.Version) { return Error.Stale; }
        return unit.Change(new UnitDetails(command.Code!, command.Name!, command.ParentId, command.ManagerId, command.ValidFrom, command.ValidTo), await db.UnitParentsAsync(cancellationToken));
    }
}
