using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Responsibilities;

/// <summary>What the matrix of responsibilities refuses, why, and how to go on.</summary>
public static class RaciErrors
{
    public static Error AccountableAlready { get; } = new Error("raci.accountable-already",
        "Somebody is accountable for this already, and there is exactly one. Take that one out first, or choose another part.", ErrorKind.Conflict).At(nameof(RaciEntry.Letter));

    public static Error NamedAlready { get; } = new Error("raci.named-already",
        "They take part in this way already.", ErrorKind.Conflict).At(nameof(RaciEntry.Role));

    /// <param name="by">How that is called which refers to it.</param>
    public static Error Cited(string by) => new("raci.cited",
        "It cannot be taken out while something refers to it: {0}. Remove that first, or leave it in the matrix.", ErrorKind.Conflict, by);

    public static Error OnePersonOrRole { get; } = new Error("raci.one-person-or-role",
        "Choose a role or a person, one of the two.").At(nameof(RaciEntry.Role));

    public static Error NotActive { get; } = new Error("raci.not-active",
        "Only someone who is active takes part. Choose another person, or mark this one as active first.").At(nameof(RaciEntry.PersonId));
}
