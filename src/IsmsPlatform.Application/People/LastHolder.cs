using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>
/// An organisation always has somebody who can administer accounts and somebody who can give the roles of the ISMS, not only until a day: a
/// role with an end does not count, nor does somebody who cannot sign in. Without them nobody could ever give these roles again.
/// </summary>
internal static class LastHolder
{
    private static readonly Error AdministratorStays = new("account.last-administrator",
        "This is the last administrator of the organisation. Give the role to someone else first, without a last day and to somebody who can sign in.");

    private static readonly Error AssignerStays = new("role.last-assigner",
        "Nobody else can give the roles of the ISMS. Make someone else ISMS manager or top management first, without a last day and somebody who can sign in.");

    private static readonly (IReadOnlyList<Role> Roles, Error Stays)[] Duties = [([Role.TenantAdmin], AdministratorStays), (Permissions.RolesWith(Permissions.RolesAssign), AssignerStays)];

    /// <param name="db">Roles.</param>
    /// <param name="platform">Who can sign in.</param>
    /// <param name="scope">The organisation.</param>
    /// <param name="today">In its time zone.</param>
    /// <param name="personId">Who loses what they have.</param>
    /// <param name="assignment">Only this one; null for all their roles.</param>
    /// <param name="cancellationToken">Of the request.</param>
    internal static async Task<Error?> RefusalAsync(IsmsDbContext db, PlatformDb platform, RequestScope scope, DateOnly today, Guid personId, Guid? assignment, CancellationToken cancellationToken)
    {
        foreach (var (roles, stays) in Duties)
        {
            var holders = await db.RoleAssignments.AsNoTracking().InForce(today).Where(r => roles.Contains(r.Role)).Select(r => new { r.Id, r.PersonId, r.To }).ToListAsync(cancellationToken);
            var lost = holders.Where(h => assignment is { } one ? h.Id == one : h.PersonId == personId).ToList();
            if (lost.Count == 0) { continue; }
            var lasting = holders.Except(lost).Where(h => h.To is null).Select(h => h.PersonId).ToList();
            if (!await platform.Memberships.AnyAsync(m => m.TenantId == scope.TenantId && m.DeactivatedAt == null && lasting.Contains(m.PersonId), cancellationToken)) { return stays; }
        }
        return null;
    }
}
