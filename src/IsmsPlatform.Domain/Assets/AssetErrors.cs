using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Assets;

/// <summary>What an asset refuses, why, and how to go on.</summary>
public static class AssetErrors
{
    public static Error Retired { get; } = new("asset.retired",
        "This asset is retired: it is kept as evidence and cannot be changed. Register a new asset instead.");

    public static Error AcceptedAlready { get; } = new("asset.accepted-already",
        "This asset is accepted already. Start a review if it has to be judged again.");

    public static Error NotActive { get; } = new("asset.not-active",
        "Only an active asset can be reviewed. Accept it first.");

    public static Error NeedsItself { get; } = new Error("asset.needs-itself",
        "An asset cannot need itself. Choose another asset.").At(nameof(AssetDependency.LowerId));

    public static Error NoSuchSupport { get; } = new Error("no-such-record",
        "There is no such record in this organisation. Choose one from the list.").At(nameof(AssetDependency.LowerId));

    public static Error SupportRetired { get; } = new Error("asset.support-retired",
        "That asset is retired: it supports nothing any more. Choose another asset.").At(nameof(AssetDependency.LowerId));

    public static Error ReasonMissing { get; } = new Error("asset.dependency-reason-missing",
        "Say why this dependency does not simply pass on the highest value, or choose Max for all three.").At(nameof(AssetDependency.Reason));

    public static Error SupportsActiveAssets { get; } = new("asset.supports-active-assets",
        "Active assets still depend on this one. Give them another support, or confirm that it is retired nevertheless.");

    public static Error DisposalRecordMissing { get; } = new Error("asset.disposal-record-missing",
        "Say how and when it was wiped or destroyed, and who can prove it: equipment and media are not retired without a disposal record (A.7.14).")
        .At(nameof(Asset.DisposalRecord));

    public static Error CannotBeDeleted { get; } = new("asset.cannot-be-deleted",
        "This asset was accepted once, so it is evidence. Retire it instead.");

    /// <param name="by">How that is called which refers to it.</param>
    public static Error Cited(string by) => new("asset.cited",
        "It cannot be deleted while something refers to it: {0}. Remove it there first, or accept the asset and retire it.", ErrorKind.Conflict, by);

    /// <summary>Nobody answers in the name of someone who can do so themselves.</summary>
    public static Error OwnerAccepts(string owner) => new("asset.owner-accepts",
        "{0} owns this asset and has an account: the owner accepts it.", ErrorKind.Refused, owner);

    public static FieldError OwnerMissing { get; } = new(nameof(Asset.OwnerId), "asset.owner-missing",
        "Name the person who answers for this asset.");

    public static FieldError OwnerNotActive { get; } = new(nameof(Asset.OwnerId), "asset.owner-not-active",
        "The owner is not active in the organisation. Choose an active person.");

    /// <summary>Each thing that an accepted asset needs and this one lacks is a field of its own.</summary>
    public static Error NotReady(IReadOnlyList<FieldError> missing) => new("asset.not-ready",
        "This asset cannot be accepted yet. Complete what is missing, then accept it.", ErrorKind.Invalid)
    { Fields = missing };

    public static Error MustStayComplete(IReadOnlyList<FieldError> missing) => new("asset.must-stay-complete",
        "An accepted asset keeps an active owner and all three values. Complete what is missing, or start a review first.", ErrorKind.Invalid)
    { Fields = missing };

    public static FieldError ValueMissing(SecurityProperty property) => property switch
    {
        SecurityProperty.Confidentiality => new(nameof(Asset.Confidentiality), "asset.confidentiality-missing",
            "Value the confidentiality: what would disclosure cost?"),
        SecurityProperty.Integrity => new(nameof(Asset.Integrity), "asset.integrity-missing",
            "Value the integrity: what would a wrong or changed content cost?"),
        _ => new(nameof(Asset.Availability), "asset.availability-missing",
            "Value the availability: what would an outage cost?"),
    };

    /// <param name="names">The circle from the upper asset over the lower one back to the upper one.</param>
    public static Error Cycle(IEnumerable<string> names) => new Error("asset.cycle",
        "This would close a circle: {0}. Remove one of these dependencies first.", ErrorKind.Refused, string.Join(" → ", names)).At(nameof(AssetDependency.LowerId));
}
