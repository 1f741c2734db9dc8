using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>The person is there (again).</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record ActivatePerson(Guid Id) : ICommand<Result>;

public sealed class ActivatePersonHandler(IsmsDbContext db) : ICommandHandler<ActivatePerson, Result>
{
    public async ValueTask<Result> Handle(ActivatePerson command, CancellationToken cancellationToken)
        => await db.People.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } person ? person.Activate() : Error.NotFound;
}

/// <summary>The person is away for a longer time: no new responsibilities until they are back.</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record MarkPersonAbsent(Guid Id) : ICommand<Result>;

public sealed class MarkPersonAbsentHandler(IsmsDbContext db) : ICommandHandler<MarkPersonAbsent, Result>
{
    public async ValueTask<Result> Handle(MarkPersonAbsent command, CancellationToken cancellationToken)
        => await db.People.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } person ? person.MarkAbsent() : Error.NotFound;
}
