using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Controls;

/// <summary>The controls of Annex A, in its order.</summary>
[RequirePermission(Permissions.RisksView, Permissions.RisksEdit)]
public sealed record ListAnnexA : IQuery<Result<IReadOnlyList<ControlName>>>;

public sealed class ListAnnexAHandler(StarterCatalogue starter) : IQueryHandler<ListAnnexA, Result<IReadOnlyList<ControlName>>>
{
    public async ValueTask<Result<IReadOnlyList<ControlName>>> Handle(ListAnnexA query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<ControlName>>.Of([.. (await starter.ReadAsync(cancellationToken)).Controls.Select(c => new ControlName(c.Id, c.Title))]);
}
