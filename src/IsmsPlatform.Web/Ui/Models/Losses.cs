using System.Globalization;
using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;

namespace IsmsPlatform.Web.Ui.Models;

/// <summary>Figures of several stages beside each other, with the curves. Partial <c>_LossFigures</c>.</summary>
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

/// <summary>How often, and how much. Partial <c>_LossFields</c>.</summary>
/// <param name="Key">What its fields begin with, where a form estimates several; empty where it estimates one.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record LossFields(string Key, string Currency, LossForm Form)
{
    public string Name(string field) => Key.Length == 0 ? field : $"{Key}.{field}";

    /// <summary>What a field is called, on the page and in the summary of its errors.</summary>
    public static string LabelOf(string field, Texts t) => field switch
    {
        nameof(LossForm.FrequencyLow) => t["Events, at least"],
        nameof(LossForm.Frequency) => t["Events, likeliest"],
        nameof(LossForm.FrequencyHigh) => t["Events, at most"],
        nameof(LossForm.LossLow) => t["Loss, at least"],
        nameof(LossForm.LossLikely) => t["Loss, likeliest"],
        nameof(LossForm.LossHigh) => t["Loss, at most"],
        nameof(LossForm.Shape) => t["Said as"],
        _ => t["Rationale"],
    };
}
