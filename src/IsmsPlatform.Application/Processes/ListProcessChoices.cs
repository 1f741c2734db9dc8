using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Processes;

/// <summary>The people that the form of a process offers as its owner.</summary>
/// <param name="Named">Those that form and record hold.</param>
[RequirePermission(Permissions.ProcessesEdit, Permissions.ProcessesEditOwn)]
public sealed record ListProcessChoices(params IReadOnlyList<Guid?> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class ListProcessChoicesHandler(IsmsDbContext db) : IQueryHandler<ListProcessChoices, Result<IReadOnlyList<Choice>>>
{
    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(ListProcessChoices query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(await db.PeopleToChooseAsync(query.Named, cancellationToken));
}
