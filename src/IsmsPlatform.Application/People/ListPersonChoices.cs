using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>What the selects of a person's form offer.</summary>
/// <param name="Of">The person, who is not their own manager.</param>
/// <param name="Named">The managers that form and record hold.</param>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record ListPersonChoices(Guid? Of = null, IReadOnlyList<Guid?>? Named = null) : IQuery<Result<PersonChoices>>;

public sealed record PersonChoices(IReadOnlyList<Choice> Units, IReadOnlyList<Choice> Managers, IReadOnlyList<Choice> Locations);

public sealed class ListPersonChoicesHandler(IsmsDbContext db) : IQueryHandler<ListPersonChoices, Result<PersonChoices>>
{
    private const int Most = 2000;

    public async ValueTask<Result<PersonChoices>> Handle(ListPersonChoices query, CancellationToken cancellationToken) => new PersonChoices(
        await db.Units.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(Most).Select(u => new Choice(u.Id, u.Name)).ToListAsync(cancellationToken),
        await db.PeopleToChooseAsync(query.Named ?? [], cancellationToken, except: query.Of),
        await db.Locations.AsNoTracking().OrderBy(l => l.Name).ThenBy(l => l.Id).Take(Most).Select(l => new Choice(l.Id, l.Name)).ToListAsync(cancellationToken));
}

/// <summary>The units that the directory can be filtered by.</summary>
[RequirePermission(Permissions.PeopleNames, Permissions.PeopleView)]
public sealed record ListDirectoryUnits : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class ListDirectoryUnitsHandler(IsmsDbContext db) : IQueryHandler<ListDirectoryUnits, Result<IReadOnlyList<Choice>>>
{
    private const int Most = 500;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(ListDirectoryUnits query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(await db.Units.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(Most).Select(u => new Choice(u.Id, u.Name)).ToListAsync(cancellationToken));
}
