using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Scope;

/// <summary>What the scope refuses, why, and how to go on.</summary>
public static class ScopeErrors
{
    public static Error Closed { get; } = new("scope.closed", "This version is closed and stays as it is. Begin a new draft to change the scope.", ErrorKind.Conflict);

    public static Error InReviewAlready { get; } = new("scope.in-review-already", "Top management was asked already. Editing the draft takes the request back.", ErrorKind.Conflict);

    public static Error NotInReview { get; } = new("scope.not-in-review", "This draft was edited after approval was asked for. Ask its author to submit it again.", ErrorKind.Conflict);

    public static Error NotInForce { get; } = new("scope.not-in-force", "Only a version that was approved is reviewed.");

    public static Error NotPlanned { get; } = new("scope.not-planned", "Only an approved version whose day is still to come is called off. Draft a new version to change what is in force.", ErrorKind.Conflict);

    public static Error OpenAlready { get; } = new("scope.open-already", "There is a draft already, and there is one at a time. Go on with that one, or withdraw it first.", ErrorKind.Conflict);

    // What keeps a draft from being submitted, each at its field and by name.

    public static FieldError StatementMissing { get; } = new(nameof(ScopeStatement.Statement), "scope.statement-missing", "Say in a few sentences what the ISMS covers, as the certificate will say it.");

    public static FieldError NoObjective { get; } = new("Objectives", "scope.no-objective", "Choose at least one business objective that the ISMS serves.");

    public static FieldError NothingInside { get; } = new(nameof(ScopeStatement.Statement), "scope.nothing-inside", "Everything is outside. Draw in at least one unit or location: a scope covers something.");

    public static Error UndecidedSince(string name) => new("scope.undecided-since", "“{0}” came after this was submitted, and nothing is decided about it. Turn the request down, so that the author can decide.", ErrorKind.Refused, name);

    public static FieldError EffectiveFromMissing { get; } = new(nameof(ScopeStatement.EffectiveFrom), "scope.effective-from-missing", "Say from which day on it is to hold.");

    public static FieldError EffectiveFromPast { get; } = new(nameof(ScopeStatement.EffectiveFrom), "scope.effective-from-past", "This day is over. Give today or a later day.");

    public static FieldError ReviewMissing { get; } = new(nameof(ScopeStatement.NextReviewOn), "scope.review-missing", "Say when it is reviewed next.");

    public static FieldError ReviewTooEarly { get; } = new(nameof(ScopeStatement.NextReviewOn), "scope.review-too-early", "The next review lies before the day from which it is to hold. Give a later day.");

    public static FieldError TooFarAhead(string field) => new(field, "scope.too-far-ahead", "This day lies more than {0} years ahead. Look at the year, and give an earlier day.", ScopeStatement.MostYearsAhead);

    public static FieldError BeforeVersion(int versionNo, DateOnly from) => new(nameof(ScopeStatement.EffectiveFrom), "scope.before-another", "Version {0} takes effect on {1}, and this one follows it. Give a later day.", versionNo, from);

    public static FieldError NoReason(string field, string name) => new(field, "scope.no-reason", "“{0}” is excluded without a reason. Say why, or include it.", name);

    public static FieldError InterfaceTwice(string field) => new(field, "scope.interface-twice", "This interface stands twice. Say what is different about it, or empty one of the two lines.");

    public static Error CriticalOutside(string field, string name) => new Error("scope.critical-outside", "“{0}” is marked as critical, so it cannot be outside. Draw it in, or take the mark away.", ErrorKind.Refused, name).At(field);

    public static FieldError ChildIncluded(string field, string parent, string child) => new(field, "scope.child-included", "“{0}” is excluded, but “{1}” below it is included. Decide the same for both, or include the upper one.", parent, child);

    public static FieldError Undecided(string field, string name) => new(field, "scope.undecided", "Nothing is decided about “{0}”. Say whether it is inside or outside.", name);

    public static FieldError Repealed(string title) => new("LegalRequirements", "scope.cites-repealed", "“{0}” is repealed and binds nobody any more. Take it away, or name what took its place.", title);

    public static FieldError RequirementUndecided(string party, string requirement) => new("Requirements", "scope.requirement-undecided", "It is not decided whether the ISMS addresses “{1}”, which {0} requires. Decide that first, on the page of the party.", party, requirement);
}
