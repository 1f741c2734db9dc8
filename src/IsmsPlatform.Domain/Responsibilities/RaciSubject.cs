using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Responsibilities;

/// <summary>Something in the ISMS that somebody answers for: a clause, a process (ISO/IEC 27001 5.3).</summary>
public sealed class RaciSubject : Entity
{
    public const int NameMaxLength = 200;
    public const int ClauseMaxLength = 20;

    private RaciSubject() { }

    public string Name { get; private set; } = "";

    /// <summary>Where the standard asks for it: <c>6.1.2</c>, <c>A.5.9</c>; null for what the organisation adds.</summary>
    public string? Clause { get; private set; }

    /// <summary>Where it stands in the matrix.</summary>
    public int Position { get; private init; }

    public static RaciSubject Add(Guid id, string name, string? clause, int position)
    {
        var subject = new RaciSubject { Id = id, Position = position };
        subject.Change(name, clause);
        return subject;
    }

    public void Change(string name, string? clause) => (Name, Clause) = (Text.Clean(name), Text.OrNull(clause));
}
