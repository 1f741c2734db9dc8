using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Starts the assessment: from now on its methodology and its risks are fixed, and those who have to evaluate are asked.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record StartRiskAssessment(Guid Id, long Version) : ICommand<Result>;

public sealed class StartRiskAssessmentHandler(AssessmentDesk desk, AssessmentTasks tasks, RiskRatings ratings, AuditTrail audit, RequestScope scope, TimeProvider clock) : ICommandHandler<StartRiskAssessment, Result>
{
    public async ValueTask<Result> Handle(StartRiskAssessment command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var assessment = opened.Value;
        if (await ratings.InForceAsync(cancellationToken) is not { } method) { return RiskErrors.NoMethodology; }
        if (assessment.Status != AssessmentStatus.Planned) { return assessment.Start(method.Id, 0, scope.Today(clock)); }
        var risks = await desk.TakeInAsync(assessment, cancellationToken);
        var started = assessment.Start(method.Id, risks, scope.Today(clock));
        if (!started.IsSuccess) { return started; }
        audit.Note(nameof(RiskAssessment), assessment.Id, assessment.Name, new FieldChange("RisksInScope", null, risks));
        await tasks.AskAsync(assessment, cancellationToken);
        return Result.Success;
    }
}

/// <summary>Takes in the risks that fall under the scope and were identified, or came under it, since the start. Says how many.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record TakeInRisks(Guid Id, long Version) : ICommand<Result<int>>;

public sealed class TakeInRisksHandler(AssessmentDesk desk, AssessmentTasks tasks, AuditTrail audit) : ICommandHandler<TakeInRisks, Result<int>>
{
    public async ValueTask<Result<int>> Handle(TakeInRisks command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var assessment = opened.Value;
        if (!assessment.IsRunning) { return assessment.IsOver ? RiskAssessmentErrors.Over : RiskAssessmentErrors.NotStarted; }
        var taken = await desk.TakeInAsync(assessment, cancellationToken);
        if (taken == 0) { return taken; }
        audit.Note(nameof(RiskAssessment), assessment.Id, assessment.Name, new FieldChange("RisksInScope", null, taken));
        await tasks.AskAsync(assessment, cancellationToken);
        return taken;
    }
}
