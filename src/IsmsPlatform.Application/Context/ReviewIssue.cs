using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Context;

/// <summary>Somebody looked at the issue again: it stands as it is now, until the next review.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ReviewIssue(Guid Id, long Version) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(ContextIssue);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class ReviewIssueHandler(ReviewDesk desk) : ICommandHandler<ReviewIssue, Result>
{
    public async ValueTask<Result> Handle(ReviewIssue command, CancellationToken cancellationToken)
        => await desk.ConfirmAsync<ContextIssue>(command.Id, command.Version, Permissions.ContextEdit, cancellationToken);
}
