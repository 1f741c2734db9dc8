using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Risks;

/// <summary>What somebody judged: how often, and how bad in each dimension of the methodology.</summary>
/// <param name="Impacts">One for each dimension in its order; null or 0 where it does not suffer.</param>
/// <param name="Rationale">Why, so that another person would come to the same.</param>
/// <param name="Deviation">Why it is graver than the stage before, where it is.</param>
/// <param name="CurrentFollows">The current risk is judged anew in the same act, so that nothing is compared with the one before.</param>
/// <param name="Confirms">It says again what was judged before, in the words of then.</param>
public sealed record Judgement(EvaluationStage Stage, int Likelihood, IReadOnlyList<int?> Impacts, string? Rationale, string? Deviation, bool CurrentFollows = false, bool Confirms = false);

/// <summary>By what a risk is rated: the version of the methodology in force, and how its linked controls stand.</summary>
/// <param name="Controls">Of each linked control: its name, and whether it works.</param>
/// <param name="OpenActions">How many actions of treatment plans are open for it, be their plan approved or not yet.</param>
/// <param name="WaitingPlan">The code of a plan that others are asked to agree to with the target as it is; null where none is.</param>
public sealed record EvaluationBasis(Guid MethodologyId, RiskScales Scales, IReadOnlyList<(string Name, bool Works)> Controls, int OpenActions, string? WaitingPlan = null);

/// <summary>One rating of a risk at one stage, by the version of the methodology that was in force. It is evidence: never changed, never deleted.</summary>
public sealed class RiskEvaluation : Entity
{
    public const int RationaleMaxLength = 2000;
    public const int DeviationMaxLength = 1000;
    /// <summary>What is shorter explains nothing to whoever reads it later.</summary>
    public const int DeviationMinLength = 10;

    private RiskEvaluation() { }

    public Guid RiskId { get; private init; }

    public EvaluationStage Stage { get; private init; }

    public int Likelihood { get; private init; }

    /// <summary>One for each dimension; 0 where it does not suffer.</summary>
    public int[] Impacts { get; private init; } = [];

    /// <summary>The greatest of them.</summary>
    public int Impact { get; private init; }

    public int Level { get; private init; }

    public string Rationale { get; private init; } = "";

    public string? Deviation { get; private init; }

    public Guid EvaluatedBy { get; private init; }

    public DateOnly EvaluatedOn { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public Guid MethodologyId { get; private init; }

    /// <summary>The assessment that it belongs to; null outside of one.</summary>
    public Guid? AssessmentId { get; private init; }

    /// <summary>The judgement that was found to hold still; null for one of its own.</summary>
    public Guid? ConfirmsId { get; private init; }

    /// <summary>Rates a risk. The level comes from the matrix; what contradicts the stage before is refused or has to be explained.</summary>
    public static Result<RiskEvaluation> Of(Guid id, Risk risk, Judgement judgement, EvaluationBasis basis, Guid evaluatedBy, DateOnly today, DateTimeOffset now, Guid? assessmentId = null, Guid? confirmsId = null)
    {
        if (!risk.IsInForce) { return RiskErrors.Closed; }
        Rating? Held(EvaluationStage stage) => risk.RatingOf(stage) is { IsThere: true } held && held.MethodologyId == basis.MethodologyId ? held : null;
        var rated = Rate(judgement, basis, Held(EvaluationStage.Inherent), Held(EvaluationStage.Current));
        if (rated.Error is { } error) { return error; }
        var rating = rated.Value;
        if (judgement.Stage == EvaluationStage.Target && basis.WaitingPlan is { } plan && risk.RatingOf(EvaluationStage.Target) != rating) { return RiskErrors.TargetWaits(plan); }
        var level = basis.Scales.Levels[rating.Level - 1];
        risk.Take(judgement.Stage, rating, today.AddMonths(level.ReviewMonths), today);
        return new RiskEvaluation
        {
            Id = id,
            RiskId = risk.Id,
            Stage = judgement.Stage,
            Likelihood = rating.Likelihood,
            Impacts = [.. judgement.Impacts.Select(i => i ?? 0)],
            Impact = rating.Impact,
            Level = rating.Level,
            Rationale = Text.Clean(judgement.Rationale),
            Deviation = Text.OrNull(judgement.Deviation),
            EvaluatedBy = evaluatedBy,
            EvaluatedOn = today,
            RecordedAt = now,
            MethodologyId = basis.MethodologyId,
            AssessmentId = assessmentId,
            ConfirmsId = confirmsId,
        };
    }

    /// <summary>The same judgement in another assessment: an evaluation of its own there, which names this one.</summary>
    public RiskEvaluation CountedIn(Guid id, Guid assessmentId) => new()
    {
        Id = id,
        RiskId = RiskId,
        Stage = Stage,
        Likelihood = Likelihood,
        Impacts = Impacts,
        Impact = Impact,
        Level = Level,
        Rationale = Rationale,
        Deviation = Deviation,
        EvaluatedBy = EvaluatedBy,
        EvaluatedOn = EvaluatedOn,
        RecordedAt = RecordedAt,
        MethodologyId = MethodologyId,
        AssessmentId = assessmentId,
        ConfirmsId = Id,
    };

    /// <summary>What a judgement comes to. What contradicts the stage before it is refused or has to be explained.</summary>
    /// <param name="inherent">By the same methodology; null where it was not rated by it.</param>
    /// <param name="current">The same.</param>
    public static Result<Rating> Rate(Judgement judgement, EvaluationBasis basis, Rating? inherent, Rating? current)
    {
        var faults = Faults(judgement, basis.Scales).ToList();
        if (faults.Count > 0) { return Error.Invalid(faults); }
        var impact = judgement.Impacts.Max() ?? 0;
        var rating = new Rating(basis.MethodologyId, judgement.Likelihood, impact, basis.Scales.LevelOf(judgement.Likelihood, impact));
        return Contradiction(judgement, rating, basis, inherent, current) is { } error ? error : rating;
    }

    /// <summary>What is wrong with a judgement in itself.</summary>
    public static IEnumerable<FieldError> Faults(Judgement j, RiskScales scales)
    {
        if (j.Likelihood < 1 || j.Likelihood > scales.Likelihood.Count) { yield return new(nameof(Likelihood), "risk.likelihood", "Choose a likelihood from 1 to {0}.", scales.Likelihood.Count); }
        if (j.Impacts.Count > scales.Dimensions.Count) { yield return new(nameof(Impacts), "risk.dimensions", "The methodology in force has {0} dimensions of impact; name no more than these.", scales.Dimensions.Count); }
        else if (j.Impacts.Any(i => i is < 0 || i > scales.Impact.Count)) { yield return new(nameof(Impacts), "risk.impact", "Choose an impact from 1 to {0}, or none where it does not suffer.", scales.Impact.Count); }
        else if (!j.Impacts.Any(i => i > 0)) { yield return new(nameof(Impacts), "risk.no-impact", "Choose the impact in at least one dimension."); }
        if (Text.OrNull(j.Rationale) is null) { yield return new(nameof(Rationale), "required", "Say why, so that another person would come to the same."); }
        if (!j.Confirms && Text.SeenLength(j.Deviation) is > 0 and < DeviationMinLength) { yield return new(nameof(Deviation), "risk.deviation-short", "Say it so that another person understands it, in at least {0} characters.", DeviationMinLength); }
    }

    // Section 9 of the domain model: inherent ≥ current ≥ target, else a reason; current below inherent needs a control that works, target below current an open action.
    private static Error? Contradiction(Judgement j, Rating rating, EvaluationBasis basis, Rating? inherent, Rating? current)
    {
        var explained = Text.OrNull(j.Deviation) is not null;
        switch (j.Stage)
        {
            case EvaluationStage.Inherent:
                return !j.CurrentFollows && current is not null && Worse(current, rating) && !explained ? RiskErrors.BelowCurrent : null;
            case EvaluationStage.Current:
                if (inherent is null) { return RiskErrors.InherentFirst; }
                if (Worse(rating, inherent) && !explained) { return RiskErrors.AboveInherent; }
                if (rating.Level > inherent.Level) { return null; }
                return Below(rating, inherent) && !basis.Controls.Any(c => c.Works) ? RiskErrors.NothingWorks(basis.Controls.Select(c => c.Name)) : null;
            default:
                if (current is null) { return RiskErrors.CurrentFirst; }
                if (Worse(rating, current) && !explained) { return RiskErrors.AboveCurrent; }
                if (rating.Level > current.Level) { return null; }
                return Below(rating, current) && basis.OpenActions == 0 ? RiskErrors.NothingPlanned : null;
        }
    }

    // Within one level, too: more often or graver is worse. What comes to a lower level is not.
    private static bool Worse(Rating rating, Rating other) => rating.Level > other.Level || (rating.Level == other.Level && (rating.Likelihood > other.Likelihood || rating.Impact > other.Impact));

    private static bool Below(Rating rating, Rating other) => rating.Level < other.Level || rating.Likelihood < other.Likelihood || rating.Impact < other.Impact;
}
