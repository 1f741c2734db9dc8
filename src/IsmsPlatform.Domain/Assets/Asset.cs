using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Domain.Assets;

/// <summary>Something of value to the organisation, with a person who answers for it (ISO/IEC 27001 A.5.9).</summary>
public sealed class Asset : Entity
{
    public const string CodePrefix = "AST";
    public const int NameMaxLength = 200;
    public const int DescriptionMaxLength = 4000;
    public const int NoRiskReasonMaxLength = 1000;
    public const int SourceSystemMaxLength = 100;
    public const int ExternalIdMaxLength = 200;
    public const int DisposalRecordMaxLength = 1000;
    /// <summary>Ten years; longer than anyone plans to be without a system.</summary>
    public const int HoursMax = 87_600;
    /// <summary><see cref="Criticality"/> of an asset without any value: a sort column without nulls keeps paging simple.</summary>
    public const int NotValued = -1;

    private Asset() { }

    /// <summary>Given when it is accepted; never changed afterwards.</summary>
    public string? Code { get; private set; }

    public string Name { get; private set; } = "";

    public AssetType Type { get; private set; }

    public string? Description { get; private set; }

    public Guid? OwnerId { get; private set; }

    public Guid? CustodianId { get; private set; }

    public Guid? UnitId { get; private set; }

    public Guid? LocationId { get; private set; }

    public Classification Classification { get; private set; }

    public bool ContainsPersonalData { get; private set; }

    public int? Confidentiality { get; private set; }

    public int? Integrity { get; private set; }

    public int? Availability { get; private set; }

    /// <summary>What it must be protected for, own or inherited. Kept by recalculation (<see cref="ProtectionNeeds"/>), never here.</summary>
    public int? EffectiveConfidentiality { get; private set; }

    public int? EffectiveIntegrity { get; private set; }

    public int? EffectiveAvailability { get; private set; }

    /// <summary>The greatest effective value, computed by the database; <see cref="NotValued"/> when there is none.</summary>
    public int Criticality { get; private set; } = NotValued;

    public int? RtoHours { get; private set; }

    public int? RpoHours { get; private set; }

    public DateOnly? AcquiredOn { get; private set; }

    public DateOnly? EndOfSupportOn { get; private set; }

    public DateOnly? ValuedOn { get; private set; }

    public DateOnly? NextReviewOn { get; private set; }

    /// <summary>Why it is right that no risk names this asset.</summary>
    public string? NoRiskReason { get; private set; }

    public AssetStatus Status { get; private set; }

    public string? SourceSystem { get; private set; }

    public string? ExternalId { get; private set; }

    public DateTimeOffset? LastSeenAt { get; private set; }

    public string? DisposalRecord { get; private set; }

    public DateOnly? RetiredOn { get; private set; }

    public ProtectionNeed Own => new(Confidentiality, Integrity, Availability);

    public ProtectionNeed Effective => new(EffectiveConfidentiality, EffectiveIntegrity, EffectiveAvailability);

    /// <summary>Only what was never accepted: everything else is evidence.</summary>
    public bool CanBeDeleted => Status == AssetStatus.Draft;

    /// <summary>Equipment, media and paper leave with a record of how they were disposed of (A.7.14).</summary>
    public bool NeedsDisposalRecord => Type is AssetType.Media or AssetType.Server or AssetType.Endpoint or AssetType.Paper;

    public static Asset Register(Guid id, AssetDetails details, DateOnly today)
    {
        var asset = new Asset { Id = id, Status = AssetStatus.Draft };
        asset.Take(details, today);
        return asset;
    }

    /// <param name="ownerIsActive">Whether the person named in <paramref name="details"/> is active; asked only of a new owner,
    /// so that an owner's leaving does not block other edits.</param>
    public Result Change(AssetDetails details, DateOnly today, bool ownerIsActive = true)
    {
        if (Status == AssetStatus.Retired) { return AssetErrors.Retired; }
        if (Status == AssetStatus.Active)
        {
            var missing = Missing(details.OwnerId, ownerIsActive || details.OwnerId == OwnerId, details.Own);
            if (missing.Count > 0) { return AssetErrors.MustStayComplete(missing); }
        }
        Take(details, today);
        return Result.Success;
    }

    /// <summary>Whether <see cref="Accept"/> would succeed: asked before a code is drawn, because codes have no gaps.</summary>
    public Result MayBeAccepted(bool ownerIsActive)
    {
        if (Status == AssetStatus.Retired) { return AssetErrors.Retired; }
        if (Status == AssetStatus.Active) { return AssetErrors.AcceptedAlready; }
        var missing = Missing(OwnerId, ownerIsActive, Own);
        return missing.Count == 0 ? Result.Success : AssetErrors.NotReady(missing);
    }

    /// <summary>The owner answers for it from now on.</summary>
    /// <param name="code">Becomes its code unless it has one.</param>
    /// <param name="cycle">How often it is reviewed; null for what holds by default. A review that comes late does not shift the plan.</param>
    public Result Accept(bool ownerIsActive, string code, DateOnly today, ReviewCycle? cycle = null)
    {
        var may = MayBeAccepted(ownerIsActive);
        if (!may.IsSuccess) { return may; }
        var (months, lead) = (cycle?.EveryMonths ?? ReviewCycle.DefaultMonths, cycle?.LeadDays ?? ReviewCycle.DefaultLeadDays);
        // A review within the lead time is the planned one; what was chosen for a draft stays chosen.
        var horizon = Status == AssetStatus.UnderReview ? today.AddDays(lead) : today;
        Status = AssetStatus.Active;
        Code ??= code;
        ValuedOn ??= today;
        NextReviewOn = ReviewCycle.NextAfter(NextReviewOn ?? today, months, horizon);
        return Result.Success;
    }

    public Result StartReview()
    {
        if (Status == AssetStatus.Retired) { return AssetErrors.Retired; }
        if (Status != AssetStatus.Active) { return AssetErrors.NotActive; }
        Status = AssetStatus.UnderReview;
        return Result.Success;
    }

    /// <param name="hasActiveDependants">An active asset needs this one.</param>
    /// <param name="confirmed">The user saw those assets and retires it nevertheless.</param>
    public Result Retire(bool hasActiveDependants, bool confirmed, string? disposalRecord, DateOnly today)
    {
        if (Status == AssetStatus.Retired) { return AssetErrors.Retired; }
        if (hasActiveDependants && !confirmed) { return AssetErrors.SupportsActiveAssets; }
        var record = Text.OrNull(disposalRecord);
        if (NeedsDisposalRecord && record is null) { return AssetErrors.DisposalRecordMissing; }
        (Status, DisposalRecord, RetiredOn) = (AssetStatus.Retired, record, today);
        return Result.Success;
    }

    /// <summary>Somebody else, who is active, answers for it from now on.</summary>
    public void HandOver(Guid ownerId) => OwnerId = ownerId;

    /// <summary>Somebody else takes care of it from now on.</summary>
    public void PutIntoCustodyOf(Guid custodianId) => CustodianId = custodianId;

    /// <summary>Where its entry comes from: the pair is unique in the organisation.</summary>
    public void From(string? sourceSystem, string? externalId)
        => (SourceSystem, ExternalId) = (Text.OrNull(sourceSystem), Text.OrNull(externalId));

    /// <summary>Its source reported it; late reports do not turn the clock back.</summary>
    public void Seen(DateTimeOffset at) => LastSeenAt = LastSeenAt is { } last && last > at ? last : at;

    private static List<FieldError> Missing(Guid? ownerId, bool ownerIsActive, ProtectionNeed own)
    {
        List<FieldError> missing = [];
        if (ownerId is null) { missing.Add(AssetErrors.OwnerMissing); }
        else if (!ownerIsActive) { missing.Add(AssetErrors.OwnerNotActive); }
        missing.AddRange(ProtectionNeed.Properties.Where(p => own[p] is null).Select(AssetErrors.ValueMissing));
        return missing;
    }

    private void Take(AssetDetails details, DateOnly today)
    {
        if (details.Own != Own) { ValuedOn = details.Own.IsEmpty ? null : today; }
        (Confidentiality, Integrity, Availability) = (details.Confidentiality, details.Integrity, details.Availability);
        (Name, Type, Description, Classification) = (Text.Clean(details.Name), details.Type, Text.OrNull(details.Description), details.Classification);
        (OwnerId, CustodianId, UnitId, LocationId) = (details.OwnerId, details.CustodianId, details.UnitId, details.LocationId);
        (ContainsPersonalData, NoRiskReason) = (details.ContainsPersonalData, Text.OrNull(details.NoRiskReason));
        (RtoHours, RpoHours) = (details.RtoHours, details.RpoHours);
        (AcquiredOn, EndOfSupportOn, NextReviewOn) = (details.AcquiredOn, details.EndOfSupportOn, details.NextReviewOn);
    }
}
