using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>Sets how often records of a kind are reviewed, how early owners are asked and how long their managers wait.</summary>
/// <param name="Kind">The entity's name: one of <see cref="ReviewedKinds"/>.</param>
[RequirePermission(Permissions.ReviewsEdit)]
public sealed record SetReviewCycle(string? Kind, int? EveryMonths, int? LeadDays, int? GraceDays) : ICommand<Result>;

public sealed class SetReviewCycleValidator : AbstractValidator<SetReviewCycle>
{
    private const int ShortestMonth = 28;

    public SetReviewCycleValidator()
    {
        RuleFor(c => c.EveryMonths).Required().Between(1, ReviewCycle.MonthsMax);
        RuleFor(c => c.LeadDays).Required().Between(0, ReviewCycle.DaysMax)
            .Must((c, lead) => lead < c.EveryMonths * ShortestMonth).WithErrorCode("lead-too-long").WithMessage("The lead time must be shorter than the time between two reviews.");
        RuleFor(c => c.GraceDays).Required().Between(0, ReviewCycle.DaysMax);
    }
}

public sealed class SetReviewCycleHandler(IsmsDbContext db) : ICommandHandler<SetReviewCycle, Result>
{
    public async ValueTask<Result> Handle(SetReviewCycle command, CancellationToken cancellationToken)
    {
        if (ReviewedKinds.Of(command.Kind) is not { } kind) { return Error.NotFound; }
        var cycle = await db.ReviewCycles.SingleOrDefaultAsync(c => c.SubjectType == kind.Type, cancellationToken);
        if (cycle is null) { db.ReviewCycles.Add(cycle = ReviewCycle.Default(Guid.CreateVersion7(), kind.Type)); }
        cycle.Change(command.EveryMonths!.Value, command.LeadDays!.Value, command.GraceDays!.Value);
        return Result.Success;
    }
}

/// <summary>How each kind of record is reviewed, in the order of the standard's clauses.</summary>
[RequirePermission(Permissions.TasksView, Permissions.ReviewsEdit)]
public sealed record ListReviewCycles : IQuery<Result<IReadOnlyList<SetReviewCycle>>>;

public sealed class ListReviewCyclesHandler(IsmsDbContext db) : IQueryHandler<ListReviewCycles, Result<IReadOnlyList<SetReviewCycle>>>
{
    public async ValueTask<Result<IReadOnlyList<SetReviewCycle>>> Handle(ListReviewCycles query, CancellationToken cancellationToken)
    {
        var cycles = await db.CyclesAsync(cancellationToken);
        return Result<IReadOnlyList<SetReviewCycle>>.Of([.. cycles.Select(c => new SetReviewCycle(c.SubjectType, c.EveryMonths, c.LeadDays, c.GraceDays))]);
    }
}

/// <summary>How one kind of record is reviewed, to be changed.</summary>
[RequirePermission(Permissions.ReviewsEdit)]
public sealed record GetReviewCycle(string Kind) : IQuery<Result<SetReviewCycle>>;

public sealed class GetReviewCycleHandler(IsmsDbContext db) : IQueryHandler<GetReviewCycle, Result<SetReviewCycle>>
{
    public async ValueTask<Result<SetReviewCycle>> Handle(GetReviewCycle query, CancellationToken cancellationToken)
    {
        if (ReviewedKinds.Of(query.Kind) is not { } kind) { return Error.NotFound; }
        var cycle = await db.CycleOfAsync(kind.Type, cancellationToken);
        return new SetReviewCycle(kind.Type, cycle.EveryMonths, cycle.LeadDays, cycle.GraceDays);
    }
}
