using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Comments;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Comments;

/// <summary>A comment of one's own, to correct it.</summary>
[RequirePermission(Permissions.CommentsWrite)]
public sealed record GetComment(Guid Id) : IQuery<Result<CommentView>>;

/// <param name="Path">Page of the record that it hangs on.</param>
public sealed record CommentView(Guid Id, string? Text, SubjectName Subject, string Path, long Version);

public sealed class GetCommentHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<GetComment, Result<CommentView>>
{
    public async ValueTask<Result<CommentView>> Handle(GetComment query, CancellationToken cancellationToken)
    {
        if (await OwnComment.OpenAsync(db, scope, query.Id, cancellationToken) is not var (comment, subject)) { return Error.NotFound; }
        if (comment.AuthorId != scope.PersonId) { return Error.NotFound; }
        return comment.WithdrawnAt is not null ? CommentErrors.Withdrawn
            : new CommentView(comment.Id, comment.Text, subject, SubjectKinds.Of(comment.SubjectType)!.PathOf(subject.Id), comment.Version);
    }
}
