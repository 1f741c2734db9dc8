using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>The organisations that the signed-in account may enter, by name.</summary>
[SignedIn]
public sealed record ListMyOrganisations : IQuery<Result<IReadOnlyList<MyOrganisation>>>;

public sealed record MyOrganisation(string Slug, string Name);

public sealed class ListMyOrganisationsHandler(PlatformDb db, RequestScope scope) : IQueryHandler<ListMyOrganisations, Result<IReadOnlyList<MyOrganisation>>>
{
    private const int Most = 200;

    public async ValueTask<Result<IReadOnlyList<MyOrganisation>>> Handle(ListMyOrganisations query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<MyOrganisation>>.Of(await db.Memberships.AsNoTracking().Where(m => m.AccountId == scope.Actor.Id && m.DeactivatedAt == null)
            .Join(db.Tenants, m => m.TenantId, t => t.Id, (_, t) => t).OrderBy(t => t.Name).Take(Most)
            .Select(t => new MyOrganisation(t.Slug, t.Name)).ToListAsync(cancellationToken));
}
