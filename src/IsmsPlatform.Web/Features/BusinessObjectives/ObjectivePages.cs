using System.Globalization;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.BusinessObjectives;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.BusinessObjectives;

/// <param name="Query">The address's query, for links that go on with the same filter.</param>
public sealed record ObjectiveList(ObjectiveFilter Filter, Page<ObjectiveRow> Page, string Query);

public sealed record ObjectivePage(ObjectiveView Objective, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record ObjectiveFormPage(ObjectiveForm Form, IReadOnlyList<Choice> People, Conflict? Conflict = null)
{
    public static ChangeObjective FormOf(ObjectiveView o) => new() { Id = o.Id, Version = o.Version, Title = o.Title, Horizon = o.Horizon, OwnerId = o.OwnerId, NextReviewOn = o.NextReviewOn };

    public static Conflict Compare(ChangeObjective form, ObjectiveView stored, IReadOnlyList<Choice> people, IReadOnlyList<ActivityEntry> latest, Texts t, Words words) => Both.Versions(latest,
        new(t["Objective"], form.Title, stored.Title),
        new(t["Horizon"], ObjectiveLook.Horizon(form.Horizon), ObjectiveLook.Horizon(stored.Horizon)),
        new(t["Owner"], people.FirstOrDefault(p => p.Id == form.OwnerId)?.Name, stored.Owner),
        new(t["Next review"], Both.Day(form.NextReviewOn), Both.Day(stored.NextReviewOn)),
        new(t["Status"], words.Of(ObjectiveStatus.Active), words.Of(stored.Status)));
}

/// <summary>How an objective's values look.</summary>
public static class ObjectiveLook
{
    public static StatusKind Kind(ObjectiveStatus status) => status == ObjectiveStatus.Active ? StatusKind.Good : StatusKind.Neutral;

    /// <summary>A year as it is, a day as the pages write it.</summary>
    public static string? Horizon(string? horizon) => DateOnly.TryParseExact(horizon, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Both.Day(day) : horizon;
}
