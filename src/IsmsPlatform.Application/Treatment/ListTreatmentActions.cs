using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Which actions: the list and its export share it; the address of the list is its form.</summary>
public sealed record TreatmentActionFilter
{
    /// <summary>Words of the title; all of them must occur.</summary>
    public string? Q { get; init; }

    /// <summary>One of these states; without it those that are open.</summary>
    public IReadOnlyList<ActionStatus>? Status { get; init; }

    /// <summary>The owner's id, or "me" for whoever asks.</summary>
    public string? Owner { get; init; }

    /// <summary>True: what should have been done by now.</summary>
    public bool? Overdue { get; init; }

    /// <summary>Actions of this plan.</summary>
    public Guid? Plan { get; init; }

    /// <summary>Actions that make this risk smaller.</summary>
    public Guid? Risk { get; init; }

    /// <summary>Actions about this control.</summary>
    public Guid? Control { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Status: null or [], Owner: null or "", Overdue: null or false, Plan: null, Risk: null, Control: null };

    internal IQueryable<TreatmentAction> Over(IQueryable<TreatmentAction> actions, IsmsDbContext db, RequestScope scope, DateOnly today)
    {
        actions = actions.WithWords(Q, a => a.Title);
        actions = Status is { Count: > 0 } states ? actions.Where(a => states.Contains(a.Status)) : actions.Open();
        actions = actions.With(Owner, scope, a => a.OwnerId);
        if (Overdue == true) { actions = actions.Where(a => (a.Status == ActionStatus.Planned || a.Status == ActionStatus.InProgress) && a.DueOn < today); }
        if (Plan is { } plan) { actions = actions.Where(a => a.PlanId == plan); }
        if (Control is { } control) { actions = actions.Where(a => db.TreatmentActionControls.Any(l => l.ActionId == a.Id && l.ControlId == control)); }
        return Risk is { } risk ? actions.Where(a => db.TreatmentActionRisks.Any(l => l.ActionId == a.Id && l.RiskId == risk)) : actions;
    }

    internal sealed class Rules : AbstractValidator<TreatmentActionFilter>
    {
        public Rules()
        {
            RuleFor(f => f.Q).AtMost(AssetFilter.SearchMaxLength);
            RuleFor(f => f.Owner).NamesSomebody();
        }
    }
}

/// <summary>Actions of all plans, filtered, by pages; earliest due first.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListTreatmentActions(TreatmentActionFilter Filter, ListPlace Place) : IQuery<Result<Page<TreatmentActionRow>>>;

/// <summary>An action in a list. Set by initialiser, so that SQL can be made of it.</summary>
public sealed record TreatmentActionRow
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required string PlanCode { get; init; }

    public required string Title { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Owner { get; init; }

    public required DateOnly StartOn { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>When it was reported as done.</summary>
    public DateOnly? DoneOn { get; init; }

    public required ActionStatus Status { get; init; }

    /// <summary>In per cent.</summary>
    public required int Progress { get; init; }

    /// <summary>In the organisation's currency.</summary>
    public decimal? CostEstimate { get; init; }

    /// <summary>In the organisation's currency.</summary>
    public decimal? CostActual { get; init; }

    public int? EffortHours { get; init; }

    /// <summary>The risks that it makes smaller, by their codes.</summary>
    public required IReadOnlyList<Choice> Risks { get; init; }

    /// <summary>Who allowed the latest postponement; null where there was none.</summary>
    public string? PostponedBy { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may open its record.</summary>
    [JsonIgnore]
    public bool MaySee { get; init; } = true;

    /// <summary>Something is still to be done about it, be it to verify it.</summary>
    public bool IsOpen => Status is ActionStatus.Planned or ActionStatus.InProgress or ActionStatus.Done;

    /// <summary>It cost more so far than was estimated.</summary>
    [JsonIgnore]
    public bool IsOverrun => CostActual > CostEstimate;

    public bool IsOverdue(DateOnly today) => Status is ActionStatus.Planned or ActionStatus.InProgress && DueOn < today;
}

public sealed class ListTreatmentActionsValidator : AbstractValidator<ListTreatmentActions>
{
    public ListTreatmentActionsValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new TreatmentActionFilter.Rules());
        RuleFor(l => l.Place.Sort).Listed(TreatmentActionRows.Sorts.IsKnown);
    }
}

public sealed class ListTreatmentActionsHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListTreatmentActions, Result<Page<TreatmentActionRow>>>
{
    public async ValueTask<Result<Page<TreatmentActionRow>>> Handle(ListTreatmentActions query, CancellationToken cancellationToken)
        => await TreatmentActionRows.Sorts.PageAsync(query.Filter.Over(db.TreatmentActions.AsNoTracking(), db, scope, scope.Today(clock)), query.Place, actions => TreatmentActionRows.Of(actions, db), cancellationToken);
}

internal static class TreatmentActionRows
{
    internal static ListSorts<TreatmentAction, TreatmentActionRow> Sorts { get; } = new("due", row => row.Id, new Dictionary<string, ListSort<TreatmentAction, TreatmentActionRow>>(StringComparer.Ordinal)
    {
        ["due"] = ListSort<TreatmentAction, TreatmentActionRow>.By(nameof(TreatmentAction.DueOn), row => row.DueOn),
        ["title"] = ListSort<TreatmentAction, TreatmentActionRow>.By(nameof(TreatmentAction.Title), row => row.Title),
    });

    internal static IQueryable<TreatmentActionRow> Of(IQueryable<TreatmentAction> actions, IsmsDbContext db) => actions.Select(a => new TreatmentActionRow
    {
        Id = a.Id,
        PlanId = a.PlanId,
        PlanCode = db.TreatmentPlans.Where(p => p.Id == a.PlanId).Select(p => p.Code).First(),
        Title = a.Title,
        OwnerId = a.OwnerId,
        Owner = db.People.Where(p => p.Id == a.OwnerId).Select(p => p.Name).First(),
        StartOn = a.StartOn,
        DueOn = a.DueOn,
        DoneOn = a.DoneOn,
        Status = a.Status,
        Progress = a.Progress,
        CostEstimate = a.CostEstimate,
        CostActual = a.CostActual,
        EffortHours = a.EffortHours,
        Risks = db.TreatmentActionRisks.Where(l => l.ActionId == a.Id).Join(db.Risks, l => l.RiskId, r => r.Id, (_, r) => r).OrderBy(r => r.Code).Select(r => new Choice(r.Id, r.Code)).ToList(),
        PostponedBy = db.TreatmentPostponements.Where(p => p.ActionId == a.Id).OrderByDescending(p => p.RecordedAt).ThenByDescending(p => p.Id).Join(db.People, p => p.ApprovedBy, x => x.Id, (_, x) => x.Name).FirstOrDefault(),
        Version = a.Version,
    });
}
