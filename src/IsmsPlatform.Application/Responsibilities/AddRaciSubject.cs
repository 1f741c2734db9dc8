using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Responsibilities;

/// <summary>One more thing that somebody has to answer for.</summary>
[RequirePermission(Permissions.RolesAssign)]
public sealed record AddRaciSubject(Guid Id, string? Name, string? Clause) : ICommand<Result<Guid>>, IRaciSubjectForm;

/// <summary>What a form says of a subject; adding and changing share it.</summary>
public interface IRaciSubjectForm
{
    string? Name { get; }

    string? Clause { get; }
}

public sealed class RaciSubjectFormRules : AbstractValidator<IRaciSubjectForm>
{
    public RaciSubjectFormRules()
    {
        RuleFor(s => s.Name).Required().AtMost(RaciSubject.NameMaxLength);
        RuleFor(s => s.Clause).AtMost(RaciSubject.ClauseMaxLength);
    }
}

public sealed class AddRaciSubjectValidator : AbstractValidator<AddRaciSubject>
{
    public AddRaciSubjectValidator() => Include(new RaciSubjectFormRules());
}

public sealed class AddRaciSubjectHandler(IsmsDbContext db) : ICommandHandler<AddRaciSubject, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddRaciSubject command, CancellationToken cancellationToken)
    {
        await db.LockAsync("raci", cancellationToken);
        if (await db.RaciSubjects.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is { } there)
        {
            there.Change(command.Name!, command.Clause);
            return db.Again(there, Result.Success);
        }
        if (await db.RaciSubjects.CountAsync(cancellationToken) >= ListResponsibilitiesHandler.MostSubjects) { return new Error("raci.too-many", "The matrix holds 200 subjects at most, so that it can be read. Join some of them."); }
        var last = await db.RaciSubjects.MaxAsync(s => (int?)s.Position, cancellationToken) ?? 0;
        db.RaciSubjects.Add(RaciSubject.Add(command.Id, command.Name!, command.Clause, last + 1));
        return command.Id;
    }
}
