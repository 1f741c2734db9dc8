using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Demo;

/// <param name="StartIn">Days from today; negative is over.</param>
/// <param name="Lead">E-mail address.</param>
/// <param name="Status">Planned, InProgress or Completed: of the completed one come the ratings of the register.</param>
/// <param name="Assets">Keys of assets that narrow its scope.</param>
/// <param name="Units">Codes.</param>
/// <param name="Locations">Codes.</param>
/// <param name="Owners">E-mail addresses of owners of risks.</param>
/// <param name="Confirmed">Titles of risks that it found unchanged.</param>
public sealed record DemoAssessment(string Name, AssessmentTrigger Trigger, string? Why, int StartIn, int DueIn, string Lead, IReadOnlyList<string> Participants, AssessmentStatus Status, IReadOnlyList<string> Assets, IReadOnlyList<string> Units, IReadOnlyList<string> Locations,
    IReadOnlyList<string> Owners, IReadOnlyList<string> Confirmed, string? Rationale);

/// <summary>Plans the risk assessments of a demo organisation; <see cref="AssessDemoRisks"/> carries them out.</summary>
internal sealed class DemoAssessmentsEntry(IsmsDbContext isms, CodeSequence codes, DateOnly today)
{
    /// <summary>Answers with the one in which the register is rated for the first time.</summary>
    internal async Task<Guid> EnterAsync(IReadOnlyList<DemoAssessment> assessments, IReadOnlyDictionary<string, Guid> people, IReadOnlyDictionary<string, Guid> units, IReadOnlyDictionary<string, Guid> locations, IReadOnlyDictionary<string, Guid> assets, CancellationToken cancellationToken)
    {
        Guid first = default;
        foreach (var d in assessments)
        {
            var details = new AssessmentDetails(d.Name, d.Trigger, d.Why, today.AddDays(d.StartIn), today.AddDays(d.DueIn), people[d.Lead]);
            var assessment = RiskAssessment.Plan(Guid.CreateVersion7(), await codes.NextAsync(RiskAssessment.CodePrefix, cancellationToken), details, leadIsActive: true).Value;
            isms.RiskAssessments.Add(assessment);
            isms.AssessmentParticipants.AddRange(d.Participants.Select(p => AssessmentParticipant.Of(assessment.Id, people[p])));
            isms.AssessmentScopes.AddRange(d.Assets.Select(a => AssessmentScopeRecord.OfAsset(assessment.Id, assets[a])));
            isms.AssessmentScopes.AddRange(d.Units.Select(u => AssessmentScopeRecord.OfUnit(assessment.Id, units[u])));
            isms.AssessmentScopes.AddRange(d.Locations.Select(l => AssessmentScopeRecord.OfLocation(assessment.Id, locations[l])));
            isms.AssessmentScopes.AddRange(d.Owners.Select(o => AssessmentScopeRecord.OfOwner(assessment.Id, people[o])));
            if (d.Status == AssessmentStatus.Completed) { first = assessment.Id; }
        }
        return first;
    }
}

/// <summary>The risk assessments of a demo organisation are carried out as far as they are; once, however often it is asked.</summary>
[SystemOnly]
public sealed record AssessDemoRisks(DemoOrganisation Demo) : ICommand<Result>;

public sealed class AssessDemoRisksHandler(IsmsDbContext db, AssessmentDesk desk, AssessmentResults results, RiskRatings ratings, RequestScope scope, TimeProvider clock) : ICommandHandler<AssessDemoRisks, Result>
{
    public async ValueTask<Result> Handle(AssessDemoRisks command, CancellationToken cancellationToken)
    {
        var method = (await ratings.InForceAsync(cancellationToken))!;
        foreach (var demo in command.Demo.Assessments.Where(a => a.Status != AssessmentStatus.Planned))
        {
            if (await db.RiskAssessments.SingleOrDefaultAsync(a => a.Name == demo.Name && a.Status == AssessmentStatus.Planned, cancellationToken) is not { } assessment) { continue; }
            assessment.Start(method.Id, await desk.TakeInAsync(assessment, cancellationToken), assessment.StartOn);
            if (demo.Status == AssessmentStatus.Completed) { await CompleteAsync(assessment, cancellationToken); }
            foreach (var title in demo.Confirmed) { await ConfirmAsync(assessment, await db.Risks.SingleAsync(r => r.Title == title, cancellationToken), demo.Rationale, cancellationToken); }
        }
        return Result.Success;
    }

    // The first of all: nothing was rated before it, and its evaluations are those that the register began with.
    private async Task CompleteAsync(RiskAssessment assessment, CancellationToken cancellationToken)
    {
        await db.AssessmentItems.Where(i => i.AssessmentId == assessment.Id).ExecuteUpdateAsync(u => u
            .SetProperty(i => i.BeforeMethodologyId, (Guid?)null).SetProperty(i => i.BeforeLikelihood, 0).SetProperty(i => i.BeforeImpact, 0).SetProperty(i => i.BeforeLevel, 0)
            .SetProperty(i => i.InherentDone, true).SetProperty(i => i.CurrentDone, true).SetProperty(i => i.TargetDone, true), cancellationToken);
        assessment.Review();
        assessment.Complete(assessment.LeadId, await results.KeepAsync(assessment, cancellationToken), assessment.DueOn < scope.Today(clock) ? assessment.DueOn : scope.Today(clock));
    }

    private async Task ConfirmAsync(RiskAssessment assessment, Risk risk, string? rationale, CancellationToken cancellationToken)
    {
        var method = (await ratings.InForceAsync(cancellationToken))!;
        var basis = new EvaluationBasis(method.Id, method.Scales, await db.ControlsOfRiskAsync(risk.Id, cancellationToken), await db.OpenActionsOf(risk.Id).CountAsync(cancellationToken));
        foreach (var last in await db.RiskEvaluations.AsNoTracking().Where(e => e.RiskId == risk.Id).OrderBy(e => e.RecordedAt).ThenBy(e => e.Id).ToListAsync(cancellationToken))
        {
            var judgement = new Judgement(last.Stage, last.Likelihood, [.. last.Impacts.Select(i => (int?)i)], rationale, null);
            db.RiskEvaluations.Add(RiskEvaluation.Of(Guid.CreateVersion7(), risk, judgement, basis, assessment.LeadId, scope.Today(clock), clock.GetUtcNow(), assessment.Id, last.Id).Value);
        }
    }
}
