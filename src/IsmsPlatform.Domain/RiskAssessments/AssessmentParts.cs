using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.RiskAssessments;

/// <summary>A record that narrows the scope: a unit or a location of assets, an asset, an owner of risks.</summary>
public sealed class AssessmentScopeRecord : Entity
{
    private AssessmentScopeRecord() { }

    public Guid AssessmentId { get; private init; }

    public Guid? UnitId { get; private init; }

    public Guid? LocationId { get; private init; }

    public Guid? AssetId { get; private init; }

    public Guid? OwnerId { get; private init; }

    public static AssessmentScopeRecord OfUnit(Guid assessmentId, Guid id) => new() { Id = Guid.CreateVersion7(), AssessmentId = assessmentId, UnitId = id };

    public static AssessmentScopeRecord OfLocation(Guid assessmentId, Guid id) => new() { Id = Guid.CreateVersion7(), AssessmentId = assessmentId, LocationId = id };

    public static AssessmentScopeRecord OfAsset(Guid assessmentId, Guid id) => new() { Id = Guid.CreateVersion7(), AssessmentId = assessmentId, AssetId = id };

    public static AssessmentScopeRecord OfOwner(Guid assessmentId, Guid id) => new() { Id = Guid.CreateVersion7(), AssessmentId = assessmentId, OwnerId = id };
}

/// <summary>Somebody who takes part.</summary>
public sealed class AssessmentParticipant : Entity
{
    private AssessmentParticipant() { }

    public Guid AssessmentId { get; private init; }

    public Guid PersonId { get; private set; }

    public static AssessmentParticipant Of(Guid assessmentId, Guid personId) => new() { Id = Guid.CreateVersion7(), AssessmentId = assessmentId, PersonId = personId };

    /// <summary>Somebody else takes part instead.</summary>
    public void HandOver(Guid personId) => PersonId = personId;
}

/// <summary>How far an assessment is with somebody. The database counts it with each change of a risk in scope, so it is read only here.</summary>
public sealed class AssessmentProgress : Entity
{
    private AssessmentProgress() { }

    public Guid AssessmentId { get; private init; }

    public Guid PersonId { get; private init; }

    /// <summary>In scope that are theirs.</summary>
    public int Risks { get; private init; }

    /// <summary>Of these, how many have nothing left to evaluate.</summary>
    public int Evaluated { get; private init; }

    /// <summary>How many risks they evaluated in it, whosesoever.</summary>
    public int Rated { get; private init; }
}

/// <summary>A risk in scope. The database keeps what of it follows the risk and its evaluations, so it is read only here.</summary>
public sealed class AssessmentItem : Entity
{
    private AssessmentItem() { }

    public Guid AssessmentId { get; private init; }

    public Guid RiskId { get; private init; }

    public string Code { get; private init; } = "";

    public Guid OwnerId { get; private init; }

    public TreatmentOption? Treatment { get; private init; }

    public bool IsClosed { get; private init; }

    public Guid? BeforeMethodologyId { get; private init; }

    public int BeforeLikelihood { get; private init; }

    public int BeforeImpact { get; private init; }

    public int BeforeLevel { get; private init; }

    public Guid? NowMethodologyId { get; private init; }

    public int NowLikelihood { get; private init; }

    public int NowImpact { get; private init; }

    public int NowLevel { get; private init; }

    public bool InherentDone { get; private init; }

    public bool CurrentDone { get; private init; }

    public bool TargetDone { get; private init; }

    public ItemState State { get; private init; }

    /// <summary>1: its level rose, −1: it fell, 0: it is the same; null where this cannot be said.</summary>
    public int? Moved { get; private init; }

    /// <summary>A target says where treatment leads: it is asked for where the risk is to become smaller.</summary>
    public bool AsksForTarget => Treatment is TreatmentOption.Modify or TreatmentOption.Share;

    /// <summary>What is to be evaluated next in this assessment; null when nothing is.</summary>
    public EvaluationStage? NextStage => IsClosed ? null : !InherentDone ? EvaluationStage.Inherent : !CurrentDone ? EvaluationStage.Current : AsksForTarget && !TargetDone ? EvaluationStage.Target : null;

    /// <summary>Whether nothing is left to evaluate once these stages are.</summary>
    public bool IsDoneWith(IReadOnlyCollection<EvaluationStage> stages)
        => (InherentDone || stages.Contains(EvaluationStage.Inherent)) && (CurrentDone || stages.Contains(EvaluationStage.Current)) && (!AsksForTarget || TargetDone || stages.Contains(EvaluationStage.Target));
}

/// <summary>How a risk stood when its assessment was completed, in the words of that day. Evidence: the database takes no change.</summary>
public sealed class AssessmentResult : Entity
{
    private AssessmentResult() { }

    public Guid AssessmentId { get; private init; }

    public Guid RiskId { get; private init; }

    public string Code { get; private init; } = "";

    public string Title { get; private init; } = "";

    public string Owner { get; private init; } = "";

    public string[] Assets { get; private init; } = [];

    public RiskStatus Status { get; private init; }

    public TreatmentOption? Treatment { get; private init; }

    public Guid? BeforeMethodologyId { get; private init; }

    public int BeforeLikelihood { get; private init; }

    public int BeforeImpact { get; private init; }

    public int BeforeLevel { get; private init; }

    /// <summary>Likelihood, impact and level; none where it was not rated. The same at each stage.</summary>
    public string[] BeforeWords { get; private init; } = [];

    public Guid? InherentMethodologyId { get; private init; }

    public int InherentLikelihood { get; private init; }

    public int InherentImpact { get; private init; }

    public int InherentLevel { get; private init; }

    public string[] InherentWords { get; private init; } = [];

    public Guid? CurrentMethodologyId { get; private init; }

    public int CurrentLikelihood { get; private init; }

    public int CurrentImpact { get; private init; }

    public int CurrentLevel { get; private init; }

    public string[] CurrentWords { get; private init; } = [];

    public Guid? TargetMethodologyId { get; private init; }

    public int TargetLikelihood { get; private init; }

    public int TargetImpact { get; private init; }

    public int TargetLevel { get; private init; }

    public string[] TargetWords { get; private init; } = [];

    /// <summary>1: its level rose, −1: it fell, 0: it is the same; null where this cannot be said.</summary>
    public int? Moved { get; private init; }
}
