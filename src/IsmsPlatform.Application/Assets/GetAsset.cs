using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>One asset with everything around it.</summary>
[RequirePermission(Permissions.AssetsView)]
public sealed record GetAsset(Guid Id) : IQuery<Result<AssetView>>;

/// <summary>An asset: own values as people entered them, effective values as it inherits them, and why.</summary>
public sealed record AssetView : AssetForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused; given when it is accepted.</summary>
    public string? Code { get; init; }

    public required AssetStatus Status { get; init; }

    public string? Owner { get; init; }

    public string? Custodian { get; init; }

    public string? Unit { get; init; }

    public string? Location { get; init; }

    /// <summary>What it must be protected for, own or inherited (0 to 4).</summary>
    public int? EffectiveConfidentiality { get; init; }

    /// <summary>What it must be protected for, own or inherited (0 to 4).</summary>
    public int? EffectiveIntegrity { get; init; }

    /// <summary>What it must be protected for, own or inherited (0 to 4).</summary>
    public int? EffectiveAvailability { get; init; }

    /// <summary>The greatest effective value; -1 when not valued.</summary>
    public required int Criticality { get; init; }

    /// <summary>It reaches the organisation's threshold, or the scope in force calls it critical.</summary>
    public required bool IsCritical { get; init; }

    /// <summary>Inside the scope in force; null where none is.</summary>
    public bool? InScope { get; init; }

    /// <summary>The day of its present own values.</summary>
    public DateOnly? ValuedOn { get; init; }

    /// <summary>Where its entry comes from.</summary>
    public string? SourceSystem { get; init; }

    /// <summary>Its id there.</summary>
    public string? ExternalId { get; init; }

    /// <summary>When its source reported a change last.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>How it was disposed of (A.7.14).</summary>
    public string? DisposalRecord { get; init; }

    public DateOnly? RetiredOn { get; init; }

    public required long Version { get; init; }

    /// <summary>Assets that need this one; their needs come down to it.</summary>
    public IReadOnlyList<DependencyView> NeededBy { get; init; } = [];

    /// <summary>Assets that this one needs.</summary>
    public IReadOnlyList<DependencyView> Needs { get; init; } = [];

    /// <summary>Per property the chain that gave the effective value; empty when not valued.</summary>
    public IReadOnlyList<Explanation> Why { get; init; } = [];

    /// <summary>The asker may change it.</summary>
    public bool MayChange { get; init; }

    /// <summary>The asker may accept it: its owner, or the ISMS manager for an owner without account.</summary>
    public bool MayAccept { get; init; }
}

/// <param name="Id">Of the dependency.</param>
/// <param name="AssetId">Of the asset at its other end.</param>
/// <param name="Criticality">Of that asset; -1 when not valued.</param>
public sealed record DependencyView(Guid Id, Guid AssetId, string? Code, string Name, AssetType Type, AssetStatus Status, int? Confidentiality, int? Integrity, int? Availability, int Criticality,
    InheritanceMode ModeC, InheritanceMode ModeI, InheritanceMode ModeA, string? Reason, long Version);

/// <summary>Where an effective value comes from, from the asset whose own value it is down to the asked one.</summary>
public sealed record Explanation(SecurityProperty Property, IReadOnlyList<ExplanationStep> Chain);

/// <param name="Mode">How the value came here from the step before; null where it starts.</param>
/// <param name="Value">0 to 4.</param>
public sealed record ExplanationStep(Guid AssetId, string Name, InheritanceMode? Mode, int Value);

public sealed class GetAssetHandler(IsmsDbContext db, ScopeInForce inForce, SubjectFinder subjects, RequestScope scope, AssetAccess access) : IQueryHandler<GetAsset, Result<AssetView>>
{
    private const int MostNeighbours = 500;

    private sealed record Found(AssetView Asset, bool IsNeeded, bool Needs, KnownMissing Missing);

    private static readonly Compiled<Func<IsmsDbContext, Guid, int, CancellationToken, Task<Found?>>> ById = new(() => EF.CompileAsyncQuery(Part.In<Func<IsmsDbContext, Guid, int, CancellationToken, Found?>>((db, id, threshold, cancellationToken) =>
        db.Assets.AsNoTracking().Where(a => a.Id == id).Select(a => new Found(new AssetView
        {
            Id = a.Id,
            Code = a.Code,
            Name = a.Name,
            Type = a.Type,
            Status = a.Status,
            Description = a.Description,
            Classification = a.Classification,
            ContainsPersonalData = a.ContainsPersonalData,
            OwnerId = a.OwnerId,
            Owner = db.People.Where(p => p.Id == a.OwnerId).Select(p => p.Name).FirstOrDefault(),
            CustodianId = a.CustodianId,
            Custodian = db.People.Where(p => p.Id == a.CustodianId).Select(p => p.Name).FirstOrDefault(),
            UnitId = a.UnitId,
            Unit = db.Units.Where(u => u.Id == a.UnitId).Select(u => u.Name).FirstOrDefault(),
            LocationId = a.LocationId,
            Location = db.Locations.Where(l => l.Id == a.LocationId).Select(l => l.Name).FirstOrDefault(),
            Confidentiality = a.Confidentiality,
            Integrity = a.Integrity,
            Availability = a.Availability,
            EffectiveConfidentiality = a.EffectiveConfidentiality,
            EffectiveIntegrity = a.EffectiveIntegrity,
            EffectiveAvailability = a.EffectiveAvailability,
            Criticality = a.Criticality,
            IsCritical = a.Criticality >= threshold,
            RtoHours = a.RtoHours,
            RpoHours = a.RpoHours,
            AcquiredOn = a.AcquiredOn,
            EndOfSupportOn = a.EndOfSupportOn,
            ValuedOn = a.ValuedOn,
            NextReviewOn = a.NextReviewOn,
            NoRiskReason = a.NoRiskReason,
            SourceSystem = a.SourceSystem,
            ExternalId = a.ExternalId,
            LastSeenAt = a.LastSeenAt,
            DisposalRecord = a.DisposalRecord,
            RetiredOn = a.RetiredOn,
            Version = a.Version,
        },
        db.AssetDependencies.Any(d => d.LowerId == id), db.AssetDependencies.Any(d => d.UpperId == id),
        KnownMissing.On.Of(db, nameof(Asset), id))).SingleOrDefault())));

    public async ValueTask<Result<AssetView>> Handle(GetAsset query, CancellationToken cancellationToken)
    {
        var found = await ById.For(db)(db, query.Id, scope.Tenant!.CriticalityThreshold, cancellationToken);
        if (found is null) { return Error.NotFound; }
        var asset = found.Asset;
        subjects.Remember(nameof(Asset), new SubjectName { Id = asset.Id, Code = asset.Code, Name = asset.Name! }, found.Missing);
        // Nobody asks who accepts an asset that is accepted.
        var waits = asset.Status is AssetStatus.Draft or AssetStatus.UnderReview && access.MayChange(asset.OwnerId);
        var owners = waits && asset.OwnerId is { } owner && owner != scope.PersonId ? await access.WithAccountAsync([owner], cancellationToken) : [];
        var around = found.IsNeeded || found.Needs ? await db.AroundAsync(asset.Id, scope.TenantId, MostNeighbours, cancellationToken) : [];
        var boundary = await inForce.BoundaryAsync(cancellationToken);
        return asset with
        {
            InScope = boundary?.HoldsAsset(asset.Id, asset.UnitId, asset.LocationId),
            IsCritical = asset.IsCritical || boundary?.Critical.Contains(asset.Id) == true,
            NeededBy = [.. around.Where(r => r.LowerId == asset.Id).Take(MostNeighbours).Select(View)],
            Needs = [.. around.Where(r => r.UpperId == asset.Id).Select(View)],
            Why = Why(asset, around.FindAll(r => r.UpperId != asset.Id)),
            MayChange = access.MayChange(asset.OwnerId),
            MayAccept = waits && owners.Count == 0,
        };
    }

    private static DependencyView View(DependencyQueries.AroundRow r) => new(r.Id, r.AssetId, r.Code, r.Name, Enum.Parse<AssetType>(r.Type), Enum.Parse<AssetStatus>(r.Status),
        r.EffectiveConfidentiality, r.EffectiveIntegrity, r.EffectiveAvailability, r.Criticality, r.Modes.Confidentiality, r.Modes.Integrity, r.Modes.Availability, r.Reason, r.Version);

    private static IReadOnlyList<Explanation> Why(AssetView asset, List<DependencyQueries.AroundRow> above)
    {
        var links = above.ConvertAll(r => new DependencyLink(r.UpperId, r.LowerId, r.Modes));
        var assets = above.DistinctBy(r => r.AssetId).ToList();
        var names = assets.ToDictionary(r => r.AssetId, r => r.Name);
        names[asset.Id] = asset.Name!;
        ValuedAsset[] valued = [new(asset.Id, new ProtectionNeed(asset.Confidentiality, asset.Integrity, asset.Availability), asset.Status == AssetStatus.Retired),
            .. assets.Select(r => new ValuedAsset(r.AssetId, new ProtectionNeed(r.Confidentiality, r.Integrity, r.Availability), r.Status == nameof(AssetStatus.Retired)))];
        return [.. ProtectionNeed.Properties.Select(property => new Explanation(property,
            [.. ProtectionNeeds.Explain(asset.Id, property, valued, links).Select(step => new ExplanationStep(step.AssetId, names[step.AssetId], step.Mode, step.Value))]))];
    }
}
