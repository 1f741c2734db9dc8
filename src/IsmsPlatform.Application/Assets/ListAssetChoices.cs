using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>What the selects of an asset's form and of the register's filters offer.</summary>
/// <param name="Named">The owner and the custodian that the form holds.</param>
[RequirePermission(Permissions.AssetsView)]
public sealed record ListAssetChoices(IReadOnlyList<Guid?>? Named = null) : IQuery<Result<AssetChoices>>;

public sealed record AssetChoices(IReadOnlyList<Choice> People, IReadOnlyList<Choice> Units, IReadOnlyList<Choice> Locations);

public sealed class ListAssetChoicesHandler(IsmsDbContext db) : IQueryHandler<ListAssetChoices, Result<AssetChoices>>
{
    /// <summary>More is nothing to choose from in a list; the import and the API name people by e-mail and id.</summary>
    private const int Most = 2000;

    public async ValueTask<Result<AssetChoices>> Handle(ListAssetChoices query, CancellationToken cancellationToken)
        => new AssetChoices(
            await db.PeopleToChooseAsync(query.Named ?? [], cancellationToken),
            await db.Units.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(Most).Select(u => new Choice(u.Id, u.Name)).ToListAsync(cancellationToken),
            await db.Locations.AsNoTracking().OrderBy(l => l.Name).ThenBy(l => l.Id).Take(Most).Select(l => new Choice(l.Id, l.Name)).ToListAsync(cancellationToken));
}
