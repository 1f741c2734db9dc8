using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.InterestedParties;

public enum RequirementKind
{
    Legal,
    Contractual,
    Expectation,
}

/// <summary>Whether the ISMS takes care of a requirement (ISO/IEC 27001 4.2 c). A scope takes effect when nothing is undecided.</summary>
public enum Addressed
{
    Undecided,
    Yes,
    No,
}

/// <summary>What people enter about a requirement, as one value.</summary>
/// <param name="Reason">How it is addressed, or why not.</param>
public sealed record RequirementDetails(string Text, RequirementKind Kind, bool AboutClimate, Addressed AddressedByIsms, string? Reason = null);

/// <summary>What an interested party requires of the organisation (ISO/IEC 27001 4.2 b).</summary>
public sealed class PartyRequirement : Entity
{
    public const int TextMaxLength = 2000;
    public const int ReasonMaxLength = 2000;

    private PartyRequirement() { }

    public Guid PartyId { get; private init; }

    public string Text { get; private set; } = "";

    public RequirementKind Kind { get; private set; }

    /// <summary>It has to do with climate change (Amd 1:2024).</summary>
    public bool AboutClimate { get; private set; }

    public Addressed AddressedByIsms { get; private set; }

    public string? Reason { get; private set; }

    public static Result<PartyRequirement> Add(Guid id, Guid partyId, RequirementDetails details)
    {
        var requirement = new PartyRequirement { Id = id, PartyId = partyId };
        return requirement.Change(details).Error is { } error ? error : requirement;
    }

    public Result Change(RequirementDetails details)
    {
        var reason = Shared.Text.OrNull(details.Reason);
        if (details.AddressedByIsms != Addressed.Undecided && reason is null) { return details.AddressedByIsms == Addressed.Yes ? PartyErrors.SayHow : PartyErrors.SayWhyNot; }
        (Text, Kind, AboutClimate) = (Shared.Text.Clean(details.Text), details.Kind, details.AboutClimate);
        (AddressedByIsms, Reason) = (details.AddressedByIsms, reason);
        return Result.Success;
    }
}

/// <summary>The legal requirement that a requirement of a party rests on.</summary>
public sealed class RequirementBasis : Entity
{
    private RequirementBasis() { }

    public Guid RequirementId { get; private init; }

    public Guid LegalRequirementId { get; private init; }

    public static RequirementBasis Of(Guid id, Guid requirementId, Guid legalRequirementId) => new() { Id = id, RequirementId = requirementId, LegalRequirementId = legalRequirementId };
}
