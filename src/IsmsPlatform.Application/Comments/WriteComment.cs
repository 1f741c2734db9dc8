using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Comments;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Comments;

/// <summary>Says something about a record that one may see.</summary>
[RequirePermission(Permissions.CommentsWrite)]
public sealed record WriteComment(Guid Id, string? SubjectType, Guid SubjectId, string? Text) : ICommand<Result<Guid>>;

public sealed class WriteCommentValidator : AbstractValidator<WriteComment>
{
    public WriteCommentValidator()
    {
        RuleFor(c => c.Id).Required();
        RuleFor(c => c.Text).Required().AtMost(Comment.TextMaxLength);
    }
}

public sealed class WriteCommentHandler(IsmsDbContext db, AuditTrail audit, RequestScope scope, TimeProvider clock) : ICommandHandler<WriteComment, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(WriteComment command, CancellationToken cancellationToken)
    {
        if (scope.PersonId is not { } author) { return Error.Forbidden; }
        if (await db.FindAsync(command.SubjectType, command.SubjectId, scope.Actor, cancellationToken) is not { } subject) { return Error.NotFound; }
        var comment = Comment.Write(command.Id, SubjectKinds.Of(command.SubjectType)!.Type, subject.Id, author, command.Text!, clock.GetUtcNow());
        // The form was sent twice: that is one comment, and whatever differs is not lost in silence.
        if (await db.Comments.AsNoTracking().SingleOrDefaultAsync(c => c.Id == command.Id, cancellationToken) is { } there)
        {
            return (there.SubjectType, there.SubjectId, there.AuthorId, there.Text) == (comment.SubjectType, comment.SubjectId, author, comment.Text) ? there.Id : ReviewErrors.SentBefore;
        }
        db.Comments.Add(comment);
        audit.Note(comment.SubjectType, subject.Id, subject.Name, new FieldChange(nameof(Comment), null, comment.Text));
        return comment.Id;
    }
}
