using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>A person with roles and the state of the account.</summary>
[RequirePermission(Permissions.PeopleView)]
public sealed record GetPerson(Guid Id) : IQuery<Result<PersonView>>;

public sealed record PersonView(Guid Id, string Name, string Email, string? EmployeeNo, string? JobTitle, Guid? UnitId, string? Unit, Guid? ManagerId, string? Manager, Guid? LocationId, string? Location,
    PersonKind Kind, DateOnly? HiredOn, DateOnly? LastDay, PersonStatus Status, long Version)
{
    /// <summary>Inside the scope in force; null where none is.</summary>
    public bool? InScope { get; init; }

    public AccountState Account { get; init; } = new(null, null, null);

    public IReadOnlyList<RoleRow> Roles { get; init; } = [];

    /// <summary>The roles that whoever asks may give to this person.</summary>
    public IReadOnlyList<RoleChoice> RolesToGive { get; init; } = [];

    /// <summary>What one of those roles would conflict with, held by the person already.</summary>
    public IReadOnlyList<ConflictOfDuties> RolesInConflict { get; init; } = [];

    /// <summary>The units for which a role may be given.</summary>
    public IReadOnlyList<Choice> Units { get; init; } = [];
}

/// <param name="Own">What the organisation calls a role of its own; null for one that every organisation has.</param>
public sealed record RoleChoice(RoleKey Key, string? Own);

/// <param name="AccountId">Null without an account.</param>
/// <param name="InvitedUntil">End of an open invitation.</param>
public sealed record AccountState(Guid? AccountId, DateTimeOffset? DeactivatedAt, DateTimeOffset? InvitedUntil);

/// <param name="Own">What the organisation calls a role of its own; null for one that every organisation has.</param>
/// <param name="MayEnd">Whether whoever asks may end it; false when it has ended.</param>
/// <param name="IsProposed">Waits for confirmation.</param>
/// <param name="ApprovalId">The request that it waits for.</param>
/// <param name="Unit">For which part of the organisation; null is all of it.</param>
/// <param name="ConflictReason">Why it is held beside a role that conflicts with it.</param>
public sealed record RoleRow(Guid Id, Role Role, string? Own, string? Unit, DateOnly From, DateOnly? To, DateOnly? AcceptedOn, bool InForce, bool IsProposed, Guid? ApprovalId, string? ConflictReason, bool MayEnd)
{
    /// <summary>The roles that the person holds as well and that conflict with this one.</summary>
    public IReadOnlyList<ConflictOfDuties> Conflicts { get; init; } = [];
}

public sealed class GetPersonHandler(IsmsDbContext db, PlatformDb platform, ScopeInForce inForce, RequestScope scope, TimeProvider clock) : IQueryHandler<GetPerson, Result<PersonView>>
{
    private const int MostUnits = 500;

    public async ValueTask<Result<PersonView>> Handle(GetPerson query, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().Where(p => p.Id == query.Id).Select(p => new PersonView(p.Id, p.Name, p.Email, p.EmployeeNo, p.JobTitle,
            p.UnitId, db.Units.Where(u => u.Id == p.UnitId).Select(u => u.Name).FirstOrDefault(), p.ManagerId, db.People.Where(m => m.Id == p.ManagerId).Select(m => m.Name).FirstOrDefault(),
            p.LocationId, db.Locations.Where(l => l.Id == p.LocationId).Select(l => l.Name).FirstOrDefault(), p.Kind, p.HiredOn, p.LastDay, p.Status, p.Version)).SingleOrDefaultAsync(cancellationToken);
        if (person is null) { return Error.NotFound; }
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        var membership = await platform.Memberships.AsNoTracking().Where(m => m.TenantId == scope.TenantId && m.PersonId == query.Id).Select(m => new { m.AccountId, m.DeactivatedAt }).SingleOrDefaultAsync(cancellationToken);
        var invitedUntil = membership is not null ? null : await platform.Invitations.AsNoTracking()
            .Where(i => i.TenantId == scope.TenantId && i.PersonId == query.Id && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now).MaxAsync(i => (DateTimeOffset?)i.ExpiresAt, cancellationToken);
        var roles = await db.RoleAssignments.AsNoTracking().Where(r => r.PersonId == query.Id).OrderBy(r => r.To != null).ThenByDescending(r => r.From).ThenBy(r => r.Id)
            .Select(r => new RoleRow(r.Id, r.Role, db.CustomRoles.Where(c => c.Id == r.CustomRoleId).Select(c => c.Name).FirstOrDefault(), db.Units.Where(u => u.Id == r.UnitId).Select(u => u.Name).FirstOrDefault(), r.From, r.To, r.AcceptedOn, r.Status == RoleAssignmentStatus.Effective && r.From <= today && (r.To == null || r.To >= today), r.Status == RoleAssignmentStatus.Proposed,
                db.Approvals.Where(a => a.SubjectType == nameof(RoleAssignment) && a.SubjectId == r.Id && a.Decision == ApprovalDecision.Open).Select(a => (Guid?)a.Id).FirstOrDefault(), r.ConflictReason, false)).ToListAsync(cancellationToken);
        var open = roles.Where(r => r.InForce || r.IsProposed || r.From > today).Select(r => r.Role).Distinct().ToList();
        var mayGive = person.Status == PersonStatus.Left ? [] : RoleKey.BuiltIn.Where(r => RoleGiving.MayGive(scope.Actor, r)).ToList();
        return person with
        {
            InScope = (await inForce.BoundaryAsync(cancellationToken))?.Holds(person.UnitId, person.LocationId),
            Account = new AccountState(membership?.AccountId, membership?.DeactivatedAt, invitedUntil),
            Roles = [.. roles.Select(r => r with { Conflicts = open.Contains(r.Role) && (r.To is null || r.To >= today) ? [.. open.Select(o => ConflictOfDuties.Between(o, r.Role)).OfType<ConflictOfDuties>()] : [], MayEnd = (r.To is null || r.To >= today) && RoleGiving.MayGive(scope.Actor, r.Role) })],
            RolesToGive = [.. mayGive.Select(r => new RoleChoice(r, null)), .. mayGive.Count == 0 ? [] : await OwnToGiveAsync(cancellationToken)],
            RolesInConflict = [.. mayGive.SelectMany(g => open.Select(o => ConflictOfDuties.Between(o, g)).OfType<ConflictOfDuties>()).Distinct()],
            Units = mayGive.Count == 0 ? [] : await db.Units.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(MostUnits).Select(u => new Choice(u.Id, u.Name)).ToListAsync(cancellationToken),
        };
    }

    private async Task<IEnumerable<RoleChoice>> OwnToGiveAsync(CancellationToken cancellationToken)
        => (await db.CustomRoles.AsNoTracking().Where(r => r.RetiredOn == null).OrderBy(r => r.Name).ThenBy(r => r.Id).Take(CustomRole.MostInUse).Select(r => new { r.Id, r.Name, r.Permissions }).ToListAsync(cancellationToken))
            .Where(r => RoleGiving.MayGive(scope.Actor, r.Permissions)).Select(r => new RoleChoice(RoleKey.Own(r.Id), r.Name));
}
