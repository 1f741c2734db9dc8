using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Holders learn what others did about their role (ISO/IEC 27001 5.3: responsibilities are communicated). What is only proposed, and what one did oneself, is no news.</summary>
public sealed class RoleNews(IsmsDbContext db, Notifier notifier, RequestScope scope)
{
    /// <param name="assignments">All of the same role.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task TellAsync(IReadOnlyCollection<RoleAssignment> assignments, NotificationKind kind, CancellationToken cancellationToken)
    {
        var others = assignments.Where(a => a.PersonId != scope.PersonId).ToList();
        if (others.Count == 0) { return; }
        var own = others[0].CustomRoleId;
        var name = own is null ? others[0].Role.ToString() : await db.CustomRoles.Where(r => r.Id == own).Select(r => r.Name).SingleAsync(cancellationToken);
        await notifier.TellAsync([.. others.Select(a => (a.PersonId, a.Id))], kind, nameof(RoleAssignment), name, cancellationToken);
    }
}
