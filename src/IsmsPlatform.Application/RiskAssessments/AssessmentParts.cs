using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Who takes part and what narrows the scope, by name, for whoever compares two days.</summary>
internal static class AssessmentParts
{
    internal static async Task<IReadOnlyDictionary<string, string>> ByNameAsync(IsmsDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var scope = db.AssessmentScopes.Where(s => s.AssessmentId == id);
        return LinkedRecords.AsParts(await db.AssessmentParticipants.Where(p => p.AssessmentId == id).Join(db.People, x => x.PersonId, p => p.Id, (_, p) => "Participant." + p.Name)
            .Concat(scope.Join(db.Units, s => s.UnitId, u => u.Id, (_, u) => "Unit." + u.Name))
            .Concat(scope.Join(db.Locations, s => s.LocationId, l => l.Id, (_, l) => "Location." + l.Name))
            .Concat(scope.Join(db.Assets, s => s.AssetId, a => a.Id, (_, a) => "Asset." + a.Name))
            .Concat(scope.Join(db.People, s => s.OwnerId, p => p.Id, (_, p) => "RiskOwner." + p.Name)).ToListAsync(cancellationToken));
    }
}
