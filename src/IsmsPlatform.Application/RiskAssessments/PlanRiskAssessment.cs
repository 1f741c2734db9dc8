using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Plans an assessment of risks (8.2): why, which, by whom and by when. It begins when somebody starts it.</summary>
[RequirePermission(Permissions.RisksEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PlanRiskAssessment : RiskAssessmentForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same assessment. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class PlanRiskAssessmentValidator : AbstractValidator<PlanRiskAssessment>
{
    public PlanRiskAssessmentValidator()
    {
        Include(new RiskAssessmentFormRules());
        RuleFor(a => a.Id).Required();
    }
}

public sealed class PlanRiskAssessmentHandler(IsmsDbContext db, AssessmentDesk desk, AssessmentLinks links, CodeSequence codes) : ICommandHandler<PlanRiskAssessment, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(PlanRiskAssessment command, CancellationToken cancellationToken)
    {
        // The form was sent twice: that is one assessment, and whatever differs is not lost in silence.
        if (await db.RiskAssessments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Id, cancellationToken) is { } there)
        {
            return new AssessmentDetails(there.Name, there.Trigger, there.Why, there.StartOn, there.DueOn, there.LeadId) == command.Details() ? there.Id : ReviewErrors.SentBefore;
        }
        var planned = RiskAssessment.Plan(command.Id, await codes.NextAsync(RiskAssessment.CodePrefix, cancellationToken), command.Details(), await desk.IsActiveAsync(command.LeadId!.Value, cancellationToken));
        if (planned.Error is { } error) { return error; }
        db.RiskAssessments.Add(planned.Value);
        return (await links.SetAsync(planned.Value, command, isNew: true, cancellationToken)).Error is { } missing ? missing : command.Id;
    }
}
