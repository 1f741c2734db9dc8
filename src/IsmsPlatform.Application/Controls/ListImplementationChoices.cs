using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>What the selects of an implementation's form offer.</summary>
/// <param name="People">Those that the form names.</param>
/// <param name="Asset">The system that the form names.</param>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record ListImplementationChoices(IReadOnlyList<Guid?> People, Guid? Asset) : IQuery<Result<ImplementationChoices>>;

public sealed record ImplementationChoices(IReadOnlyList<Choice> People, IReadOnlyList<Choice> Units, IReadOnlyList<Choice> Locations, IReadOnlyList<Choice> Assets);

public sealed class ListImplementationChoicesHandler(IsmsDbContext db) : IQueryHandler<ListImplementationChoices, Result<ImplementationChoices>>
{
    /// <summary>More is nothing to choose from in a list; the API names them by id.</summary>
    private const int Most = 2000;

    public async ValueTask<Result<ImplementationChoices>> Handle(ListImplementationChoices query, CancellationToken cancellationToken) => new ImplementationChoices(
        await db.PeopleToChooseAsync(query.People, cancellationToken),
        await db.Units.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(Most).Select(u => new Choice(u.Id, u.Name)).ToListAsync(cancellationToken),
        await db.Locations.AsNoTracking().OrderBy(l => l.Name).ThenBy(l => l.Id).Take(Most).Select(l => new Choice(l.Id, l.Name)).ToListAsync(cancellationToken),
        await db.AssetsToChooseAsync([query.Asset], cancellationToken));
}
