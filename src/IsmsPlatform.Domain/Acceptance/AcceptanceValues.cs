using IsmsPlatform.Domain.People;

namespace IsmsPlatform.Domain.Acceptance;

public enum AcceptanceStatus
{
    /// <summary>Somebody asked; the owner, and whoever else must, have not all granted it yet.</summary>
    Requested,
    /// <summary>The risk is accepted until a day.</summary>
    Granted,
    /// <summary>Somebody who was asked said no, and why.</summary>
    Refused,
    /// <summary>Its last day is over.</summary>
    Expired,
    /// <summary>Ended before its time, by somebody or by what happened to the risk.</summary>
    Revoked,
}

/// <summary>As what somebody grants.</summary>
public enum GrantCapacity
{
    /// <summary>They own the risk.</summary>
    Owner,
    /// <summary>The methodology lets them accept risks of this level.</summary>
    Limit,
}

/// <summary>Why an acceptance ended before its time.</summary>
public enum AcceptanceEnd
{
    /// <summary>Somebody decided so, or took the request back.</summary>
    Decision,
    /// <summary>The risk was rated higher than what was accepted.</summary>
    LevelRose,
    /// <summary>The risk was rated by another version of the methodology: its levels cannot be compared with the accepted one.</summary>
    OtherMethodology,
    /// <summary>The risk is to be treated otherwise now.</summary>
    OtherOption,
    /// <summary>There is nothing left to accept.</summary>
    RiskClosed,
    /// <summary>A newer one took its place.</summary>
    Renewed,
}

/// <summary>What is asked for.</summary>
/// <param name="Reason">Why the risk is retained rather than treated.</param>
/// <param name="Conditions">What has to stay so; null for none.</param>
/// <param name="ValidUntil">The last day on which it holds.</param>
public sealed record AcceptanceTerms(string? Reason, string? Conditions, DateOnly? ValidUntil);

/// <summary>Up to which level somebody may accept, and by which role; level 0 and no role for none.</summary>
public sealed record PersonalLimit(Guid PersonId, Role? Role, int Level);

/// <summary>By whom a risk of some level is accepted.</summary>
/// <param name="OwnerLimit">Up to which level the owner may accept.</param>
/// <param name="EvaluatedBy">Who judged what is accepted.</param>
public sealed record AcceptanceParties(Guid OwnerId, int OwnerLimit, Guid EvaluatedBy)
{
    /// <summary>Whether the owner alone is not enough: the level is beyond their limit, or they would accept their own judgement.</summary>
    public bool NeedsSecond(int level) => level > OwnerLimit || OwnerId == EvaluatedBy;

    /// <summary>Whose grants are missing.</summary>
    /// <returns>The owner's; and that of somebody whose limit covers the level, who is not the one that judged where the owner is.</returns>
    public (bool Owner, bool Second) Missing(int level, IReadOnlyCollection<RiskAcceptanceGrant> grants)
        => (!grants.Any(g => g.PersonId == OwnerId),
            NeedsSecond(level) && !grants.Any(g => g.LimitLevel >= level && (OwnerId != EvaluatedBy || g.PersonId != EvaluatedBy)));
}
