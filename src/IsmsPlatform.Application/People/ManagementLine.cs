using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Who reports to whom. Approvals and reminders go up this line: it must end somewhere.</summary>
internal static class ManagementLine
{
    /// <summary>Whether <paramref name="personId"/> would stand above their own new manager. Asks once per step of the line.</summary>
    internal static async Task<bool> WouldCircleAsync(this IsmsDbContext db, Guid personId, Guid? managerId, CancellationToken cancellationToken)
    {
        var seen = new HashSet<Guid>();
        for (var above = managerId; above is { } id && seen.Add(id);)
        {
            if (id == personId) { return true; }
            above = await db.People.Where(p => p.Id == id).Select(p => p.ManagerId).SingleOrDefaultAsync(cancellationToken);
        }
        return false;
    }
}
