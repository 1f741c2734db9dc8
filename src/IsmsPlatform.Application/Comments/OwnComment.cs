using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Comments;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Comments;

/// <summary>A comment together with the record that it hangs on, for a person who may see that record.</summary>
internal static class OwnComment
{
    internal static async Task<(Comment Comment, SubjectName Subject)?> OpenAsync(IsmsDbContext db, RequestScope scope, Guid id, CancellationToken cancellationToken)
    {
        if (scope.PersonId is null || await db.Comments.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } comment) { return null; }
        return await db.FindAsync(comment.SubjectType, comment.SubjectId, scope.Actor, cancellationToken) is { } subject ? (comment, subject) : null;
    }
}
