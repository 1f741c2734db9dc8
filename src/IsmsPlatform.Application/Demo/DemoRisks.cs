using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Application.Demo;

/// <param name="Threat">Its id in the starter catalogue; "own" for the organisation's own one.</param>
/// <param name="Vulnerabilities">The same of them.</param>
/// <param name="Assets">Their keys.</param>
/// <param name="Controls">Titles of implementations.</param>
/// <param name="Owner">E-mail address.</param>
public sealed record DemoRisk(string Title, string Scenario, string? Threat, IReadOnlyList<string> Vulnerabilities, IReadOnlyList<string> Assets, IReadOnlyList<string> Controls, IReadOnlyList<SecurityProperty> Affects,
    string Owner, TreatmentOption? Treatment, bool PersonalData, DemoRating? Inherent, DemoRating? Current, DemoRating? Target, IReadOnlyDictionary<EvaluationStage, DemoLoss>? Loss, DemoAcceptance? Acceptance = null);

/// <param name="Impacts">For each dimension of the methodology; 0 where it does not suffer.</param>
public sealed record DemoRating(int Likelihood, IReadOnlyList<int> Impacts, string Why);

/// <param name="Percent">Chance in a year.</param>
public sealed record DemoTolerance(decimal Loss, decimal Percent);

/// <param name="Frequency">Events per year: one number, or least, likeliest and most.</param>
/// <param name="Loss">Of one event: the ends of an interval, or least, likeliest and most.</param>
public sealed record DemoLoss(IReadOnlyList<double> Frequency, IReadOnlyList<decimal> Loss, string Why);

/// <summary>Enters the risk register of a demo organisation and rates it by the methodology in force.</summary>
internal sealed class DemoRisksEntry(IsmsDbContext isms, CodeSequence codes, TimeProvider clock)
{
    private const string Own = "own";
    private const long Seed = 27001;

    /// <summary>Targets come later: they rest on what is planned (<see cref="Aim"/>).</summary>
    /// <param name="assessment">In which they are rated.</param>
    /// <param name="account">Of the evaluator.</param>
    internal async Task EnterAsync(IReadOnlyList<DemoRisk> risks, IReadOnlyList<DemoTolerance> tolerance, Guid assessment, IReadOnlyDictionary<string, Guid> people, IReadOnlyDictionary<string, Guid> assets, Guid evaluator, Guid account, DateOnly today, CancellationToken cancellationToken)
    {
        var threats = isms.Threats.Local.ToDictionary(t => t.StarterId ?? Own, t => t.Id, StringComparer.Ordinal);
        var vulnerabilities = isms.Vulnerabilities.Local.ToDictionary(v => v.StarterId ?? Own, v => v.Id, StringComparer.Ordinal);
        var controls = isms.ControlImplementations.Local.ToDictionary(i => i.Title, StringComparer.Ordinal);
        foreach (var r in risks)
        {
            var details = new RiskDetails(r.Title, r.Scenario, RiskKind.Information, r.Threat is null ? null : threats[r.Threat], r.Affects, r.Treatment, r.PersonalData);
            var plan = new ReviewPlan(people[r.Owner], OwnerIsActive: true, null, ReviewCycle.Default(Guid.CreateVersion7(), nameof(Risk)), today);
            var risk = Risk.Identify(Guid.CreateVersion7(), await codes.NextAsync(Risk.CodePrefix, cancellationToken), details, plan).Value;
            isms.Risks.Add(risk);
            isms.RiskAssets.AddRange(r.Assets.Select(name => RiskAsset.Of(risk.Id, assets[name])));
            isms.RiskVulnerabilities.AddRange(r.Vulnerabilities.Select(code => RiskVulnerability.Of(risk.Id, vulnerabilities[code])));
            isms.RiskControls.AddRange(r.Controls.Select(title => RiskControl.Of(risk.Id, controls[title].Id)));
            Rate(risk, r, EvaluationStage.Inherent, r.Inherent, assessment, evaluator, today);
            Rate(risk, r, EvaluationStage.Current, r.Current, assessment, evaluator, today);
            // What is planned against it follows, with the target.
            var basis = new LossBasis(null, null, [], OpenActions: 0);
            foreach (var (stage, loss) in (r.Loss ?? new Dictionary<EvaluationStage, DemoLoss>()).OrderBy(l => l.Key))
            {
                var (isFixed, isInterval) = (loss.Frequency.Count == 1, loss.Loss.Count == 2);
                var judgement = new LossJudgement(stage, isFixed ? null : loss.Frequency[0], loss.Frequency[isFixed ? 0 : 1], isFixed ? null : loss.Frequency[2], isInterval ? LossShape.Interval90 : LossShape.LowLikelyHigh,
                    loss.Loss[0], isInterval ? null : loss.Loss[1], loss.Loss[^1], loss.Why, Seed);
                isms.LossEstimates.Add(LossEstimate.Of(Guid.CreateVersion7(), risk, judgement, basis, Seed, evaluator, today, clock.GetUtcNow()).Value);
            }
        }
        // Somebody has begun to assess what nobody has rated yet.
        foreach (var risk in isms.Risks.Local.Where(r => r.InherentLevel == 0).ToList())
        {
            var draft = RiskDraft.Begin(Guid.CreateVersion7(), risk.Id, riskVersion: 1, null, new RiskDraftContent
            {
                Title = risk.Title,
                Scenario = risk.Scenario,
                Kind = risk.Kind,
                ThreatId = risk.ThreatId,
                VulnerabilityIds = [.. isms.RiskVulnerabilities.Local.Where(l => l.RiskId == risk.Id).Select(l => l.VulnerabilityId)],
                AssetIds = [.. isms.RiskAssets.Local.Where(l => l.RiskId == risk.Id).Select(l => l.AssetId)],
                ImplementationIds = [.. isms.RiskControls.Local.Where(l => l.RiskId == risk.Id).Select(l => l.ImplementationId)],
                Affects = risk.Affects(),
                Treatment = risk.Treatment,
                PersonalData = risk.PersonalData,
                OwnerId = risk.OwnerId,
            }, account, clock.GetUtcNow());
            draft.Keep(AssessStep.Rating, draft.Read(), clock.GetUtcNow());
            isms.RiskDrafts.Add(draft);
        }
        isms.LossTolerances.Add(LossTolerance.Set(Guid.CreateVersion7(), [.. tolerance.Select(p => new TolerancePoint(p.Loss, (double)p.Percent / 100))]).Value);
        var simulated = isms.LossEstimates.Local.GroupBy(e => e.RiskId).Select(g => (Risk: isms.Risks.Local.First(r => r.Id == g.Key), Estimates: g.ToList())).OrderBy(r => r.Risk.Code, StringComparer.Ordinal).ToList();
        isms.LossRuns.Add(LossRuns.Simulate(Guid.CreateVersion7(), Seed, [.. simulated.Select(r => (r.Risk.Id, r.Risk.Code, r.Risk.Title, (IReadOnlyCollection<LossEstimate>)r.Estimates))], evaluator, clock.GetUtcNow(), cancellationToken));
    }

    /// <summary>Says where treatment leads, once it is planned.</summary>
    internal void Aim(IReadOnlyList<DemoRisk> risks, Guid assessment, Guid evaluator, DateOnly today)
    {
        foreach (var r in risks) { Rate(isms.Risks.Local.Single(x => x.Title == r.Title), r, EvaluationStage.Target, r.Target, assessment, evaluator, today); }
    }

    private void Rate(Risk risk, DemoRisk demo, EvaluationStage stage, DemoRating? rating, Guid assessment, Guid evaluator, DateOnly today)
    {
        if (rating is null) { return; }
        var method = isms.RiskMethodologies.Local.Where(m => m.Status == MethodologyStatus.Approved).MaxBy(m => m.VersionNo)!;
        var basis = new EvaluationBasis(method.Id, method.Scales, [.. demo.Controls.Select(title => (title, isms.ControlImplementations.Local.Single(i => i.Title == title).Works))], isms.TreatmentActionRisks.Local.Count(l => l.RiskId == risk.Id));
        var judgement = new Judgement(stage, rating.Likelihood, [.. rating.Impacts.Select(i => (int?)i)], rating.Why, null);
        isms.RiskEvaluations.Add(RiskEvaluation.Of(Guid.CreateVersion7(), risk, judgement, basis, evaluator, today, clock.GetUtcNow(), assessment).Value);
    }
}
