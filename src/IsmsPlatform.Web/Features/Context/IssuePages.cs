using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Context;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Context;

/// <param name="Query">The address's query, for links that go on with the same filter.</param>
public sealed record IssueList(IssueFilter Filter, Page<IssueRow> Page, string Query);

public sealed record IssuePage(IssueView Issue, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record IssueFormPage(IssueForm Form, IReadOnlyList<Choice> People, Conflict? Conflict = null)
{
    public static ChangeIssue FormOf(IssueView i) => new()
    {
        Id = i.Id,
        Version = i.Version,
        Kind = i.Kind,
        Category = i.Category,
        Title = i.Title,
        Description = i.Description,
        Effect = i.Effect,
        Significance = i.Significance,
        OwnerId = i.OwnerId,
        NextReviewOn = i.NextReviewOn,
    };

    public static Conflict Compare(ChangeIssue form, IssueView stored, IReadOnlyList<Choice> people, IReadOnlyList<ActivityEntry> latest, Texts t, Words words) => Both.Versions(latest,
        new(t["Kind"], form.Kind is { } kind ? words.Of(kind) : null, words.Of(stored.Kind!.Value)),
        new(t["Category"], form.Category is { } category ? words.Of(category) : null, words.Of(stored.Category!.Value)),
        new(t["Title"], form.Title, stored.Title),
        new(t["Description"], form.Description, stored.Description),
        new(t["Effect"], form.Effect is { } effect ? words.Of(effect) : null, words.Of(stored.Effect!.Value)),
        new(t["Significance"], form.Significance?.ToString(), stored.Significance?.ToString()),
        new(t["Owner"], people.FirstOrDefault(p => p.Id == form.OwnerId)?.Name, stored.Owner),
        new(t["Next review"], Both.Day(form.NextReviewOn), Both.Day(stored.NextReviewOn)));
}

/// <summary>How an issue's values look.</summary>
public static class IssueLook
{
    public static StatusKind Kind(IssueStatus status) => status switch
    {
        IssueStatus.Active => StatusKind.Good,
        IssueStatus.Closed => StatusKind.Neutral,
        _ => StatusKind.Draft,
    };

    public static string Icon(IssueEffect effect) => effect switch
    {
        IssueEffect.Helps => Icons.Helps,
        IssueEffect.Threatens => Icons.Threatens,
        _ => Icons.HelpsAndThreatens,
    };
}
