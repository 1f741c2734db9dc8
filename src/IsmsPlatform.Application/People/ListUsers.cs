using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Who can sign in here, by name, with roles and safeguards.</summary>
[RequirePermission(Permissions.AccountsView)]
public sealed record ListUsers(int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<UserRow>>>;

/// <param name="Email">With which they sign in; it may be another one than in the directory.</param>
/// <param name="LockedUntil">Set while too many wrong passwords lock the account.</param>
public sealed record UserRow(Guid PersonId, string Name, string Email, IReadOnlyList<HeldRole> Roles, bool HasSecondFactor, DateTimeOffset AdmittedAt, DateTimeOffset? DeactivatedAt, DateTimeOffset? LockedUntil);

public sealed class ListUsersHandler(IsmsDbContext db, PlatformDb platform, RequestScope scope, TimeProvider clock) : IQueryHandler<ListUsers, Result<Page<UserRow>>>
{
    private const string Sort = "name";

    public async ValueTask<Result<Page<UserRow>>> Handle(ListUsers query, CancellationToken cancellationToken)
    {
        var members = await platform.Memberships.Where(m => m.TenantId == scope.TenantId).Select(m => m.PersonId).ToListAsync(cancellationToken);
        var page = await db.People.AsNoTracking().Where(p => members.Contains(p.Id)).ByKeysetAsync(Sort, query.After, query.Before, query.Size, members.Count,
            (rows, value, id) => rows.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.Name, p.Id), ValueTuple.Create(value, id))),
            (rows, value, id) => rows.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.Name, p.Id), ValueTuple.Create(value, id))),
            rows => rows.OrderBy(p => p.Name).ThenBy(p => p.Id), rows => rows.OrderByDescending(p => p.Name).ThenByDescending(p => p.Id),
            rows => rows.Select(p => new Choice(p.Id, p.Name)), person => (person.Name, person.Id), cancellationToken);
        if (page.Error is { } error) { return error; }
        var ids = page.Value.Items.Select(p => p.Id).ToList();
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        var accounts = await platform.Memberships.AsNoTracking().Where(m => m.TenantId == scope.TenantId && ids.Contains(m.PersonId))
            .Join(platform.Accounts, m => m.AccountId, a => a.Id, (m, a) => new { m.PersonId, m.AdmittedAt, m.DeactivatedAt, a.Email, a.TwoFactorEnabled, a.LockoutEnd }).ToDictionaryAsync(a => a.PersonId, cancellationToken);
        var roles = (await db.RoleAssignments.AsNoTracking().InForce(today).Where(r => ids.Contains(r.PersonId)).Select(r => new { r.PersonId, r.Role, Own = db.CustomRoles.Where(c => c.Id == r.CustomRoleId).Select(c => c.Name).FirstOrDefault() }).ToListAsync(cancellationToken))
            .ToLookup(r => r.PersonId, r => new HeldRole(r.Role, r.Own));
        return new Page<UserRow>([.. page.Value.Items.Select(p => new UserRow(p.Id, p.Name, accounts[p.Id].Email!, [.. roles[p.Id].Distinct().OrderBy(r => r.Role).ThenBy(r => r.Own, StringComparer.CurrentCulture)], accounts[p.Id].TwoFactorEnabled, accounts[p.Id].AdmittedAt,
            accounts[p.Id].DeactivatedAt, accounts[p.Id].LockoutEnd > now ? accounts[p.Id].LockoutEnd : null))], page.Value.Next, page.Value.Previous, page.Value.Total);
    }
}

/// <summary>Invitations that nobody has accepted yet.</summary>
[RequirePermission(Permissions.AccountsView)]
public sealed record ListOpenInvitations : IQuery<Result<IReadOnlyList<InvitationRow>>>;

public sealed record InvitationRow(Guid PersonId, string Name, string Email, DateTimeOffset ExpiresAt);

public sealed class ListOpenInvitationsHandler(IsmsDbContext db, PlatformDb platform, RequestScope scope, TimeProvider clock) : IQueryHandler<ListOpenInvitations, Result<IReadOnlyList<InvitationRow>>>
{
    private const int Most = 200;

    public async ValueTask<Result<IReadOnlyList<InvitationRow>>> Handle(ListOpenInvitations query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = await platform.Invitations.AsNoTracking().Where(i => i.TenantId == scope.TenantId && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now)
            .OrderBy(i => i.ExpiresAt).Take(Most).Select(i => new { i.PersonId, i.Email, i.ExpiresAt }).ToListAsync(cancellationToken);
        var ids = open.Select(i => i.PersonId).ToList();
        var names = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return Result<IReadOnlyList<InvitationRow>>.Of([.. open.Select(i => new InvitationRow(i.PersonId, names[i.PersonId], i.Email, i.ExpiresAt))]);
    }
}
