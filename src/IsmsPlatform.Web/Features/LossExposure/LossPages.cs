using System.Globalization;
using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.LossExposure;

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
