using IsmsPlatform.Application.Risks;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.People;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>The acceptance of a risk: what is accepted until when, who has granted it, and whose grant is missing.</summary>
public sealed record AcceptanceView
{
    public required Guid Id { get; init; }

    public required Guid RiskId { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string RiskCode { get; init; }

    /// <summary>What the risk was called when somebody asked.</summary>
    public required string Title { get; init; }

    /// <summary>Who does which harm, by which way; as the risk says it now.</summary>
    public string? Scenario { get; init; }

    public required AcceptanceStatus Status { get; init; }

    /// <summary>The evaluation that is accepted.</summary>
    public required Guid EvaluationId { get; init; }

    /// <summary>How the risk was rated by it, in the words of its version of the methodology.</summary>
    public required RatingView Rating { get; init; }

    /// <summary>How the risk stands now, where it was rated otherwise since, at most at the level that is accepted; null where it stands as it is accepted, and for what is over.</summary>
    public RatingView? RatedSince { get; init; }

    /// <summary>Actions of approved treatment plans that are open for the risk: while there are, its treatment goes on although it is accepted.</summary>
    public int OpenActions { get; init; }

    public required int MethodologyVersion { get; init; }

    public required string EvaluatedBy { get; init; }

    public required DateOnly EvaluatedOn { get; init; }

    /// <summary>Why the risk is retained rather than treated.</summary>
    public required string Reason { get; init; }

    /// <summary>What has to stay so while it is accepted.</summary>
    public string? Conditions { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required DateOnly ValidUntil { get; init; }

    public required string RequestedBy { get; init; }

    public required DateOnly RequestedOn { get; init; }

    public DateOnly? GrantedOn { get; init; }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<GrantView> Grants { get; init; } = [];

    /// <summary>Whose grant is missing, with what would be enough; null unless it waits.</summary>
    public MissingGrants? Missing { get; init; }

    /// <summary>Who owns the risk now.</summary>
    public required string Owner { get; init; }

    /// <summary>It was granted by an owner who does not own the risk any more; it holds until its end, and whoever owns it now may revoke it.</summary>
    public bool OwnerChanged { get; init; }

    public DateOnly? EndedOn { get; init; }

    /// <summary>Null where nobody decided.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why it ended before its time.</summary>
    public AcceptanceEnd? EndCause { get; init; }

    public string? EndComment { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may grant or refuse it.</summary>
    public bool MayDecide { get; init; }

    /// <summary>The asker may end it, or take the request back.</summary>
    public bool MayRevoke { get; init; }

    /// <summary>It ends soon, nobody has asked for the next one, and the asker may.</summary>
    public bool MayAskForNext { get; init; }

    /// <summary>The asker may open the risk's record.</summary>
    public bool MaySeeRisk { get; init; }
}

/// <param name="Role">The role that the limit comes from.</param>
/// <param name="Limit">Up to which level they could accept; null for none.</param>
public sealed record GrantView(Guid PersonId, string Person, GrantCapacity Capacity, Role? Role, string? Limit, DateOnly GrantedOn);

/// <param name="Owner">The owner of the risk, where they have not granted it; null where they have.</param>
/// <param name="OwnerLimit">Up to which level the owner may accept; null for none.</param>
/// <param name="Second">Somebody else whose limit covers the level has to grant it as well.</param>
/// <param name="OwnJudgement">Because the owner judged the risk themselves; else because the level is beyond their limit.</param>
/// <param name="Covering">Who could, those who may accept most first; empty where nobody holds such a role.</param>
public sealed record MissingGrants(string? Owner, string? OwnerLimit, bool Second, bool OwnJudgement, IReadOnlyList<CoveringPerson> Covering);

public sealed record CoveringPerson(Guid PersonId, string Person, Role Role);
