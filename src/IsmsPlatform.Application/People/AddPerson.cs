using FluentValidation;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Enters someone into the directory; with <see cref="Invite"/> the mail with the link goes out as well.</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record AddPerson(Guid Id, string? Name, string? Email, PersonKind Kind, string? EmployeeNo, string? JobTitle, Guid? UnitId, Guid? ManagerId, Guid? LocationId, DateOnly? HiredOn, DateOnly? LastDay, bool Invite)
    : ICommand<Result<Guid>>, IPersonForm;

/// <summary>What a form says of a person; adding and changing share it.</summary>
public interface IPersonForm
{
    string? Name { get; }

    string? Email { get; }

    PersonKind Kind { get; }

    string? EmployeeNo { get; }

    string? JobTitle { get; }

    Guid? UnitId { get; }

    Guid? ManagerId { get; }

    Guid? LocationId { get; }

    DateOnly? HiredOn { get; }

    DateOnly? LastDay { get; }
}

public sealed class PersonFormRules : AbstractValidator<IPersonForm>
{
    public PersonFormRules()
    {
        RuleFor(p => p.Name).Required().AtMost(Person.NameMaxLength);
        RuleFor(p => p.Email).Required().AtMost(Email.MaxLength);
        RuleFor(p => p.Kind).Known();
        RuleFor(p => p.EmployeeNo).AtMost(Person.EmployeeNoMaxLength);
        RuleFor(p => p.JobTitle).AtMost(Person.JobTitleMaxLength);
        RuleFor(p => p.HiredOn).Plausible();
        RuleFor(p => p.LastDay).Plausible();
    }
}

public sealed class AddPersonValidator : AbstractValidator<AddPerson>
{
    public AddPersonValidator() => Include(new PersonFormRules());
}

public sealed class AddPersonHandler(IsmsDbContext db, Invitations invitations) : ICommandHandler<AddPerson, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddPerson command, CancellationToken cancellationToken)
    {
        var details = new PersonDetails(command.Name!, command.Email!, command.Kind, command.EmployeeNo, command.JobTitle, command.UnitId, command.ManagerId, command.LocationId, command.HiredOn, command.LastDay);
        // The form was sent twice: that is one person, and whatever differs is not lost in silence.
        if (await db.People.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } there)
        {
            return db.Again(there, there.Change(details with { Language = there.Language }));
        }
        var person = command.Invite ? Person.Invite(command.Id, details) : Person.Record(command.Id, details);
        if (person.Error is { } error) { return error; }
        db.People.Add(person.Value);
        if (command.Invite) { invitations.Send(person.Value); }
        return command.Id;
    }
}
