using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.BusinessObjectives;

/// <summary>Removes what was written down by mistake: never reviewed, and nothing refers to it. Everything else is evidence and is closed.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record DeleteObjective(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteObjectiveHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<DeleteObjective, Result>
{
    public async ValueTask<Result> Handle(DeleteObjective command, CancellationToken cancellationToken)
        => await desk.DeleteAsync<BusinessObjective>(command.Id, command.Version, db.ScopesThatCite(db.ScopeCitations.Where(c => c.ObjectiveId == command.Id)), ObjectiveErrors.CannotBeDeleted, ObjectiveErrors.Cited, cancellationToken);
}
