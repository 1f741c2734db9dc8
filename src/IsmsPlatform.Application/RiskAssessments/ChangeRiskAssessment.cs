using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Changes what is planned, before it starts: the ISMS manager each, a lead their own.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ChangeRiskAssessment : RiskAssessmentForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeRiskAssessmentValidator : AbstractValidator<ChangeRiskAssessment>
{
    public ChangeRiskAssessmentValidator() => Include(new RiskAssessmentFormRules());
}

public sealed class ChangeRiskAssessmentHandler(AssessmentDesk desk, AssessmentLinks links) : ICommandHandler<ChangeRiskAssessment, Result>
{
    public async ValueTask<Result> Handle(ChangeRiskAssessment command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var changed = opened.Value.Change(command.Details(), await desk.IsActiveAsync(command.LeadId!.Value, cancellationToken));
        return changed.IsSuccess ? await links.SetAsync(opened.Value, command, isNew: false, cancellationToken) : changed;
    }
}

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeRiskAssessment"/>.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record PatchRiskAssessment(Guid Id, long Version, RiskAssessmentMembers Members) : ICommand<Result>;

public sealed class PatchRiskAssessmentHandler(ISender sender) : ICommandHandler<PatchRiskAssessment, Result>
{
    public async ValueTask<Result> Handle(PatchRiskAssessment command, CancellationToken cancellationToken)
    {
        var found = await sender.Send(new GetRiskAssessment(command.Id), cancellationToken);
        return found.Error is { } error ? error : await sender.Send(command.Members.Over(found.Value) with { Version = command.Version }, cancellationToken);
    }
}

/// <summary>The members of a planned assessment that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class RiskAssessmentMembers : MergePatch
{
    public string? Name { get; set => field = Sent(value); }

    public AssessmentTrigger? Trigger { get; set => field = Sent(value); }

    /// <summary>What happened.</summary>
    public string? Why { get; set => field = Sent(value); }

    public DateOnly? StartOn { get; set => field = Sent(value); }

    /// <summary>By when its risks are evaluated.</summary>
    public DateOnly? DueOn { get; set => field = Sent(value); }

    /// <summary>The person who sees to it that it comes to an end.</summary>
    public Guid? LeadId { get; set => field = Sent(value); }

    /// <summary>All of them; those that are missing are taken off. The same holds for each list below.</summary>
    public IReadOnlyList<Guid>? ParticipantIds { get; set => field = Sent(value); }

    public IReadOnlyList<RiskKind>? Kinds { get; set => field = Sent(value); }

    public IReadOnlyList<ThreatCategory>? ThreatCategories { get; set => field = Sent(value); }

    public IReadOnlyList<AssessmentNeed>? Needs { get; set => field = Sent(value); }

    public IReadOnlyList<Guid>? UnitIds { get; set => field = Sent(value); }

    public IReadOnlyList<Guid>? LocationIds { get; set => field = Sent(value); }

    public IReadOnlyList<Guid>? AssetIds { get; set => field = Sent(value); }

    public IReadOnlyList<Guid>? OwnerIds { get; set => field = Sent(value); }

    internal ChangeRiskAssessment Over(RiskAssessmentView a) => new()
    {
        Id = a.Id,
        Name = Or(Name, a.Name, nameof(Name)),
        Trigger = Or(Trigger, a.Trigger, nameof(Trigger)),
        Why = Or(Why, a.Why, nameof(Why)),
        StartOn = Or(StartOn, a.StartOn, nameof(StartOn)),
        DueOn = Or(DueOn, a.DueOn, nameof(DueOn)),
        LeadId = Or(LeadId, a.LeadId, nameof(LeadId)),
        ParticipantIds = Or(ParticipantIds, a.ParticipantIds, nameof(ParticipantIds)),
        Kinds = Or(Kinds, a.Kinds, nameof(Kinds)),
        ThreatCategories = Or(ThreatCategories, a.ThreatCategories, nameof(ThreatCategories)),
        Needs = Or(Needs, a.Needs, nameof(Needs)),
        UnitIds = Or(UnitIds, a.UnitIds, nameof(UnitIds)),
        LocationIds = Or(LocationIds, a.LocationIds, nameof(LocationIds)),
        AssetIds = Or(AssetIds, a.AssetIds, nameof(AssetIds)),
        OwnerIds = Or(OwnerIds, a.OwnerIds, nameof(OwnerIds)),
    };
}
