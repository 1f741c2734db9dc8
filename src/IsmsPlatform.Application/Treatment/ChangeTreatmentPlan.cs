using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Changes what is said of a draft: the ISMS manager each, an owner their own.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ChangeTreatmentPlan : PlanForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeTreatmentPlanValidator : AbstractValidator<ChangeTreatmentPlan>
{
    public ChangeTreatmentPlanValidator() => Include(new PlanFormRules());
}

public sealed class ChangeTreatmentPlanHandler(IsmsDbContext db, TreatmentDesk desk) : ICommandHandler<ChangeTreatmentPlan, Result>
{
    public async ValueTask<Result> Handle(ChangeTreatmentPlan command, CancellationToken cancellationToken)
    {
        var opened = await desk.EditPlanAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        // Asked only of another one, so that a plan that is over meanwhile does not block other edits.
        if (command.SucceedsId != opened.Value.SucceedsId && !await db.MayBeSucceededAsync(command.SucceedsId, cancellationToken)) { return TreatmentErrors.SucceedsNothing; }
        var days = await db.TreatmentActions.Where(a => a.PlanId == command.Id).GroupBy(a => a.PlanId).Select(g => new { First = g.Min(a => a.StartOn), Last = g.Max(a => a.DueOn) }).SingleOrDefaultAsync(cancellationToken);
        return opened.Value.Change(command.Details(), await desk.IsActiveAsync(command.OwnerId!.Value, cancellationToken), desk.Today, days is null ? null : (days.First, days.Last));
    }
}

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeTreatmentPlan"/>.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record PatchTreatmentPlan(Guid Id, long Version, PlanMembers Members) : ICommand<Result>;

public sealed class PatchTreatmentPlanHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchTreatmentPlan, Result>
{
    public async ValueTask<Result> Handle(PatchTreatmentPlan command, CancellationToken cancellationToken)
        => await db.TreatmentPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } plan
            ? await sender.Send(command.Members.Over(plan) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of a draft that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class PlanMembers : MergePatch
{
    public string? Name { get; set => field = Sent(value); }

    /// <summary>First day of the period in which it is carried out.</summary>
    public DateOnly? PeriodFrom { get; set => field = Sent(value); }

    /// <summary>Last day of it.</summary>
    public DateOnly? PeriodTo { get; set => field = Sent(value); }

    /// <summary>In the organisation's currency.</summary>
    public decimal? Budget { get; set => field = Sent(value); }

    /// <summary>The person who sees to it that it is carried out.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    /// <summary>The approved plan that it takes the place of.</summary>
    public Guid? SucceedsId { get; set => field = Sent(value); }

    internal ChangeTreatmentPlan Over(TreatmentPlan p) => new()
    {
        Id = p.Id,
        Name = Or(Name, p.Name, nameof(Name)),
        PeriodFrom = Or(PeriodFrom, p.PeriodFrom, nameof(PeriodFrom)),
        PeriodTo = Or(PeriodTo, p.PeriodTo, nameof(PeriodTo)),
        Budget = Or(Budget, p.Budget, nameof(Budget)),
        OwnerId = Or(OwnerId, p.OwnerId, nameof(OwnerId)),
        SucceedsId = Or(SucceedsId, p.SucceedsId, nameof(SucceedsId)),
    };
}
