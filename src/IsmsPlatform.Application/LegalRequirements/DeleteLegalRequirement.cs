using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>Removes what was registered by mistake: never assessed or reviewed, and cited by nothing. Everything else is evidence and is repealed.</summary>
[RequirePermission(Permissions.LegalEdit)]
public sealed record DeleteLegalRequirement(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteLegalRequirementHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<DeleteLegalRequirement, Result>
{
    public async ValueTask<Result> Handle(DeleteLegalRequirement command, CancellationToken cancellationToken)
        => await desk.DeleteAsync<LegalRequirement>(command.Id, command.Version, db.CitationsOf(command.Id), LegalErrors.CannotBeDeleted, LegalErrors.Cited, cancellationToken);
}

/// <summary>What cites a legal requirement. Another kind of record that does adds its names here; its foreign key refuses in any case.</summary>
internal static class LegalCitations
{
    internal static IQueryable<string> CitationsOf(this IsmsDbContext db, Guid id)
        => db.RequirementBases.Where(b => b.LegalRequirementId == id)
            .Join(db.PartyRequirements, b => b.RequirementId, r => r.Id, (_, r) => r.PartyId)
            .Join(db.InterestedParties, party => party, p => p.Id, (_, p) => p.Code + " " + p.Name)
            .Concat(db.ScopesThatCite(db.ScopeCitations.Where(c => c.LegalRequirementId == id)))
            .Concat(db.SoasThatName(db.SoaLinks.Where(l => l.LegalRequirementId == id)));
}
