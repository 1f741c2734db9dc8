using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Methodologies;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>How a risk stands at a stage, in the words of the version of the methodology by which it was rated.</summary>
public sealed record RatingView
{
    public required Guid? MethodologyId { get; init; }

    /// <summary>From 1; 0 before it is rated.</summary>
    public required int Likelihood { get; init; }

    /// <summary>The greatest of its dimensions, from 1.</summary>
    public required int Impact { get; init; }

    /// <summary>From the matrix, from 1.</summary>
    public required int Level { get; init; }

    public string LikelihoodName { get; init; } = "";

    public string ImpactName { get; init; } = "";

    public string LevelName { get; init; } = "";

    /// <summary>1 to 5: the colour of the level.</summary>
    public int Shade { get; init; }

    /// <summary>How many levels the scale has.</summary>
    public int Levels { get; init; }

    /// <summary>Above what the organisation accepts without treatment.</summary>
    public bool IsAboveThreshold { get; init; }

    /// <summary>Rated by an earlier version of the methodology: it is rated again by the one in force.</summary>
    public bool IsStale { get; init; }

    internal RatingView Named(RiskScales scales, Guid? inForce) => this with
    {
        LikelihoodName = scales.Likelihood[Likelihood - 1].Name,
        ImpactName = scales.Impact[Impact - 1].Name,
        LevelName = scales.Levels[Level - 1].Name,
        Shade = scales.Levels[Level - 1].Shade,
        Levels = scales.Levels.Count,
        IsAboveThreshold = Level > scales.Threshold,
        IsStale = MethodologyId != inForce,
    };
}

/// <summary>The scales of the versions that ratings name; asked for once, whatever number of risks names them.</summary>
public sealed class RiskRatings(IsmsDbContext db)
{
    private readonly Dictionary<Guid, RiskScales> _scales = [];
    private Guid? _inForce;

    internal async Task ReadAsync(IEnumerable<Guid?> methodologies, CancellationToken cancellationToken)
    {
        var ids = methodologies.OfType<Guid>().Distinct().ToList();
        _inForce = await db.RiskMethodologies.InForce().Select(m => (Guid?)m.Id).FirstOrDefaultAsync(cancellationToken);
        foreach (var m in await db.RiskMethodologies.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Scales }).ToListAsync(cancellationToken)) { _scales[m.Id] = m.Scales; }
    }

    /// <summary>Null before the stage is rated.</summary>
    internal RatingView? Of(RatingView? rating) => rating is { Level: > 0, MethodologyId: { } id } ? rating.Named(_scales[id], _inForce) : null;
}
