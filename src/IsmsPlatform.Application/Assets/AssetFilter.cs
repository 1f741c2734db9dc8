using System.Globalization;
using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>What an asset lacks.</summary>
public enum MissingOfAsset
{
    Owner,
    /// <summary>At least one of the three own values.</summary>
    Values,
    /// <summary>The day of its review is over.</summary>
    Review,
}

/// <summary>Which assets: the register, its export and acts on many share it; the address of the list is its form.</summary>
public sealed record AssetFilter
{
    private const string NotValued = "none";
    internal const int SearchMaxLength = 200;

    /// <summary>Words or parts of words of the name, code or external id; all of them must occur.</summary>
    public string? Q { get; init; }

    /// <summary>One of these types.</summary>
    public IReadOnlyList<AssetType>? Type { get; init; }

    /// <summary>One of these states; without it retired assets are left out.</summary>
    public IReadOnlyList<AssetStatus>? Status { get; init; }

    /// <summary>The owner's id, "none", or "me" for whoever asks.</summary>
    public string? Owner { get; init; }

    /// <summary>The organisational unit.</summary>
    public Guid? Unit { get; init; }

    /// <summary>The location.</summary>
    public Guid? Location { get; init; }

    /// <summary>One of these classifications.</summary>
    public IReadOnlyList<Classification>? Classification { get; init; }

    /// <summary>One of these levels, "0" to "4" or "none" for not valued.</summary>
    public IReadOnlyList<string>? Criticality { get; init; }

    /// <summary>True: only what reaches the organisation's threshold, or what the scope in force calls critical.</summary>
    public bool? Critical { get; init; }

    /// <summary>Only what lacks this.</summary>
    public MissingOfAsset? Missing { get; init; }

    /// <summary>True: inside the scope in force, false: outside. Without a version in force it asks for nothing.</summary>
    public bool? InScope { get; init; }

    /// <summary>True: with personal data, false: without.</summary>
    public bool? PersonalData { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Type: null or [], Status: null or [], Owner: null or "", Unit: null, Location: null, Classification: null or [], Criticality: null or [], Critical: null or false, Missing: null, PersonalData: null, InScope: null };

    internal static int? LevelOf(string criticality) => criticality == NotValued ? Asset.NotValued
        : int.TryParse(criticality, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level <= ProtectionNeed.MaxValue ? level : null;

    /// <param name="boundary">Of the scope in force; needed only where <see cref="InScope"/> asks.</param>
    internal IQueryable<Asset> Over(IQueryable<Asset> assets, IsmsDbContext db, RequestScope scope, DateOnly today, ScopeBoundary? boundary = null)
    {
        if (db.AssetsWith(Q) is { } found) { assets = assets.Where(a => found.Contains(a.Id)); }
        if (Type is { Count: > 0 } types) { assets = assets.Where(a => types.Contains(a.Type)); }
        assets = Status is { Count: > 0 } states ? assets.Where(a => states.Contains(a.Status)) : assets.Where(a => a.Status != AssetStatus.Retired);
        assets = assets.With(Owner, scope, a => a.OwnerId);
        if (Unit is { } unit) { assets = assets.Where(a => a.UnitId == unit); }
        if (Location is { } location) { assets = assets.Where(a => a.LocationId == location); }
        if (Classification is { Count: > 0 } classes) { assets = assets.Where(a => classes.Contains(a.Classification)); }
        if (Criticality is { Count: > 0 } levels)
        {
            var numbers = levels.Select(LevelOf).OfType<int>().ToList();
            assets = assets.Where(a => numbers.Contains(a.Criticality));
        }
        if (Critical == true)
        {
            var threshold = scope.Tenant!.CriticalityThreshold;
            var flagged = db.CriticalInScope(today);
            assets = assets.Where(a => a.Criticality >= threshold || flagged.Contains(a.Id));
        }
        if (InScope is { } inside) { assets = assets.Within(boundary, inside); }
        if (PersonalData is { } personal) { assets = assets.Where(a => a.ContainsPersonalData == personal); }
        return Missing switch
        {
            MissingOfAsset.Owner => assets.Where(a => a.OwnerId == null),
            MissingOfAsset.Values => assets.Where(a => a.Confidentiality == null || a.Integrity == null || a.Availability == null),
            MissingOfAsset.Review => assets.Where(a => a.NextReviewOn < today),
            _ => assets,
        };
    }
}

public sealed class AssetFilterRules : AbstractValidator<AssetFilter>
{
    public AssetFilterRules()
    {
        RuleFor(f => f.Q).AtMost(AssetFilter.SearchMaxLength);
        RuleFor(f => f.Owner).NamesSomebodyOrNone();
        RuleForEach(f => f.Criticality).Listed(l => AssetFilter.LevelOf(l) is not null);
    }
}
