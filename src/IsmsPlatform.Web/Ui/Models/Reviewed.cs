using IsmsPlatform.Application.Shared;

namespace IsmsPlatform.Web.Ui.Models;

/// <summary>Owner and review of a record, as properties. Partial <c>_Reviewed</c>, inside a <c>dl</c>.</summary>
/// <param name="Late">The day of the review is over.</param>
public sealed record Reviewed(string Owner, DateOnly? NextReviewOn, DateOnly? ReviewedOn, bool Late);

/// <summary>The fields of a form that say who answers for a record and when it is looked at again. Partial <c>_ReviewedFields</c>.</summary>
public sealed record ReviewedFields(Guid? OwnerId, DateOnly? NextReviewOn, IReadOnlyList<Choice> People);

/// <summary>Asks for the reason before a record is closed. View <c>Closing</c>.</summary>
/// <param name="Nav">The way in the sidebar.</param>
/// <param name="List">Title and address of the list that it stands in.</param>
/// <param name="Url">Of the record; the form is sent below it, to <paramref name="Act"/>.</param>
/// <param name="Button">The verb.</param>
/// <param name="Consequences">What else it touches, a sentence each.</param>
public sealed record ClosingPage(string Nav, WayOn List, string Url, string Act, string Name, string Title, string Lead, string Button, long Version, string? Reason, params IReadOnlyList<string> Consequences);

/// <summary>What is seldom done with a record, in a menu on its page. Partial <c>_MoreActs</c>.</summary>
/// <param name="Url">Of the record.</param>
/// <param name="Close">The way to the page that ends it, as that is called here; null for whoever may not.</param>
public sealed record MoreActs(string SubjectType, Guid Id, string Url, long Version, WayOn? Close, bool MayBeDeleted);

/// <summary>
/// Asks before something is gone: a button with <c>popovertarget</c> opens it, so that it asks without JavaScript, too. Partial <c>_Ask</c>.
/// </summary>
/// <param name="Id">Of the popover.</param>
/// <param name="Question">With the name of what it is about.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Version">Of the record as it was seen.</param>
/// <param name="Verb">The button that does it.</param>
/// <param name="Follows">What follows, a sentence each.</param>
public sealed record Ask(string Id, string Question, string Action, long Version, string Verb, params IReadOnlyList<string> Follows)
{
    /// <summary>For the draft of a version that top management is to approve; the button opens <c>ask-give-up</c>.</summary>
    /// <param name="url">Of the version.</param>
    /// <param name="asked">Top management was asked already.</param>
    public static Ask GiveUp(int versionNo, string url, long version, bool asked, Texts t) => new("ask-give-up", t["Give up the draft of version {0}?", versionNo], $"{url}/withdraw", version, t["Give up"],
        [t["It is not edited any more, its number is not used again, and it stays readable as evidence."], .. asked ? [t["The request for approval ends with it: nobody is asked to decide any more."]] : Array.Empty<string>()]);
}

/// <summary>The head of a list: title, export and the one way to a new record. Partial <c>_ListHead</c>.</summary>
/// <param name="Export">Address of the export without its ending and query.</param>
/// <param name="New">Null for whoever may not.</param>
public sealed record ListHead(string Title, string Lead, string Export, string Query, WayOn? New);
