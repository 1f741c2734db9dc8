using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Context;

[RequirePermission(Permissions.ContextView)]
public sealed record GetIssue(Guid Id) : IQuery<Result<IssueView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(ContextIssue);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>An issue with its owner and the state of its review.</summary>
public sealed record IssueView : IssueForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused; given when it is activated.</summary>
    public string? Code { get; init; }

    public required IssueStatus Status { get; init; }

    public required string Owner { get; init; }

    public DateOnly? ReviewedOn { get; init; }

    /// <summary>Why it does not count any more.</summary>
    public string? ClosedReason { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may confirm its review.</summary>
    public bool MayReview { get; init; }

    /// <summary>It is a draft: it is deleted while nothing refers to it.</summary>
    public bool MayBeDeleted => Status == IssueStatus.Draft;
}

public sealed class GetIssueHandler(IsmsDbContext db, ReviewDesk desk) : IQueryHandler<GetIssue, Result<IssueView>>
{
    public async ValueTask<Result<IssueView>> Handle(GetIssue query, CancellationToken cancellationToken)
    {
        var issue = await db.ContextIssues.AsNoTracking().Where(i => i.Id == query.Id).Select(i => new IssueView
        {
            Id = i.Id,
            Code = i.Code,
            Kind = i.Kind,
            Category = i.Category,
            Title = i.Title,
            Description = i.Description,
            Effect = i.Effect,
            Significance = i.Significance,
            OwnerId = i.OwnerId,
            Owner = db.People.Where(p => p.Id == i.OwnerId).Select(p => p.Name).First(),
            NextReviewOn = i.NextReviewOn,
            ReviewedOn = i.ReviewedOn,
            Status = i.Status,
            ClosedReason = i.ClosedReason,
            Version = i.Version,
        }).SingleOrDefaultAsync(cancellationToken);
        if (issue is null) { return Error.NotFound; }
        return issue with { MayReview = issue.Status == IssueStatus.Active && desk.MayReview(issue.OwnerId!.Value, Permissions.ContextEdit) };
    }
}
