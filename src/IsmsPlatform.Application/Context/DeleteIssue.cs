using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Context;

/// <summary>Removes a draft; what counted once is evidence and is closed.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record DeleteIssue(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteIssueHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<DeleteIssue, Result>
{
    public async ValueTask<Result> Handle(DeleteIssue command, CancellationToken cancellationToken)
        => await desk.ActAsync<ContextIssue>(command.Id, command.Version, issue =>
        {
            if (!issue.CanBeDeleted) { return ContextErrors.CannotBeDeleted; }
            db.ContextIssues.Remove(issue);
            return Result.Success;
        }, cancellationToken);
}
