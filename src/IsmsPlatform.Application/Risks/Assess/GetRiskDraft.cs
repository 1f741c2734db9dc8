using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>An assessment that the actor has begun, with what its steps show beside what was entered.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record GetRiskDraft(Guid Id) : IQuery<Result<RiskDraftView>>;

public sealed record RiskDraftView
{
    public required Guid Id { get; init; }

    /// <summary>As the register has it now; null for a risk that is not in it yet.</summary>
    public RiskView? Risk { get; init; }

    /// <summary>The assessment of many risks that it belongs to; null outside of one.</summary>
    public Guid? AssessmentId { get; init; }

    /// <summary>What is accepted of the risk now: another option than Accept, or a higher level, ends it with the signature. Null where nothing is.</summary>
    public AcceptanceInForce? Accepted { get; init; }

    /// <summary>Somebody changed it there since the assessment began.</summary>
    public bool ChangedSince { get; init; }

    public required RiskDraftContent Content { get; init; }

    /// <summary>As far as the steps may be opened.</summary>
    public required AssessStep Reached { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>By which it is rated.</summary>
    public required RiskScales Scales { get; init; }

    public required int MethodologyVersion { get; init; }

    /// <summary>Null before it was judged, or while the judgement is not complete.</summary>
    public RatingView? Inherent { get; init; }

    public RatingView? Current { get; init; }

    public RatingView? Target { get; init; }

    /// <summary>What was estimated without fault, simulated; in the order of the stages.</summary>
    public IReadOnlyList<DraftExposure> Losses { get; init; } = [];

    /// <summary>The organisation's tolerance, by rising loss; empty where nothing is estimated or none is set.</summary>
    public IReadOnlyList<TolerancePoint> Tolerance { get; init; } = [];

    /// <summary>What was chosen, with whether it works.</summary>
    public IReadOnlyList<RiskControlView> Controls { get; init; } = [];

    /// <summary>Names of what was chosen.</summary>
    public IReadOnlyList<Choice> Assets { get; init; } = [];

    public string? Threat { get; init; }

    public IReadOnlyList<Choice> Vulnerabilities { get; init; } = [];

    /// <summary>Whom the form offers as owners; whoever was chosen is among them.</summary>
    public IReadOnlyList<Choice> People { get; init; } = [];

    /// <summary>Drafts of treatment plans that the actor may add to.</summary>
    public IReadOnlyList<Choice> Plans { get; init; } = [];

    /// <summary>The actor may begin a plan.</summary>
    public bool MayPlan { get; init; }

    /// <summary>Of the costs; ISO 4217.</summary>
    public required string Currency { get; init; }

    public required long Version { get; init; }
}

/// <param name="Until">Its last day.</param>
/// <param name="By">Who granted it, by name.</param>
/// <param name="Level">The highest level that is accepted, from 1.</param>
public sealed record AcceptanceInForce(Guid Id, DateOnly Until, IReadOnlyList<string> By, int Level);

/// <summary>What the risk costs in a year at one stage.</summary>
public sealed record DraftExposure(EvaluationStage Stage, LossFigures Figures);

public sealed class GetRiskDraftHandler(IsmsDbContext db, RiskDraftCheck check, RiskRatings ratings, ISender sender, RequestScope scope) : IQueryHandler<GetRiskDraft, Result<RiskDraftView>>
{
    private const int MostPlans = 50;

    public async ValueTask<Result<RiskDraftView>> Handle(GetRiskDraft query, CancellationToken cancellationToken)
    {
        if (await db.OwnRiskDrafts(scope).AsNoTracking().SingleOrDefaultAsync(d => d.Id == query.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (await ratings.InForceAsync(cancellationToken) is not { } method) { return RiskErrors.NoMethodology; }
        RiskView? risk = null;
        if (draft.RiskId is { } riskId)
        {
            var read = await sender.Send(new GetRisk(riskId), cancellationToken);
            if (read.Error is { } error) { return error; }
            risk = read.Value;
        }
        var c = draft.Read();
        var (controls, assets, vulnerabilities) = ((c.ImplementationIds ?? []).ToList(), (c.AssetIds ?? []).ToList(), (c.VulnerabilityIds ?? []).ToList());
        var basis = (await check.BasisAsync(draft.RiskId, c, cancellationToken))!;
        RatingView? Rated(DraftJudgement? judged) => judged is { Likelihood: { } l } && l >= 1 && l <= basis.Scales.Likelihood.Count && (judged.Impacts ?? []).Max() is { } i && i >= 1 && i <= basis.Scales.Impact.Count
            ? new RatingView { MethodologyId = method.Id, Likelihood = l, Impact = i, Level = basis.Scales.LevelOf(l, i) }.Named(basis.Scales, method.Id) : null;
        var losses = await LossesAsync(draft, c, cancellationToken);
        return new RiskDraftView
        {
            Id = draft.Id,
            Risk = risk,
            AssessmentId = draft.AssessmentId,
            Accepted = risk is null ? null : await AcceptedAsync(risk.Id, cancellationToken),
            ChangedSince = risk is not null && risk.Version != draft.RiskVersion,
            Content = c,
            Reached = draft.Step,
            SavedAt = draft.SavedAt,
            Scales = basis.Scales,
            MethodologyVersion = method.VersionNo,
            Inherent = Rated(c.Inherent),
            Current = Rated(c.Current),
            Target = Rated(c.Target),
            Losses = losses,
            Tolerance = losses.Count == 0 ? [] : (await db.LossTolerances.AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.Curve() ?? [],
            Controls = (await db.ControlImplementations.AsNoTracking().Where(i => controls.Contains(i.Id)).Join(db.Controls, i => i.ControlId, k => k.Id, (i, k) => new { Implementation = i, k.Code, k.Ordinal })
                .OrderBy(x => x.Ordinal).ThenBy(x => x.Implementation.Id).ToListAsync(cancellationToken)).ConvertAll(x => new RiskControlView(x.Implementation.Id, x.Implementation.Title, x.Implementation.ControlId, x.Code, x.Implementation.Status, x.Implementation.Works)),
            Assets = await db.Assets.Where(a => assets.Contains(a.Id)).OrderBy(a => a.Name).Select(a => new Choice(a.Id, a.Name)).ToListAsync(cancellationToken),
            Threat = await db.Threats.Where(t => t.Id == c.ThreatId).Select(t => t.Name).FirstOrDefaultAsync(cancellationToken),
            Vulnerabilities = await db.Vulnerabilities.Where(v => vulnerabilities.Contains(v.Id)).OrderBy(v => v.Name).Select(v => new Choice(v.Id, v.Name)).ToListAsync(cancellationToken),
            People = await db.PeopleToChooseAsync([c.OwnerId, .. (c.Actions ?? []).Select(a => a.OwnerId)], cancellationToken),
            Plans = await PlansAsync(cancellationToken),
            MayPlan = scope.Actor.Can(Permissions.RisksEdit),
            Currency = await db.CurrencyAsync(cancellationToken),
            Version = draft.Version,
        };
    }

    private Task<AcceptanceInForce?> AcceptedAsync(Guid riskId, CancellationToken cancellationToken)
        => db.RiskAcceptances.AsNoTracking().Where(a => a.RiskId == riskId && a.Status == AcceptanceStatus.Granted)
            .Select(a => new AcceptanceInForce(a.Id, a.ValidUntil, db.RiskAcceptanceGrants.Where(g => g.AcceptanceId == a.Id).OrderBy(g => g.RecordedAt).Join(db.People, g => g.PersonId, p => p.Id, (_, p) => p.Name).ToList(), a.Level)).FirstOrDefaultAsync(cancellationToken);

    private async Task<List<DraftExposure>> LossesAsync(RiskDraft draft, RiskDraftContent content, CancellationToken cancellationToken)
    {
        var judged = content.SoundLosses().ToList();
        if (judged.Count == 0) { return []; }
        var key = LossModel.KeyOf(await db.SeedAsync(draft, cancellationToken), draft.RiskId ?? draft.Id);
        return judged.ConvertAll(j => new DraftExposure(j.Stage, new LossModel(key, j.HowOften(), j.HowMuch()).Simulated(cancellationToken)));
    }

    private Task<List<Choice>> PlansAsync(CancellationToken cancellationToken)
    {
        var (all, me) = (scope.Actor.Can(Permissions.RisksEdit), scope.PersonId);
        return db.TreatmentPlans.Where(p => p.Status == PlanStatus.Draft && (all || p.OwnerId == me)).OrderByDescending(p => p.PeriodFrom).ThenBy(p => p.Id).Take(MostPlans).Select(p => new Choice(p.Id, p.Code + " " + p.Name)).ToListAsync(cancellationToken);
    }
}
