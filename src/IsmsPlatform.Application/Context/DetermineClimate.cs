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

/// <summary>Says whether climate change is a relevant issue (Amd 1:2024). What was said before stays in the history.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record DetermineClimate : ReviewedForm, ICommand<Result>
{
    public bool? IsRelevant { get; init; }

    public string? Rationale { get; init; }

    /// <summary>Of the determination that the form saw; 0 where there was none.</summary>
    public long Version { get; init; }
}

public sealed class DetermineClimateValidator : AbstractValidator<DetermineClimate>
{
    public DetermineClimateValidator()
    {
        Include(new ReviewedFormRules());
        RuleFor(d => d.IsRelevant).Must(r => r is not null).WithErrorCode("required").WithMessage("Choose one.");
        RuleFor(d => d.Rationale).Required().AtMost(ClimateDetermination.RationaleMaxLength);
    }
}

public sealed class DetermineClimateHandler(IsmsDbContext db, ReviewDesk desk, ReviewTasks tasks, RequestScope scope) : ICommandHandler<DetermineClimate, Result>
{
    public async ValueTask<Result> Handle(DetermineClimate command, CancellationToken cancellationToken)
    {
        var determination = await db.ClimateDeterminations.SingleOrDefaultAsync(cancellationToken);
        if ((determination?.Version ?? 0) != command.Version) { return Error.Stale; }
        var plan = await desk.PlanAsync<ClimateDetermination>(command, cancellationToken);
        if (determination is null)
        {
            var first = ClimateDetermination.First(Guid.CreateVersion7(), command.IsRelevant!.Value, command.Rationale!, scope.PersonId, plan);
            if (first.Error is { } error) { return error; }
            db.ClimateDeterminations.Add(first.Value);
            return Result.Success;
        }
        // The day that stood there is the one that this review was planned for; another one is meant for the next.
        var reviewed = await tasks.ReviewedAsync(nameof(ClimateDetermination), determination.Id, determination.NextReviewOn, cancellationToken);
        var next = command.NextReviewOn is { } day && day != determination.NextReviewOn ? day : reviewed;
        return determination.Determine(command.IsRelevant!.Value, command.Rationale!, scope.PersonId, plan with { NextReviewOn = next });
    }
}

/// <summary>Somebody looked at the determination again: it stands as it is now, until the next review.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ReviewClimate(long Version) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(ClimateDetermination);

    Guid? IForOwnersToo.SubjectId => null;
}

public sealed class ReviewClimateHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<ReviewClimate, Result>
{
    public async ValueTask<Result> Handle(ReviewClimate command, CancellationToken cancellationToken)
        => await desk.ConfirmAsync<ClimateDetermination>(await db.ClimateDeterminations.Select(c => c.Id).SingleOrDefaultAsync(cancellationToken), command.Version, Permissions.ContextEdit, cancellationToken);
}

[RequirePermission(Permissions.ContextView)]
public sealed record GetClimate : IQuery<Result<ClimateView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(ClimateDetermination);

    Guid? IForOwnersToo.SubjectId => null;
}

/// <summary>Whether climate change is a relevant issue, why, and who looks at it again.</summary>
/// <param name="Id">Null while nobody determined it.</param>
/// <param name="By">Who determined it; null where another system wrote it down.</param>
/// <param name="OwnerId">The person who answers for it.</param>
/// <param name="NextReviewOn">The day by which it is looked at again.</param>
public sealed record ClimateView(Guid? Id, bool? IsRelevant, string? Rationale, string? By, DateOnly? On, Guid? OwnerId, string? Owner, DateOnly? NextReviewOn, DateOnly? ReviewedOn, long Version)
{
    internal static ClimateView NotYet { get; } = new(null, null, null, null, null, null, null, null, null, 0);

    /// <summary>The asker may confirm its review.</summary>
    public bool MayReview { get; init; }
}

public sealed class GetClimateHandler(IsmsDbContext db, ReviewDesk desk) : IQueryHandler<GetClimate, Result<ClimateView>>
{
    public async ValueTask<Result<ClimateView>> Handle(GetClimate query, CancellationToken cancellationToken)
    {
        var climate = await db.ClimateAsync(cancellationToken);
        return climate with { MayReview = climate.OwnerId is { } owner && desk.MayReview(owner, Permissions.ContextEdit) };
    }
}

internal static class ClimateQueries
{
    internal static async Task<ClimateView> ClimateAsync(this IsmsDbContext db, CancellationToken cancellationToken)
        => await db.ClimateDeterminations.AsNoTracking()
            .Select(c => new ClimateView(c.Id, c.IsRelevant, c.Rationale, db.People.Where(p => p.Id == c.DeterminedById).Select(p => p.Name).FirstOrDefault(), c.DeterminedOn,
                c.OwnerId, db.People.Where(p => p.Id == c.OwnerId).Select(p => p.Name).First(), c.NextReviewOn, c.ReviewedOn, c.Version))
            .SingleOrDefaultAsync(cancellationToken) ?? ClimateView.NotYet;
}
