using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.BusinessObjectives;

/// <summary>Business objectives, filtered, by pages.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record ListObjectives(ObjectiveFilter Filter, ListPlace Place) : IQuery<Result<Page<ObjectiveRow>>>;

/// <param name="Horizon">By when: a year or a day.</param>
public sealed record ObjectiveRow(Guid Id, string Code, string Title, string Horizon, ObjectiveStatus Status, Guid OwnerId, string Owner, DateOnly NextReviewOn, DateOnly? ReviewedOn, long Version)
{
    public bool IsOverdue(DateOnly today) => Status == ObjectiveStatus.Active && NextReviewOn < today;
}

/// <summary>Which objectives; the list and its export share it.</summary>
public sealed record ObjectiveFilter : ReviewedFilter
{
    /// <summary>One of these states; without it closed objectives are left out.</summary>
    public IReadOnlyList<ObjectiveStatus>? Status { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Owner: null or "", Overdue: null or false, Status: null or [] };

    internal IQueryable<BusinessObjective> Over(IQueryable<BusinessObjective> objectives, RequestScope scope, DateOnly today)
    {
        objectives = objectives.WithWords(Q, o => o.Title, o => o.Code);
        objectives = Status is { Count: > 0 } states ? objectives.Where(o => states.Contains(o.Status)) : objectives.Where(o => o.Status != ObjectiveStatus.Closed);
        return Narrow(objectives, o => o.Status == ObjectiveStatus.Active, scope, today);
    }
}

public sealed class ListObjectivesValidator : AbstractValidator<ListObjectives>
{
    public ListObjectivesValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new ReviewedFilterRules());
        RuleFor(l => l.Place.Sort).Listed(ObjectiveRows.Sorts.IsKnown);
    }
}

public sealed class ListObjectivesHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListObjectives, Result<Page<ObjectiveRow>>>
{
    public async ValueTask<Result<Page<ObjectiveRow>>> Handle(ListObjectives query, CancellationToken cancellationToken)
        => await ObjectiveRows.Sorts.PageAsync(query.Filter.Over(db.BusinessObjectives.AsNoTracking(), scope, scope.Today(clock)), query.Place, objectives => objectives
            .Select(o => new ObjectiveRow(o.Id, o.Code, o.Title, o.Horizon, o.Status, o.OwnerId, db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First(), o.NextReviewOn, o.ReviewedOn, o.Version)), cancellationToken);
}

internal static class ObjectiveRows
{
    internal static ListSorts<BusinessObjective, ObjectiveRow> Sorts { get; } = new("horizon", row => row.Id, new Dictionary<string, ListSort<BusinessObjective, ObjectiveRow>>(StringComparer.Ordinal)
    {
        ["title"] = ListSort<BusinessObjective, ObjectiveRow>.By(nameof(BusinessObjective.Title), row => row.Title),
        ["horizon"] = ListSort<BusinessObjective, ObjectiveRow>.By(nameof(BusinessObjective.Horizon), row => row.Horizon),
        ["review"] = ListSort<BusinessObjective, ObjectiveRow>.By(nameof(BusinessObjective.NextReviewOn), row => row.NextReviewOn),
    });
}
