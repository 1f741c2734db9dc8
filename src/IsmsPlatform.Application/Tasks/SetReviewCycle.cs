using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>Sets how often assets are reviewed, how early owners are asked and how long their managers wait.</summary>
[RequirePermission(Permissions.ReviewsEdit)]
public sealed record SetReviewCycle(int? EveryMonths, int? LeadDays, int? GraceDays) : ICommand<Result>;

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
        var cycle = await db.ReviewCycles.SingleOrDefaultAsync(c => c.SubjectType == nameof(Asset), cancellationToken);
        if (cycle is null) { db.ReviewCycles.Add(cycle = ReviewCycle.Default(Guid.CreateVersion7(), nameof(Asset))); }
        cycle.Change(command.EveryMonths!.Value, command.LeadDays!.Value, command.GraceDays!.Value);
        return Result.Success;
    }
}

/// <summary>How assets are reviewed.</summary>
[RequirePermission(Permissions.TasksView, Permissions.ReviewsEdit)]
public sealed record GetReviewCycle : IQuery<Result<SetReviewCycle>>;

public sealed class GetReviewCycleHandler(IsmsDbContext db) : IQueryHandler<GetReviewCycle, Result<SetReviewCycle>>
{
    public async ValueTask<Result<SetReviewCycle>> Handle(GetReviewCycle query, CancellationToken cancellationToken)
    {
        var cycle = await db.CycleOfAsync(nameof(Asset), cancellationToken);
        return new SetReviewCycle(cycle.EveryMonths, cycle.LeadDays, cycle.GraceDays);
    }
}
