using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>Somebody looked at the requirement again: it stands as it is now, until the next review.</summary>
[RequirePermission(Permissions.LegalEdit)]
public sealed record ReviewLegalRequirement(Guid Id, long Version) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(LegalRequirement);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class ReviewLegalRequirementHandler(ReviewDesk desk) : ICommandHandler<ReviewLegalRequirement, Result>
{
    public async ValueTask<Result> Handle(ReviewLegalRequirement command, CancellationToken cancellationToken)
        => await desk.ConfirmAsync<LegalRequirement>(command.Id, command.Version, Permissions.LegalEdit, cancellationToken);
}
