using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
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

/// <summary>The person leaves: the account is locked out at once, the records in the person's name stay (A.6.5).</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record MarkPersonLeft(Guid Id, DateOnly? LastDay) : ICommand<Result>;

public sealed class MarkPersonLeftValidator : AbstractValidator<MarkPersonLeft>
{
    public MarkPersonLeftValidator() => RuleFor(c => c.LastDay).Plausible();
}

public sealed class MarkPersonLeftHandler(IsmsDbContext db, PlatformDb platform, RequestScope scope, TimeProvider clock) : ICommandHandler<MarkPersonLeft, Result>
{
    public async ValueTask<Result> Handle(MarkPersonLeft command, CancellationToken cancellationToken)
    {
        await db.LockAsync("administrators", cancellationToken);
        if (await db.People.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is not { } person) { return Error.NotFound; }
        if (await LastAdministrator.IsAsync(db, platform, scope, clock, person.Id, cancellationToken)) { return LastAdministrator.Stays; }
        var left = person.Leave(command.LastDay ?? scope.Today(clock));
        if (!left.IsSuccess) { return left; }
        var now = clock.GetUtcNow();
        (await platform.Memberships.SingleOrDefaultAsync(m => m.TenantId == scope.TenantId && m.PersonId == person.Id, cancellationToken))?.Deactivate(now);
        var open = await platform.Invitations.Where(i => i.TenantId == scope.TenantId && i.PersonId == person.Id && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(cancellationToken);
        open.ForEach(i => i.Withdraw(now));
        return Result.Success;
    }
}
