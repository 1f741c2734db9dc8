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

/// <summary>The version of the methodology in force, and those that ratings name: each asked for once in a request, however many risks name it.</summary>
public sealed class RiskRatings(IsmsDbContext db)
{
    private static readonly CompiledChoices<bool, RiskMethodology> Newest = new();

    private readonly Dictionary<Guid, RiskMethodology> _versions = [];
    private RiskMethodology? _inForce;
    private bool _asked;

    /// <summary>By which risks are rated today; null before the first approval.</summary>
    internal async Task<RiskMethodology?> InForceAsync(CancellationToken cancellationToken)
    {
        if (_asked) { return _inForce; }
        (_inForce, _asked) = (await Newest.Ask(db, true, () => db.RiskMethodologies.AsNoTracking().InForce().Take(1)).FirstOrDefaultAsync(cancellationToken), true);
        if (_inForce is not null) { _versions[_inForce.Id] = _inForce; }
        return _inForce;
    }

    internal async Task ReadAsync(IEnumerable<Guid?> methodologies, CancellationToken cancellationToken)
    {
        await InForceAsync(cancellationToken);
        var missing = methodologies.OfType<Guid>().Distinct().Where(id => !_versions.ContainsKey(id)).ToList();
        if (missing.Count == 0) { return; }
        foreach (var m in await db.RiskMethodologies.AsNoTracking().Where(m => missing.Contains(m.Id)).ToListAsync(cancellationToken)) { _versions[m.Id] = m; }
    }

    /// <summary>A version that was read.</summary>
    internal RiskMethodology VersionOf(Guid methodologyId) => _versions[methodologyId];

    /// <summary>Null before the stage is rated.</summary>
    internal RatingView? Of(RatingView? rating) => rating is { Level: > 0, MethodologyId: { } id } ? rating.Named(_versions[id].Scales, _inForce?.Id) : null;
}
