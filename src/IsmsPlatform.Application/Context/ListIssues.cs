using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Context;

/// <summary>Internal and external issues (4.1), filtered, by pages.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record ListIssues(IssueFilter Filter, ListPlace Place) : IQuery<Result<Page<IssueRow>>>;

/// <param name="Code">Given when the issue is activated.</param>
public sealed record IssueRow(Guid Id, string? Code, string Title, IssueKind Kind, IssueCategory Category, IssueEffect Effect, int Significance, IssueStatus Status, Guid OwnerId, string Owner, DateOnly NextReviewOn, DateOnly? ReviewedOn, long Version)
{
    public bool IsOverdue(DateOnly today) => Status == IssueStatus.Active && NextReviewOn < today;
}

/// <summary>Which issues; the list and its export share it.</summary>
public sealed record IssueFilter : ReviewedFilter
{
    /// <summary>One of these kinds.</summary>
    public IReadOnlyList<IssueKind>? Kind { get; init; }

    /// <summary>One of these categories.</summary>
    public IReadOnlyList<IssueCategory>? Category { get; init; }

    /// <summary>One of these states; without it closed issues are left out.</summary>
    public IReadOnlyList<IssueStatus>? Status { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Owner: null or "", Overdue: null or false, Kind: null or [], Category: null or [], Status: null or [] };

    internal IQueryable<ContextIssue> Over(IQueryable<ContextIssue> issues, RequestScope scope, DateOnly today)
    {
        issues = issues.WithWords(Q, i => i.Title, i => i.Code);
        if (Kind is { Count: > 0 } kinds) { issues = issues.Where(i => kinds.Contains(i.Kind)); }
        if (Category is { Count: > 0 } categories) { issues = issues.Where(i => categories.Contains(i.Category)); }
        issues = Status is { Count: > 0 } states ? issues.Where(i => states.Contains(i.Status)) : issues.Where(i => i.Status != IssueStatus.Closed);
        return Narrow(issues, i => i.Status == IssueStatus.Active, scope, today);
    }
}

public sealed class ListIssuesValidator : AbstractValidator<ListIssues>
{
    public ListIssuesValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new ReviewedFilterRules());
        RuleFor(l => l.Place.Sort).Listed(IssueRows.Sorts.IsKnown);
    }
}

public sealed class ListIssuesHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListIssues, Result<Page<IssueRow>>>
{
    public async ValueTask<Result<Page<IssueRow>>> Handle(ListIssues query, CancellationToken cancellationToken)
        => await IssueRows.Sorts.PageAsync(query.Filter.Over(db.ContextIssues.AsNoTracking(), scope, scope.Today(clock)), query.Place, issues => IssueRows.Of(issues, db), cancellationToken);
}

internal static class IssueRows
{
    internal static ListSorts<ContextIssue, IssueRow> Sorts { get; } = new("title", row => row.Id, new Dictionary<string, ListSort<ContextIssue, IssueRow>>(StringComparer.Ordinal)
    {
        ["title"] = ListSort<ContextIssue, IssueRow>.By(nameof(ContextIssue.Title), row => row.Title),
        ["significance"] = ListSort<ContextIssue, IssueRow>.By(nameof(ContextIssue.Significance), row => row.Significance),
        ["review"] = ListSort<ContextIssue, IssueRow>.By(nameof(ContextIssue.NextReviewOn), row => row.NextReviewOn),
    });

    internal static IQueryable<IssueRow> Of(IQueryable<ContextIssue> issues, IsmsDbContext db)
        => issues.Select(i => new IssueRow(i.Id, i.Code, i.Title, i.Kind, i.Category, i.Effect, i.Significance, i.Status, i.OwnerId, db.People.Where(p => p.Id == i.OwnerId).Select(p => p.Name).First(), i.NextReviewOn, i.ReviewedOn, i.Version));
}
