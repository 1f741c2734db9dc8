using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Responsibilities;

public enum RaciLetter
{
    /// <summary>Does the work.</summary>
    Responsible,
    /// <summary>Answers for the result: exactly one per subject.</summary>
    Accountable,
    /// <summary>Is asked before.</summary>
    Consulted,
    /// <summary>Is told after.</summary>
    Informed,
}

/// <summary>How a person, or whoever holds a role, takes part in one subject.</summary>
public sealed class RaciEntry : Entity
{
    private RaciEntry() { }

    public Guid SubjectId { get; private init; }

    public RaciLetter Letter { get; private init; }

    /// <summary>Null where a role is named.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>Null where a person is named.</summary>
    public Role? Role { get; private init; }

    /// <param name="others">The entries of the subject so far.</param>
    /// <param name="isActive">The named person is active; true for a role.</param>
    public static Result<RaciEntry> Name(Guid id, Guid subjectId, RaciLetter letter, Guid? personId, Role? role, bool isActive, IReadOnlyCollection<RaciEntry> others)
    {
        if ((personId is null) == (role is null)) { return RaciErrors.OnePersonOrRole; }
        if (letter == RaciLetter.Accountable && others.Any(o => o.Letter == RaciLetter.Accountable)) { return RaciErrors.AccountableAlready; }
        if (others.Any(o => o.Letter == letter && o.PersonId == personId && o.Role == role)) { return RaciErrors.NamedAlready; }
        if (!isActive) { return RaciErrors.NotActive; }
        return new RaciEntry { Id = id, SubjectId = subjectId, Letter = letter, PersonId = personId, Role = role };
    }

    /// <summary>Someone else takes over from the named person.</summary>
    public void HandOver(Guid personId) => PersonId = personId;
}
