using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>The organisation's catalogue of threats, filtered, by pages.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListThreats(ThreatFilter Filter, ListPlace Place) : IQuery<Result<Page<ThreatRow>>>;

/// <param name="StarterId">Which entry of the starter catalogue it was copied from; null for the organisation's own ones.</param>
public sealed record ThreatRow(Guid Id, string Code, string Name, ThreatCategory Category, IReadOnlyList<ThreatOrigin> Origins, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, string? StarterId, bool IsHidden, long Version);

/// <summary>Which threats.</summary>
public sealed record ThreatFilter : CatalogueFilter
{
    /// <summary>One of these categories.</summary>
    public IReadOnlyList<ThreatCategory>? Category { get; init; }

    /// <summary>One of these origins.</summary>
    public IReadOnlyList<ThreatOrigin>? Origin { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => AsksNothing && Category is null or [] && Origin is null or [];

    internal IQueryable<Threat> Over(IQueryable<Threat> threats)
    {
        if (Category is { Count: > 0 } categories) { threats = threats.Where(t => categories.Contains(t.Category)); }
        if (Origin is { Count: > 0 } origins)
        {
            var (d, a, e) = (origins.Contains(ThreatOrigin.Deliberate), origins.Contains(ThreatOrigin.Accidental), origins.Contains(ThreatOrigin.Environmental));
            threats = threats.Where(t => (d && t.Deliberate) || (a && t.Accidental) || (e && t.Environmental));
        }
        return Narrow(threats);
    }

    internal IEnumerable<StarterThreat> Over(IEnumerable<StarterThreat> threats)
    {
        if (Category is { Count: > 0 } categories) { threats = threats.Where(t => categories.Contains(t.Category)); }
        if (Origin is { Count: > 0 } origins) { threats = threats.Where(t => Threat.OriginsOf(t.Deliberate, t.Accidental, t.Environmental).Any(origins.Contains)); }
        return Narrow(threats);
    }
}

public sealed class ListThreatsValidator : AbstractValidator<ListThreats>
{
    public ListThreatsValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new CatalogueFilterRules());
        RuleFor(l => l.Place.Sort).Listed(ThreatRows.Sorts.IsKnown);
    }
}

public sealed class ListThreatsHandler(IsmsDbContext db) : IQueryHandler<ListThreats, Result<Page<ThreatRow>>>
{
    public async ValueTask<Result<Page<ThreatRow>>> Handle(ListThreats query, CancellationToken cancellationToken)
        => await ThreatRows.Sorts.PageAsync(query.Filter.Over(db.Threats.AsNoTracking()), query.Place, threats => threats
            .Select(t => new ThreatRow(t.Id, t.Code, t.Name, t.Category, Threat.OriginsOf(t.Deliberate, t.Accidental, t.Environmental), CatalogueRecord.Affected(t.Confidentiality, t.Integrity, t.Availability), t.Controls, t.StarterId, t.IsHidden, t.Version)), cancellationToken);
}

internal static class ThreatRows
{
    internal static ListSorts<Threat, ThreatRow> Sorts { get; } = new("name", row => row.Id, new Dictionary<string, ListSort<Threat, ThreatRow>>(StringComparer.Ordinal)
    {
        ["name"] = ListSort<Threat, ThreatRow>.By(nameof(Threat.Name), row => row.Name),
        ["code"] = ListSort<Threat, ThreatRow>.By(nameof(Threat.Code), row => row.Code),
    });
}
