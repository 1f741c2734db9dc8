using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>Begins to assess a risk step by step: a new one, or one of the register with what is known of it.</summary>
/// <param name="RiskId">Of the register; null for a new one.</param>
/// <param name="AssessmentId">The assessment of many risks that this one belongs to; null outside of one.</param>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record BeginRiskDraft(Guid Id, Guid? RiskId = null, Guid? AssessmentId = null) : ICommand<Result<Guid>>;

public sealed class BeginRiskDraftHandler(IsmsDbContext db, RiskRatings ratings, RisksInAssessment assessments, ISender sender, RequestScope scope, TimeProvider clock) : ICommandHandler<BeginRiskDraft, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(BeginRiskDraft command, CancellationToken cancellationToken)
    {
        if (await db.OwnRiskDrafts(scope).AsNoTracking().SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) is { } there)
        {
            return (there.RiskId, there.AssessmentId) == (command.RiskId, command.RiskId is null ? null : command.AssessmentId) ? there.Id : ReviewErrors.SentBefore;
        }
        if (command.RiskId is null && !scope.Actor.Can(Permissions.RisksEdit)) { return Error.Forbidden; }
        RiskView? risk = null;
        if (command.RiskId is { } id)
        {
            var read = await sender.Send(new GetRisk(id), cancellationToken);
            if (read.Error is { } error) { return error; }
            risk = read.Value;
            if (risk.Status == RiskStatus.Closed) { return RiskErrors.Closed; }
            if (!risk.MayChange) { return Error.Forbidden; }
            if (command.AssessmentId is { } within && (await assessments.AdmitAsync(within, id, cancellationToken)).Error is { } outside) { return outside; }
            // Begun already: it goes on there.
            if (await db.OwnRiskDrafts(scope).Where(d => d.RiskId == id && d.AssessmentId == command.AssessmentId).OrderByDescending(d => d.SavedAt).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancellationToken) is { } begun) { return begun; }
        }
        if (await ratings.InForceAsync(cancellationToken) is not { } method) { return RiskErrors.NoMethodology; }
        if (await db.OwnRiskDrafts(scope).CountAsync(cancellationToken) >= RiskDraft.MostOfOne) { return RiskDrafts.TooMany; }
        db.RiskDrafts.Add(RiskDraft.Begin(command.Id, risk?.Id, risk?.Version, risk is null ? null : command.AssessmentId, risk is null ? new RiskDraftContent { Kind = RiskKind.Information, OwnerId = scope.PersonId } : ContentOf(risk, method.Scales), scope.Actor.Id, clock.GetUtcNow()));
        return command.Id;
    }

    // The day of its review is planned by the level that comes of it.
    private static RiskDraftContent ContentOf(RiskView r, RiskScales scales) => new(r)
    {
        NextReviewOn = null,
        Inherent = LastOf(r, EvaluationStage.Inherent, scales),
        Current = LastOf(r, EvaluationStage.Current, scales),
        Target = LastOf(r, EvaluationStage.Target, scales),
    };

    // Why has to be said each time.
    private static DraftJudgement? LastOf(RiskView r, EvaluationStage stage, RiskScales scales)
        => r.LastOf(stage) is { } last ? new DraftJudgement { Likelihood = last.Rating.Likelihood, Impacts = last.ImpactsBy(scales) } : null;
}
