using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.LossExposure;

/// <summary>A point of the tolerance curve: a yearly loss of at least so much may happen with at most this chance.</summary>
/// <param name="Chance">In a year, above 0 up to 1.</param>
public sealed record TolerancePoint(decimal Loss, double Chance);

/// <summary>How much loss in a year the organisation bears, and how often: one falling curve for the whole of it.</summary>
public sealed class LossTolerance : Entity
{
    public const int FewestPoints = 2;
    public const int MostPoints = 8;

    /// <summary>The field of a form that names them.</summary>
    public const string Points = "Points";

    private LossTolerance() { }

    /// <summary>Rising.</summary>
    public decimal[] Losses { get; private set; } = [];

    /// <summary>Falling, as many as losses.</summary>
    public double[] Chances { get; private set; } = [];

    public IReadOnlyList<TolerancePoint> Curve() => [.. Losses.Zip(Chances, (l, c) => new TolerancePoint(l, c))];

    public static Result<LossTolerance> Set(Guid id, IReadOnlyList<TolerancePoint> points)
    {
        var tolerance = new LossTolerance { Id = id };
        return tolerance.Change(points).Error is { } error ? error : tolerance;
    }

    public Result Change(IReadOnlyList<TolerancePoint> points)
    {
        var sorted = points.OrderBy(p => p.Loss).ToList();
        if (sorted.Count is < FewestPoints or > MostPoints) { return new Error("tolerance.points", "Give from {0} to {1} points.", Arguments: [FewestPoints, MostPoints]).At(Points); }
        if (sorted.Exists(p => !Money.Is(p.Loss) || p.Loss == 0)) { return new Error("amount", LossErrors.Amount, Arguments: [Money.Max]).At(Points); }
        if (sorted.Exists(p => p.Chance is not (> 0 and <= 1))) { return new Error("tolerance.chance", "A chance is above 0 and at most 100 %.").At(Points); }
        if (sorted.Zip(sorted.Skip(1)).Any(pair => pair.First.Loss == pair.Second.Loss || pair.First.Chance < pair.Second.Chance)) { return new Error("tolerance.falling", "The greater the loss, the smaller its chance. Mend the points that rise or name a loss twice.").At(Points); }
        (Losses, Chances) = ([.. sorted.Select(p => p.Loss)], [.. sorted.Select(p => p.Chance)]);
        return Result.Success;
    }

    /// <summary>
    /// What is tolerated for a loss: between two points straight on the logarithm of the loss, before the first point and beyond the last the chance of the
    /// nearest one, as a step. So every loss is judged: an organisation that bears small losses each year begins its curve with a small one.
    /// </summary>
    /// <param name="points">By rising loss, at least one.</param>
    public static double ChanceAt(IReadOnlyList<TolerancePoint> points, double loss)
    {
        var above = points.TakeWhile(p => (double)p.Loss < loss).Count();
        if (above == 0) { return points[0].Chance; }
        if (above == points.Count) { return points[^1].Chance; }
        var (left, right) = (points[above - 1], points[above]);
        var (from, to) = (Math.Log((double)left.Loss), Math.Log((double)right.Loss));
        return left.Chance + (right.Chance - left.Chance) * (Math.Log(loss) - from) / (to - from);
    }

    /// <summary>Where losses lie furthest above what is tolerated, as a ratio of chances, wherever on the curve that is; null where they lie below everywhere.</summary>
    public static Excess? ExcessOf(IReadOnlyList<TolerancePoint> points, LossFigures figures)
        => points.Count == 0 ? null : figures.Curve.Select(c => c.Loss).Concat(points.Select(p => (double)p.Loss))
            .Select(loss => new Excess(loss, figures.ChanceOf(loss), ChanceAt(points, loss))).Where(e => e.Chance > e.Tolerated).MaxBy(e => e.Chance / e.Tolerated);
}

/// <summary>A yearly loss whose chance is greater than what the organisation tolerates.</summary>
public sealed record Excess(double Loss, double Chance, double Tolerated);
