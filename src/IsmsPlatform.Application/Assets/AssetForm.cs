using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Assets;

namespace IsmsPlatform.Application.Assets;

/// <summary>What is said of an asset; creating and changing share it.</summary>
public abstract record AssetForm
{
    /// <summary>How people call it; at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>What kind of thing it is.</summary>
    public AssetType? Type { get; init; }

    /// <summary>What it is and what it is used for.</summary>
    public string? Description { get; init; }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The person who looks after it day by day.</summary>
    public Guid? CustodianId { get; init; }

    /// <summary>The organisational unit that it belongs to.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>Where it is.</summary>
    public Guid? LocationId { get; init; }

    /// <summary>How openly its information may be handled (A.5.12).</summary>
    public Classification? Classification { get; init; }

    /// <summary>It holds or processes personal data.</summary>
    public bool ContainsPersonalData { get; init; }

    /// <summary>Own need for confidentiality, 0 (none) to 4 (very high); null is not valued yet.</summary>
    public int? Confidentiality { get; init; }

    /// <summary>Own need for integrity, 0 (none) to 4 (very high); null is not valued yet.</summary>
    public int? Integrity { get; init; }

    /// <summary>Own need for availability, 0 (none) to 4 (very high); null is not valued yet.</summary>
    public int? Availability { get; init; }

    /// <summary>Recovery time objective: hours after which it must work again.</summary>
    public int? RtoHours { get; init; }

    /// <summary>Recovery point objective: hours of data that may be lost.</summary>
    public int? RpoHours { get; init; }

    /// <summary>The day it came into the organisation.</summary>
    public DateOnly? AcquiredOn { get; init; }

    /// <summary>The last day its maker supports it.</summary>
    public DateOnly? EndOfSupportOn { get; init; }

    /// <summary>The day by which it is judged again.</summary>
    public DateOnly? NextReviewOn { get; init; }

    /// <summary>Why it is right that no risk names it.</summary>
    public string? NoRiskReason { get; init; }

    internal AssetDetails Details() => new(Name!, Type!.Value, Classification!.Value, Description, OwnerId, CustodianId, UnitId, LocationId, ContainsPersonalData,
        Confidentiality, Integrity, Availability, RtoHours, RpoHours, AcquiredOn, EndOfSupportOn, NextReviewOn, NoRiskReason);
}

public sealed class AssetFormRules : AbstractValidator<AssetForm>
{
    public AssetFormRules()
    {
        RuleFor(a => a.Name).Required().AtMost(Asset.NameMaxLength);
        RuleFor(a => a.Type).Chosen();
        RuleFor(a => a.Description).AtMost(Asset.DescriptionMaxLength);
        RuleFor(a => a.Classification).Chosen();
        RuleFor(a => a.Confidentiality).Between(ProtectionNeed.MinValue, ProtectionNeed.MaxValue);
        RuleFor(a => a.Integrity).Between(ProtectionNeed.MinValue, ProtectionNeed.MaxValue);
        RuleFor(a => a.Availability).Between(ProtectionNeed.MinValue, ProtectionNeed.MaxValue);
        RuleFor(a => a.RtoHours).Between(0, Asset.HoursMax);
        RuleFor(a => a.RpoHours).Between(0, Asset.HoursMax);
        RuleFor(a => a.AcquiredOn).Plausible();
        RuleFor(a => a.EndOfSupportOn).Plausible();
        RuleFor(a => a.NextReviewOn).Plausible();
        RuleFor(a => a.NoRiskReason).AtMost(Asset.NoRiskReasonMaxLength);
    }
}
