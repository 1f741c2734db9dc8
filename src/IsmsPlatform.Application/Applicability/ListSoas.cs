using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>The versions of the Statement of Applicability, newest first, by pages.</summary>
[RequirePermission(Permissions.SoaView)]
public sealed record ListSoas(int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<SoaRow>>>;

/// <param name="ScopeVersionNo">The version of the scope that it rests on.</param>
/// <param name="PlanCode">Of the treatment plan that it rests on; null where none was approved.</param>
/// <param name="Applicable">How many controls are.</param>
/// <param name="Excluded">How many controls are.</param>
/// <param name="Controls">Rows in all; about the others nothing is decided.</param>
public sealed record SoaRow(Guid Id, int VersionNo, SoaState State, int ScopeVersionNo, string? PlanCode, Guid AuthorId, string Author, DateOnly? ApprovedOn, int Applicable, int Excluded, int Controls, long Version);

public sealed class ListSoasHandler(IsmsDbContext db) : IQueryHandler<ListSoas, Result<Page<SoaRow>>>
{
    private const string NewestFirst = "-version";

    private static readonly ListSorts<SoaVersion, Found> Sorts = new(NewestFirst, row => row.Id, new Dictionary<string, ListSort<SoaVersion, Found>>(StringComparer.Ordinal)
    {
        ["version"] = ListSort<SoaVersion, Found>.By(nameof(SoaVersion.VersionNo), row => row.VersionNo),
    });

    private sealed record Found(Guid Id, int VersionNo, SoaStatus Status, int ScopeNo, string? PlanCode, Guid AuthorId, string Author, DateOnly? ApprovedOn, int Applicable, int Excluded, int Controls, long Version);

    public async ValueTask<Result<Page<SoaRow>>> Handle(ListSoas query, CancellationToken cancellationToken)
    {
        var inForce = await db.SoaVersions.InForce().Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        var page = await Sorts.PageAsync(db.SoaVersions.AsNoTracking(), new ListPlace(NewestFirst, query.Size, query.After, query.Before), rows => rows.Select(s => new Found(s.Id, s.VersionNo, s.Status,
            db.ScopeStatements.Where(v => v.Id == s.ScopeId).Select(v => v.VersionNo).First(), db.TreatmentPlans.Where(p => p.Id == s.PlanId).Select(p => p.Code).FirstOrDefault(), s.AuthorId, db.People.Where(p => p.Id == s.AuthorId).Select(p => p.Name).First(), s.ApprovedOn,
            db.SoaEntries.Count(e => e.SoaId == s.Id && e.Applicable == true), db.SoaEntries.Count(e => e.SoaId == s.Id && e.Applicable == false), db.SoaEntries.Count(e => e.SoaId == s.Id), s.Version)), cancellationToken);
        return page.Map(p => new Page<SoaRow>([.. p.Items.Select(s => new SoaRow(s.Id, s.VersionNo, SoaReader.StateOf(s.Id, s.Status, inForce), s.ScopeNo, s.PlanCode, s.AuthorId, s.Author, s.ApprovedOn, s.Applicable, s.Excluded, s.Controls, s.Version))], p.Next, p.Previous, p.Total));
    }
}
