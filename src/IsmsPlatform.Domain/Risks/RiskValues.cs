namespace IsmsPlatform.Domain.Risks;

public enum RiskKind
{
    /// <summary>To information and what handles it (6.1.2).</summary>
    Information,
    /// <summary>To the management system itself (6.1.1).</summary>
    Isms,
    /// <summary>Something that may turn out well (6.1.1).</summary>
    Opportunity,
}

public enum RiskStatus
{
    /// <summary>Described; nobody rated it yet.</summary>
    Identified,
    /// <summary>Rated as it would be without controls.</summary>
    Analysed,
    /// <summary>Rated as it is today.</summary>
    Evaluated,
    /// <summary>An action of an approved treatment plan is open for it.</summary>
    InTreatment,
    /// <summary>Its owner, and whoever must as well, have accepted it as it is until a day.</summary>
    Accepted,
    /// <summary>Its treatment is done; what is left is looked at until somebody rates it again.</summary>
    Monitored,
    Closed,
}

/// <summary>What is done with a risk (ISO/IEC 27001 6.1.3 a).</summary>
public enum TreatmentOption
{
    Modify,
    /// <summary>Retain it as it is.</summary>
    Accept,
    Avoid,
    Share,
}

public enum EvaluationStage
{
    /// <summary>As if there were no controls.</summary>
    Inherent,
    /// <summary>As it is today, with the controls that work.</summary>
    Current,
    /// <summary>A forecast: when the planned treatment is done.</summary>
    Target,
}

/// <summary>Why a risk has to be looked at again.</summary>
public enum ReevaluationCause
{
    /// <summary>A test found that a linked control does not work.</summary>
    ControlNotEffective,
    /// <summary>A linked control is not in place any more.</summary>
    ControlNotInPlace,
    /// <summary>A control was taken off the risk.</summary>
    ControlRemoved,
    /// <summary>The need of a linked asset for confidentiality, integrity or availability has changed, be it its own or what it inherits.</summary>
    AssetNeedChanged,
    /// <summary>A linked asset is gone.</summary>
    AssetRetired,
    /// <summary>What its target rests on is not carried out.</summary>
    TreatmentGivenUp,
    /// <summary>All that was planned for it is done and verified: what is left of it was not rated since.</summary>
    TreatmentCarriedOut,
}

/// <summary>How a risk stands at a stage, by which version of the methodology; zeros before it is evaluated.</summary>
/// <param name="Impact">The greatest of its dimensions.</param>
/// <param name="Level">From the matrix; never entered.</param>
public sealed record Rating(Guid? MethodologyId, int Likelihood, int Impact, int Level)
{
    public bool IsThere => Level > 0;
}
