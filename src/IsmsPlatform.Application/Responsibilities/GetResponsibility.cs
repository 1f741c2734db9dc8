using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Responsibilities;

/// <summary>One subject, and whom it can be given to.</summary>
/// <param name="Named">The person that the form holds.</param>
[RequirePermission(Permissions.PeopleNames)]
public sealed record GetResponsibility(Guid Id, Guid? Named = null) : IQuery<Result<ResponsibilityView>>;

/// <param name="People">Empty for whoever may not change it.</param>
public sealed record ResponsibilityView(Responsibility Subject, IReadOnlyList<Choice> People);

public sealed class GetResponsibilityHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetResponsibility, Result<ResponsibilityView>>
{
    public async ValueTask<Result<ResponsibilityView>> Handle(GetResponsibility query, CancellationToken cancellationToken)
    {
        var found = await ListResponsibilitiesHandler.OfAsync(db, db.RaciSubjects.Where(s => s.Id == query.Id), scope.Today(clock), cancellationToken);
        if (found.Count == 0) { return Error.NotFound; }
        var people = scope.Actor.Can(Permissions.RolesAssign)
            ? await db.PeopleToChooseAsync([query.Named], cancellationToken)
            : [];
        return new ResponsibilityView(found[0], people);
    }
}
