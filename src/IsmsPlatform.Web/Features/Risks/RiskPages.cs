using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Risks;

/// <param name="Query">The address's query, for links that go on with the same filter.</param>
/// <param name="Scales">Of the methodology in force; null where none is, or where only the rows are asked for.</param>
public sealed record RiskList(RiskFilter Filter, Page<RiskRow> Page, string Query, RiskScales? Scales)
{
    /// <summary>The place on the heat map that the list shows; null for none.</summary>
    public string? Cell(Texts t, Words words) => (Filter.Likelihood, Filter.Impact) switch
    {
        _ when Filter.Unrated == true => t["{0} risk: not rated", words.Of(Filter.Stage ?? EvaluationStage.Current)],
        ({ } likelihood, { } impact) => t["{0} risk: likelihood {1}, impact {2}", words.Of(Filter.Stage ?? EvaluationStage.Current), likelihood, impact],
        ({ } likelihood, null) => t["{0} risk: likelihood {1}", words.Of(Filter.Stage ?? EvaluationStage.Current), likelihood],
        (null, { } impact) => t["{0} risk: impact {1}", words.Of(Filter.Stage ?? EvaluationStage.Current), impact],
        _ => null,
    };
}

/// <param name="Acceptances">Newest first.</param>
/// <param name="Never">Why nobody may accept it at its level; null where somebody may, or where it is not rated by the methodology in force.</param>
public sealed record RiskPage(RiskView Risk, IReadOnlyList<ActivityEntry> Activity, IReadOnlyList<AcceptanceView> Acceptances, Error? Never);

/// <summary>What the form offers to choose from; what is chosen is among it.</summary>
public sealed record RiskChoices(IReadOnlyList<Choice> People, IReadOnlyList<Choice> Threats, IReadOnlyList<Choice> Vulnerabilities, IReadOnlyList<Choice> Assets, IReadOnlyList<Choice> Controls);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record RiskFormPage(RiskForm Form, RiskChoices Choices, Conflict? Conflict = null)
{
    public static ChangeRisk FormOf(RiskView r) => new(r) { Id = r.Id, Version = r.Version };

    public static Conflict Compare(ChangeRisk form, RiskView stored, RiskChoices choices, IReadOnlyList<ActivityEntry> latest, Texts t, Words words)
    {
        static string Named(IReadOnlyList<Choice> choices, IReadOnlyList<Guid>? ids) => string.Join(", ", choices.Where(c => ids?.Contains(c.Id) == true).Select(c => c.Name).Order(StringComparer.CurrentCulture));
        return Both.Versions(latest,
            new(t["Title"], form.Title, stored.Title),
            new(t["Scenario"], form.Scenario, stored.Scenario),
            new(t["Kind"], form.Kind is { } kind ? words.Of(kind) : null, words.Of(stored.Kind!.Value)),
            new(t["Threat"], choices.Threats.FirstOrDefault(c => c.Id == form.ThreatId)?.Name, stored.Threat?.Name),
            new(t["Vulnerabilities"], Named(choices.Vulnerabilities, form.VulnerabilityIds), Named(stored.Vulnerabilities, stored.VulnerabilityIds)),
            new(t["Assets"], Named(choices.Assets, form.AssetIds), Named(stored.Assets, stored.AssetIds)),
            new(t["Controls"], Named(choices.Controls, form.ImplementationIds), Named(choices.Controls, stored.ImplementationIds)),
            new(t["Affects"], string.Join(", ", (form.Affects ?? []).Order().Select(words.Of)), string.Join(", ", stored.Affects!.Select(words.Of))),
            new(t["Option"], form.Treatment is { } mine ? words.Of(mine) : null, stored.Treatment is { } theirs ? words.Of(theirs) : null),
            new(t["Personal data"], form.PersonalData ? t["yes"] : t["no"], stored.PersonalData ? t["yes"] : t["no"]),
            new(t["Owner"], choices.People.FirstOrDefault(c => c.Id == form.OwnerId)?.Name, stored.Owner),
            new(t["Next review"], Both.Day(form.NextReviewOn), Both.Day(stored.NextReviewOn)));
    }
}

/// <summary>What is judged of one stage. Partials <c>_Judgement</c> and <c>_JudgementMatrix</c>, which marks the cell while somebody judges.</summary>
/// <param name="Key">The stage's name in the fields, where a form judges several; empty where it judges one.</param>
public sealed record JudgementFields(string Key, RiskScales Scales, int? Likelihood, IReadOnlyList<int?>? Impacts, string? Rationale, string? Deviation)
{
    /// <summary>What is chosen now; zeros before anything is.</summary>
    public (int Likelihood, int Impact) Chosen => (Likelihood ?? 0, (Impacts ?? []).Max() ?? 0);

    public string Name(string field) => Key.Length == 0 ? field : $"{Key}.{field}";

    /// <summary>With the stage, where the page has the field more than once.</summary>
    public string Label(string label, Texts t, Words words) => Key.Length == 0 ? label : t["{0} ({1})", label, words.Of(Enum.Parse<EvaluationStage>(Key))];
}

/// <summary>The running assessments in which the risk is open, beside the one that leads to it; partial <c>_CountIn</c>.</summary>
public sealed record CountIn(IReadOnlyList<Choice> Open, IReadOnlyList<Guid> Ticked)
{
    /// <param name="ticked">Null before anybody chose: it counts in each.</param>
    public static CountIn Of(RiskView? risk, Guid? within, IReadOnlyList<Guid>? ticked)
    {
        IReadOnlyList<Choice> open = [.. (risk?.OpenIn ?? []).Where(a => a.Id != within)];
        return new(open, ticked ?? [.. open.Select(a => a.Id)]);
    }
}

/// <param name="Meanwhile">Somebody else rated the risk or changed it since the form was opened; the rating before it is shown beside it.</param>
/// <param name="Within">The assessment in which it is evaluated; null outside of one.</param>
public sealed record EvaluationPage(RiskView Risk, EvaluateRisk Form, RiskScales Scales, bool Meanwhile = false, EvaluationStep? Within = null)
{
    public RatingView? Before => Form.Stage switch { EvaluationStage.Inherent => Risk.Inherent, EvaluationStage.Current => Risk.Current, _ => Risk.Target };

    /// <summary>The stage that has to be rated before this one, by the methodology in force; null where nothing is missing.</summary>
    public EvaluationStage? First => Form.Stage switch
    {
        EvaluationStage.Current when Risk.Inherent is null or { IsStale: true } => EvaluationStage.Inherent,
        EvaluationStage.Target when Risk.Current is null or { IsStale: true } => StageFor(Risk),
        _ => null,
    };

    /// <summary>Begins with what was judged of the stage last, or of the stage before it, by the methodology in force.</summary>
    public static EvaluateRisk Begin(RiskView risk, EvaluationStage stage, RiskScales scales)
    {
        var last = risk.LastOf(stage) ?? risk.Evaluations.Where(e => e.Stage < stage && !e.Rating.IsStale).MaxBy(e => (e.Stage, e.RecordedAt));
        return new EvaluateRisk
        {
            Id = risk.Id,
            Version = risk.Version,
            Stage = stage,
            Likelihood = last?.Rating.Likelihood,
            Impacts = last?.ImpactsBy(scales) ?? new int?[scales.Dimensions.Count],
        };
    }

    /// <summary>The stage that comes next: what is missing by the methodology in force, else the risk as it is today.</summary>
    public static EvaluationStage StageFor(RiskView risk) => risk.Inherent is null or { IsStale: true } ? EvaluationStage.Inherent : EvaluationStage.Current;
}

/// <param name="Within">The assessment in which it is evaluated; null outside of one.</param>
public sealed record ConfirmPage(RiskView Risk, ConfirmRating Form, EvaluationStep? Within)
{
    /// <summary>The last judgement of each stage, by the methodology in force.</summary>
    public IEnumerable<EvaluationView> Last => Enum.GetValues<EvaluationStage>().Select(stage => Risk.Evaluations.FirstOrDefault(e => e.Stage == stage)).OfType<EvaluationView>().Where(e => !e.Rating.IsStale);
}

/// <summary>How a risk's values look.</summary>
public static class RiskLook
{
    public static StatusKind Kind(RiskStatus status) => status switch
    {
        RiskStatus.Identified => StatusKind.Draft,
        RiskStatus.Accepted => StatusKind.Good,
        RiskStatus.Closed => StatusKind.Neutral,
        _ => StatusKind.Progress,
    };
}
