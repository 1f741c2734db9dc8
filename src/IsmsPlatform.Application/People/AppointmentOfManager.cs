using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Top management appoints the ISMS manager (ISO/IEC 27001 5.3): where there is top management, it confirms each appointment.</summary>
public sealed class AppointmentOfManager(IsmsDbContext db, RoleNews news, RequestScope scope, TimeProvider clock) : IApprovalSubject
{
    public string Type => nameof(RoleAssignment);

    public string Permission => Permissions.RolesConfirm;

    internal static string Content(RoleAssignment a) => CanonicalJson.Of(new { a.PersonId, a.Role, a.From, a.To });

    public async Task<string?> ContentAsync(Guid id, CancellationToken cancellationToken)
        => await db.RoleAssignments.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is { } assignment ? Content(assignment) : null;

    public async Task<string?> PathAsync(Guid id, CancellationToken cancellationToken)
        => await db.RoleAssignments.Where(r => r.Id == id).Select(r => (Guid?)r.PersonId).SingleOrDefaultAsync(cancellationToken) is { } person ? $"people/{person}" : null;

    public async Task<Result> ApprovedAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!scope.Actor.HasFreshProof(clock.GetUtcNow())) { return Error.ProofNeeded; }
        var assignment = await db.RoleAssignments.SingleAsync(r => r.Id == id, cancellationToken);
        if (await db.People.AnyAsync(p => p.Id == assignment.PersonId && p.Status == PersonStatus.Left, cancellationToken)) { return PeopleErrors.HolderHasLeft; }
        var confirmed = assignment.Confirm(scope.Today(clock));
        if (confirmed.IsSuccess) { await news.TellAsync([assignment], NotificationKind.RoleConfirmed, cancellationToken); }
        return confirmed;
    }

    public async Task<Result> TurnedDownAsync(Guid id, CancellationToken cancellationToken)
        => (await db.RoleAssignments.SingleAsync(r => r.Id == id, cancellationToken)).End(scope.Today(clock));
}
