using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

[RequirePermission(Permissions.OrganisationEdit)]
public sealed record CreateUnit(Guid Id, string? Code, string? Name, Guid? ParentId, Guid? ManagerId, DateOnly? ValidFrom, DateOnly? ValidTo) : ICommand<Result<Guid>>, IUnitForm;

public sealed class CreateUnitValidator : AbstractValidator<CreateUnit>
{
    public CreateUnitValidator() => Include(new UnitFormRules());
}

public sealed class CreateUnitHandler(IsmsDbContext db) : ICommandHandler<CreateUnit, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(CreateUnit command, CancellationToken cancellationToken)
    {
        var parents = await db.UnitParentsAsync(cancellationToken);
        var details = new UnitDetails(command.Code!, command.Name!, command.ParentId, command.ManagerId, command.ValidFrom, command.ValidTo);
        if (await db.Units.SingleOrDefaultAsync(u => u.Id == command.Id, cancellationToken) is { } there) { return db.Again(there, there.Change(details, parents)); }
        var unit = OrganisationalUnit.Create(command.Id, details, parents);
        if (unit.Error is { } error) { return error; }
        db.Units.Add(unit.Value);
        return command.Id;
    }
}
