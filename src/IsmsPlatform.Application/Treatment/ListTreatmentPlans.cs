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

/// <summary>Which plans; the address of the list is its form.</summary>
public sealed record TreatmentPlanFilter
{
    /// <summary>Words of the name or of the code; all of them must occur.</summary>
    public string? Q { get; init; }

    /// <summary>One of these states.</summary>
    public IReadOnlyList<PlanStatus>? Status { get; init; }

    /// <summary>The owner's id, or "me" for whoever asks.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Status: null or [], Owner: null or "" };

    internal IQueryable<TreatmentPlan> Over(IQueryable<TreatmentPlan> plans, RequestScope scope)
    {
        plans = plans.WithWords(Q, p => p.Name, p => p.Code);
        if (Status is { Count: > 0 } states) { plans = plans.Where(p => states.Contains(p.Status)); }
        plans = plans.With(Owner, scope, p => p.OwnerId);
        return plans;
    }

    internal sealed class Rules : AbstractValidator<TreatmentPlanFilter>
    {
        public Rules()
        {
            RuleFor(f => f.Q).AtMost(AssetFilter.SearchMaxLength);
            RuleFor(f => f.Owner).NamesSomebody();
        }
    }
}

/// <summary>Treatment plans, by pages; the latest period first.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListTreatmentPlans(TreatmentPlanFilter Filter, ListPlace Place) : IQuery<Result<Page<TreatmentPlanRow>>>;

/// <summary>A plan in a list. Set by initialiser, so that SQL can be made of it.</summary>
public sealed record TreatmentPlanRow
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required DateOnly PeriodFrom { get; init; }

    public required DateOnly PeriodTo { get; init; }

    public required PlanStatus Status { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Owner { get; init; }

    /// <summary>In the organisation's currency.</summary>
    public decimal? Budget { get; init; }

    /// <summary>What its actions are estimated at; cancelled ones are left out.</summary>
    public required decimal Estimate { get; init; }

    /// <summary>How many actions there are; cancelled ones are left out.</summary>
    public required int Actions { get; init; }

    /// <summary>How many of them are verified.</summary>
    public required int Verified { get; init; }

    /// <summary>Of its amounts; ISO 4217.</summary>
    public required string Currency { get; init; }

    public required long Version { get; init; }
}

public sealed class ListTreatmentPlansValidator : AbstractValidator<ListTreatmentPlans>
{
    public ListTreatmentPlansValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new TreatmentPlanFilter.Rules());
        RuleFor(l => l.Place.Sort).Listed(TreatmentPlanRows.Sorts.IsKnown);
    }
}

public sealed class ListTreatmentPlansHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListTreatmentPlans, Result<Page<TreatmentPlanRow>>>
{
    private const string LatestFirst = "-period";

    public async ValueTask<Result<Page<TreatmentPlanRow>>> Handle(ListTreatmentPlans query, CancellationToken cancellationToken)
        => await TreatmentPlanRows.Sorts.PageAsync(query.Filter.Over(db.TreatmentPlans.AsNoTracking(), scope), string.IsNullOrEmpty(query.Place.Sort) ? query.Place with { Sort = LatestFirst } : query.Place, plans => TreatmentPlanRows.Of(plans, db), cancellationToken);
}

internal static class TreatmentPlanRows
{
    internal static ListSorts<TreatmentPlan, TreatmentPlanRow> Sorts { get; } = new("period", row => row.Id, new Dictionary<string, ListSort<TreatmentPlan, TreatmentPlanRow>>(StringComparer.Ordinal)
    {
        ["period"] = ListSort<TreatmentPlan, TreatmentPlanRow>.By(nameof(TreatmentPlan.PeriodFrom), row => row.PeriodFrom),
        ["name"] = ListSort<TreatmentPlan, TreatmentPlanRow>.By(nameof(TreatmentPlan.Name), row => row.Name),
        ["code"] = ListSort<TreatmentPlan, TreatmentPlanRow>.By(nameof(TreatmentPlan.Code), row => row.Code),
    });

    internal static IQueryable<TreatmentPlanRow> Of(IQueryable<TreatmentPlan> plans, IsmsDbContext db) => plans.Select(p => new TreatmentPlanRow
    {
        Id = p.Id,
        Code = p.Code,
        Name = p.Name,
        PeriodFrom = p.PeriodFrom,
        PeriodTo = p.PeriodTo,
        Status = p.Status,
        OwnerId = p.OwnerId,
        Owner = db.People.Where(x => x.Id == p.OwnerId).Select(x => x.Name).First(),
        Budget = p.Budget,
        Estimate = db.TreatmentActions.Where(a => a.PlanId == p.Id && a.Status != ActionStatus.Cancelled).Sum(a => a.CostEstimate) ?? 0,
        Actions = db.TreatmentActions.Count(a => a.PlanId == p.Id && a.Status != ActionStatus.Cancelled),
        Verified = db.TreatmentActions.Count(a => a.PlanId == p.Id && a.Status == ActionStatus.Verified),
        Currency = db.Organisations.Select(o => o.Currency).First(),
        Version = p.Version,
    });
}
