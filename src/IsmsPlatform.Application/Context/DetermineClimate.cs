using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Context;

/// <summary>Says whether climate change is a relevant issue (Amd 1:2024). What was said before stays in the history.</summary>
/// <param name="Version">Of the determination that the form saw; 0 where there was none.</param>
[RequirePermission(Permissions.ContextEdit)]
public sealed record DetermineClimate(bool? IsRelevant, string? Rationale, long Version) : ICommand<Result>;

public sealed class DetermineClimateValidator : AbstractValidator<DetermineClimate>
{
    public DetermineClimateValidator()
    {
        RuleFor(d => d.IsRelevant).Must(r => r is not null).WithErrorCode("required").WithMessage("Choose one.");
        RuleFor(d => d.Rationale).Required().AtMost(ClimateDetermination.RationaleMaxLength);
    }
}

public sealed class DetermineClimateHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<DetermineClimate, Result>
{
    public async ValueTask<Result> Handle(DetermineClimate command, CancellationToken cancellationToken)
    {
        var determination = await db.ClimateDeterminations.SingleOrDefaultAsync(cancellationToken);
        if ((determination?.Version ?? 0) != command.Version) { return Error.Stale; }
        if (determination is null) { db.ClimateDeterminations.Add(determination = ClimateDetermination.Undetermined(Guid.CreateVersion7())); }
        determination.Determine(command.IsRelevant!.Value, command.Rationale!, scope.PersonId, scope.Today(clock));
        return Result.Success;
    }
}

[RequirePermission(Permissions.ContextView)]
public sealed record GetClimate : IQuery<Result<ClimateView>>;

/// <summary>Whether climate change is a relevant issue, and why.</summary>
/// <param name="Id">Null while nobody determined it.</param>
/// <param name="By">Who determined it; null where another system wrote it down.</param>
public sealed record ClimateView(Guid? Id, bool? IsRelevant, string? Rationale, string? By, DateOnly? On, long Version)
{
    internal static ClimateView NotYet { get; } = new(null, null, null, null, null, 0);
}

public sealed class GetClimateHandler(IsmsDbContext db) : IQueryHandler<GetClimate, Result<ClimateView>>
{
    public async ValueTask<Result<ClimateView>> Handle(GetClimate query, CancellationToken cancellationToken) => await db.ClimateAsync(cancellationToken);
}

internal static class ClimateQueries
{
    internal static async Task<ClimateView> ClimateAsync(this IsmsDbContext db, CancellationToken cancellationToken)
        => await db.ClimateDeterminations.AsNoTracking()
            .Select(c => new ClimateView(c.Id, c.IsRelevant, c.Rationale, db.People.Where(p => p.Id == c.DeterminedById).Select(p => p.Name).FirstOrDefault(), c.DeterminedOn, c.Version))
            .SingleOrDefaultAsync(cancellationToken) ?? ClimateView.NotYet;
}
