using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>Top management approves which controls are necessary and why (ISO/IEC 27001 6.1.3 d).</summary>
public sealed class SoaApproval(IsmsDbContext db, SoaCheck check, RequestScope scope, TimeProvider clock) : IApprovalSubject
{
    public string Type => nameof(SoaVersion);

    public string Permission => Permissions.SoaApprove;

    public async Task<string?> ContentAsync(Guid id, CancellationToken cancellationToken) => (await db.SoaRowsAsync(id, cancellationToken))?.Content();

    public async Task<string?> PathAsync(Guid id, CancellationToken cancellationToken)
        => await db.SoaVersions.AnyAsync(s => s.Id == id, cancellationToken) ? $"soa/versions/{id}" : null;

    /// <summary>Beside what holds today, which the new version would replace.</summary>
    public async Task<Guid> ComparedWithAsync(Guid id, CancellationToken cancellationToken)
        => await db.SoaVersions.Where(s => s.Id != id).InForce().Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken) ?? id;

    public async Task<Result> ApprovedAsync(Guid id, CancellationToken cancellationToken)
    {
        var rows = (await db.SoaRowsAsync(id, cancellationToken, tracked: true))!;
        // Asked again: the scope may have changed since it was submitted, or a risk may have come to use what is excluded.
        return await check.FaultsAsync(rows, cancellationToken) is [var first, ..] ? new Error(first.Code, first.Sentence, ErrorKind.Refused, first.Arguments) : rows.Version.Approve(scope.Today(clock));
    }

    public async Task<Result> TurnedDownAsync(Guid id, CancellationToken cancellationToken)
        => (await db.SoaVersions.SingleAsync(s => s.Id == id, cancellationToken)).Reopen();
}
