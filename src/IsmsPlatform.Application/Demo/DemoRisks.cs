using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Assets;
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
    string Owner, TreatmentOption? Treatment, bool PersonalData, DemoRating? Inherent, DemoRating? Current, DemoRating? Target);

/// <param name="Impacts">For each dimension of the methodology; 0 where it does not suffer.</param>
public sealed record DemoRating(int Likelihood, IReadOnlyList<int> Impacts, string Why);

/// <summary>Enters the risk register of a demo organisation and rates it by the methodology in force.</summary>
internal sealed class DemoRisksEntry(IsmsDbContext isms, CodeSequence codes, TimeProvider clock)
{
    private const string Own = "own";

    internal async Task EnterAsync(IReadOnlyList<DemoRisk> risks, IReadOnlyDictionary<string, Guid> people, IReadOnlyDictionary<string, Guid> assets, Guid evaluator, DateOnly today, CancellationToken cancellationToken)
    {
        var threats = isms.Threats.Local.ToDictionary(t => t.StarterId ?? Own, t => t.Id, StringComparer.Ordinal);
        var vulnerabilities = isms.Vulnerabilities.Local.ToDictionary(v => v.StarterId ?? Own, v => v.Id, StringComparer.Ordinal);
        var controls = isms.ControlImplementations.Local.ToDictionary(i => i.Title, StringComparer.Ordinal);
        var method = isms.RiskMethodologies.Local.Where(m => m.Status == MethodologyStatus.Approved).MaxBy(m => m.VersionNo)!;
        foreach (var r in risks)
        {
            var details = new RiskDetails(r.Title, r.Scenario, RiskKind.Information, r.Threat is null ? null : threats[r.Threat], r.Affects, r.Treatment, r.PersonalData);
            var plan = new ReviewPlan(people[r.Owner], OwnerIsActive: true, null, ReviewCycle.Default(Guid.CreateVersion7(), nameof(Risk)), today);
            var risk = Risk.Identify(Guid.CreateVersion7(), await codes.NextAsync(Risk.CodePrefix, cancellationToken), details, plan).Value;
            isms.Risks.Add(risk);
            isms.RiskAssets.AddRange(r.Assets.Select(name => RiskAsset.Of(risk.Id, assets[name])));
            isms.RiskVulnerabilities.AddRange(r.Vulnerabilities.Select(code => RiskVulnerability.Of(risk.Id, vulnerabilities[code])));
            isms.RiskControls.AddRange(r.Controls.Select(title => RiskControl.Of(risk.Id, controls[title].Id)));
            var basis = new EvaluationBasis(method.Id, method.Scales, [.. r.Controls.Select(title => (title, controls[title].Works))]);
            foreach (var (stage, rating) in ((EvaluationStage, DemoRating?)[])[(EvaluationStage.Inherent, r.Inherent), (EvaluationStage.Current, r.Current), (EvaluationStage.Target, r.Target)])
            {
                if (rating is null) { continue; }
                var judgement = new Judgement(stage, rating.Likelihood, [.. rating.Impacts.Select(i => (int?)i)], rating.Why, null);
                isms.RiskEvaluations.Add(RiskEvaluation.Of(Guid.CreateVersion7(), risk, judgement, basis, evaluator, today, clock.GetUtcNow()).Value);
            }
        }
    }
}
