namespace IsmsPlatform.Benchmarks;

/// <summary>CPU time that processes used, from /proc; Linux alone tells it so.</summary>
internal static class Cpu
{
    private const double MicrosecondsPerTick = 10_000;

    /// <summary>Of a process with all its threads, in µs; known to 10 ms.</summary>
    internal static double OfProcess(int pid) => Fields(pid) is { } f ? (long.Parse(f[11]) + long.Parse(f[12])) * MicrosecondsPerTick : 0;

    /// <summary>Of a PostgreSQL server: its processes, known to the nanosecond, and those that ended.</summary>
    internal static double OfPostgres(int postmaster)
    {
        var ended = Fields(postmaster) is { } f ? (long.Parse(f[13]) + long.Parse(f[14])) * MicrosecondsPerTick : 0;
        return ended + Children(postmaster).Sum(OfBackend);
    }

    /// <summary>Of a process with one thread, in µs; known to the nanosecond.</summary>
    internal static double OfBackend(int pid) => long.Parse(Read($"/proc/{pid}/schedstat")?.Split(' ')[0] ?? "0") / 1000.0;

    /// <summary>Resident memory of a process, in MiB.</summary>
    internal static double Memory(int pid) => MemoryLine(pid, "VmRSS:");

    /// <summary>The most that it ever had since <see cref="ForgetPeak"/>, in MiB.</summary>
    internal static double PeakMemory(int pid) => MemoryLine(pid, "VmHWM:");

    internal static void ForgetPeak(int pid) => File.WriteAllText($"/proc/{pid}/clear_refs", "5");

    internal static int ParentOf(int pid) => Fields(pid) is { } f ? int.Parse(f[1]) : 0;

    private static double MemoryLine(int pid, string name)
        => long.Parse(File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1]) / 1024.0;

    private static IEnumerable<int> Children(int parent)
        => Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var pid) ? pid : 0).Where(pid => pid > 0 && ParentOf(pid) == parent);

    // From the state on: the name before it is in brackets and may hold anything.
    private static string[]? Fields(int pid) => Read($"/proc/{pid}/stat") is { } stat ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ') : null;

    private static string? Read(string file)
    {
        try { return File.ReadAllText(file); }
        catch (IOException) { return null; } // it ended meanwhile
    }
}
