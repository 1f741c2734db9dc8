using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Gives the assessment up for a reason that stays with it. Evaluations that were made in it stay with their risks.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record CancelRiskAssessment(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class CancelRiskAssessmentValidator : AbstractValidator<CancelRiskAssessment>
{
    public CancelRiskAssessmentValidator() => RuleFor(c => c.Reason).Required().AtMost(RiskAssessment.ReasonMaxLength);
}

public sealed class CancelRiskAssessmentHandler(AssessmentDesk desk, AssessmentTasks tasks) : ICommandHandler<CancelRiskAssessment, Result>
{
    public async ValueTask<Result> Handle(CancelRiskAssessment command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var cancelled = opened.Value.Cancel(command.Reason);
        if (cancelled.IsSuccess) { await tasks.EndedAsync(command.Id, cancellationToken); }
        return cancelled;
    }
}
