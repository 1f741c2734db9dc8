using FluentValidation;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>How two completed assessments differ in a risk.</summary>
public enum AssessmentDifference
{
    /// <summary>It was not in the earlier one.</summary>
    New,
    /// <summary>Open in the earlier one, closed in this one.</summary>
    Closed,
    Risen,
    Fallen,
    /// <summary>It was in the earlier one and is not in this one.</summary>
    Left,
}

/// <summary>What a completed assessment says of risks that an earlier one says otherwise.</summary>
/// <param name="With">The other one; null for the one completed before.</param>
/// <param name="Show">Which difference; all without it.</param>
[RequirePermission(Permissions.RisksView)]
public sealed record CompareRiskAssessments(Guid Id, Guid? With = null, AssessmentDifference? Show = null) : IQuery<Result<AssessmentComparison>>;

public sealed class CompareRiskAssessmentsValidator : AbstractValidator<CompareRiskAssessments>
{
    public CompareRiskAssessmentsValidator() => RuleFor(c => c.Show).Listed(s => s is null || Enum.IsDefined(s.Value));
}

/// <param name="With">Null where none was completed before.</param>
/// <param name="SameMethodology">Levels of two methodologies cannot be compared: then nothing is said to have risen or fallen.</param>
/// <param name="Rows">The first of those that differ, by code.</param>
/// <param name="Others">Completed ones that could stand beside it, latest first.</param>
public sealed record AssessmentComparison(Choice Assessment, Choice? With, bool SameMethodology, IReadOnlyDictionary<AssessmentDifference, int> Counts, IReadOnlyList<DifferentRisk> Rows, IReadOnlyList<Choice> Others)
{
    /// <summary>More is nothing to read through; the files hold all rows of both.</summary>
    public const int MostRows = 200;
}

public sealed record DifferentRisk(Guid RiskId, string Code, string Title, AssessmentDifference Difference, RatingView? Before, RatingView? Now);

public sealed class CompareRiskAssessmentsHandler(IsmsDbContext db, RiskRatings ratings) : IQueryHandler<CompareRiskAssessments, Result<AssessmentComparison>>
{
    private const int MostOthers = 50;

    private sealed record Pair(string Code, string Title, Guid RiskId, RatingView? Before, RatingView? Now);

    public async ValueTask<Result<AssessmentComparison>> Handle(CompareRiskAssessments query, CancellationToken cancellationToken)
    {
        var completed = db.RiskAssessments.AsNoTracking().Where(a => a.Status == AssessmentStatus.Completed);
        if (await completed.SingleOrDefaultAsync(a => a.Id == query.Id, cancellationToken) is not { } now) { return Error.NotFound; }
        var others = await completed.Where(a => a.Id != now.Id).OrderByDescending(a => a.CompletedOn).ThenByDescending(a => a.Code).Take(MostOthers).ToListAsync(cancellationToken);
        var with = query.With is { } wanted ? await completed.SingleOrDefaultAsync(a => a.Id == wanted, cancellationToken)
            : others.FirstOrDefault(a => a.CompletedOn < now.CompletedOn || (a.CompletedOn == now.CompletedOn && string.CompareOrdinal(a.Code, now.Code) < 0));
        if (with is null && query.With is not null) { return Error.NotFound; }
        static Choice Named(RiskAssessment a) => new(a.Id, $"{a.Code} {a.Name}");
        List<Choice> offered = others.ConvertAll(Named);
        if (with is null) { return new AssessmentComparison(Named(now), null, true, new Dictionary<AssessmentDifference, int>(), [], offered); }
        var (counts, rows) = (new Dictionary<AssessmentDifference, int>(), new List<DifferentRisk>());
        foreach (var difference in Enum.GetValues<AssessmentDifference>())
        {
            var pairs = PairsOf(difference, now, with);
            counts[difference] = await pairs.CountAsync(cancellationToken);
            if (query.Show is { } show && show != difference) { continue; }
            rows.AddRange((await pairs.OrderBy(p => p.Now.Code).Take(AssessmentComparison.MostRows)
                .Select(p => new Pair(p.Now.Code, p.Now.Title, p.Now.RiskId,
                    p.Was == null ? null : new RatingView { MethodologyId = p.Was.CurrentMethodologyId, Likelihood = p.Was.CurrentLikelihood, Impact = p.Was.CurrentImpact, Level = p.Was.CurrentLevel },
                    difference == AssessmentDifference.Left ? null : new RatingView { MethodologyId = p.Now.CurrentMethodologyId, Likelihood = p.Now.CurrentLikelihood, Impact = p.Now.CurrentImpact, Level = p.Now.CurrentLevel })).ToListAsync(cancellationToken))
                .Select(p => new DifferentRisk(p.RiskId, p.Code, p.Title, difference, p.Before, p.Now)));
        }
        await ratings.ReadAsync(rows.SelectMany(r => (Guid?[])[r.Before?.MethodologyId, r.Now?.MethodologyId]), cancellationToken);
        return new AssessmentComparison(Named(now), Named(with), now.MethodologyId == with.MethodologyId, counts,
            [.. rows.OrderBy(r => r.Code, StringComparer.Ordinal).Take(AssessmentComparison.MostRows).Select(r => r with { Before = Then(r.Before), Now = Then(r.Now) })], offered);
    }

    private RatingView? Then(RatingView? rating) => ratings.Of(rating) is { } named ? named with { IsStale = false } : null;

    private sealed class RowPair
    {
        public required AssessmentResult Now { get; init; }

        public AssessmentResult? Was { get; init; }
    }

    private IQueryable<RowPair> PairsOf(AssessmentDifference difference, RiskAssessment now, RiskAssessment with)
    {
        var (these, those) = (db.AssessmentResults.Where(r => r.AssessmentId == now.Id), db.AssessmentResults.Where(r => r.AssessmentId == with.Id));
        var both = these.Join(those, r => r.RiskId, w => w.RiskId, (r, w) => new RowPair { Now = r, Was = w });
        return difference switch
        {
            AssessmentDifference.New => these.Where(r => !those.Any(w => w.RiskId == r.RiskId)).Select(r => new RowPair { Now = r }),
            AssessmentDifference.Left => those.Where(w => !these.Any(r => r.RiskId == w.RiskId)).Select(w => new RowPair { Now = w, Was = w }),
            AssessmentDifference.Closed => both.Where(p => p.Now.Status == RiskStatus.Closed && p.Was!.Status != RiskStatus.Closed),
            AssessmentDifference.Risen => both.Where(p => p.Now.Status != RiskStatus.Closed && p.Now.CurrentMethodologyId == p.Was!.CurrentMethodologyId && p.Now.CurrentLevel > p.Was.CurrentLevel),
            _ => both.Where(p => p.Now.Status != RiskStatus.Closed && p.Now.CurrentMethodologyId == p.Was!.CurrentMethodologyId && p.Now.CurrentLevel < p.Was.CurrentLevel),
        };
    }
}
