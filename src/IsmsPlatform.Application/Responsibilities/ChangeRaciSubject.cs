using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Responsibilities;

/// <summary>Calls a subject otherwise.</summary>
[RequirePermission(Permissions.RolesAssign)]
public sealed record ChangeRaciSubject(Guid Id, string? Name, string? Clause, long Version) : ICommand<Result>, IRaciSubjectForm;

public sealed class ChangeRaciSubjectValidator : AbstractValidator<ChangeRaciSubject>
{
    public ChangeRaciSubjectValidator() => Include(new RaciSubjectFormRules());
}

public sealed class ChangeRaciSubjectHandler(IsmsDbContext db) : ICommandHandler<ChangeRaciSubject, Result>
{
    public async ValueTask<Result> Handle(ChangeRaciSubject command, CancellationToken cancellationToken)
    {
        if (await db.RaciSubjects.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } subject) { return Error.NotFound; }
        if (subject.Version != command.Version) { return Error.Stale; }
        subject.Change(command.Name!, command.Clause);
        return Result.Success;
    }
}

/// <summary>Takes a subject out of the matrix, with everybody who took part; its history stays.</summary>
[RequirePermission(Permissions.RolesAssign)]
public sealed record RemoveRaciSubject(Guid Id) : ICommand<Result>;

public sealed class RemoveRaciSubjectHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<RemoveRaciSubject, Result>
{
    public async ValueTask<Result> Handle(RemoveRaciSubject command, CancellationToken cancellationToken)
    {
        if (await db.RaciSubjects.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } subject) { return Error.NotFound; }
        if (await db.HangingOn(nameof(RaciSubject), command.Id, scope.Actor).FirstAsync(cancellationToken) is { } by) { return RaciErrors.Cited(by); }
        db.RaciEntries.RemoveRange(await db.RaciEntries.Where(e => e.SubjectId == command.Id).ToListAsync(cancellationToken));
        db.RaciSubjects.Remove(subject);
        return Result.Success;
    }
}
