using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Comments;

/// <summary>The author takes it back. The text leaves the page; events and history keep what was said.</summary>
[RequirePermission(Permissions.CommentsWrite)]
public sealed record WithdrawComment(Guid Id, long Version) : ICommand<Result>;

public sealed class WithdrawCommentHandler(IsmsDbContext db, AuditTrail audit, RequestScope scope, TimeProvider clock) : ICommandHandler<WithdrawComment, Result>
{
    public async ValueTask<Result> Handle(WithdrawComment command, CancellationToken cancellationToken)
    {
        if (await OwnComment.OpenAsync(db, scope, command.Id, cancellationToken) is not var (comment, subject)) { return Error.NotFound; }
        if (comment.Version != command.Version) { return Error.Stale; }
        if (comment.Withdraw(scope.PersonId!.Value, clock.GetUtcNow()).Error is { } error) { return error; }
        audit.Note(comment.SubjectType, subject.Id, subject.Name);
        return Result.Success;
    }
}
