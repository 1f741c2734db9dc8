using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Methodologies;

/// <summary>The versions of the methodology, newest first, by pages.</summary>
[RequirePermission(Permissions.MethodologyView)]
public sealed record ListMethodologies(int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<MethodologyRow>>>;

public sealed record MethodologyRow(Guid Id, int VersionNo, MethodologyState State, Guid AuthorId, string Author, DateOnly? ApprovedOn, long Version);

public sealed class ListMethodologiesHandler(IsmsDbContext db) : IQueryHandler<ListMethodologies, Result<Page<MethodologyRow>>>
{
    private const string NewestFirst = "-version";

    private static readonly ListSorts<RiskMethodology, Found> Sorts = new(NewestFirst, row => row.Id, new Dictionary<string, ListSort<RiskMethodology, Found>>(StringComparer.Ordinal)
    {
        ["version"] = ListSort<RiskMethodology, Found>.By(nameof(RiskMethodology.VersionNo), row => row.VersionNo),
    });

    private sealed record Found(Guid Id, int VersionNo, MethodologyStatus Status, Guid AuthorId, string Author, DateOnly? ApprovedOn, long Version);

    public async ValueTask<Result<Page<MethodologyRow>>> Handle(ListMethodologies query, CancellationToken cancellationToken)
    {
        var inForce = await db.RiskMethodologies.InForce().Select(m => (Guid?)m.Id).FirstOrDefaultAsync(cancellationToken);
        var page = await Sorts.PageAsync(db.RiskMethodologies.AsNoTracking(), new ListPlace(NewestFirst, query.Size, query.After, query.Before),
            rows => rows.Select(m => new Found(m.Id, m.VersionNo, m.Status, m.AuthorId, db.People.Where(p => p.Id == m.AuthorId).Select(p => p.Name).First(), m.ApprovedOn, m.Version)), cancellationToken);
        return page.Map(p => new Page<MethodologyRow>([.. p.Items.Select(m => new MethodologyRow(m.Id, m.VersionNo, MethodologyQueries.StateOf(m.Id, m.Status, inForce), m.AuthorId, m.Author, m.ApprovedOn, m.Version))], p.Next, p.Previous, p.Total));
    }
}
