using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>Somebody looked at the party again: it stands as it is now, until the next review.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ReviewParty(Guid Id, long Version) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(InterestedParty);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class ReviewPartyHandler(ReviewDesk desk) : ICommandHandler<ReviewParty, Result>
{
    public async ValueTask<Result> Handle(ReviewParty command, CancellationToken cancellationToken)
        => await desk.ConfirmAsync<InterestedParty>(command.Id, command.Version, Permissions.ContextEdit, cancellationToken);
}
