using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Which assignments give something today: confirmed, begun, not over.</summary>
public static class RoleQueries
{
    public static IQueryable<RoleAssignment> InForce(this IQueryable<RoleAssignment> assignments, DateOnly today)
        => assignments.Where(r => r.Status == RoleAssignmentStatus.Effective && r.From <= today && (r.To == null || r.To >= today));

    /// <summary>Those that hold, wait, or will begin.</summary>
    public static IQueryable<RoleAssignment> NotOver(this IQueryable<RoleAssignment> assignments, DateOnly today)
        => assignments.Where(r => r.Status != RoleAssignmentStatus.Ended && (r.To == null || r.To >= today));

    /// <summary>Those that allow something, be it a role of every organisation or one of its own.</summary>
    public static IQueryable<RoleAssignment> Allowing(this IQueryable<RoleAssignment> assignments, IsmsDbContext db, string permission)
    {
        var builtIn = Permissions.RolesWith(permission);
        return assignments.Where(r => builtIn.Contains(r.Role) || db.CustomRoles.Any(c => c.Id == r.CustomRoleId && c.RetiredOn == null && c.Permissions.Contains(permission)));
    }

    /// <summary>Somebody active holds the role today.</summary>
    internal static Task<bool> IsHeldAsync(this IsmsDbContext db, Role role, DateOnly today, CancellationToken cancellationToken)
        => db.RoleAssignments.InForce(today).Where(r => r.Role == role).AnyAsync(r => db.People.Any(p => p.Id == r.PersonId && p.Status == PersonStatus.Active), cancellationToken);
}
