using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>Removes what was registered by mistake: never assessed, and cited by nothing. Everything else is evidence and is repealed.</summary>
[RequirePermission(Permissions.LegalEdit)]
public sealed record DeleteLegalRequirement(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteLegalRequirementHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<DeleteLegalRequirement, Result>
{
    public async ValueTask<Result> Handle(DeleteLegalRequirement command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync<LegalRequirement>(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (await db.CitationsOf(command.Id).OrderBy(name => name).FirstOrDefaultAsync(cancellationToken) is { } by) { return LegalErrors.Cited(by); }
        if (!opened.Value.CanBeDeleted) { return LegalErrors.CannotBeDeleted; }
        db.LegalRequirements.Remove(opened.Value);
        return Result.Success;
    }
}

/// <summary>What cites a legal requirement. Another kind of record that does adds its names here; its foreign key refuses in any case.</summary>
internal static class LegalCitations
{
    internal static IQueryable<string> CitationsOf(this IsmsDbContext db, Guid id)
        => db.RequirementBases.Where(b => b.LegalRequirementId == id)
            .Join(db.PartyRequirements, b => b.RequirementId, r => r.Id, (_, r) => r.PartyId)
            .Join(db.InterestedParties, party => party, p => p.Id, (_, p) => p.Code + " " + p.Name)
            .Concat(db.ScopeCitations.Where(c => c.LegalRequirementId == id).Join(db.ScopeStatements, c => c.ScopeId, s => s.Id, (_, s) => "Scope, version " + s.VersionNo));
}
