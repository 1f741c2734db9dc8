using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.People;

/// <summary>Whom a select offers while somebody types a name into the field above it.</summary>
/// <param name="Named">Who is chosen now: offered whatever is typed, so that typing takes nobody away.</param>
[RequirePermission(Permissions.PeopleNames, Permissions.PeopleView)]
public sealed record FindPeopleToChoose(string? Q, IReadOnlyList<Guid?> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class FindPeopleToChooseValidator : AbstractValidator<FindPeopleToChoose>
{
    public FindPeopleToChooseValidator() => RuleFor(f => f.Q).AtMost(Person.NameMaxLength);
}

public sealed class FindPeopleToChooseHandler(IsmsDbContext db) : IQueryHandler<FindPeopleToChoose, Result<IReadOnlyList<Choice>>>
{
    private const int Most = 50;
    private const int MostNamed = 10;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindPeopleToChoose query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(await db.PeopleToChooseAsync([.. query.Named.Take(MostNamed)], cancellationToken, q: query.Q, most: Most));
}
