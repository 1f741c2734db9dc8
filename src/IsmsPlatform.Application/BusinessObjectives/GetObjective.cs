using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.BusinessObjectives;

[RequirePermission(Permissions.ContextView)]
public sealed record GetObjective(Guid Id) : IQuery<Result<ObjectiveView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(BusinessObjective);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>A business objective with its owner and the state of its review.</summary>
public sealed record ObjectiveView : ObjectiveForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string Code { get; init; }

    public required ObjectiveStatus Status { get; init; }

    public required string Owner { get; init; }

    public DateOnly? ReviewedOn { get; init; }

    /// <summary>How it ended.</summary>
    public string? ClosedReason { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may confirm its review.</summary>
    public bool MayReview { get; init; }

    /// <summary>Nobody reviewed or closed it: it is deleted while nothing refers to it.</summary>
    public bool MayBeDeleted => ReviewedOn is null && ClosedReason is null;
}

public sealed class GetObjectiveHandler(IsmsDbContext db, ReviewDesk desk) : IQueryHandler<GetObjective, Result<ObjectiveView>>
{
    public async ValueTask<Result<ObjectiveView>> Handle(GetObjective query, CancellationToken cancellationToken)
    {
        var objective = await db.BusinessObjectives.AsNoTracking().Where(o => o.Id == query.Id).Select(o => new ObjectiveView
        {
            Id = o.Id,
            Code = o.Code,
            Title = o.Title,
            Horizon = o.Horizon,
            OwnerId = o.OwnerId,
            Owner = db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First(),
            NextReviewOn = o.NextReviewOn,
            ReviewedOn = o.ReviewedOn,
            Status = o.Status,
            ClosedReason = o.ClosedReason,
            Version = o.Version,
        }).SingleOrDefaultAsync(cancellationToken);
        if (objective is null) { return Error.NotFound; }
        return objective with { MayReview = objective.Status == ObjectiveStatus.Active && desk.MayReview(objective.OwnerId!.Value, Permissions.ContextEdit) };
    }
}
