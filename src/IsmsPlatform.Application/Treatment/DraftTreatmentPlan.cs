using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Begins a plan of how risks are treated (6.1.3 e); its actions are added afterwards.</summary>
[RequirePermission(Permissions.RisksEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DraftTreatmentPlan : PlanForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same plan. Made by the server when missing.</summary>
    public Guid Id { get; init; }

    /// <summary>Who answers for the draft; leave it out. Only a key for which nobody answers has to name somebody.</summary>
    public Guid? AuthorId { get; init; }
}

public sealed class DraftTreatmentPlanValidator : AbstractValidator<DraftTreatmentPlan>
{
    public DraftTreatmentPlanValidator()
    {
        Include(new PlanFormRules());
        RuleFor(p => p.Id).Required();
    }
}

public sealed class DraftTreatmentPlanHandler(IsmsDbContext db, TreatmentDesk desk, CodeSequence codes, RequestScope scope) : ICommandHandler<DraftTreatmentPlan, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(DraftTreatmentPlan command, CancellationToken cancellationToken)
    {
        // The form was sent twice: that is one plan, and whatever differs is not lost in silence.
        if (await db.TreatmentPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } there)
        {
            return there.Details() == command.Details() ? there.Id : ReviewErrors.SentBefore;
        }
        if (scope.Actor.ResponsibleId is { } answers && command.AuthorId is { } named && named != answers) { return ApprovalErrors.WorkOfKey(nameof(DraftTreatmentPlan.AuthorId)); }
        if ((scope.AnsweringId ?? command.AuthorId) is not { } author || !await db.People.AnyAsync(p => p.Id == author, cancellationToken)) { return TreatmentErrors.NoAuthor; }
        if (!await db.MayBeSucceededAsync(command.SucceedsId, cancellationToken)) { return TreatmentErrors.SucceedsNothing; }
        var plan = TreatmentPlan.Draft(command.Id, await codes.NextAsync(TreatmentPlan.CodePrefix, cancellationToken), command.Details(), await desk.IsActiveAsync(command.OwnerId!.Value, cancellationToken), author, desk.Today);
        if (plan.Error is { } error) { return error; }
        db.TreatmentPlans.Add(plan.Value);
        return command.Id;
    }
}

internal static class PlanOfRecord
{
    internal static PlanDetails Details(this TreatmentPlan p) => new(p.Name, p.PeriodFrom, p.PeriodTo, p.Budget, p.OwnerId, p.SucceedsId);

    /// <summary>None, or a plan that was approved and that nothing took the place of.</summary>
    internal static async Task<bool> MayBeSucceededAsync(this IsmsDbContext db, Guid? id, CancellationToken cancellationToken)
        => id is null || await db.TreatmentPlans.AnyAsync(p => p.Id == id && (p.Status == PlanStatus.Approved || p.Status == PlanStatus.InProgress || p.Status == PlanStatus.Completed), cancellationToken);
}
