using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Responsibilities;

/// <summary>The RACI matrix in the order of the clauses: who answers for what is for everybody to know (ISO/IEC 27001 5.3).</summary>
[RequirePermission(Permissions.PeopleNames, Permissions.RolesView)]
public sealed record ListResponsibilities : IQuery<Result<IReadOnlyList<Responsibility>>>;

/// <summary>One subject of the ISMS and who takes part in it.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Clause">Where the standard asks for it; null for what the organisation added.</param>
/// <param name="Name">What it is.</param>
/// <param name="Holders">Everybody who takes part, accountable first.</param>
/// <param name="Version">Counts changes of the subject itself.</param>
public sealed record Responsibility(Guid Id, string? Clause, string Name, IReadOnlyList<RaciHolder> Holders, long Version)
{
    /// <summary>Nobody answers for it: not one is named, or the one is away, or the role has no holder.</summary>
    public bool LacksAccountable => !Holders.Any(h => h.Letter == RaciLetter.Accountable && h.IsThere);

    /// <summary>Nobody does the work.</summary>
    public bool LacksResponsible => !Holders.Any(h => h.Letter == RaciLetter.Responsible && h.IsThere);

    public IEnumerable<RaciHolder> With(RaciLetter letter) => Holders.Where(h => h.Letter == letter);
}

/// <summary>A person or a role that takes part.</summary>
/// <param name="Id">UUID of the entry.</param>
/// <param name="Letter">How they take part.</param>
/// <param name="PersonId">The person; null where a role is named.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Role">The role; null where a person is named.</param>
/// <param name="IsThere">The person is active, or somebody active holds the role today.</param>
public sealed record RaciHolder(Guid Id, RaciLetter Letter, Guid? PersonId, string? Name, Role? Role, bool IsThere);

public sealed class ListResponsibilitiesHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListResponsibilities, Result<IReadOnlyList<Responsibility>>>
{
    internal const int MostSubjects = 200;
    private const int MostEntries = 5000;

    public async ValueTask<Result<IReadOnlyList<Responsibility>>> Handle(ListResponsibilities query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Responsibility>>.Of(await OfAsync(db, db.RaciSubjects, scope.Today(clock), cancellationToken));

    internal static async Task<IReadOnlyList<Responsibility>> OfAsync(IsmsDbContext db, IQueryable<RaciSubject> which, DateOnly today, CancellationToken cancellationToken)
    {
        var subjects = await which.AsNoTracking().OrderBy(s => s.Position).ThenBy(s => s.Id).Take(MostSubjects).Select(s => new { s.Id, s.Clause, s.Name, s.Version }).ToListAsync(cancellationToken);
        var ids = subjects.Select(s => s.Id).ToList();
        var holders = (await db.RaciEntries.AsNoTracking().Where(e => ids.Contains(e.SubjectId)).OrderBy(e => e.Id).Take(MostEntries).Select(e => new
        {
            e.SubjectId,
            Holder = new RaciHolder(e.Id, e.Letter, e.PersonId, db.People.Where(p => p.Id == e.PersonId).Select(p => p.Name).FirstOrDefault(), e.Role,
                e.PersonId != null ? db.People.Any(p => p.Id == e.PersonId && p.Status == PersonStatus.Active)
                    : db.RoleAssignments.Any(r => r.Role == e.Role && r.Status == RoleAssignmentStatus.Effective && r.From <= today && (r.To == null || r.To >= today) && db.People.Any(p => p.Id == r.PersonId && p.Status == PersonStatus.Active))),
        }).ToListAsync(cancellationToken)).ToLookup(e => e.SubjectId, e => e.Holder);
        return [.. subjects.Select(s => new Responsibility(s.Id, s.Clause, s.Name, [.. holders[s.Id].OrderBy(h => h.Letter != RaciLetter.Accountable).ThenBy(h => h.Letter).ThenBy(h => h.Name ?? h.Role.ToString(), StringComparer.OrdinalIgnoreCase)], s.Version))];
    }
}
