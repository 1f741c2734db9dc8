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

/// <summary>What a completed assessment kept of its risks, by pages, in the order of their codes; nothing before it is completed.</summary>
/// <param name="Show">Risen, Fallen or Closed; all without it.</param>
[RequirePermission(Permissions.RisksView)]
public sealed record ListAssessmentResults(Guid Id, AssessedKind? Show, ListPlace Place) : IQuery<Result<Page<KeptRisk>>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(RiskAssessment);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>A risk as it stood when its assessment was completed, in the words of that day. Set by initialiser, so that SQL can be made of it.</summary>
public sealed record KeptRisk
{
    internal Guid Id { get; init; }

    public required Guid RiskId { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Owner { get; init; }

    public required IReadOnlyList<string> Assets { get; init; }

    public required RiskStatus Status { get; init; }

    public TreatmentOption? Treatment { get; init; }

    /// <summary>1: its level rose, −1: it fell, 0: it is the same; null where this cannot be said.</summary>
    public int? Moved { get; init; }

    /// <summary>The current risk when it came into scope; null where it was not rated.</summary>
    public RatingView? Before { get; init; }

    public RatingView? Inherent { get; init; }

    public RatingView? Current { get; init; }

    public RatingView? Target { get; init; }
}

public sealed class ListAssessmentResultsValidator : AbstractValidator<ListAssessmentResults>
{
    public ListAssessmentResultsValidator()
    {
        RuleFor(l => l.Show).Listed(s => s is null or AssessedKind.Risen or AssessedKind.Fallen or AssessedKind.Closed);
        RuleFor(l => l.Place.Sort).Listed(KeptRisks.Sorts.IsKnown);
    }
}

public sealed class ListAssessmentResultsHandler(IsmsDbContext db, RiskRatings ratings) : IQueryHandler<ListAssessmentResults, Result<Page<KeptRisk>>>
{
    public async ValueTask<Result<Page<KeptRisk>>> Handle(ListAssessmentResults query, CancellationToken cancellationToken)
    {
        if (!await db.RiskAssessments.AnyAsync(a => a.Id == query.Id, cancellationToken)) { return Error.NotFound; }
        var rows = db.AssessmentResults.AsNoTracking().Where(r => r.AssessmentId == query.Id);
        rows = query.Show switch
        {
            AssessedKind.Risen => rows.Where(r => r.Moved == 1 && r.Status != RiskStatus.Closed),
            AssessedKind.Fallen => rows.Where(r => r.Moved == -1 && r.Status != RiskStatus.Closed),
            AssessedKind.Closed => rows.Where(r => r.Status == RiskStatus.Closed),
            _ => rows,
        };
        var page = await KeptRisks.Sorts.PageAsync(rows, query.Place, KeptRisks.Of, cancellationToken);
        if (page.Error is { } error) { return error; }
        return page.Value with { Items = await ratings.NamedAsync(page.Value.Items, cancellationToken) };
    }
}

internal static class KeptRisks
{
    internal static ListSorts<AssessmentResult, KeptRisk> Sorts { get; } = new("code", row => row.Id, new Dictionary<string, ListSort<AssessmentResult, KeptRisk>>(StringComparer.Ordinal)
    {
        ["code"] = ListSort<AssessmentResult, KeptRisk>.By(nameof(AssessmentResult.Code), row => row.Code),
    });

    internal static IQueryable<KeptRisk> Of(IQueryable<AssessmentResult> rows) => rows.Select(r => new KeptRisk
    {
        Id = r.Id,
        RiskId = r.RiskId,
        Code = r.Code,
        Title = r.Title,
        Owner = r.Owner,
        Assets = r.Assets,
        Status = r.Status,
        Treatment = r.Treatment,
        Moved = r.Moved,
        Before = new RatingView { MethodologyId = r.BeforeMethodologyId, Likelihood = r.BeforeLikelihood, Impact = r.BeforeImpact, Level = r.BeforeLevel },
        Inherent = new RatingView { MethodologyId = r.InherentMethodologyId, Likelihood = r.InherentLikelihood, Impact = r.InherentImpact, Level = r.InherentLevel },
        Current = new RatingView { MethodologyId = r.CurrentMethodologyId, Likelihood = r.CurrentLikelihood, Impact = r.CurrentImpact, Level = r.CurrentLevel },
        Target = new RatingView { MethodologyId = r.TargetMethodologyId, Likelihood = r.TargetLikelihood, Impact = r.TargetImpact, Level = r.TargetLevel },
    });

    /// <summary>In the words of the versions by which they were rated: an approved version is never changed, so they are those of that day.</summary>
    internal static async Task<IReadOnlyList<KeptRisk>> NamedAsync(this RiskRatings ratings, IReadOnlyList<KeptRisk> rows, CancellationToken cancellationToken)
    {
        await ratings.ReadAsync(rows.SelectMany(r => (Guid?[])[r.Before?.MethodologyId, r.Inherent?.MethodologyId, r.Current?.MethodologyId, r.Target?.MethodologyId]), cancellationToken);
        return [.. rows.Select(ratings.Named)];
    }

    // What is evidence of that day is not called stale when a newer methodology comes.
    internal static KeptRisk Named(this RiskRatings ratings, KeptRisk r) => r with { Before = Then(ratings.Of(r.Before)), Inherent = Then(ratings.Of(r.Inherent)), Current = Then(ratings.Of(r.Current)), Target = Then(ratings.Of(r.Target)) };

    private static RatingView? Then(RatingView? rating) => rating is null ? null : rating with { IsStale = false };
}

/// <summary>How many risks of a completed assessment stood where on the matrix of its methodology.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record GetAssessmentMatrix(Guid Id, EvaluationStage Stage) : IQuery<Result<RiskMatrix>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(RiskAssessment);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class GetAssessmentMatrixHandler(IsmsDbContext db, RiskRatings ratings) : IQueryHandler<GetAssessmentMatrix, Result<RiskMatrix>>
{
    public async ValueTask<Result<RiskMatrix>> Handle(GetAssessmentMatrix query, CancellationToken cancellationToken)
    {
        if (await db.RiskAssessments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == query.Id, cancellationToken) is not { MethodologyId: { } method }) { return Error.NotFound; }
        await ratings.ReadAsync([method], cancellationToken);
        // What was closed is no risk of that day.
        var rows = db.AssessmentResults.Where(r => r.AssessmentId == query.Id && r.Status != RiskStatus.Closed);
        var cells = await (query.Stage switch
        {
            EvaluationStage.Inherent => rows.GroupBy(r => new { Method = r.InherentMethodologyId, Likelihood = r.InherentLikelihood, Impact = r.InherentImpact }),
            EvaluationStage.Current => rows.GroupBy(r => new { Method = r.CurrentMethodologyId, Likelihood = r.CurrentLikelihood, Impact = r.CurrentImpact }),
            _ => rows.GroupBy(r => new { Method = r.TargetMethodologyId, Likelihood = r.TargetLikelihood, Impact = r.TargetImpact }),
        }).Select(g => new RiskMatrixCell(g.Key.Method, g.Key.Likelihood, g.Key.Impact, g.Count())).ToListAsync(cancellationToken);
        return RiskMatrix.Of(query.Stage, ratings.VersionOf(method), cells, await rows.CountAsync(r => r.Status == RiskStatus.Accepted, cancellationToken));
    }
}
