using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>Somebody who may accept risks, by the role that lets them accept most.</summary>
internal sealed record Acceptor(Guid PersonId, string Name, Role Role, int Level);

/// <summary>Who may accept risks up to which level today: the limits of a version of the methodology, and the roles that people hold.</summary>
public sealed class AcceptanceLimits(IsmsDbContext db, RequestScope scope, TimeProvider clock)
{
    /// <summary>Everybody whose limit covers the level, the highest limits first: whoever decides most is named first.</summary>
    internal async Task<IReadOnlyList<Acceptor>> CoveringAsync(RiskScales scales, int level, CancellationToken cancellationToken)
    {
        var roles = scales.Limits.Where(l => l.Level >= level).Select(l => l.Role).ToList();
        var held = await Held(roles).Join(db.People.Where(p => p.Status == PersonStatus.Active || p.Status == PersonStatus.Absent), r => r.PersonId, p => p.Id, (r, p) => new { p.Id, p.Name, r.Role }).Distinct().ToListAsync(cancellationToken);
        return [.. held.GroupBy(h => h.Id).Select(g => g.MaxBy(h => scales.LimitOf(h.Role))!).Select(h => new Acceptor(h.Id, h.Name, h.Role, scales.LimitOf(h.Role)))
            .OrderByDescending(a => a.Level).ThenBy(a => a.Name, StringComparer.Ordinal).ThenBy(a => a.PersonId)];
    }

    /// <summary>What each of some people may accept.</summary>
    /// <param name="owner">Whoever owns the risk accepts it as a risk owner, whether they hold that role for others or not.</param>
    internal async Task<IReadOnlyDictionary<Guid, PersonalLimit>> OfAsync(RiskScales scales, Guid owner, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken)
    {
        var held = await Held(RiskScales.Accepting).Where(r => people.Contains(r.PersonId)).Select(r => new { r.PersonId, r.Role }).Distinct().ToListAsync(cancellationToken);
        return people.Distinct().ToDictionary(p => p, p => held.Where(h => h.PersonId == p).Select(h => h.Role).Concat(p == owner ? [Role.RiskOwner] : Array.Empty<Role>())
            .Select(r => new PersonalLimit(p, r, scales.LimitOf(r))).MaxBy(l => l.Level) ?? new PersonalLimit(p, null, 0));
    }

    private IQueryable<RoleAssignment> Held(IReadOnlyCollection<Role> roles) => db.RoleAssignments.InForce(scope.Today(clock)).Where(r => roles.Contains(r.Role));
}
