using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Ends the evaluating: what changed is looked at before the assessment is completed. What is still open may be evaluated all the same.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ReviewRiskAssessment(Guid Id, long Version) : ICommand<Result>;

public sealed class ReviewRiskAssessmentHandler(AssessmentDesk desk, AssessmentTasks tasks) : ICommandHandler<ReviewRiskAssessment, Result>
{
    public async ValueTask<Result> Handle(ReviewRiskAssessment command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var reviewed = opened.Value.Review();
        if (reviewed.IsSuccess) { await tasks.InReviewAsync(opened.Value, cancellationToken); }
        return reviewed;
    }
}

/// <summary>Back from the review to evaluating: whoever has something open is asked again.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ResumeRiskAssessment(Guid Id, long Version) : ICommand<Result>;

public sealed class ResumeRiskAssessmentHandler(AssessmentDesk desk, AssessmentTasks tasks) : ICommandHandler<ResumeRiskAssessment, Result>
{
    public async ValueTask<Result> Handle(ResumeRiskAssessment command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var resumed = opened.Value.Resume();
        if (resumed.IsSuccess) { await tasks.AskAsync(opened.Value, cancellationToken); }
        return resumed;
    }
}
