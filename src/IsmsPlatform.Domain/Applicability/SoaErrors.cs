using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Applicability;

/// <summary>What the Statement of Applicability refuses, why, and how to go on.</summary>
public static class SoaErrors
{
    public const string Controls = "Controls";
    public const string Scope = "Scope";
    public const string Plan = "Plan";

    public static Error Closed { get; } = new("soa.closed", "This version stays as it is. Begin a new one to change the Statement of Applicability.", ErrorKind.Conflict);

    public static Error InReviewAlready { get; } = new("soa.in-review-already", "Top management was asked already. Changing an entry takes the request back.", ErrorKind.Conflict);

    public static Error NotInReview { get; } = new("soa.not-in-review", "This version was changed after approval was asked for. Ask its author to submit it again.", ErrorKind.Conflict);

    public static Error DraftedAlready { get; } = new("soa.drafted-already", "There is a draft already, and there is one at a time. Go on with that one, or give it up first.", ErrorKind.Conflict);

    public static Error NoScope { get; } = new("soa.no-scope", "The Statement of Applicability rests on the scope, and none is approved yet. Draft the scope and let top management approve it first.");

    public static Error NoAuthor { get; } = new Error("soa.no-author", "Name the person who answers for the draft.").At("AuthorId");

    public static Error NobodyConfirms { get; } = new("soa.nobody-confirms", "Nobody answers for this key, so nobody would have looked at what is proposed. Confirm it in the portal, or name a person who answers for the key.");

    public static Error NoSuchRecord(string field) => new Error("no-such-record", "There is no such record in this organisation. Choose one from the list.").At(field);

    public static Error TooManyLinks(string field) => new Error("soa.too-many-links", "An entry names {0} records at most. Name those that matter most.", ErrorKind.Invalid, SoaEntry.MostLinks).At(field);

    // What keeps a decision from being saved, each at its field.

    public static FieldError NoReason { get; } = new(nameof(SoaEntry.Reasons), "soa.no-reason", "Say why the control is necessary: choose at least one reason.");

    public static FieldError NoRisk { get; } = new("RiskIds", "soa.no-risk", "The reason is a risk, so name it. If there is none, take the reason away.");

    public static FieldError NoLaw { get; } = new("LegalRequirementIds", "soa.no-law", "The reason is law, so name a legal requirement that asks for the control. If there is none, take the reason away.");

    public static FieldError NoContract { get; } = new("RequirementIds", "soa.no-contract", "The reason is a contract, so name the contract or what an interested party requires. If there is none, take the reason away.");

    public static FieldError NoJustification { get; } = new(nameof(SoaEntry.Justification), "soa.no-justification", "Say in at least {0} characters why the control is not necessary here.", SoaEntry.JustificationMinLength);

    public static FieldError InUse(string code, string risk) => new(nameof(SoaEntry.Applicable), "soa.excludes-in-use", "{0} cannot be excluded while it treats “{1}”. Take the control off that risk, cancel the action that brings it in or close the risk first, or include the control.", code, risk);

    // What keeps a draft from being submitted, each by name.

    public static FieldError Incomplete(int complete, int all) => new(Controls, "soa.incomplete", "{0} of {1} rows are complete. Decide about the others, then submit.", complete, all);

    public static FieldError Undecided(string field, string control) => new(field, "soa.undecided", "Nothing is decided about {0}. Say whether it is applicable, and why.", control);

    public static FieldError OnlyProposed(string field, string control) => new(field, "soa.only-proposed", "{0} is only proposed, and nobody has looked at it. Confirm what is proposed, or decide about it.", control);

    public static FieldError ExcludedInUse(string field, string control, string risk) => new(field, "soa.excluded-in-use", "{0} is excluded, but it treats “{1}”. Include it, take the control off that risk, or cancel the action that brings it in.", control, risk);

    public static FieldError RestsOnNothing(string field, string control, string record) => new(field, "soa.reason-over", "{0} rests on “{1}”, which is closed or repealed. Name another reason.", control, record);

    public static FieldError RowMissing(string control) => new(Controls, "soa.row-missing", "{0} came into use since and has no row here yet.", control);

    public static FieldError RowUnused(string control) => new(Controls, "soa.row-unused", "{0} is one of your own controls and not in use any more, but has a row here.", control);

    public static FieldError ScopeNewer(int restsOn, int newer) => new(Scope, "soa.scope-newer", "It rests on version {0} of the scope, and version {1} is newer. Take it over, and look at what it changes.", restsOn, newer);

    public static FieldError PlanNewer(string restsOn, string newer) => new(Plan, "soa.plan-newer", "It rests on the treatment plan {0}, and {1} was approved since. Take it over, and look at what it changes.", restsOn, newer);

    public static FieldError PlanSince(string newer) => new(Plan, "soa.plan-newer", "It rests on no treatment plan, and {0} was approved since. Take it over, and look at what it changes.", newer);
}
