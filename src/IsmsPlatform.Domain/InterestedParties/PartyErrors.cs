using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.InterestedParties;

/// <summary>What interested parties and their requirements refuse, why, and how to go on.</summary>
public static class PartyErrors
{
    public static Error NameTaken { get; } = new Error("party.name-taken",
        "Another active party has this name. Change that one, or give this one a name of its own.", ErrorKind.Conflict).At(nameof(InterestedParty.Name));

    public static Error Closed { get; } = new("party.closed",
        "This party is closed. Reopen it first.");

    /// <param name="requirement">The first of those that are undecided.</param>
    public static Error Undecided(string requirement) => new("party.undecided",
        "Nobody decided whether the ISMS addresses “{0}”. Decide it or remove it, then close the party.", ErrorKind.Refused, Text.Shortened(requirement, ReadableLength));

    // A requirement may be a page long; a sentence that names it is not.
    private const int ReadableLength = 100;

    public static Error NotClosed { get; } = new("party.not-closed",
        "This party is not closed, so there is nothing to reopen.");

    public static Error CannotBeDeleted { get; } = new("party.cannot-be-deleted",
        "This party was reviewed or closed once, so it is evidence. Close it instead.");

    /// <param name="by">How that is called which refers to it.</param>
    public static Error Cited(string by) => new("party.cited",
        "It cannot be deleted while something refers to it: {0}. Remove that first, or close the party.", ErrorKind.Conflict, Text.Shortened(by, ReadableLength));

    /// <param name="by">How that is called which refers to it.</param>
    public static Error RequirementCited(string by) => new("requirement.cited",
        "It cannot be removed while something refers to it: {0}. Leave it out there first. If the ISMS does not address it any more, say so here.", ErrorKind.Conflict, by);

    public static Error SayHow { get; } = new Error("requirement.say-how",
        "Say how the ISMS addresses it: a policy, a control, a contract.").At(nameof(PartyRequirement.Reason));

    public static Error SayWhyNot { get; } = new Error("requirement.say-why-not",
        "Say why the ISMS does not address it, and who takes care of it instead.").At(nameof(PartyRequirement.Reason));

    public static Error BasisTwice { get; } = new Error("requirement.basis-twice",
        "This requirement names that legal requirement already.", ErrorKind.Conflict).At("LegalRequirementIds");

    public static Error NoSuchBasis { get; } = new Error("no-such-record",
        "There is no such record in this organisation. Choose one from the list.").At("LegalRequirementIds");
}
