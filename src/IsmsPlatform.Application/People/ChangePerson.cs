using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

[RequirePermission(Permissions.PeopleEdit)]
public sealed record ChangePerson(Guid Id, string? Name, string? Email, PersonKind Kind, string? EmployeeNo, string? JobTitle, Guid? UnitId, Guid? ManagerId, Guid? LocationId, DateOnly? HiredOn, DateOnly? LastDay, long Version)
    : ICommand<Result>, IPersonForm;

public sealed class ChangePersonValidator : AbstractValidator<ChangePerson>
{
    public ChangePersonValidator() => Include(new PersonFormRules());
}

public sealed class ChangePersonHandler(IsmsDbContext db) : ICommandHandler<ChangePerson, Result>
{
    public async ValueTask<Result> Handle(ChangePerson command, CancellationToken cancellationToken)
    {
        if (await db.People.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is not { } person) { return Error.NotFound; }
        if (person.Version != command.Version) { return Error.Stale; }
        if (command.ManagerId != person.ManagerId && command.ManagerId != person.Id && await db.WouldCircleAsync(person.Id, command.ManagerId, cancellationToken)) { return PeopleErrors.ManagersInACircle; }
        return person.Change(new PersonDetails(command.Name!, command.Email!, command.Kind, command.EmployeeNo, command.JobTitle, command.UnitId, command.ManagerId, command.LocationId, command.HiredOn, command.LastDay, person.Language));
    }
}
