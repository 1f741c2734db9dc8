using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Changes an action of a draft.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ChangeTreatmentAction : ActionForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeTreatmentActionValidator : AbstractValidator<ChangeTreatmentAction>
{
    public ChangeTreatmentActionValidator() => Include(new ActionFormRules());
}

public sealed class ChangeTreatmentActionHandler(TreatmentDesk desk, ActionLinks links) : ICommandHandler<ChangeTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(ChangeTreatmentAction command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenActionAsync(command.Id, command.Version, (_, of) => desk.MayEdit(of.OwnerId), cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (action, plan) = opened.Value;
        var changed = action.Change(plan, command.Details(), await desk.IsActiveAsync(command.OwnerId!.Value, cancellationToken));
        return changed.IsSuccess ? await links.SetAsync(action, command, isNew: false, cancellationToken) : changed;
    }
}

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeTreatmentAction"/>.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record PatchTreatmentAction(Guid Id, long Version, ActionMembers Members) : ICommand<Result>;

public sealed class PatchTreatmentActionHandler(ISender sender) : ICommandHandler<PatchTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(PatchTreatmentAction command, CancellationToken cancellationToken)
    {
        var action = await sender.Send(new GetTreatmentAction(command.Id), cancellationToken);
        return action.Error is { } error ? error : await sender.Send(command.Members.Over(action.Value) with { Version = command.Version }, cancellationToken);
    }
}

/// <summary>The members of an action of a draft that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class ActionMembers : MergePatch
{
    /// <summary>In a few words: what is done.</summary>
    public string? Title { get; set => field = Sent(value); }

    public string? Description { get; set => field = Sent(value); }

    /// <summary>The person who does it, or sees to it.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    public DateOnly? StartOn { get; set => field = Sent(value); }

    public DateOnly? DueOn { get; set => field = Sent(value); }

    /// <summary>In the organisation's currency.</summary>
    public decimal? CostEstimate { get; set => field = Sent(value); }

    /// <summary>Hours of the organisation's own people.</summary>
    public int? EffortHours { get; set => field = Sent(value); }

    /// <summary>All of them; those that are missing are taken off.</summary>
    public IReadOnlyList<Guid>? RiskIds { get; set => field = Sent(value); }

    /// <summary>All of them; those that are missing are taken off.</summary>
    public IReadOnlyList<Guid>? ControlIds { get; set => field = Sent(value); }

    internal ChangeTreatmentAction Over(TreatmentActionView a) => new()
    {
        Id = a.Id,
        Title = Or(Title, a.Title, nameof(Title)),
        Description = Or(Description, a.Description, nameof(Description)),
        OwnerId = Or(OwnerId, a.OwnerId, nameof(OwnerId)),
        StartOn = Or(StartOn, a.StartOn, nameof(StartOn)),
        DueOn = Or(DueOn, a.DueOn, nameof(DueOn)),
        CostEstimate = Or(CostEstimate, a.CostEstimate, nameof(CostEstimate)),
        EffortHours = Or(EffortHours, a.EffortHours, nameof(EffortHours)),
        RiskIds = Or(RiskIds, a.RiskIds, nameof(RiskIds)),
        ControlIds = Or(ControlIds, a.ControlIds, nameof(ControlIds)),
    };
}
