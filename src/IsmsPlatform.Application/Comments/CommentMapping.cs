using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Comments;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Comments;

internal sealed class CommentMapping : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("comment");
        builder.SavedAfter<Comment, Person>(nameof(Comment.AuthorId));
        // An act on a comment is an act on the record that it hangs on: the handlers note it there.
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
    }
}
