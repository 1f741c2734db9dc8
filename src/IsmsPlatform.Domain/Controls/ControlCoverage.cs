namespace IsmsPlatform.Domain.Controls;

/// <summary>Where a control stands as a whole, from its implementations; of several the highest counts, so that one that fails is seen.</summary>
public enum ControlCoverage
{
    NotImplemented,
    Planned,
    Implemented,
    /// <summary>Operated, and the last test found it effective.</summary>
    Effective,
    /// <summary>The last test of one of its implementations found it not effective.</summary>
    NotEffective,
}
