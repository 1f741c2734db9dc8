using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>What an assessment changed, in figures: current risks before and after, by the methodology of the assessment.</summary>
/// <param name="Levels">The lowest first: name, colour, and how many risks are there.</param>
/// <param name="UnratedBefore">Not rated before, or by another methodology.</param>
/// <param name="UnratedAfter">Not rated yet, or by another methodology; closed ones are left out.</param>
/// <param name="Risen">Risks whose level rose.</param>
/// <param name="Fallen">Risks whose level fell.</param>
/// <param name="NewlyAbove">Above what is accepted without treatment, and not before.</param>
/// <param name="Untreated">Above what is accepted without treatment, and nobody decided what is done.</param>
/// <param name="Closed">Closed meanwhile.</param>
public sealed record AssessmentChanges(IReadOnlyList<LevelChange> Levels, int UnratedBefore, int UnratedAfter, int Risen, int Fallen, int NewlyAbove, int Untreated, int Closed);

public sealed record LevelChange(int Level, string Name, int Shade, int Before, int After);

internal static class AssessmentChangeQueries
{
    private sealed record Group(Guid? BeforeMethod, int Before, Guid? Method, int Now, int? Moved, TreatmentOption? Treatment, bool Closed, int Count);

    /// <summary>By one aggregate; of a completed assessment over what it kept.</summary>
    internal static async Task<AssessmentChanges> ChangesAsync(this IsmsDbContext db, RiskAssessment a, RiskScales scales, CancellationToken cancellationToken)
    {
        var groups = a.Status == AssessmentStatus.Completed
            ? await db.AssessmentResults.Where(r => r.AssessmentId == a.Id)
                .GroupBy(r => new { r.BeforeMethodologyId, r.BeforeLevel, Method = r.CurrentMethodologyId, Now = r.CurrentLevel, r.Moved, r.Treatment, Closed = r.Status == RiskStatus.Closed })
                .Select(g => new Group(g.Key.BeforeMethodologyId, g.Key.BeforeLevel, g.Key.Method, g.Key.Now, g.Key.Moved, g.Key.Treatment, g.Key.Closed, g.Count())).ToListAsync(cancellationToken)
            : await db.AssessmentItems.Where(i => i.AssessmentId == a.Id)
                .GroupBy(i => new { i.BeforeMethodologyId, i.BeforeLevel, Method = i.NowMethodologyId, Now = i.NowLevel, i.Moved, i.Treatment, Closed = i.IsClosed })
                .Select(g => new Group(g.Key.BeforeMethodologyId, g.Key.BeforeLevel, g.Key.Method, g.Key.Now, g.Key.Moved, g.Key.Treatment, g.Key.Closed, g.Count())).ToListAsync(cancellationToken);
        int Sum(Func<Group, bool> of) => groups.Where(of).Sum(g => g.Count);
        bool Above(Group g) => !g.Closed && g.Method == a.MethodologyId && g.Now > scales.Threshold;
        return new AssessmentChanges(
            [.. scales.Levels.Select((l, i) => new LevelChange(i + 1, l.Name, l.Shade, Sum(g => g.BeforeMethod == a.MethodologyId && g.Before == i + 1), Sum(g => !g.Closed && g.Method == a.MethodologyId && g.Now == i + 1)))],
            Sum(g => g.BeforeMethod != a.MethodologyId), Sum(g => !g.Closed && g.Method != a.MethodologyId),
            Sum(g => !g.Closed && g.Moved == 1), Sum(g => !g.Closed && g.Moved == -1),
            Sum(g => Above(g) && (g.Before == 0 || (g.BeforeMethod == a.MethodologyId && g.Before <= scales.Threshold))), Sum(g => Above(g) && g.Treatment is null), Sum(g => g.Closed));
    }
}
