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

/// <summary>The organisation's catalogue of vulnerabilities, filtered, by pages.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListVulnerabilities(VulnerabilityFilter Filter, ListPlace Place) : IQuery<Result<Page<VulnerabilityRow>>>;

/// <param name="StarterId">Which entry of the starter catalogue it was copied from; null for the organisation's own ones.</param>
public sealed record VulnerabilityRow(Guid Id, string Code, string Name, VulnerabilityCategory Category, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, string? StarterId, bool IsHidden, long Version);

/// <summary>Which vulnerabilities.</summary>
public sealed record VulnerabilityFilter : CatalogueFilter
{
    /// <summary>One of these categories.</summary>
    public IReadOnlyList<VulnerabilityCategory>? Category { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => AsksNothing && Category is null or [];

    internal IQueryable<Vulnerability> Over(IQueryable<Vulnerability> vulnerabilities)
    {
        if (Category is { Count: > 0 } categories) { vulnerabilities = vulnerabilities.Where(v => categories.Contains(v.Category)); }
        return Narrow(vulnerabilities);
    }

    internal IEnumerable<StarterVulnerability> Over(IEnumerable<StarterVulnerability> vulnerabilities)
    {
        if (Category is { Count: > 0 } categories) { vulnerabilities = vulnerabilities.Where(v => categories.Contains(v.Category)); }
        return Narrow(vulnerabilities);
    }
}

public sealed class ListVulnerabilitiesValidator : AbstractValidator<ListVulnerabilities>
{
    public ListVulnerabilitiesValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new CatalogueFilterRules());
        RuleFor(l => l.Place.Sort).Listed(VulnerabilityRows.Sorts.IsKnown);
    }
}

public sealed class ListVulnerabilitiesHandler(IsmsDbContext db) : IQueryHandler<ListVulnerabilities, Result<Page<VulnerabilityRow>>>
{
    public async ValueTask<Result<Page<VulnerabilityRow>>> Handle(ListVulnerabilities query, CancellationToken cancellationToken)
        => await VulnerabilityRows.Sorts.PageAsync(query.Filter.Over(db.Vulnerabilities.AsNoTracking()), query.Place, vulnerabilities => vulnerabilities
            .Select(v => new VulnerabilityRow(v.Id, v.Code, v.Name, v.Category, CatalogueRecord.Affected(v.Confidentiality, v.Integrity, v.Availability), v.Controls, v.StarterId, v.IsHidden, v.Version)), cancellationToken);
}

internal static class VulnerabilityRows
{
    internal static ListSorts<Vulnerability, VulnerabilityRow> Sorts { get; } = new("name", row => row.Id, new Dictionary<string, ListSort<Vulnerability, VulnerabilityRow>>(StringComparer.Ordinal)
    {
        ["name"] = ListSort<Vulnerability, VulnerabilityRow>.By(nameof(Vulnerability.Name), row => row.Name),
        ["code"] = ListSort<Vulnerability, VulnerabilityRow>.By(nameof(Vulnerability.Code), row => row.Code),
    });
}
