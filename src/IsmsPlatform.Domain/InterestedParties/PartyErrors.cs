using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.InterestedParties;

/// <summary>What interested parties and their requirements refuse, why, and how to go on.</summary>
public static class PartyErrors
{
    public static Error NameTaken { get; } = new Error("party.name-taken",
        "Another active party has this name. Change that one, or give this one a name of its own.", ErrorKind.Conflict).At(nameof(InterestedParty.Name));

    public static Error Closed { get; } = new("party.closed",
        "This party is closed. Reopen it first.");

    public static Error NotClosed { get; } = new("party.not-closed",
        "This party is not closed, so there is nothing to reopen.");

    public static Error SayHow { get; } = new Error("requirement.say-how",
        "Say how the ISMS addresses it: a policy, a control, a contract.").At(nameof(PartyRequirement.Reason));

    public static Error SayWhyNot { get; } = new Error("requirement.say-why-not",
        "Say why the ISMS does not address it, and who takes care of it instead.").At(nameof(PartyRequirement.Reason));

    public static Error BasisTwice { get; } = new Error("requirement.basis-twice",
        "This requirement names that legal requirement already.", ErrorKind.Conflict).At("LegalRequirementIds");

    public static Error NoSuchBasis { get; } = new Error("no-such-record",
        "There is no such record in this organisation. Choose one from the list.").At("LegalRequirementIds");
}
