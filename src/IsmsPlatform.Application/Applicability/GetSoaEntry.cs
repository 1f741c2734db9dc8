using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>One row of a version, with what helps to decide about it.</summary>
[RequirePermission(Permissions.SoaView)]
public sealed record GetSoaEntry(Guid SoaId, Guid Id) : IQuery<Result<SoaEntryDetails>>;

/// <param name="Risks">The gravest open risks that the control treats.</param>
/// <param name="Purpose">What the control is for.</param>
/// <param name="NextUndecided">The row behind this one about which nothing is decided; null where there is none.</param>
/// <param name="Before">What the version in force says; null where it has no such row.</param>
public sealed record SoaEntryDetails(Guid SoaId, int VersionNo, bool MayEdit, bool InReview, SoaEntryView Entry, string? Purpose, IReadOnlyList<RiskOfControl> Risks, Guid? NextUndecided, SoaEntryView? Before);

public sealed class GetSoaEntryHandler(IsmsDbContext db, SoaReader reader, ControlUse use, RequestScope scope) : IQueryHandler<GetSoaEntry, Result<SoaEntryDetails>>
{
    private const int MostRisks = 20;

    public async ValueTask<Result<SoaEntryDetails>> Handle(GetSoaEntry query, CancellationToken cancellationToken)
    {
        if (await reader.RowsAsync(query.SoaId, cancellationToken) is not { } rows) { return Error.NotFound; }
        var at = rows.Entries.ToList().FindIndex(e => e.Id == query.Id);
        if (at < 0) { return Error.NotFound; }
        var (v, entry) = (rows.Version, rows.Entries[at]);
        var view = (await reader.EntriesAsync(rows with { Entries = [entry] }, cancellationToken))[0];
        var next = rows.Entries.Skip(at + 1).Concat(rows.Entries.Take(at)).FirstOrDefault(e => e.Applicable is null)?.Id;
        var purpose = await db.Controls.Where(c => c.Id == entry.ControlId).Select(c => c.Purpose).SingleAsync(cancellationToken);
        return new SoaEntryDetails(v.Id, v.VersionNo, v.IsOpen && scope.Actor.Can(Permissions.SoaEdit), v.Status == SoaStatus.InReview, view, purpose,
            await use.RisksAsync([entry.ControlId], MostRisks, cancellationToken), next, await BeforeAsync(v.Id, entry.ControlId, cancellationToken));
    }

    private async Task<SoaEntryView?> BeforeAsync(Guid soaId, Guid controlId, CancellationToken cancellationToken)
    {
        var inForce = await db.SoaVersions.InForce().Where(s => s.Id != soaId).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        if (inForce is not { } id || await db.SoaRowsAsync(id, cancellationToken) is not { } rows) { return null; }
        return await reader.EntriesAsync(rows with { Entries = [.. rows.Entries.Where(e => e.ControlId == controlId)] }, cancellationToken) is [var row] ? row : null;
    }
}
