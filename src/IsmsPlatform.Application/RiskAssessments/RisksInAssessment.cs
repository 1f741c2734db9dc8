using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>What evaluating a risk within an assessment asks for, and what follows for those who were asked to evaluate.</summary>
public sealed class RisksInAssessment(IsmsDbContext db, AssessmentDesk desk, AssessmentTasks tasks, RiskRatings ratings)
{
    // What this request evaluated: the row itself says so only once it is stored.
    private readonly Dictionary<Guid, HashSet<EvaluationStage>> _evaluated = [];

    /// <summary>The risk's row in each of them.</summary>
    public async Task<Result<IReadOnlyList<AssessmentItem>>> AdmitAsync(IReadOnlyCollection<Guid> assessmentIds, Guid riskId, CancellationToken cancellationToken)
    {
        var items = new List<AssessmentItem>(assessmentIds.Count);
        // In one order, so that two who evaluate in the same ones do not wait for each other.
        foreach (var id in assessmentIds.Distinct().Order())
        {
            var admitted = await AdmitAsync(id, riskId, cancellationToken);
            if (admitted.Error is { } error) { return error; }
            items.Add(admitted.Value);
        }
        return Result<IReadOnlyList<AssessmentItem>>.Of(items);
    }

    /// <summary>The running assessments in which the risk is open still, by the methodology in force: where an evaluation of it could count.</summary>
    public async Task<IReadOnlyList<Choice>> OpenForAsync(Guid riskId, CancellationToken cancellationToken)
    {
        var method = (await ratings.InForceAsync(cancellationToken))?.Id;
        return await db.AssessmentItems.Where(i => i.RiskId == riskId && i.State == ItemState.Open)
            .Join(db.RiskAssessments.Where(a => (a.Status == AssessmentStatus.InProgress || a.Status == AssessmentStatus.Review) && a.MethodologyId == method), i => i.AssessmentId, a => a.Id, (_, a) => a)
            .OrderBy(a => a.DueOn).ThenBy(a => a.Id).Select(a => new Choice(a.Id, a.Code + " " + a.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>The risk's row, if the assessment runs by the methodology in force and the risk is in its scope.</summary>
    public async Task<Result<AssessmentItem>> AdmitAsync(Guid assessmentId, Guid riskId, CancellationToken cancellationToken)
    {
        await desk.LockAsync(assessmentId, cancellationToken);
        if (await db.RiskAssessments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == assessmentId, cancellationToken) is not { } assessment) { return RiskAssessmentErrors.LinkMissing("AssessmentId"); }
        if (!assessment.IsRunning) { return assessment.IsOver ? RiskAssessmentErrors.Over : RiskAssessmentErrors.NotStarted; }
        if (assessment.MethodologyId != (await ratings.InForceAsync(cancellationToken))?.Id) { return RiskAssessmentErrors.NewerMethodology; }
        return await db.AssessmentItems.AsNoTracking().SingleOrDefaultAsync(i => i.AssessmentId == assessmentId && i.RiskId == riskId, cancellationToken) is { } item ? item : RiskAssessmentErrors.NotInScope;
    }

    /// <summary>A stage was evaluated; with the last one of their risks those who were asked are done.</summary>
    public async Task EvaluatedAsync(AssessmentItem item, EvaluationStage stage, CancellationToken cancellationToken)
    {
        if (!_evaluated.TryGetValue(item.Id, out var stages)) { _evaluated[item.Id] = stages = []; }
        stages.Add(stage);
        if (!item.IsDoneWith(stages)) { return; }
        var others = db.AssessmentItems.Where(i => i.AssessmentId == item.AssessmentId && i.Id != item.Id && i.State == ItemState.Open);
        if (!await others.AnyAsync(cancellationToken)) { await tasks.DoneAsync(item.AssessmentId, null, cancellationToken); }
        else if (!await others.AnyAsync(i => i.OwnerId == item.OwnerId, cancellationToken)) { await tasks.DoneAsync(item.AssessmentId, item.OwnerId, cancellationToken); }
    }
}
