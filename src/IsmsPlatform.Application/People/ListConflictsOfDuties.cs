using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Who holds two roles that conflict (A.5.3), with the reason that was given: auditors see them.</summary>
[RequirePermission(Permissions.RolesView)]
public sealed record ListConflictsOfDuties : IQuery<Result<IReadOnlyList<HeldConflict>>>;

/// <param name="Reason">Null when the two came together without being asked for one.</param>
public sealed record HeldConflict(Guid PersonId, string Name, ConflictOfDuties Conflict, string? Reason);

public sealed class ListConflictsOfDutiesHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListConflictsOfDuties, Result<IReadOnlyList<HeldConflict>>>
{
    private const int Most = 2000;

    // Each conflict has one of these on its first side: the others are read only of people who hold one.
    private static readonly Role[] Watching = [.. ConflictOfDuties.All.Select(c => c.First).Distinct()];

    public async ValueTask<Result<IReadOnlyList<HeldConflict>>> Handle(ListConflictsOfDuties query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var inForce = db.RoleAssignments.AsNoTracking().InForce(today);
        var held = await inForce.Where(r => inForce.Any(w => w.PersonId == r.PersonId && Watching.Contains(w.Role)))
            .Join(db.People, r => r.PersonId, p => p.Id, (r, p) => new { r.PersonId, p.Name, r.Role, r.ConflictReason }).OrderBy(r => r.Name).ThenBy(r => r.PersonId).Take(Most).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<HeldConflict>>.Of([.. held.GroupBy(r => (r.PersonId, r.Name)).SelectMany(person =>
        {
            var reasons = person.ToLookup(r => r.Role, r => r.ConflictReason);
            return ConflictOfDuties.All.Where(c => reasons.Contains(c.First) && reasons.Contains(c.Second))
                .Select(c => new HeldConflict(person.Key.PersonId, person.Key.Name, c, reasons[c.First].Concat(reasons[c.Second]).FirstOrDefault(reason => reason is not null)));
        })]);
    }
}
