using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Scope;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>The records that a scope names, by the names that they have now.</summary>
internal static class ScopeRecords
{
    /// <summary>A record on which a scope may rest.</summary>
    internal sealed record Basis
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }
    }

    internal static async Task<Dictionary<Guid, (ScopeTarget Target, string Name)>> ScopeNamesAsync(this IsmsDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        Dictionary<Guid, (ScopeTarget, string)> names = [];
        if (ids.Count == 0) { return names; }
        var places = await db.Units.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name, Kind = ScopeItemKind.Unit })
            .Concat(db.Locations.Where(l => ids.Contains(l.Id)).Select(l => new { l.Id, l.Name, Kind = ScopeItemKind.Location }))
            .Concat(db.Processes.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, Kind = ScopeItemKind.Process })).ToListAsync(cancellationToken);
        foreach (var p in places) { names[p.Id] = (new ScopeTarget(p.Kind, p.Id), p.Name); }
        foreach (var a in await db.Assets.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name, a.Type }).ToListAsync(cancellationToken)) { names[a.Id] = (ScopeTarget.OfAsset(a.Id, a.Type), a.Name); }
        return names;
    }

    internal static IQueryable<Basis> ScopeBases(this IsmsDbContext db, ScopeBasis basis) => basis switch
    {
        ScopeBasis.Objective => db.BusinessObjectives.Select(o => new Basis { Id = o.Id, Name = o.Title }),
        ScopeBasis.LegalRequirement => db.LegalRequirements.Select(l => new Basis { Id = l.Id, Name = l.Title }),
        ScopeBasis.Issue => db.ContextIssues.Select(i => new Basis { Id = i.Id, Name = i.Title }),
        _ => db.PartyRequirements.Join(db.InterestedParties, r => r.PartyId, p => p.Id, (r, p) => new Basis { Id = r.Id, Name = p.Name + ": " + r.Text }),
    };
}
