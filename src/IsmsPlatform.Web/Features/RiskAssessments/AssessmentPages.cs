using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.RiskAssessments;

public sealed record AssessmentList(RiskAssessmentFilter Filter, Page<RiskAssessmentRow> Page);

public sealed record AssessmentPage(RiskAssessmentView Assessment, AssessedFilter Filter, Page<AssessedRisk> Risks, IReadOnlyList<ActivityEntry> Activity)
{
    /// <summary>Who completes it in the place of its lead; empty where the lead may, and before it is in review.</summary>
    public IReadOnlyList<Choice> Completing { get; init; } = [];
}

/// <param name="Matrix">Null where only the rows are asked for.</param>
public sealed record KeptPage(RiskAssessmentView Assessment, AssessedKind? Show, Page<KeptRisk> Risks, RiskMatrix? Matrix, IReadOnlyList<ActivityEntry> Activity);

public sealed record ComparisonPage(AssessmentComparison Comparison, AssessmentDifference? Show);

/// <summary>What the form offers to choose from; what is chosen is among it.</summary>
public sealed record AssessmentChoices(IReadOnlyList<Choice> People, IReadOnlyList<Choice> Participants, IReadOnlyList<Choice> Owners, IReadOnlyList<Choice> Units, IReadOnlyList<Choice> Locations, IReadOnlyList<Choice> Assets);

/// <param name="Code">Null for a new one.</param>
/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record AssessmentFormPage(RiskAssessmentForm Form, string? Code, AssessmentChoices Choices, Conflict? Conflict = null)
{
    public static ChangeRiskAssessment FormOf(RiskAssessmentView a) => new()
    {
        Id = a.Id,
        Version = a.Version,
        Name = a.Name,
        Trigger = a.Trigger,
        Why = a.Why,
        StartOn = a.StartOn,
        DueOn = a.DueOn,
        LeadId = a.LeadId,
        ParticipantIds = a.ParticipantIds,
        Kinds = a.Kinds,
        ThreatCategories = a.ThreatCategories,
        Needs = a.Needs,
        UnitIds = a.UnitIds,
        LocationIds = a.LocationIds,
        AssetIds = a.AssetIds,
        OwnerIds = a.OwnerIds,
    };

    public static Conflict Compare(ChangeRiskAssessment form, RiskAssessmentView stored, AssessmentChoices choices, IReadOnlyList<ActivityEntry> latest, Texts t, Words words)
    {
        static string Named(IReadOnlyList<Choice> choices, IReadOnlyList<Guid>? ids) => string.Join(", ", choices.Where(c => ids?.Contains(c.Id) == true).Select(c => c.Name).Order(StringComparer.CurrentCulture));
        static string All(IReadOnlyList<Choice> choices) => string.Join(", ", choices.Select(c => c.Name));
        static string Said<T>(IReadOnlyList<T>? values, Func<T, string> word) => string.Join(", ", (values ?? []).Select(word));
        return Both.Versions(latest,
            new(t["Name"], form.Name, stored.Name),
            new(t["Trigger"], form.Trigger is { } trigger ? words.Of(trigger) : null, words.Of(stored.Trigger!.Value)),
            new(t["Why"], form.Why, stored.Why),
            new(t["Start"], Both.Day(form.StartOn), Both.Day(stored.StartOn)),
            new(t["Due on"], Both.Day(form.DueOn), Both.Day(stored.DueOn)),
            new(t["Lead"], choices.People.FirstOrDefault(c => c.Id == form.LeadId)?.Name, stored.Lead),
            new(t["Takes part"], Named(choices.Participants, form.ParticipantIds), string.Join(", ", stored.Participants.Select(p => p.Person))),
            new(t["Kind"], Said(form.Kinds, words.Of), Said(stored.Kinds, words.Of)),
            new(t["Category of threat"], Said(form.ThreatCategories, words.Of), Said(stored.ThreatCategories, words.Of)),
            new(t["Only risks that need it"], Said(form.Needs, words.Of), Said(stored.Needs, words.Of)),
            new(t["Units"], Named(choices.Units, form.UnitIds), All(stored.Units)),
            new(t["Locations"], Named(choices.Locations, form.LocationIds), All(stored.Locations)),
            new(t["Assets"], Named(choices.Assets, form.AssetIds), All(stored.Assets)),
            new(t["Owner of risks"], Named(choices.Owners, form.OwnerIds), All(stored.Owners)));
    }
}

/// <summary>How assessments look and what is said of them.</summary>
public static class AssessmentLook
{
    public static StatusKind Kind(AssessmentStatus status) => status switch
    {
        AssessmentStatus.Planned => StatusKind.Draft,
        AssessmentStatus.InProgress or AssessmentStatus.Review => StatusKind.Progress,
        AssessmentStatus.Completed => StatusKind.Good,
        _ => StatusKind.Neutral,
    };

    public static StatusKind Kind(ItemState state) => state switch
    {
        ItemState.Open => StatusKind.Draft,
        ItemState.Done => StatusKind.Good,
        _ => StatusKind.Neutral,
    };

    /// <summary>Where it stands, in one sentence.</summary>
    /// <param name="leadCompletes">Its lead may complete it; else somebody who is named beside the sentence.</param>
    public static string Situation(RiskAssessmentView a, DateOnly today, Texts t, bool leadCompletes = true)
    {
        var left = a.DueOn!.Value.DayNumber - today.DayNumber;
        var evaluated = t.Counted(a.Risks, "{1} of {0} risk evaluated", "{1} of {0} risks evaluated", a.Evaluated);
        return a.Status switch
        {
            AssessmentStatus.Planned => t.Counted(a.Risks, "{0} open risk falls under its scope today. Starting it fixes the list.", "{0} open risks fall under its scope today. Starting it fixes the list."),
            AssessmentStatus.InProgress when left > 0 => t.Counted(left, "{1}, {0} day left.", "{1}, {0} days left.", evaluated),
            AssessmentStatus.InProgress when left == 0 => t["{0}, due today.", evaluated],
            AssessmentStatus.InProgress => t.Counted(-left, "{1}, {0} day overdue.", "{1}, {0} days overdue.", evaluated),
            AssessmentStatus.Review when a.Evaluated == a.Risks => leadCompletes ? t["{0}. Look at what changed, then complete the assessment.", evaluated] : t["{0}. What changed is looked at before it is completed.", evaluated],
            AssessmentStatus.Review => t.Counted(a.Risks - a.Evaluated, "{1}; {0} is left before it can be completed.", "{1}; {0} are left before it can be completed.", evaluated),
            AssessmentStatus.Completed => t.Counted(a.Risks, "{0} risk, kept as it stood on the day of completion. Nothing of it changes any more.", "{0} risks, kept as they stood on the day of completion. Nothing of it changes any more."),
            _ => t["{0} when it was cancelled.", evaluated],
        };
    }

    /// <summary>Which risks it is about, in one line for each condition; none means every open risk.</summary>
    public static IEnumerable<(string Label, string Value)> Scope(RiskAssessmentView a, Texts t, Words words)
    {
        static string All(IReadOnlyList<Choice> choices) => string.Join(", ", choices.Select(c => c.Name));
        if (a.Units.Count > 0) { yield return (t["Units"], All(a.Units)); }
        if (a.Locations.Count > 0) { yield return (t["Locations"], All(a.Locations)); }
        if (a.Assets.Count > 0) { yield return (t["Assets"], All(a.Assets)); }
        if (a.Owners.Count > 0) { yield return (t["Owner of risks"], All(a.Owners)); }
        if (a.Kinds is { Count: > 0 } kinds) { yield return (t["Kind"], string.Join(", ", kinds.Select(words.Of))); }
        if (a.ThreatCategories is { Count: > 0 } categories) { yield return (t["Category of threat"], string.Join(", ", categories.Select(words.Of))); }
        if (a.Needs is { Count: > 0 } needs) { yield return (t["Only risks that need it"], string.Join(", ", needs.Select(words.Of))); }
    }

    public static string Moved(int? moved, bool isRated, Texts t) => moved switch
    {
        1 => t["Risen"],
        -1 => t["Fallen"],
        0 => t["Unchanged"],
        _ when isRated => t["Rated for the first time by this methodology"],
        _ => "",
    };

    public static string Of(AssessmentDifference difference, Texts t) => difference switch
    {
        AssessmentDifference.New => t["New"],
        AssessmentDifference.Closed => t["Closed"],
        AssessmentDifference.Risen => t["Risen"],
        AssessmentDifference.Fallen => t["Fallen"],
        _ => t["Not in it any more"],
    };
}
