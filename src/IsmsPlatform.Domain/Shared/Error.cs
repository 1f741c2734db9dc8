namespace IsmsPlatform.Domain.Shared;

/// <summary>What kind of refusal it is: the front ends choose status and page by it, never by the code.</summary>
public enum ErrorKind
{
    /// <summary>The input is not acceptable; <see cref="Error.Fields"/> says where.</summary>
    Invalid,
    /// <summary>A rule of the record refuses the act in its present state.</summary>
    Refused,
    /// <summary>No such record, or not for this tenant: both look the same.</summary>
    NotFound,
    /// <summary>The member lacks the permission.</summary>
    Forbidden,
    /// <summary>The act is sensitive, and the member showed too long ago who they are.</summary>
    ProofNeeded,
    /// <summary>Someone else changed the record since it was read.</summary>
    Stale,
    /// <summary>The value is taken, or the record exists already.</summary>
    Conflict,
}

/// <summary>
/// A refusal that a user can cause: a stable code for programs and a sentence that says what is missing and how to go on.
/// The sentence is English with {0} placeholders; it is also the key under which translations stand.
/// </summary>
/// <param name="Code">Stable, kebab-case, led by the subject: <c>asset.cycle</c>.</param>
/// <param name="Sentence">One or two full sentences with {0}… for <paramref name="Arguments"/>.</param>
public sealed record Error(string Code, string Sentence, ErrorKind Kind = ErrorKind.Refused, params IReadOnlyList<object> Arguments)
{
    /// <summary>Where the input is wrong; empty unless <see cref="Kind"/> is <see cref="ErrorKind.Invalid"/>.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public static Error NotFound { get; } = new("not-found", "There is no such record, or it is not yours to see.", ErrorKind.NotFound);

    public static Error Forbidden { get; } = new("forbidden", "Your role does not allow this. Ask the ISMS manager.", ErrorKind.Forbidden);

    public static Error ProofNeeded { get; } = new("proof-needed", "Show once more who you are: enter your password, a code of your app, or use a passkey.", ErrorKind.ProofNeeded);

    public static Error Stale { get; } = new("stale", "Someone else changed this while you were editing. Compare the two versions, then save again.", ErrorKind.Stale);

    public static Error Invalid(params IReadOnlyList<FieldError> fields)
        => new("invalid", "Some fields need your attention.", ErrorKind.Invalid) { Fields = fields };

    /// <summary>A refusal that belongs to one field of the input.</summary>
    public Error At(string field) => this with { Kind = ErrorKind.Invalid, Fields = [new FieldError(field, Code, Sentence, Arguments)] };
}

/// <summary>One field that is wrong. <see cref="Field"/> is the property's name in the message, e.g. <c>Name</c> or <c>Rows[3].Owner</c>.</summary>
public sealed record FieldError(string Field, string Code, string Sentence, params IReadOnlyList<object> Arguments);
