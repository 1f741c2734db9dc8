using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.BusinessObjectives;

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeObjective"/>.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record PatchObjective(Guid Id, long Version, ObjectiveMembers Members) : ICommand<Result>;

public sealed class PatchObjectiveHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchObjective, Result>
{
    public async ValueTask<Result> Handle(PatchObjective command, CancellationToken cancellationToken)
        => await db.BusinessObjectives.AsNoTracking().SingleOrDefaultAsync(o => o.Id == command.Id, cancellationToken) is { } objective
            ? await sender.Send(command.Members.Over(objective) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of a business objective that a patch may set. A missing member stays as it is; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class ObjectiveMembers : MergePatch
{
    /// <summary>The objective, as one sentence.</summary>
    public string? Title { get; set => field = Sent(value); }

    /// <summary>By when: a year or a day, 2028 or 2028-06-30.</summary>
    public string? Horizon { get; set => field = Sent(value); }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    /// <summary>The day by which it is looked at again; null plans it by the review cycle.</summary>
    public DateOnly? NextReviewOn { get; set => field = Sent(value); }

    internal ChangeObjective Over(BusinessObjective o) => new()
    {
        Id = o.Id,
        Title = Or(Title, o.Title, nameof(Title)),
        Horizon = Or(Horizon, o.Horizon, nameof(Horizon)),
        OwnerId = Or(OwnerId, o.OwnerId, nameof(OwnerId)),
        NextReviewOn = Or(NextReviewOn, o.NextReviewOn, nameof(NextReviewOn)),
    };
}
