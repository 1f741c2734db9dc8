namespace IsmsPlatform.Benchmarks;

/// <summary>The table that the bench prints, in Markdown.</summary>
internal sealed class Report
{
    private readonly List<(string Figure, string Measured, string Goal, bool Met)> _rows = [];

    /// <summary>Adds a figure that must not be greater than its goal.</summary>
    internal void AtMost(string figure, double value, double goal, string unit) => Add(figure, value, goal, unit, "≤", value <= goal);

    /// <summary>Adds a figure that must not be smaller than its goal.</summary>
    internal void AtLeast(string figure, double value, double goal, string unit) => Add(figure, value, goal, unit, "≥", value >= goal);

    /// <summary>Adds a figure without a goal, which others are compared with.</summary>
    internal void Told(string figure, double value, string unit) => Print(figure, Text(value, unit), "", met: true);

    internal IEnumerable<string> Lines() =>
    [
        "| Figure | Measured | Goal | |",
        "|---|---|---|---|",
        .. _rows.Select(r => $"| {r.Figure} | {r.Measured} | {r.Goal} | {(r.Goal.Length == 0 ? "" : r.Met ? "met" : "**missed**")} |"),
    ];

    private void Add(string figure, double value, double goal, string unit, string sign, bool met) => Print(figure, Text(value, unit), $"{sign} {Text(goal, unit)}", met);

    private void Print(string figure, string measured, string goal, bool met)
    {
        _rows.Add((figure, measured, goal, met));
        Console.WriteLine($"  {figure,-72} {measured,12}   {goal,-12} {(met ? "" : "missed")}");
    }

    private static string Text(double value, string unit) => unit switch
    {
        "×" => $"{value:0.00}×",
        "%" => value is > 0 and < 10 ? $"{value:0.00} %" : $"{value:0} %",
        _ => $"{(value >= 100 ? value.ToString("#,0") : value >= 10 ? value.ToString("0.0") : value.ToString("0.00"))} {unit}",
    };
}
