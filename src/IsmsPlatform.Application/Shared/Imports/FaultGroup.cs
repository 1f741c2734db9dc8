using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>The same value in the same column of many lines is one thing to correct.</summary>
/// <param name="Lines">How many say so.</param>
/// <param name="FirstLines">Their numbers, the first of them.</param>
public sealed record FaultGroup(string Column, string? Value, FieldError Problem, IReadOnlyList<string> Allowed, int Lines, IReadOnlyList<int> FirstLines);

/// <param name="More">Groups that are not shown.</param>
/// <param name="Following">Lines that are faulty only because they name one of these: they need no look, and would hide what does.</param>
public sealed record FaultGroups(IReadOnlyList<FaultGroup> Shown, int More, int Following)
{
    private const int Most = 100;
    private const int MostLines = 500;

    /// <summary>What concerns most lines first: corrected once, it helps most.</summary>
    internal static FaultGroups Of(IEnumerable<RowFault> faults)
    {
        var (following, causes) = (faults.Where(f => f.Follows).ToList(), faults.Where(f => !f.Follows));
        var groups = causes.GroupBy(f => (f.Column, f.Value, f.Problem.Code, string.Join('|', f.Problem.Arguments)))
            .Select(g => (First: g.First(), Lines: g.Select(f => f.Line).Distinct().ToList())).OrderByDescending(g => g.Lines.Count).ThenBy(g => g.First.Line).ToList();
        return new FaultGroups([.. groups.Take(Most).Select(g => new FaultGroup(g.First.Column, g.First.Value, g.First.Problem, g.First.Allowed, g.Lines.Count, [.. g.Lines.Take(MostLines)]))], Math.Max(0, groups.Count - Most), following.Select(f => f.Line).Distinct().Count());
    }
}
