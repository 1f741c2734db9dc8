using System.Runtime.CompilerServices;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IsmsPlatform.Application.People;

/// <summary>What a person may do today and what waits for them. Asked at each request and kept nowhere, so whatever changes about roles holds with the next one.</summary>
/// <param name="Counts">Null for somebody without any role.</param>
public sealed record Standing(IReadOnlySet<string> Permissions, ShellCounts? Counts)
{
    private sealed record Held(Role Role, string[]? Own, int Tasks, int Unread);

    // Every request of every page asks it, so it is compiled: once per model, which each database of a process has its own of.
    private static readonly ConditionalWeakTable<IModel, Func<IsmsDbContext, Guid, DateOnly, IAsyncEnumerable<Held>>> Questions = [];

    public static async Task<Standing> OfAsync(IsmsDbContext db, Guid personId, DateOnly today, CancellationToken cancellationToken)
    {
        List<Held> held = [];
        await foreach (var role in Questions.GetValue(db.Model, _ => Compile())(db, personId, today).WithCancellation(cancellationToken)) { held.Add(role); }
        return new Standing(Shared.Tenancy.Permissions.Of(held.Select(h => h.Role), held.SelectMany(h => h.Own ?? [])), held is [var one, ..] ? new ShellCounts(one.Tasks, one.Unread) : null);
    }

    // The figures depend on no row: PostgreSQL counts once, however many roles there are.
    private static Func<IsmsDbContext, Guid, DateOnly, IAsyncEnumerable<Held>> Compile() => EF.CompileAsyncQuery((IsmsDbContext db, Guid person, DateOnly today) =>
        db.RoleAssignments.AsNoTracking()
            .Where(r => r.Status == RoleAssignmentStatus.Effective && r.From <= today && (r.To == null || r.To >= today) && r.PersonId == person)
            .Select(r => new Held(r.Role, db.CustomRoles.Where(c => c.Id == r.CustomRoleId && c.RetiredOn == null).Select(c => c.Permissions).FirstOrDefault(),
                db.WorkTasks.Where(t => t.AssigneeId == person && (t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress) && (t.SnoozedUntil == null || t.SnoozedUntil <= today)).Take(CountForShellHandler.Most).Count(),
                db.Notifications.Where(n => n.PersonId == person && n.ReadAt == null).Take(CountForShellHandler.Most).Count())));
}
