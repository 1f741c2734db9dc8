using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

internal static class ProgressOfAssessments
{
    /// <summary>How many risks are in scope of each and how many of them have nothing left to evaluate; those before their start are left out.</summary>
    internal static async Task<Dictionary<Guid, (int Risks, int Evaluated)>> ProgressAsync(this IsmsDbContext db, IReadOnlyCollection<Guid> assessments, CancellationToken cancellationToken)
        => await db.AssessmentProgress.Where(p => assessments.Contains(p.AssessmentId)).GroupBy(p => p.AssessmentId).Select(g => new { g.Key, Risks = g.Sum(p => p.Risks), Evaluated = g.Sum(p => p.Evaluated) })
            .ToDictionaryAsync(g => g.Key, g => (g.Risks, g.Evaluated), cancellationToken);
}
