namespace IsmsPlatform.Domain.Treatment;

public enum PlanStatus
{
    Draft,
    /// <summary>The owners of its risks are asked, then top management.</summary>
    Submitted,
    /// <summary>Top management approved it; nobody has begun.</summary>
    Approved,
    InProgress,
    /// <summary>No action is open any more.</summary>
    Completed,
    /// <summary>A later plan took its place.</summary>
    Superseded,
}

public enum ActionStatus
{
    Planned,
    InProgress,
    /// <summary>Its owner says so; somebody else verifies it.</summary>
    Done,
    Verified,
    Cancelled,
}

/// <summary>What a risk's owner says to a plan that treats the risk.</summary>
public enum ConsentDecision
{
    Open,
    Given,
    /// <summary>With what is wrong; the plan is a draft again.</summary>
    Refused,
    /// <summary>The plan was taken back or turned down by somebody else.</summary>
    Withdrawn,
}
