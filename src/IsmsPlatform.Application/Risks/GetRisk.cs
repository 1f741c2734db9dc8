using System.Text.Json.Serialization;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

[RequirePermission(Permissions.RisksView)]
public sealed record GetRisk(Guid Id) : IQuery<Result<RiskView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(Risk);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>A risk with what it is linked with, and how it was rated over time.</summary>
public sealed record RiskView : RiskForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string Code { get; init; }

    public required RiskStatus Status { get; init; }

    public required string Owner { get; init; }

    /// <summary>Without controls; null before it is rated.</summary>
    public RatingView? Inherent { get; init; }

    /// <summary>As it is today.</summary>
    public RatingView? Current { get; init; }

    /// <summary>The forecast after treatment.</summary>
    public RatingView? Target { get; init; }

    public Choice? Threat { get; init; }

    public IReadOnlyList<Choice> Vulnerabilities { get; init; } = [];

    public IReadOnlyList<Choice> Assets { get; init; } = [];

    public IReadOnlyList<RiskControlView> Controls { get; init; } = [];

    /// <summary>What is done so that it becomes smaller, earliest due first; cancelled actions are left out.</summary>
    public IReadOnlyList<TreatmentActionRow> Actions { get; init; } = [];

    /// <summary>What was to be done and was cancelled.</summary>
    [JsonIgnore]
    public IReadOnlyList<TreatmentActionRow> Cancelled { get; init; } = [];

    /// <summary>What is left of it after treatment: the current rating once no action is open any more; null while one is, or before it is rated.</summary>
    public RatingView? Residual => Actions.Any(a => a.IsOpen) ? null : Current;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<EvaluationView> Evaluations { get; init; } = [];

    /// <summary>The last judgement of a stage by the methodology in force: what an earlier one said is judged anew.</summary>
    public EvaluationView? LastOf(EvaluationStage stage) => Evaluations.FirstOrDefault(e => e.Stage == stage && !e.Rating.IsStale);

    /// <summary>The last day on which it is accepted as it is; null while it is not.</summary>
    public DateOnly? AcceptedUntil { get; init; }

    /// <summary>Since when it has to be evaluated anew, and why; null when nothing asks for it.</summary>
    public DateOnly? ReevaluateSince { get; init; }

    public ReevaluationCause? ReevaluateCause { get; init; }

    /// <summary>The control or asset that gave the cause.</summary>
    public string? ReevaluateBecauseOf { get; init; }

    public DateOnly? ReviewedOn { get; init; }

    public string? ClosedReason { get; init; }

    public required long Version { get; init; }

    /// <summary>The running assessments in which it is still to be evaluated, where the asker may: each can count an evaluation that is made elsewhere.</summary>
    public IReadOnlyList<Choice> OpenIn { get; init; } = [];

    /// <summary>The asker may change it.</summary>
    public bool MayChange { get; init; }

    /// <summary>The asker may evaluate it and ask for its acceptance.</summary>
    public bool MayEvaluate { get; init; }

    /// <summary>Nobody rated, reviewed or closed it yet.</summary>
    public bool MayBeDeleted => Status == RiskStatus.Identified && ReviewedOn is null && ClosedReason is null;
}

/// <param name="Id">Of the implementation.</param>
/// <param name="Control">A.8.13, or the organisation's own code.</param>
/// <param name="Works">It lowers the risk now.</param>
public sealed record RiskControlView(Guid Id, string Title, Guid ControlId, string Control, ImplementationStatus Status, bool Works);

/// <param name="Impacts">One for each dimension that suffers: its name and the level.</param>
public sealed record EvaluationView(Guid Id, EvaluationStage Stage, RatingView Rating, IReadOnlyList<ImpactOfDimension> Impacts, string Rationale, string? Deviation, string EvaluatedBy, DateOnly EvaluatedOn, DateTimeOffset RecordedAt, int MethodologyVersion)
{
    /// <summary>The assessment that it belongs to; null outside of one.</summary>
    public Choice? Assessment { get; init; }

    /// <summary>The judgement that was found to hold still; null for one of its own.</summary>
    public ConfirmedEvaluation? Confirms { get; init; }

    /// <summary>For each dimension of these scales in its order the level; null where it does not suffer.</summary>
    public IReadOnlyList<int?> ImpactsBy(RiskScales scales) => [.. scales.Dimensions.Select(d => Impacts.FirstOrDefault(i => i.Dimension == d.Name)?.Impact)];
}

public sealed record ConfirmedEvaluation(Guid Id, string EvaluatedBy, DateOnly EvaluatedOn);

public sealed record ImpactOfDimension(string Dimension, int Impact, string Name);

public sealed class GetRiskHandler(IsmsDbContext db, SubjectFinder subjects, RiskRatings ratings, RiskAccess access, RisksInAssessment assessments) : IQueryHandler<GetRisk, Result<RiskView>>
{
    /// <summary>What is beyond stands in the list of actions.</summary>
    private const int MostActions = 100;

    /// <summary>More than any risk is rated in decades.</summary>
    private const int MostEvaluations = 200;

    private sealed record Found(Risk Risk, string Owner, Choice? Threat, KnownMissing Missing);

    private static readonly Compiled<Func<IsmsDbContext, Guid, CancellationToken, Task<Found?>>> ById = new(() => EF.CompileAsyncQuery(Part.In<Func<IsmsDbContext, Guid, CancellationToken, Found?>>((db, id, cancellationToken) =>
        db.Risks.AsNoTracking().Where(r => r.Id == id).Select(r => new Found(r,
            db.People.Where(p => p.Id == r.OwnerId).Select(p => p.Name).First(),
            db.Threats.Where(t => t.Id == r.ThreatId).Select(t => new Choice(t.Id, t.Name)).FirstOrDefault(),
            KnownMissing.On.Of(db, nameof(Risk), id))).SingleOrDefault())));

    private static readonly Compiled<Func<IsmsDbContext, Guid, IAsyncEnumerable<Choice>>> AssetsOf = new(() => EF.CompileAsyncQuery((IsmsDbContext db, Guid id) =>
        db.RiskAssets.Where(l => l.RiskId == id).Join(db.Assets, l => l.AssetId, a => a.Id, (_, a) => a).OrderBy(a => a.Name).ThenBy(a => a.Id).Select(a => new Choice(a.Id, a.Name))));

    private static readonly Compiled<Func<IsmsDbContext, Guid, IAsyncEnumerable<Choice>>> VulnerabilitiesOf = new(() => EF.CompileAsyncQuery((IsmsDbContext db, Guid id) =>
        db.RiskVulnerabilities.Where(l => l.RiskId == id).Join(db.Vulnerabilities, l => l.VulnerabilityId, v => v.Id, (_, v) => v).OrderBy(v => v.Name).ThenBy(v => v.Id).Select(v => new Choice(v.Id, v.Name))));

    private sealed record ControlRow(ControlImplementation Implementation, string Code);

    private static readonly Compiled<Func<IsmsDbContext, Guid, IAsyncEnumerable<ControlRow>>> ControlsOf = new(() => EF.CompileAsyncQuery((IsmsDbContext db, Guid id) =>
        db.RiskControls.AsNoTracking().Where(l => l.RiskId == id).Join(db.ControlImplementations, l => l.ImplementationId, i => i.Id, (_, i) => i).Join(db.Controls, i => i.ControlId, c => c.Id, (i, c) => new { Implementation = i, c.Code, c.Ordinal })
            .OrderBy(x => x.Ordinal).ThenBy(x => x.Implementation.Id).Select(x => new ControlRow(x.Implementation, x.Code))));

    public async ValueTask<Result<RiskView>> Handle(GetRisk query, CancellationToken cancellationToken)
    {
        var found = await ById.For(db)(db, query.Id, cancellationToken);
        if (found is null) { return Error.NotFound; }
        var r = found.Risk;
        subjects.Remember(nameof(Risk), new SubjectName { Id = r.Id, Code = r.Code, Name = r.Title }, found.Missing);
        var mayEvaluate = r.IsInForce && access.MayEvaluate(r.OwnerId);
        var assets = await AssetsOf.For(db)(db, r.Id).ToListAsync(cancellationToken);
        var vulnerabilities = await VulnerabilitiesOf.For(db)(db, r.Id).ToListAsync(cancellationToken);
        var controls = await ControlsOf.For(db)(db, r.Id).ToListAsync(cancellationToken);
        var actions = await TreatmentActionRows.Of(db.TreatmentActions.AsNoTracking().Where(a => db.TreatmentActionRisks.Any(l => l.ActionId == a.Id && l.RiskId == r.Id)).OrderBy(a => a.Status == ActionStatus.Cancelled).ThenBy(a => a.DueOn).ThenBy(a => a.Id).Take(MostActions), db).ToListAsync(cancellationToken);
        var evaluations = await EvaluationsAsync(r.Id, cancellationToken);
        await ratings.ReadAsync([r.InherentMethodologyId, r.CurrentMethodologyId, r.TargetMethodologyId], cancellationToken);
        RatingView? Rated(EvaluationStage stage) => r.RatingOf(stage) is var held ? ratings.Of(new RatingView { MethodologyId = held.MethodologyId, Likelihood = held.Likelihood, Impact = held.Impact, Level = held.Level }) : null;
        return new RiskView
        {
            Id = r.Id,
            Code = r.Code,
            Title = r.Title,
            Scenario = r.Scenario,
            Kind = r.Kind,
            Status = r.Status,
            ThreatId = r.ThreatId,
            Threat = found.Threat,
            VulnerabilityIds = vulnerabilities.ConvertAll(v => v.Id),
            Vulnerabilities = vulnerabilities,
            AssetIds = assets.ConvertAll(a => a.Id),
            Assets = assets,
            ImplementationIds = controls.ConvertAll(c => c.Implementation.Id),
            Controls = controls.ConvertAll(c => new RiskControlView(c.Implementation.Id, c.Implementation.Title, c.Implementation.ControlId, c.Code, c.Implementation.Status, c.Implementation.Works)),
            Affects = r.Affects(),
            Treatment = r.Treatment,
            PersonalData = r.PersonalData,
            Inherent = Rated(EvaluationStage.Inherent),
            Current = Rated(EvaluationStage.Current),
            Target = Rated(EvaluationStage.Target),
            Actions = actions.FindAll(a => a.Status != ActionStatus.Cancelled),
            Cancelled = actions.FindAll(a => a.Status == ActionStatus.Cancelled),
            Evaluations = evaluations,
            AcceptedUntil = r.AcceptedUntil,
            ReevaluateSince = r.ReevaluateSince,
            ReevaluateCause = r.ReevaluateCause,
            ReevaluateBecauseOf = r.ReevaluateBecauseOf,
            OwnerId = r.OwnerId,
            Owner = found.Owner,
            NextReviewOn = r.NextReviewOn,
            ReviewedOn = r.ReviewedOn,
            ClosedReason = r.ClosedReason,
            Version = r.Version,
            MayChange = r.IsInForce && access.MayChange(r.OwnerId),
            MayEvaluate = mayEvaluate,
            OpenIn = mayEvaluate ? await assessments.OpenForAsync(r.Id, cancellationToken) : [],
        };
    }

    private async Task<IReadOnlyList<EvaluationView>> EvaluationsAsync(Guid riskId, CancellationToken cancellationToken)
    {
        var rows = await db.RiskEvaluations.AsNoTracking().Where(e => e.RiskId == riskId).OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id).Take(MostEvaluations)
            .Select(e => new
            {
                Evaluation = e,
                By = db.People.Where(p => p.Id == e.EvaluatedBy).Select(p => p.Name).First(),
                Assessment = db.RiskAssessments.Where(a => a.Id == e.AssessmentId).Select(a => new Choice(a.Id, a.Code + " " + a.Name)).FirstOrDefault(),
                Confirms = db.RiskEvaluations.Where(c => c.Id == e.ConfirmsId).Join(db.People, c => c.EvaluatedBy, p => p.Id, (c, p) => new ConfirmedEvaluation(c.Id, p.Name, c.EvaluatedOn)).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        await ratings.ReadAsync(rows.Select(r => (Guid?)r.Evaluation.MethodologyId), cancellationToken);
        return rows.ConvertAll(r =>
        {
            var (e, method) = (r.Evaluation, ratings.VersionOf(r.Evaluation.MethodologyId));
            var rating = ratings.Of(new RatingView { MethodologyId = e.MethodologyId, Likelihood = e.Likelihood, Impact = e.Impact, Level = e.Level })!;
            return new EvaluationView(e.Id, e.Stage, rating, [.. Suffering(e, method.Scales)], e.Rationale, e.Deviation, r.By, e.EvaluatedOn, e.RecordedAt, method.VersionNo) { Assessment = r.Assessment, Confirms = r.Confirms };
        });
    }

    private static IEnumerable<ImpactOfDimension> Suffering(RiskEvaluation evaluation, RiskScales scales)
        => evaluation.Impacts.Select((impact, i) => (impact, scales.Dimensions[i].Name)).Where(x => x.impact > 0).Select(x => new ImpactOfDimension(x.Name, x.impact, scales.Impact[x.impact - 1].Name));
}
