using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Comments;

/// <summary>
/// What someone said about a record. The author corrects or withdraws it; that it was said stays visible, and history keeps what
/// was said.
/// </summary>
public sealed class Comment : Entity
{
    public const int TextMaxLength = 4000;

    private Comment() { }

    public string SubjectType { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    public Guid AuthorId { get; private init; }

    /// <summary>Plain text with line breaks; null once it is withdrawn.</summary>
    public string? Text { get; private set; }

    public DateTimeOffset WrittenAt { get; private init; }

    public DateTimeOffset? CorrectedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public static Comment Write(Guid id, string subjectType, Guid subjectId, Guid authorId, string text, DateTimeOffset now)
        => new() { Id = id, SubjectType = subjectType, SubjectId = subjectId, AuthorId = authorId, Text = Shared.Text.Clean(text), WrittenAt = now };

    public Result Correct(Guid person, string text, DateTimeOffset now)
    {
        if (MayBeChangedBy(person).Error is { } error) { return error; }
        var corrected = Shared.Text.Clean(text);
        if (corrected != Text) { (Text, CorrectedAt) = (corrected, now); }
        return Result.Success;
    }

    public Result Withdraw(Guid person, DateTimeOffset now)
    {
        if (MayBeChangedBy(person).Error is { } error) { return error; }
        (Text, WithdrawnAt) = (null, now);
        return Result.Success;
    }

    private Result MayBeChangedBy(Guid person)
        => AuthorId != person ? CommentErrors.NotYours : WithdrawnAt is not null ? CommentErrors.Withdrawn : Result.Success;
}
