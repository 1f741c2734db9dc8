using System.Globalization;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Treatment;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Treatment;

public sealed record PlanList(TreatmentPlanFilter Filter, Page<TreatmentPlanRow> Page);

/// <param name="Query">The address's query, for links that go on with the same filter.</param>
public sealed record ActionList(TreatmentActionFilter Filter, Page<TreatmentActionRow> Page, string Query);

/// <param name="AsGantt">The actions are drawn; else they are listed.</param>
/// <param name="Comment">What somebody wrote who did not agree, when that was refused.</param>
public sealed record PlanPage(TreatmentPlanView Plan, IReadOnlyList<ActivityEntry> Activity, bool AsGantt, string? Comment = null)
{
    public Gantt Gantt(Shell shell, Texts t, Words words)
    {
        var p = Plan;
        // What is done ends on the day on which it was; until then it goes on, whatever day it was due.
        DateOnly Until(TreatmentActionRow a) => a.DoneOn is not { } done ? a.DueOn : done > a.StartOn ? done : a.StartOn;
        var (from, to) = (p.Actions.Select(a => a.StartOn).Append(p.PeriodFrom!.Value).Min(), p.Actions.Select(a => Until(a) > a.DueOn ? Until(a) : a.DueOn).Append(p.PeriodTo!.Value).Max());
        string Tip(TreatmentActionRow a)
        {
            var tip = t["{0}: {1} to {2}, {3}, {4} %", a.Title, UserFormat.Date(a.StartOn, shell.Culture), UserFormat.Date(Until(a), shell.Culture), words.Of(a.Status), a.Progress];
            return p.IsBeyond(a) ? t["{0}, after the end of the plan", tip] : tip;
        }
        return new Gantt(t["Actions of {0} by time; the list says the same", p.Code], from, to, shell.Today, p.PeriodTo!.Value, [.. p.Actions.Select(a => new GanttBar(a.Title,
            Tip(a),
            a.MaySee ? shell.Url($"treatment-actions/{a.Id}") : null, a.StartOn, Until(a), a.Progress, a.Status == ActionStatus.Cancelled ? "over" : a.IsOverdue(shell.Today) ? "late" : ""))]);
    }
}

/// <param name="Id">Of the plan.</param>
/// <param name="Version">What the editor saw; null for a new one.</param>
/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record PlanFormPage(PlanForm Form, Guid Id, long? Version, string? Code, string Currency, PlanChoices Choices, Conflict? Conflict = null);

/// <param name="Id">Of the action.</param>
/// <param name="Version">What the editor saw; null for a new one.</param>
public sealed record ActionFormPage(ActionForm Form, Guid Id, long? Version, Guid PlanId, string PlanCode, string Currency, IReadOnlyList<Choice> People, IReadOnlyList<Choice> Risks, IReadOnlyList<Choice> Controls, Conflict? Conflict = null);

/// <param name="Said">What somebody wrote about whether it is done, when that was refused.</param>
public sealed record ActionPage(TreatmentActionView Action, IReadOnlyList<ActivityEntry> Activity, string? Said = null);

/// <param name="Meanwhile">Somebody else reported since the form was opened.</param>
public sealed record ReportPage(ReportTreatmentAction Form, TreatmentActionView Action, bool Meanwhile = false);

public sealed record PostponePage(PostponeTreatmentAction Form, TreatmentActionView Action);

/// <summary>How the values of treatment look and read.</summary>
public static class TreatmentLook
{
    public static StatusKind Kind(PlanStatus status) => status switch
    {
        PlanStatus.Draft => StatusKind.Draft,
        PlanStatus.Submitted or PlanStatus.Approved or PlanStatus.InProgress => StatusKind.Progress,
        PlanStatus.Completed => StatusKind.Good,
        _ => StatusKind.Neutral,
    };

    public static StatusKind Kind(ActionStatus status) => status switch
    {
        ActionStatus.Planned => StatusKind.Draft,
        ActionStatus.InProgress or ActionStatus.Done => StatusKind.Progress,
        ActionStatus.Verified => StatusKind.Good,
        _ => StatusKind.Neutral,
    };

    public static StatusKind Kind(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Open => StatusKind.Draft,
        ConsentDecision.Given => StatusKind.Good,
        ConsentDecision.Refused => StatusKind.Bad,
        _ => StatusKind.Neutral,
    };

    public static ChangeTreatmentPlan FormOf(TreatmentPlanView p) => new() { Id = p.Id, Version = p.Version, Name = p.Name, PeriodFrom = p.PeriodFrom, PeriodTo = p.PeriodTo, Budget = p.Budget, OwnerId = p.OwnerId, SucceedsId = p.SucceedsId };

    public static ChangeTreatmentAction FormOf(TreatmentActionView a) => new()
    {
        Id = a.Id,
        Version = a.Version,
        Title = a.Title,
        Description = a.Description,
        OwnerId = a.OwnerId,
        StartOn = a.StartOn,
        DueOn = a.DueOn,
        CostEstimate = a.CostEstimate,
        EffortHours = a.EffortHours,
        RiskIds = a.RiskIds,
        ControlIds = a.ControlIds,
    };

    public static Conflict Compare(ChangeTreatmentPlan form, TreatmentPlanView stored, PlanChoices choices, IReadOnlyList<ActivityEntry> latest, Texts t) => Both.Versions(latest,
        new(t["Name"], form.Name, stored.Name),
        new(t["Period from"], Both.Day(form.PeriodFrom), Both.Day(stored.PeriodFrom)),
        new(t["Period until"], Both.Day(form.PeriodTo), Both.Day(stored.PeriodTo)),
        new(t["Budget"], Amount(form.Budget), Amount(stored.Budget)),
        new(t["Owner"], choices.People.FirstOrDefault(c => c.Id == form.OwnerId)?.Name, stored.Owner),
        new(t["Takes the place of"], choices.Plans.FirstOrDefault(c => c.Id == form.SucceedsId)?.Name, stored.Succeeds?.Name));

    public static Conflict Compare(ChangeTreatmentAction form, TreatmentActionView stored, ActionFormPage page, IReadOnlyList<ActivityEntry> latest, Texts t)
    {
        static string Named(IReadOnlyList<Choice> choices, IReadOnlyList<Guid>? ids) => string.Join(", ", choices.Where(c => ids?.Contains(c.Id) == true).Select(c => c.Name).Order(StringComparer.CurrentCulture));
        return Both.Versions(latest,
            new(t["Title"], form.Title, stored.Title),
            new(t["Description"], form.Description, stored.Description),
            new(t["Owner"], page.People.FirstOrDefault(c => c.Id == form.OwnerId)?.Name, stored.Owner),
            new(t["Start"], Both.Day(form.StartOn), Both.Day(stored.StartOn)),
            new(t["Due on"], Both.Day(form.DueOn), Both.Day(stored.DueOn)),
            new(t["Estimated cost"], Amount(form.CostEstimate), Amount(stored.CostEstimate)),
            new(t["Effort (hours)"], form.EffortHours?.ToString(Svg.Invariant), stored.EffortHours?.ToString(Svg.Invariant)),
            new(t["Risks"], Named(page.Risks, form.RiskIds), Named(page.Risks, stored.RiskIds)),
            new(t["Controls"], Named(page.Controls, form.ControlIds), Named(page.Controls, stored.ControlIds)));
    }

    private static string? Amount(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture);
}
