namespace IsmsPlatform.Domain.Processes;

/// <summary>The part of plan–do–check–act to which a process belongs.</summary>
public enum ProcessLane
{
    Plan,
    Do,
    Check,
    Act,
}

/// <summary>What goes from one process to another.</summary>
public sealed record ProcessFlow(Guid FromId, Guid ToId, IReadOnlyList<string> Items);

/// <summary>How the processes hang together (ISO/IEC 27001 4.4): an output of one is an input of another when both are called the same.</summary>
public static class ProcessFlows
{
    /// <summary>Clauses 4 to 7 plan, 8 does, 9 checks, 10 acts; what names no clause of the standard's body is operation.</summary>
    public static ProcessLane LaneOf(string? clause) => FirstNumber(clause) switch
    {
        >= 4 and <= 7 => ProcessLane.Plan,
        9 => ProcessLane.Check,
        10 => ProcessLane.Act,
        _ => ProcessLane.Do,
    };

    /// <summary>True for what prepares: clauses 6 and 7 rest on 4 and 5.</summary>
    public static bool IsSupport(string? clause) => FirstNumber(clause) is 6 or 7;

    public static IReadOnlyList<ProcessFlow> Between(IReadOnlyList<(Guid Id, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)> processes)
    {
        var takers = processes.SelectMany(p => p.Inputs.Select(i => (Item: i, p.Id))).ToLookup(x => x.Item, x => x.Id, StringComparer.OrdinalIgnoreCase);
        return [.. processes.SelectMany(p => p.Outputs.SelectMany(item => takers[item].Where(to => to != p.Id).Select(to => (To: to, Item: item)))
            .GroupBy(x => x.To, x => x.Item).Select(g => new ProcessFlow(p.Id, g.Key, [.. g])))];
    }

    private static int? FirstNumber(string? clause) => int.TryParse(clause?.Split('.')[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : null;
}
