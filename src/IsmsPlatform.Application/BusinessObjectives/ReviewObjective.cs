using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.BusinessObjectives;

/// <summary>Somebody looked at the objective again: it stands as it is now, until the next review.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ReviewObjective(Guid Id, long Version) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(BusinessObjective);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class ReviewObjectiveHandler(ReviewDesk desk) : ICommandHandler<ReviewObjective, Result>
{
    public async ValueTask<Result> Handle(ReviewObjective command, CancellationToken cancellationToken)
        => await desk.ConfirmAsync<BusinessObjective>(command.Id, command.Version, Permissions.ContextEdit, cancellationToken);
}
