using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>The party does not require it any more, or never did. What it was stands in the party's activity and in the past.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record RemovePartyRequirement(Guid PartyId, Guid Id, long Version) : ICommand<Result>;

public sealed class RemovePartyRequirementHandler(IsmsDbContext db, RequirementDesk desk) : ICommandHandler<RemovePartyRequirement, Result>
{
    public async ValueTask<Result> Handle(RemovePartyRequirement command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.PartyId, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (await db.ScopesThatCite(db.ScopeCitations.Where(c => c.RequirementId == command.Id)).Concat(db.SoasThatName(db.SoaLinks.Where(l => l.RequirementId == command.Id))).FirstAsync(cancellationToken) is { } by) { return PartyErrors.RequirementCited(by); }
        db.RequirementBases.RemoveRange(await db.RequirementBases.Where(b => b.RequirementId == command.Id).ToListAsync(cancellationToken));
        db.PartyRequirements.Remove(opened.Value.Requirement);
        desk.Tell(opened.Value.Party, opened.Value.Requirement.Details(), after: null);
        return Result.Success;
    }
}
