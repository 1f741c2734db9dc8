namespace IsmsPlatform.Web.Ui.Models;

/// <summary>What happened to a record, in words, newest first. Partial <c>_Timeline</c>.</summary>
public sealed record Timeline(IReadOnlyList<TimelineEntry> Entries, string? OlderUrl = null);

/// <param name="Actor">Name of the person, API client or job.</param>
/// <param name="Kind">Who acted; machines are drawn with a mark instead of initials.</param>
/// <param name="At">In UTC; shown in the user's zone.</param>
/// <param name="Sentence">What follows the name, in pieces.</param>
/// <param name="Changes">Fields that changed.</param>
/// <param name="Reason">Given with a change that waives a safeguard.</param>
public sealed record TimelineEntry(string Actor, TimelineActor Kind, DateTimeOffset At, IReadOnlyList<TimelinePiece> Sentence, IReadOnlyList<TimelineChange> Changes, string? Reason = null);

/// <summary>A piece of a sentence: plain, stressed or a link.</summary>
public sealed record TimelinePiece(string Text, bool Strong = false, string? Href = null);

/// <summary>Null is an empty field.</summary>
public sealed record TimelineChange(string Field, string? Before, string? After);

public enum TimelineActor
{
    Person,
    ApiClient,
    Job,
}
