using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>Removes what was added by mistake: never reviewed, without requirements, and nothing refers to it. Everything else is evidence and is closed.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record DeleteParty(Guid Id, long Version) : ICommand<Result>;

public sealed class DeletePartyHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<DeleteParty, Result>
{
    public async ValueTask<Result> Handle(DeleteParty command, CancellationToken cancellationToken)
        => await desk.DeleteAsync<InterestedParty>(command.Id, command.Version,
            db.PartyRequirements.Where(r => r.PartyId == command.Id).Select(r => "requirement “" + r.Text + "”"), PartyErrors.CannotBeDeleted, PartyErrors.Cited, cancellationToken);
}
