using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Controls;

/// <param name="Query">The address's query, for links that go on with the same filter.</param>
public sealed record ControlList(ControlFilter Filter, Page<ControlRow> Page, string Query);

public sealed record ControlPage(ControlView Control, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record ControlFormPage(ControlForm Form, Guid Id, long? Version, Conflict? Conflict = null);

public sealed record ImplementationPage(ImplementationView Implementation, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Id">Of the implementation.</param>
/// <param name="Version">What the editor saw; null for a new one.</param>
/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record ImplementationFormPage(ImplementationForm Form, Guid Id, long? Version, Guid ControlId, string ControlCode, string ControlTitle, ImplementationChoices Choices, Conflict? Conflict = null);

/// <summary>How a control's values look and read.</summary>
public static class ControlLook
{
    public static StatusKind Kind(ImplementationStatus status) => status switch
    {
        ImplementationStatus.Operated or ImplementationStatus.Implemented => StatusKind.Good,
        ImplementationStatus.Planned or ImplementationStatus.InProgress => StatusKind.Progress,
        _ => StatusKind.Neutral,
    };

    /// <summary>Where the control stands as a whole.</summary>
    public static (string Text, StatusKind Kind) State(int implementations, int working, int ineffective, Texts t) => (implementations, working) switch
    {
        _ when ineffective > 0 => (t["Not effective"], StatusKind.Bad),
        (0, _) => (t["Nothing yet"], StatusKind.Neutral),
        (_, 0) => (t["Not in place"], StatusKind.Progress),
        var (all, done) when all == done => (t["In place"], StatusKind.Good),
        _ => (t["Partly in place"], StatusKind.Progress),
    };

    public static string Listed<T>(IEnumerable<T>? values, Func<T, string> word) => values?.Select(word).ToList() is { Count: > 0 } words ? string.Join(", ", words) : "–";

    internal static Conflict Compare(ChangeControl form, ControlView stored, IReadOnlyList<ActivityEntry> latest, Texts t, Words words) => Both.Versions(latest,
        new(t["Title"], form.Title, stored.Title),
        new(t["Purpose"], form.Purpose, stored.Purpose),
        new(t["Theme"], form.Theme is { } theme ? words.Of(theme) : null, words.Of(stored.Theme!.Value)),
        new(t["Nature"], form.Nature is { } nature ? words.Of(nature) : null, words.Of(stored.Nature!.Value)),
        new(t["Control type"], Listed(form.Types, words.Of), Listed(stored.Types, words.Of)),
        new(t["Protects"], Listed(form.Properties, words.Of), Listed(stored.Properties, words.Of)),
        new(t["Cybersecurity concept"], Listed(form.Concepts, words.Of), Listed(stored.Concepts, words.Of)),
        new(t["Operational capability"], Listed(form.Capabilities, words.Of), Listed(stored.Capabilities, words.Of)),
        new(t["Security domain"], Listed(form.Domains, words.Of), Listed(stored.Domains, words.Of)));

    internal static Conflict Compare(ChangeImplementation form, ImplementationView stored, ImplementationChoices choices, IReadOnlyList<ActivityEntry> latest, Texts t, Words words)
    {
        static string? Name(IReadOnlyList<Choice> choices, Guid? id) => choices.FirstOrDefault(c => c.Id == id)?.Name;
        return Both.Versions(latest,
            new(t["Title"], form.Title, stored.Title),
            new(t["How it is done"], form.Description, stored.Description),
            new(t["Status"], form.Status is { } status ? words.Of(status) : null, words.Of(stored.Status!.Value)),
            new(t["Owner"], Name(choices.People, form.OwnerId), stored.Owner),
            new(t["Carried out by"], Name(choices.People, form.OperatorId), stored.Operator),
            new(t["Unit"], Name(choices.Units, form.UnitId), stored.Unit),
            new(t["Location"], Name(choices.Locations, form.LocationId), stored.Location),
            new(t["System"], Name(choices.Assets, form.AssetId), stored.Asset),
            new(t["How often"], form.Frequency is { } often ? words.Of(often) : null, stored.Frequency is { } stays ? words.Of(stays) : null),
            new(t["By hand or automatic"], form.Automation is { } mine ? words.Of(mine) : null, stored.Automation is { } theirs ? words.Of(theirs) : null),
            new(t["Maturity"], form.Maturity?.ToString(Svg.Invariant), stored.Maturity?.ToString(Svg.Invariant)),
            new(t["What shows that it is done"], form.EvidenceExpected, stored.EvidenceExpected));
    }
}
