using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>What is to be evaluated next in an assessment: the next stage of a risk, else the next risk that the asker may evaluate, their own first.</summary>
/// <param name="RiskId">The risk that the asker is at; null for none.</param>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record GetEvaluationStep(Guid Id, Guid? RiskId = null) : IQuery<Result<EvaluationStep>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(RiskAssessment);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <param name="Evaluated">How many risks in scope have nothing left to evaluate.</param>
/// <param name="RiskId">What comes next; null when nothing is left for the asker.</param>
public sealed record EvaluationStep(Guid Id, string Code, string Name, int Evaluated, int Risks, Guid? RiskId, EvaluationStage? Stage, bool IsRunning);

public sealed class GetEvaluationStepHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<GetEvaluationStep, Result<EvaluationStep>>
{
    public async ValueTask<Result<EvaluationStep>> Handle(GetEvaluationStep query, CancellationToken cancellationToken)
    {
        if (await db.RiskAssessments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == query.Id, cancellationToken) is not { } assessment) { return Error.NotFound; }
        var items = db.AssessmentItems.AsNoTracking().Where(i => i.AssessmentId == query.Id);
        var (risks, evaluated) = (await db.ProgressAsync([assessment.Id], cancellationToken)).GetValueOrDefault(assessment.Id);
        var next = !assessment.IsRunning ? null : await NextAsync(items, query.RiskId, cancellationToken);
        return new EvaluationStep(assessment.Id, assessment.Code, assessment.Name, evaluated, risks, next?.RiskId, next?.NextStage, assessment.IsRunning);
    }

    private async Task<AssessmentItem?> NextAsync(IQueryable<AssessmentItem> items, Guid? riskId, CancellationToken cancellationToken)
    {
        if (riskId is { } at && await items.SingleOrDefaultAsync(i => i.RiskId == at, cancellationToken) is { NextStage: not null } same) { return same; }
        var open = items.Where(i => i.State == ItemState.Open).OrderBy(i => i.Code);
        return await open.FirstOrDefaultAsync(i => i.OwnerId == scope.PersonId, cancellationToken)
            ?? (scope.Actor.Can(Permissions.RisksEdit) ? await open.FirstOrDefaultAsync(cancellationToken) : null);
    }
}
