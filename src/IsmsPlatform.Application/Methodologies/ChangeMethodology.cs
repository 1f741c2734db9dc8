using FluentValidation;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Methodologies;

/// <summary>Saves a draft of the methodology. One that waits for approval is a draft again.</summary>
[RequirePermission(Permissions.MethodologyEdit)]
public sealed record ChangeMethodology(Guid Id, string? Appetite, RiskScales? Scales, long Version) : ICommand<Result>;

public sealed class ChangeMethodologyValidator : AbstractValidator<ChangeMethodology>
{
    public ChangeMethodologyValidator()
    {
        RuleFor(c => c.Appetite).AtMost(RiskMethodology.AppetiteMaxLength);
        RuleFor(c => c.Scales).NotNull().WithErrorCode("required").WithMessage("Fill in this field.");
        RuleForEach(c => c.Scales!.Likelihood).ChildRules(l => { l.RuleFor(x => x.Name).AtMost(RiskScales.NameMaxLength); l.RuleFor(x => x.Definition).AtMost(RiskScales.DefinitionMaxLength); }).When(c => c.Scales is not null);
        RuleForEach(c => c.Scales!.Impact).ChildRules(i => { i.RuleFor(x => x.Name).AtMost(RiskScales.NameMaxLength); i.RuleFor(x => x.Definition).AtMost(RiskScales.DefinitionMaxLength); }).When(c => c.Scales is not null);
        RuleForEach(c => c.Scales!.Levels).ChildRules(l => { l.RuleFor(x => x.Name).AtMost(RiskScales.NameMaxLength); l.RuleFor(x => x.Response).AtMost(RiskScales.DefinitionMaxLength); }).When(c => c.Scales is not null);
        RuleForEach(c => c.Scales!.Dimensions).ChildRules(d => { d.RuleFor(x => x.Name).AtMost(RiskScales.NameMaxLength); d.RuleForEach(x => x.Definitions).AtMost(RiskScales.DefinitionMaxLength); }).When(c => c.Scales is not null);
    }
}

public sealed class ChangeMethodologyHandler(IsmsDbContext db, ApprovalDesk desk, MethodologyStory story) : ICommandHandler<ChangeMethodology, Result>
{
    public async ValueTask<Result> Handle(ChangeMethodology command, CancellationToken cancellationToken)
    {
        if (await db.RiskMethodologies.SingleOrDefaultAsync(m => m.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (draft.Version != command.Version) { return Error.Stale; }
        var before = MethodologyApproval.Content(draft);
        var changed = draft.Change(command.Appetite, command.Scales!);
        if (!changed.IsSuccess) { return changed; }
        await desk.CloseAsync(nameof(RiskMethodology), draft.Id, ApprovalDecision.Superseded, cancellationToken);
        story.Tell(draft, before);
        return Result.Success;
    }
}
