namespace IsmsPlatform.Domain.RiskAssessments;

/// <summary>Why risks are assessed now (ISO/IEC 27001 8.2: at planned intervals, or when something significant changes).</summary>
public enum AssessmentTrigger
{
    Planned,
    Change,
    Incident,
    /// <summary>Something that somebody keeps an eye on: a threat in the news, a new law.</summary>
    WatchItem,
    NewAsset,
}

public enum AssessmentStatus
{
    Planned,
    /// <summary>Its risks are being evaluated.</summary>
    InProgress,
    /// <summary>What changed is looked at before it is completed.</summary>
    Review,
    Completed,
    Cancelled,
}

/// <summary>What makes a risk need an evaluation; a scope may ask for one of several.</summary>
public enum AssessmentNeed
{
    NeverRated,
    /// <summary>Rated by an earlier version of the methodology.</summary>
    EarlierMethodology,
    /// <summary>Something that its rating rests on has changed.</summary>
    Reevaluate,
}

/// <summary>How far a risk in scope is.</summary>
public enum ItemState
{
    /// <summary>A stage is still to be evaluated.</summary>
    Open,
    Done,
    /// <summary>The risk was closed meanwhile; nothing is left to evaluate.</summary>
    Closed,
}
