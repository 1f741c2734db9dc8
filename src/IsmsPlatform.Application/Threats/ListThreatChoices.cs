using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>The threats that a form offers; those that are named already are offered whatever became of them.</summary>
[RequirePermission(Permissions.RisksView, Permissions.RisksEdit)]
public sealed record ListThreatChoices(IReadOnlyList<Guid> Named) : IQuery<Result<IReadOnlyList<CatalogueName>>>;

public sealed class ListThreatChoicesHandler(IsmsDbContext db) : IQueryHandler<ListThreatChoices, Result<IReadOnlyList<CatalogueName>>>
{
    /// <summary>More is nothing to choose from in a list.</summary>
    private const int Most = 300;

    public async ValueTask<Result<IReadOnlyList<CatalogueName>>> Handle(ListThreatChoices query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<CatalogueName>>.Of(await db.Threats.AsNoTracking().Where(t => !t.IsHidden || query.Named.Contains(t.Id))
            .OrderByDescending(t => query.Named.Contains(t.Id)).ThenBy(t => t.Name).ThenBy(t => t.Id).Take(Most).Select(t => new CatalogueName(t.Id, t.Code, t.Name)).ToListAsync(cancellationToken));
}
