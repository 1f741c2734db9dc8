using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>What the acts on requirements share. They are told on their party, which has a name and a page.</summary>
public sealed class RequirementDesk(IsmsDbContext db, AuditTrail audit, RequestScope scope)
{
    /// <summary>The party, which must be active: what a closed one required is evidence.</summary>
    public async Task<Result<InterestedParty>> OpenPartyAsync(Guid partyId, CancellationToken cancellationToken)
        => await db.InterestedParties.SingleOrDefaultAsync(p => p.Id == partyId, cancellationToken) is not { } party ? Error.NotFound
            : party.IsInForce ? party : PartyErrors.Closed;

    /// <summary>A requirement of the party at the version that the form saw.</summary>
    public async Task<Result<(InterestedParty Party, PartyRequirement Requirement)>> OpenAsync(Guid partyId, Guid id, long version, CancellationToken cancellationToken)
    {
        var party = await OpenPartyAsync(partyId, cancellationToken);
        if (party.Error is { } refused) { return refused; }
        if (await db.PartyRequirements.SingleOrDefaultAsync(r => r.Id == id && r.PartyId == partyId, cancellationToken) is not { } requirement) { return Error.NotFound; }
        return requirement.Version == version ? (party.Value, requirement) : Error.Stale;
    }

    /// <summary>It rests on exactly these from now on. Whoever may not see the legal register neither names one of it nor takes one away.</summary>
    public async Task<Result> RestOnAsync(Guid requirementId, IReadOnlyList<Guid>? legalRequirements, CancellationToken cancellationToken)
    {
        var wanted = (legalRequirements ?? []).Distinct().ToList();
        var stored = await db.RequirementBases.Where(b => b.RequirementId == requirementId).ToListAsync(cancellationToken);
        if (!scope.Actor.Can(Permissions.LegalView)) { return wanted.TrueForAll(id => stored.Exists(b => b.LegalRequirementId == id)) ? Result.Success : PartyErrors.NoSuchBasis; }
        var known = wanted.Count == 0 ? 0 : await db.LegalRequirements.CountAsync(l => wanted.Contains(l.Id), cancellationToken);
        if (known < wanted.Count) { return PartyErrors.NoSuchBasis; }
        db.RequirementBases.RemoveRange(stored.Where(b => !wanted.Contains(b.LegalRequirementId)));
        db.RequirementBases.AddRange(wanted.Except(stored.Select(b => b.LegalRequirementId)).Select(id => RequirementBasis.Of(Guid.CreateVersion7(), requirementId, id)));
        return Result.Success;
    }

    /// <param name="before">What was required before; null for a new one.</param>
    /// <param name="after">What is required now; null for one that is gone.</param>
    public void Tell(InterestedParty party, RequirementDetails? before, RequirementDetails? after)
    {
        List<FieldChange> changes = [];
        void Add(string field, Func<RequirementDetails, object?> of)
        {
            var (was, becomes) = (before is null ? null : of(before), after is null ? null : of(after));
            // The text says which requirement it is, changed or not.
            if (!Equals(was, becomes) || field == "Requirement") { changes.Add(new FieldChange(field, was, becomes)); }
        }
        Add("Requirement", r => r.Text);
        Add("RequirementKind", r => r.Kind);
        Add(nameof(PartyRequirement.AboutClimate), r => r.AboutClimate);
        Add(nameof(PartyRequirement.AddressedByIsms), r => r.AddressedByIsms);
        Add(nameof(PartyRequirement.Reason), r => r.Reason);
        audit.Note(nameof(InterestedParty), party.Id, party.Name, changes);
    }
}

internal static class RequirementOfRecord
{
    internal static RequirementDetails Details(this PartyRequirement r) => new(r.Text, r.Kind, r.AboutClimate, r.AddressedByIsms, r.Reason);
}
