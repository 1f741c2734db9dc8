using System.Globalization;
using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;

namespace IsmsPlatform.Web.Features.LossExposure;

/// <summary>Figures of several stages beside each other, with the curves. Partial <c>_Figures</c>.</summary>
/// <param name="Years">That were simulated.</param>
public sealed record LossFiguresPanel(string Currency, int Years, IReadOnlyList<(EvaluationStage Stage, LossFigures Figures)> Stages, IReadOnlyList<TolerancePoint> Tolerance)
{
    public static LossFiguresPanel Of(LossExposureView v) => new(v.Currency, v.Years, [.. v.Stages.Select(s => (s.Stage, s.Figures))], v.Tolerance);

    public static LossFiguresPanel Of(LossPortfolio p, LossRunView run)
        => new(p.Currency, run.Years, [(EvaluationStage.Inherent, run.Inherent), (EvaluationStage.Current, run.Current), (EvaluationStage.Target, run.Target)], p.Tolerance);

    public LossCurves Curves(Texts t, Words words) => new(t["How likely a year costs at least so much; the same figures stand in the table below."], Currency, t["Loss of a year, at least"],
        [
            .. Stages.Select(s => new LossCurve(words.Of(s.Stage), Css(s.Stage), [.. s.Figures.Curve.Select(c => (c.Loss, c.Chance))])),
            .. Tolerance.Count == 0 ? (LossCurve[])[] : [new LossCurve(t["Tolerated"], "tolerance", [.. Tolerance.Select(p => ((double)p.Loss, p.Chance))])],
        ]);

    public static string Css(EvaluationStage stage) => stage switch { EvaluationStage.Inherent => "inherent", EvaluationStage.Current => "current", _ => "target" };

    /// <summary>Where what is now lies furthest above what is tolerated.</summary>
    public Excess? Excess => Stages.Where(s => s.Stage == EvaluationStage.Current).Select(s => LossTolerance.ExcessOf(Tolerance, s.Figures)).FirstOrDefault();

    public string About(double amount) => UserFormat.About(amount, Currency, CultureInfo.CurrentCulture);

    public static string Percent(double share) => (share * 100).ToString(share is > 0 and < 0.01 ? "0.##" : "0.#", CultureInfo.CurrentCulture) + " %";
}

/// <param name="Meanwhile">Somebody else changed the risk since the form was opened.</param>
public sealed record EstimatePage(LossExposureView Risk, EstimateLoss Form, bool Meanwhile = false)
{
    /// <summary>Begins with what was estimated of the stage last, or of the stage before it.</summary>
    public static EstimateLoss Begin(LossExposureView risk, EvaluationStage stage)
    {
        var last = risk.Stages.FirstOrDefault(s => s.Stage == stage) ?? risk.Stages.LastOrDefault(s => s.Stage < stage);
        var isFixed = last is null || last.FrequencyLow >= last.FrequencyHigh;
        return new EstimateLoss
        {
            Id = risk.Id,
            Version = risk.Version,
            Stage = stage,
            FrequencyLow = isFixed ? null : last!.FrequencyLow,
            Frequency = last?.FrequencyLikely,
            FrequencyHigh = isFixed ? null : last!.FrequencyHigh,
            Shape = last?.Shape ?? LossShape.Interval90,
            LossLow = Bare(last?.LossLow),
            LossLikely = Bare(last?.LossLikely),
            LossHigh = Bare(last?.LossHigh),
            Seed = last?.Seed,
        };
    }

    // As somebody would write it: 60000, not 60000.00.
    internal static decimal? Bare(decimal? amount) => amount is { } a && decimal.Truncate(a) == a ? decimal.Truncate(a) : amount;
}

/// <summary>The tolerance as a form: always a line more than there are points.</summary>
public sealed record TolerancePage(LossToleranceView Stored, SetLossTolerance Form, bool Meanwhile = false)
{
    public static SetLossTolerance FormOf(LossToleranceView v) => new(v.Version, [.. v.Points.Select(p => new ToleranceLine(EstimatePage.Bare(p.Loss), Math.Round(p.Chance * 100, 4)))]);

    public int Lines => Math.Min(Math.Max((Form.Points?.Count ?? 0) + 1, 4), LossTolerance.MostPoints);
}
