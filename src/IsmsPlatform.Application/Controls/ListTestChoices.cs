using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Controls;

/// <summary>Who may be named as a tester.</summary>
/// <param name="Named">Those that the form names.</param>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record ListTestChoices(params IReadOnlyList<Guid?> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class ListTestChoicesHandler(IsmsDbContext db) : IQueryHandler<ListTestChoices, Result<IReadOnlyList<Choice>>>
{
    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(ListTestChoices query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(await db.PeopleToChooseAsync(query.Named, cancellationToken));
}
