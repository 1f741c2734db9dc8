using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>The holder takes a role on (ISO/IEC 27001 5.3: responsibilities are assigned and communicated). Nobody accepts for someone else.</summary>
[AnyMember]
public sealed record AcceptRole(Guid Id) : ICommand<Result>;

public sealed class AcceptRoleHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<AcceptRole, Result>
{
    public async ValueTask<Result> Handle(AcceptRole command, CancellationToken cancellationToken)
        => await db.RoleAssignments.SingleOrDefaultAsync(r => r.Id == command.Id && r.PersonId == scope.PersonId, cancellationToken) is { } assignment ? assignment.Accept(scope.Today(clock)) : Error.NotFound;
}
