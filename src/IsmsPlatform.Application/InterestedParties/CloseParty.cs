using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>The party has nothing to do with the ISMS any more.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record CloseParty(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class ClosePartyValidator : AbstractValidator<CloseParty>
{
    public ClosePartyValidator() => Include(new ClosingReasonRules());
}

public sealed class ClosePartyHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<CloseParty, Result>
{
    // A scope asks active parties only: closing one would be a way round the decision.
    public async ValueTask<Result> Handle(CloseParty command, CancellationToken cancellationToken)
        => await db.PartyRequirements.Where(r => r.PartyId == command.Id && r.AddressedByIsms == Addressed.Undecided).OrderBy(r => r.Id).Select(r => r.Text).FirstOrDefaultAsync(cancellationToken) is { } undecided
            ? PartyErrors.Undecided(undecided)
            : await desk.ActAsync<InterestedParty>(command.Id, command.Version, party => party.Close(command.Reason), cancellationToken);
}

/// <summary>It matters again.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ReopenParty(Guid Id, long Version) : ICommand<Result>;

public sealed class ReopenPartyHandler(ReviewDesk desk) : ICommandHandler<ReopenParty, Result>
{
    public async ValueTask<Result> Handle(ReopenParty command, CancellationToken cancellationToken)
        => await desk.ActAsync<InterestedParty>(command.Id, command.Version, party => party.Reopen(), cancellationToken);
}
