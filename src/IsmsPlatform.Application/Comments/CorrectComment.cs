using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Comments;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Comments;

/// <summary>The author says it better; that it was corrected is seen.</summary>
[RequirePermission(Permissions.CommentsWrite)]
public sealed record CorrectComment(Guid Id, string? Text, long Version) : ICommand<Result>;

public sealed class CorrectCommentValidator : AbstractValidator<CorrectComment>
{
    public CorrectCommentValidator() => RuleFor(c => c.Text).Required().AtMost(Comment.TextMaxLength);
}

public sealed class CorrectCommentHandler(IsmsDbContext db, AuditTrail audit, RequestScope scope, TimeProvider clock) : ICommandHandler<CorrectComment, Result>
{
    public async ValueTask<Result> Handle(CorrectComment command, CancellationToken cancellationToken)
    {
        if (await OwnComment.OpenAsync(db, scope, command.Id, cancellationToken) is not var (comment, subject)) { return Error.NotFound; }
        if (comment.Version != command.Version) { return Error.Stale; }
        var before = comment.Text;
        if (comment.Correct(scope.PersonId!.Value, command.Text!, clock.GetUtcNow()).Error is { } error) { return error; }
        if (comment.Text != before) { audit.Note(comment.SubjectType, subject.Id, subject.Name, new FieldChange(nameof(Comment), before, comment.Text)); }
        return Result.Success;
    }
}
