using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>How many open risks stand where on the matrix of the methodology in force: the heat map.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record GetRiskMatrix(EvaluationStage Stage) : IQuery<Result<RiskMatrix>>;

public sealed class GetRiskMatrixValidator : AbstractValidator<GetRiskMatrix>
{
    public GetRiskMatrixValidator() => RuleFor(m => m.Stage).IsInEnum().WithErrorCode("unknown-value").WithMessage("Choose one of the listed values.");
}

/// <param name="Scales">Of the methodology in force; null where none is.</param>
/// <param name="Counts">[likelihood − 1][impact − 1] → number of risks.</param>
/// <param name="Stale">Rated by an earlier version at this stage.</param>
/// <param name="Unrated">Not rated at this stage at all.</param>
/// <param name="Accepted">Accepted as they are, whatever their level.</param>
public sealed record RiskMatrix(EvaluationStage Stage, RiskScales? Scales, IReadOnlyList<IReadOnlyList<int>> Counts, int Stale, int Unrated, int Accepted)
{
    /// <param name="method">Its matrix; null where none is in force.</param>
    internal static RiskMatrix Of(EvaluationStage stage, RiskMethodology? method, IReadOnlyCollection<RiskMatrixCell> cells, int accepted)
    {
        var scales = method?.Scales;
        var (rows, columns) = (scales?.Likelihood.Count ?? 0, scales?.Impact.Count ?? 0);
        var counts = Enumerable.Range(1, rows).Select(l => Enumerable.Range(1, columns).Select(i => cells.Where(c => c.Method == method!.Id && c.Likelihood == l && c.Impact == i).Sum(c => c.Count)).ToList()).ToList();
        return new RiskMatrix(stage, scales, counts, cells.Where(c => c.Method is not null && c.Method != method?.Id).Sum(c => c.Count), cells.Where(c => c.Method is null).Sum(c => c.Count), accepted);
    }

    public int Total => Counts.Sum(row => row.Sum()) + Stale + Unrated;

    /// <summary>How many are at each level, the lowest first.</summary>
    public IReadOnlyList<int> ByLevel => Scales is null ? [] : [.. Scales.Levels.Select((_, n) => Counts.Select((row, l) => row.Where((_, i) => Scales.LevelOf(l + 1, i + 1) == n + 1).Sum()).Sum())];
}

/// <summary>How many risks stand at a place of the matrix of a version.</summary>
internal sealed record RiskMatrixCell(Guid? Method, int Likelihood, int Impact, int Count);

public sealed class GetRiskMatrixHandler(IsmsDbContext db, RiskRatings ratings) : IQueryHandler<GetRiskMatrix, Result<RiskMatrix>>
{
    public async ValueTask<Result<RiskMatrix>> Handle(GetRiskMatrix query, CancellationToken cancellationToken)
    {
        var method = await ratings.InForceAsync(cancellationToken);
        var open = db.Risks.AsNoTracking().Where(r => EF.Property<bool>(r, RiskMapping.IsOpen));
        // Counted in the index of the stage alone.
        var cells = await (query.Stage switch
        {
            EvaluationStage.Inherent => open.GroupBy(r => new { Method = r.InherentMethodologyId, Likelihood = r.InherentLikelihood, Impact = r.InherentImpact }),
            EvaluationStage.Current => open.GroupBy(r => new { Method = r.CurrentMethodologyId, Likelihood = r.CurrentLikelihood, Impact = r.CurrentImpact }),
            _ => open.GroupBy(r => new { Method = r.TargetMethodologyId, Likelihood = r.TargetLikelihood, Impact = r.TargetImpact }),
        }).Select(g => new RiskMatrixCell(g.Key.Method, g.Key.Likelihood, g.Key.Impact, g.Count())).ToListAsync(cancellationToken);
        return RiskMatrix.Of(query.Stage, method, cells, await db.Risks.CountAsync(r => r.AcceptedUntil != null, cancellationToken));
    }
}
