using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Changes only the members that were sent (JSON merge patch, RFC 7396); the outcome meets the rules of <see cref="ChangeAsset"/>.</summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record PatchAsset(Guid Id, long Version, AssetMembers Members) : ICommand<Result>;

public sealed class PatchAssetHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchAsset, Result>
{
    public async ValueTask<Result> Handle(PatchAsset command, CancellationToken cancellationToken)
        => await db.Assets.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Id, cancellationToken) is { } asset
            ? await sender.Send(command.Members.Over(asset) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of an asset that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class AssetMembers : MergePatch
{
    /// <summary>How people call it; at most 200 characters.</summary>
    public string? Name { get; set => field = Sent(value); }

    /// <summary>What kind of thing it is.</summary>
    public AssetType? Type { get; set => field = Sent(value); }

    /// <summary>What it is and what it is used for.</summary>
    public string? Description { get; set => field = Sent(value); }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    /// <summary>The person who looks after it day by day.</summary>
    public Guid? CustodianId { get; set => field = Sent(value); }

    /// <summary>The organisational unit that it belongs to.</summary>
    public Guid? UnitId { get; set => field = Sent(value); }

    /// <summary>Where it is.</summary>
    public Guid? LocationId { get; set => field = Sent(value); }

    /// <summary>How openly its information may be handled (A.5.12).</summary>
    public Classification? Classification { get; set => field = Sent(value); }

    /// <summary>It holds or processes personal data; null counts as false.</summary>
    public bool? ContainsPersonalData { get; set => field = Sent(value); }

    /// <summary>Own need for confidentiality, 0 (none) to 4 (very high).</summary>
    public int? Confidentiality { get; set => field = Sent(value); }

    /// <summary>Own need for integrity, 0 (none) to 4 (very high).</summary>
    public int? Integrity { get; set => field = Sent(value); }

    /// <summary>Own need for availability, 0 (none) to 4 (very high).</summary>
    public int? Availability { get; set => field = Sent(value); }

    /// <summary>Recovery time objective: hours after which it must work again.</summary>
    public int? RtoHours { get; set => field = Sent(value); }

    /// <summary>Recovery point objective: hours of data that may be lost.</summary>
    public int? RpoHours { get; set => field = Sent(value); }

    /// <summary>The day it came into the organisation.</summary>
    public DateOnly? AcquiredOn { get; set => field = Sent(value); }

    /// <summary>The last day its maker supports it.</summary>
    public DateOnly? EndOfSupportOn { get; set => field = Sent(value); }

    /// <summary>The day by which it is judged again.</summary>
    public DateOnly? NextReviewOn { get; set => field = Sent(value); }

    /// <summary>Why it is right that no risk names it.</summary>
    public string? NoRiskReason { get; set => field = Sent(value); }

    internal ChangeAsset Over(Asset a) => new()
    {
        Id = a.Id,
        Name = Or(Name, a.Name, nameof(Name)),
        Type = Or(Type, a.Type, nameof(Type)),
        Description = Or(Description, a.Description, nameof(Description)),
        OwnerId = Or(OwnerId, a.OwnerId, nameof(OwnerId)),
        CustodianId = Or(CustodianId, a.CustodianId, nameof(CustodianId)),
        UnitId = Or(UnitId, a.UnitId, nameof(UnitId)),
        LocationId = Or(LocationId, a.LocationId, nameof(LocationId)),
        Classification = Or(Classification, a.Classification, nameof(Classification)),
        ContainsPersonalData = Or(ContainsPersonalData, a.ContainsPersonalData, nameof(ContainsPersonalData)) ?? false,
        Confidentiality = Or(Confidentiality, a.Confidentiality, nameof(Confidentiality)),
        Integrity = Or(Integrity, a.Integrity, nameof(Integrity)),
        Availability = Or(Availability, a.Availability, nameof(Availability)),
        RtoHours = Or(RtoHours, a.RtoHours, nameof(RtoHours)),
        RpoHours = Or(RpoHours, a.RpoHours, nameof(RpoHours)),
        AcquiredOn = Or(AcquiredOn, a.AcquiredOn, nameof(AcquiredOn)),
        EndOfSupportOn = Or(EndOfSupportOn, a.EndOfSupportOn, nameof(EndOfSupportOn)),
        NextReviewOn = Or(NextReviewOn, a.NextReviewOn, nameof(NextReviewOn)),
        NoRiskReason = Or(NoRiskReason, a.NoRiskReason, nameof(NoRiskReason)),
    };
}
