using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;

namespace IsmsPlatform.Web.Features.Controls;

/// <summary>Where Annex A stands, as rings and as tables.</summary>
/// <param name="All">In the order of Annex A, own ones behind them.</param>
public sealed record CoveragePage(IReadOnlyList<CoveredControl> All)
{
    /// <summary>Those of Annex A: what the chart and the share in place are about.</summary>
    public IReadOnlyList<CoveredControl> Controls { get; } = [.. All.Where(c => !c.IsOwn)];

    public IReadOnlyList<CoveredControl> Own { get; } = [.. All.Where(c => c.IsOwn)];

    public static IReadOnlyList<ControlCoverage> States { get; } = Enum.GetValues<ControlCoverage>();

    /// <summary>Those that are in place, and that no test found ineffective.</summary>
    public int InPlace => InPlaceOf(Controls);

    public static int InPlaceOf(IReadOnlyList<CoveredControl> controls) => controls.Count(c => c.Coverage is ControlCoverage.Implemented or ControlCoverage.Effective);

    public int Count(ControlCoverage state) => Controls.Count(c => c.Coverage == state);

    public IEnumerable<(ControlTheme Theme, ControlNature Nature, IReadOnlyList<CoveredControl> Controls)> Parts
        => Controls.GroupBy(c => (c.Theme, c.Nature)).OrderBy(g => g.Key).Select(g => (g.Key.Theme, g.Key.Nature, (IReadOnlyList<CoveredControl>)[.. g]));

    public static SunburstMark Mark(ControlCoverage state) => state switch
    {
        ControlCoverage.NotImplemented => SunburstMark.None,
        ControlCoverage.Planned => SunburstMark.Ring,
        ControlCoverage.Implemented => SunburstMark.Half,
        ControlCoverage.Effective => SunburstMark.Dot,
        _ => SunburstMark.Diamond,
    };

    public static StatusKind Kind(ControlCoverage state) => state switch
    {
        ControlCoverage.NotImplemented => StatusKind.Neutral,
        ControlCoverage.Planned => StatusKind.Draft,
        ControlCoverage.Implemented => StatusKind.Progress,
        ControlCoverage.Effective => StatusKind.Good,
        _ => StatusKind.Bad,
    };

    /// <summary>The list of these controls of Annex A.</summary>
    public static string Url(Shell shell, ControlTheme? theme = null, ControlNature? nature = null, ControlCoverage? state = null)
        => shell.Url("controls?own=false" + (theme is null ? "" : $"&theme={theme}") + (nature is null ? "" : $"&nature={nature}") + (state is null ? "" : $"&coverage={state}"));

    /// <summary>The list of own controls in this state.</summary>
    public static string OwnUrl(Shell shell, ControlCoverage state) => shell.Url($"controls?own=true&coverage={state}");

    public Sunburst Chart(Shell shell, Texts t, Words words) => new(
        t["Controls of Annex A by theme, nature and state; the tables below say the same"],
        Controls.Count == 0 ? "–" : string.Create(Svg.Invariant, $"{100 * InPlace / Controls.Count} %"),
        t["{0} of {1} in place", InPlace, Controls.Count],
        [.. Parts.GroupBy(p => p.Theme).Select(theme => new SunburstSector(Clause(theme.Key), Named($"{Clause(theme.Key)} {words.Of(theme.Key)}", [.. theme.SelectMany(p => p.Controls)], t), Url(shell, theme.Key),
            [.. theme.Select(p => new SunburstGroup(words.Of(p.Nature), Named($"{words.Of(p.Theme)}, {words.Of(p.Nature)}", p.Controls, t), Url(shell, p.Theme, p.Nature),
                [.. p.Controls.Select(c => new SunburstLeaf($"{c.Code} {c.Title}: {words.Of(c.Coverage)}", shell.Url($"controls/{c.Id}"), Mark(c.Coverage)))]))]))]);

    public static string Clause(ControlTheme theme) => theme switch
    {
        ControlTheme.Organizational => "A.5",
        ControlTheme.People => "A.6",
        ControlTheme.Physical => "A.7",
        _ => "A.8",
    };

    private static string Named(string name, IReadOnlyList<CoveredControl> controls, Texts t)
        => t["{0}: {1} of {2} in place", name, InPlaceOf(controls), controls.Count];
}
