using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Comments;

/// <summary>What a comment refuses, why, and how to go on.</summary>
public static class CommentErrors
{
    public static Error NotYours { get; } = new("comment.not-yours",
        "Only the author corrects or withdraws a comment. Answer it with a comment of your own.");

    public static Error Withdrawn { get; } = new("comment.withdrawn",
        "This comment was withdrawn. Write a new one.");
}
