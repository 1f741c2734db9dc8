using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;

namespace IsmsPlatform.Application.Treatment;

/// <summary>What is said of an action; adding and changing share it.</summary>
public abstract record ActionForm
{
    /// <summary>In a few words: what is done.</summary>
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>The person who does it, or sees to it.</summary>
    public Guid? OwnerId { get; init; }

    public DateOnly? StartOn { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>What it costs, in the organisation's currency.</summary>
    public decimal? CostEstimate { get; init; }

    /// <summary>Hours of the organisation's own people.</summary>
    public int? EffortHours { get; init; }

    /// <summary>The risks that it makes smaller.</summary>
    public IReadOnlyList<Guid>? RiskIds { get; init; } = new List<Guid>();

    /// <summary>The controls that it puts into practice or improves.</summary>
    public IReadOnlyList<Guid>? ControlIds { get; init; } = new List<Guid>();

    internal ActionDetails Details() => new(Text.Clean(Title), Text.OrNull(Description), OwnerId!.Value, StartOn!.Value, DueOn!.Value, CostEstimate, EffortHours);
}

public sealed class ActionFormRules : AbstractValidator<ActionForm>
{
    private const string TooMany = "Name at most 100. What concerns more is best told as several actions.";

    public ActionFormRules()
    {
        RuleFor(a => a.Title).Required().AtMost(TreatmentAction.TitleMaxLength);
        RuleFor(a => a.Description).AtMost(TreatmentAction.DescriptionMaxLength);
        RuleFor(a => a.OwnerId).Must(o => o is not null).WithErrorCode("required").WithMessage("Name the person who answers for it.");
        RuleFor(a => a.StartOn).Required().Plausible();
        RuleFor(a => a.DueOn).Required().Plausible();
        RuleFor(a => a.CostEstimate).Amount();
        RuleFor(a => a.EffortHours).Between(0, TreatmentAction.EffortMax);
        RuleFor(a => a.RiskIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
        RuleFor(a => a.ControlIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
    }

    private static bool Few(IReadOnlyList<Guid>? ids) => ids is null || ids.Count <= TreatmentAction.MostLinks;
}

/// <summary>What an action is linked with: risks and controls. It is told on the action, which has a name and a page.</summary>
public sealed class ActionLinks(IsmsDbContext db, AuditTrail audit)
{
    /// <summary>Exactly what the form names from now on.</summary>
    /// <param name="isNew">Nothing is linked yet; what a new action names stands on its page.</param>
    internal async Task<Result> SetAsync(TreatmentAction action, ActionForm form, bool isNew, CancellationToken cancellationToken)
    {
        var changes = new List<FieldChange>();
        var risks = await db.SetLinksAsync(db.TreatmentActionRisks.Where(l => l.ActionId == action.Id), l => l.RiskId, form.RiskIds, id => TreatmentActionRisk.Of(action.Id, id),
            ids => db.Risks.Where(r => ids.Contains(r.Id)).Select(r => new Choice(r.Id, r.Title)), nameof(Risk), TreatmentErrors.LinkMissing(nameof(ActionForm.RiskIds)), changes, isNew, cancellationToken);
        var controls = await db.SetLinksAsync(db.TreatmentActionControls.Where(l => l.ActionId == action.Id), l => l.ControlId, form.ControlIds, id => TreatmentActionControl.Of(action.Id, id),
            ids => db.Controls.Where(c => ids.Contains(c.Id)).Select(c => new Choice(c.Id, c.Code + " " + c.Title)), "Control", TreatmentErrors.LinkMissing(nameof(ActionForm.ControlIds)), changes, isNew, cancellationToken);
        if ((risks.Error ?? controls.Error) is { } missing) { return missing; }
        if (isNew || changes.Count == 0) { return Result.Success; }
        audit.Note(nameof(TreatmentAction), action.Id, action.Title, changes);
        // A link alone changes what others see of the action: whoever edits it meanwhile is stale.
        db.Entry(action).Property(a => a.Title).IsModified = true;
        return Result.Success;
    }
}
