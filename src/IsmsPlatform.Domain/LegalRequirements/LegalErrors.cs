using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.LegalRequirements;

/// <summary>What the legal register refuses, why, and how to go on.</summary>
public static class LegalErrors
{
    public static Error Repealed { get; } = new("legal.repealed",
        "This requirement is repealed. Reinstate it first if it binds the organisation again.");

    public static Error NotRepealed { get; } = new("legal.not-repealed",
        "This requirement is in force, so there is nothing to reinstate.");

    public static Error JurisdictionUnknown { get; } = new Error("legal.jurisdiction-unknown",
        "Choose a jurisdiction from the list.").At(nameof(LegalRequirement.Jurisdiction));

    public static Error JurisdictionMissing { get; } = new Error("legal.jurisdiction-missing",
        "Say whose law it is. Only a contract or a standard has no jurisdiction of its own.").At(nameof(LegalRequirement.Jurisdiction));

    /// <param name="other">Code of the one that is there.</param>
    public static Error Twice(string other) => new Error("legal.twice",
        "{0} has the same title and jurisdiction. Change that one, or give this one a title that says what is different, such as the article.", ErrorKind.Conflict, other).At(nameof(LegalRequirement.Title));

    public static Error NoHttps { get; } = new Error("legal.no-https",
        "Give the whole address of a page, beginning with https://.").At(nameof(LegalRequirement.SourceUrl));

    public static Error NamesSomebody { get; } = new Error("legal.user-in-address",
        "This address holds a name or a password before the @. Give it without them.").At(nameof(LegalRequirement.SourceUrl));

    public static Error NoAssessment { get; } = new Error("legal.no-assessment",
        "Say what you found: compliant, partly or not compliant.").At(nameof(LegalRequirement.ComplianceStatus));

    public static Error SayWhatIsMissing { get; } = new Error("legal.say-what-is-missing",
        "Say what is missing, so that somebody can do something about it.").At("Note");

    public static Error CannotBeDeleted { get; } = new("legal.cannot-be-deleted",
        "This requirement was assessed or reviewed once, so it is evidence. Mark it as repealed instead.");

    /// <param name="by">How the record is called that cites it.</param>
    public static Error Cited(string by) => new("legal.cited",
        "It cannot be deleted while something cites it: {0}. Mark it as repealed, or remove it there first.", ErrorKind.Conflict, by);
}
