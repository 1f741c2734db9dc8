using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Responsibilities;

/// <summary>Names a person, or whoever holds a role, for a part in a subject. Accountable is exactly one.</summary>
[RequirePermission(Permissions.RolesAssign)]
public sealed record AssignResponsibility(Guid Id, Guid SubjectId, RaciLetter? Letter, Role? Role, Guid? PersonId) : ICommand<Result>;

public sealed class AssignResponsibilityValidator : AbstractValidator<AssignResponsibility>
{
    public AssignResponsibilityValidator()
    {
        RuleFor(c => c.Letter).Chosen();
        RuleFor(c => c.Role).Listed(r => r is null || RoleKey.BuiltIn.Contains(r.Value));
    }
}

public sealed class AssignResponsibilityHandler(IsmsDbContext db, AuditTrail audit) : ICommandHandler<AssignResponsibility, Result>
{
    public async ValueTask<Result> Handle(AssignResponsibility command, CancellationToken cancellationToken)
    {
        if (await db.RaciSubjects.AsNoTracking().SingleOrDefaultAsync(s => s.Id == command.SubjectId, cancellationToken) is not { } subject) { return Error.NotFound; }
        var others = await db.RaciEntries.AsNoTracking().Where(e => e.SubjectId == command.SubjectId).ToListAsync(cancellationToken);
        if (others.Find(o => o.Id == command.Id) is { } there) { return SentBefore.Again((there.Letter, there.PersonId, there.Role) == (command.Letter!.Value, command.PersonId, command.Role)); }
        var person = command.PersonId is { } id ? await db.People.Where(p => p.Id == id).Select(p => new { p.Name, p.Status }).SingleOrDefaultAsync(cancellationToken) : null;
        if (command.PersonId is not null && person is null) { return Error.NotFound; }
        var entry = RaciEntry.Name(command.Id, command.SubjectId, command.Letter!.Value, command.PersonId, command.Role, person is null || person.Status == PersonStatus.Active, others);
        if (entry.Error is { } error) { return error; }
        db.RaciEntries.Add(entry.Value);
        audit.Note(nameof(RaciSubject), subject.Id, subject.Name, new FieldChange(entry.Value.Letter.ToString(), null, person?.Name ?? entry.Value.Role.ToString()));
        return Result.Success;
    }
}

/// <summary>Takes someone out of a subject. Without an accountable one it shows as a gap.</summary>
[RequirePermission(Permissions.RolesAssign)]
public sealed record EndResponsibility(Guid Id, Guid SubjectId) : ICommand<Result>;

public sealed class EndResponsibilityHandler(IsmsDbContext db, AuditTrail audit) : ICommandHandler<EndResponsibility, Result>
{
    public async ValueTask<Result> Handle(EndResponsibility command, CancellationToken cancellationToken)
    {
        if (await db.RaciEntries.SingleOrDefaultAsync(e => e.Id == command.Id && e.SubjectId == command.SubjectId, cancellationToken) is not { } entry) { return Error.NotFound; }
        var subject = await db.RaciSubjects.AsNoTracking().SingleAsync(s => s.Id == command.SubjectId, cancellationToken);
        var person = await db.People.Where(p => p.Id == entry.PersonId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
        db.RaciEntries.Remove(entry);
        audit.Note(nameof(RaciSubject), subject.Id, subject.Name, new FieldChange(entry.Letter.ToString(), person ?? entry.Role.ToString(), null));
        return Result.Success;
    }
}
