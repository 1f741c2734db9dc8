using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Context;

/// <summary>Removes a draft to which nothing refers; what counted once is evidence and is closed.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record DeleteIssue(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteIssueHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<DeleteIssue, Result>
{
    public async ValueTask<Result> Handle(DeleteIssue command, CancellationToken cancellationToken)
        => await desk.DeleteAsync<ContextIssue>(command.Id, command.Version, db.ScopesThatCite(db.ScopeCitations.Where(c => c.IssueId == command.Id)), ContextErrors.CannotBeDeleted, ContextErrors.Cited, cancellationToken);
}
