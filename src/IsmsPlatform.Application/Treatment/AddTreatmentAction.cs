using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Adds an action to a draft.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddTreatmentAction : ActionForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same action. Made by the server when missing.</summary>
    public Guid Id { get; init; }

    /// <summary>The draft that it belongs to.</summary>
    public Guid PlanId { get; init; }
}

public sealed class AddTreatmentActionValidator : AbstractValidator<AddTreatmentAction>
{
    public AddTreatmentActionValidator()
    {
        Include(new ActionFormRules());
        RuleFor(a => a.Id).Required();
        RuleFor(a => a.PlanId).Required();
    }
}

public sealed class AddTreatmentActionHandler(IsmsDbContext db, TreatmentDesk desk, ActionLinks links) : ICommandHandler<AddTreatmentAction, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddTreatmentAction command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"treatment plan {command.PlanId}", cancellationToken);
        if (await db.TreatmentPlans.SingleOrDefaultAsync(p => p.Id == command.PlanId, cancellationToken) is not { } plan) { return Error.NotFound; }
        if (!desk.MayEdit(plan.OwnerId)) { return Error.Forbidden; }
        // The form was sent twice: that is one action, and whatever differs is not lost in silence.
        if (await db.TreatmentActions.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Id, cancellationToken) is { } there)
        {
            return there.PlanId == plan.Id && there.Details() == command.Details() ? there.Id : ReviewErrors.SentBefore;
        }
        if (await db.TreatmentActions.CountAsync(a => a.PlanId == plan.Id, cancellationToken) >= TreatmentPlan.MostActions) { return TreatmentErrors.TooManyActions; }
        var action = TreatmentAction.Plan(command.Id, plan, command.Details(), await desk.IsActiveAsync(command.OwnerId!.Value, cancellationToken));
        if (action.Error is { } error) { return error; }
        db.TreatmentActions.Add(action.Value);
        return (await links.SetAsync(action.Value, command, isNew: true, cancellationToken)).Error is { } missing ? missing : command.Id;
    }
}

internal static class ActionOfRecord
{
    internal static ActionDetails Details(this TreatmentAction a) => new(a.Title, a.Description, a.OwnerId, a.StartOn, a.DueOn, a.CostEstimate, a.EffortHours);
}
