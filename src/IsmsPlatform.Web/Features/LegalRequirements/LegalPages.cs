using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.LegalRequirements;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.LegalRequirements;

/// <param name="Query">The address's query, for links that go on with the same filter.</param>
/// <param name="Jurisdictions">Those that occur; none where only the rows are asked for.</param>
public sealed record LegalList(LegalFilter Filter, Page<LegalRow> Page, string Query, IReadOnlyList<string> Jurisdictions);

public sealed record LegalPage(LegalView Requirement, IReadOnlyList<ActivityEntry> Activity);

public sealed record AssessPage(LegalView Requirement, AssessCompliance Form);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record LegalFormPage(LegalRequirementForm Form, IReadOnlyList<Choice> People, Conflict? Conflict = null)
{
    public static ChangeLegalRequirement FormOf(LegalView l) => new()
    {
        Id = l.Id,
        Version = l.Version,
        Title = l.Title,
        Kind = l.Kind,
        Jurisdiction = l.Jurisdiction,
        Citation = l.Citation,
        Summary = l.Summary,
        Duty = l.Duty,
        AppliesBecause = l.AppliesBecause,
        SourceUrl = l.SourceUrl,
        EffectiveFrom = l.EffectiveFrom,
        OwnerId = l.OwnerId,
        NextReviewOn = l.NextReviewOn,
    };

    public static Conflict Compare(ChangeLegalRequirement form, LegalView stored, IReadOnlyList<Choice> people, IReadOnlyList<ActivityEntry> latest, Texts t, Words words) => Both.Versions(latest,
        new(t["Title"], form.Title, stored.Title),
        new(t["Kind"], form.Kind is { } kind ? words.Of(kind) : null, words.Of(stored.Kind!.Value)),
        new(t["Jurisdiction"], words.Jurisdiction(form.Jurisdiction), words.Jurisdiction(stored.Jurisdiction)),
        new(t["Citation"], form.Citation, stored.Citation),
        new(t["In our words"], form.Summary, stored.Summary),
        new(t["What has to be done"], form.Duty, stored.Duty),
        new(t["Why it applies"], form.AppliesBecause, stored.AppliesBecause),
        new(t["Source"], form.SourceUrl, stored.SourceUrl),
        new(t["Effective from"], Both.Day(form.EffectiveFrom), Both.Day(stored.EffectiveFrom)),
        new(t["Owner"], people.FirstOrDefault(p => p.Id == form.OwnerId)?.Name, stored.Owner),
        new(t["Next review"], Both.Day(form.NextReviewOn), Both.Day(stored.NextReviewOn)));
}

/// <summary>How the register's values look.</summary>
public static class LegalLook
{
    public static StatusKind Kind(ComplianceStatus status) => status switch
    {
        ComplianceStatus.Compliant => StatusKind.Good,
        ComplianceStatus.Partly => StatusKind.Progress,
        ComplianceStatus.NotCompliant => StatusKind.Bad,
        _ => StatusKind.Draft,
    };
}
