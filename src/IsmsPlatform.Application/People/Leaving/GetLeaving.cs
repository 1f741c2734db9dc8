using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People.Leaving;

/// <summary>What somebody has who is about to leave, and who could take it over.</summary>
/// <param name="Named">The heirs that the form holds.</param>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record GetLeaving(Guid Id, IReadOnlyList<Guid?>? Named = null) : IQuery<Result<LeavingView>>;

public sealed record LeavingView(Guid Id, string Name, PersonStatus Status, IReadOnlyList<OwnedGroup> Groups, IReadOnlyList<Choice> Heirs)
{
    public int Count => Groups.Sum(g => g.Count);
}

/// <param name="Count">How many there are, also of those that are not listed.</param>
/// <param name="Items">The first ones; none where whoever asks may not see them.</param>
public sealed record OwnedGroup(OwnedKind Kind, int Count, IReadOnlyList<OwnedItem> Items);

public sealed class GetLeavingHandler(LeavingDesk desk, RequestScope scope) : IQueryHandler<GetLeaving, Result<LeavingView>>
{
    internal const int MostItems = 100;

    public async ValueTask<Result<LeavingView>> Handle(GetLeaving query, CancellationToken cancellationToken)
    {
        var db = desk.Db;
        if (await db.People.AsNoTracking().Where(p => p.Id == query.Id).Select(p => new { p.Name, p.Status }).SingleOrDefaultAsync(cancellationToken) is not { } person) { return Error.NotFound; }
        List<OwnedGroup> groups = [];
        foreach (var ownership in Ownerships.All)
        {
            var count = await ownership.Of(desk, query.Id).CountAsync(cancellationToken);
            if (count == 0) { continue; }
            var items = scope.Actor.Can(ownership.ViewPermission) ? await ownership.Of(desk, query.Id).Take(MostItems).ToListAsync(cancellationToken) : [];
            if (ownership.Kind == OwnedKind.Role) { items = await WithOwnNamesAsync(items, cancellationToken); }
            if (ownership.Kind == OwnedKind.Responsibility) { items = await WithSubjectsAsync(items, cancellationToken); }
            groups.Add(new OwnedGroup(ownership.Kind, count, items));
        }
        var heirs = await db.PeopleToChooseAsync(query.Named ?? [], cancellationToken, except: query.Id);
        return new LeavingView(query.Id, person.Name, person.Status, groups, heirs);
    }

    // A role of the organisation's own is called as the organisation calls it.
    private async Task<List<OwnedItem>> WithOwnNamesAsync(List<OwnedItem> assignments, CancellationToken cancellationToken)
    {
        var ids = assignments.Select(a => a.Id).ToList();
        var names = await desk.Db.RoleAssignments.AsNoTracking().Where(r => ids.Contains(r.Id)).Join(desk.Db.CustomRoles, r => r.CustomRoleId, c => c.Id, (r, c) => new { r.Id, c.Name }).ToDictionaryAsync(r => r.Id, r => r.Name, cancellationToken);
        return [.. assignments.Select(a => names.TryGetValue(a.Id, out var name) ? a with { Name = name } : a)];
    }

    // An entry of the matrix has no name: it is called as what it is about.
    private async Task<List<OwnedItem>> WithSubjectsAsync(List<OwnedItem> entries, CancellationToken cancellationToken)
    {
        var ids = entries.Select(e => e.Id).ToList();
        var subjects = await desk.Db.RaciEntries.AsNoTracking().Where(e => ids.Contains(e.Id)).Join(desk.Db.RaciSubjects, e => e.SubjectId, s => s.Id, (e, s) => new { e.Id, s.Clause, s.Name }).ToDictionaryAsync(e => e.Id, cancellationToken);
        return [.. entries.Select(e => e with { Code = subjects[e.Id].Clause, Name = subjects[e.Id].Name })];
    }
}
