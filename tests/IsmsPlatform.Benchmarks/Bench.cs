using System.Diagnostics;

namespace IsmsPlatform.Benchmarks;

/// <summary>
/// <c>./isms bench</c>: drives the running program over HTTP on a real PostgreSQL and prints a table. Absolute times belong to the machine;
/// ratios to the floor of the same run are what is compared between versions.
/// </summary>
internal static class Bench
{
    internal static async Task RunAsync(string[] args)
    {
        if (!OperatingSystem.IsLinux()) { throw new PlatformNotSupportedException("CPU per request is read from /proc: run the bench on Linux."); }
        var report = new Report();
        var watch = Stopwatch.StartNew();
        await using var arena = await Arena.OpenAsync(keep: args.Contains("--keep"));
        var (large, small, medium) = await new World(arena).OpenAsync();
        Console.WriteLine($"  after {watch.Elapsed.TotalSeconds:0} s");

        var (program, cold) = await arena.StartProgramAsync(async client =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"t/{large.Slug}/assets");
            request.Headers.Add("Cookie", large.Cookie);
            return (await client.SendAsync(request)).IsSuccessStatusCode;
        });
        report.AtMost("Start of the process to the first list page", cold.TotalSeconds, 3, "s");
        await Task.Delay(TimeSpan.FromSeconds(5));
        report.AtMost("Memory when idle", Cpu.Memory(program), 250, "MiB");
        using var load = new Load(arena.Postmaster);
        var stage = new Stage(arena, large, small, medium, program, await arena.StartFloorAsync(), load, report);
        await LargeFiles.MeasureAsync(stage);
        await Pages.MeasureAsync(stage);
        await RiskPages.MeasureAsync(stage);
        if (!args.Contains("--pages"))
        {
            await Statements.MeasureAsync(stage);
            await Changes.MeasureAsync(stage);
            Simulations.Measure(report);
        }
        report.AtMost("Memory after load", Cpu.Memory(program), 500, "MiB");
        Console.WriteLine();
        foreach (var line in report.Lines()) { Console.WriteLine(line); }
        Console.WriteLine($"\n{Environment.ProcessorCount} cores shared by load, program and PostgreSQL {await arena.Admin.ValueAsync<string>("show server_version")} (fsync on), {World.Total:#,0} assets and {World.Risks:#,0} risks in {World.Tenants} tenants; {watch.Elapsed.TotalMinutes:0.0} minutes.");
    }
}

/// <summary>What a measure has at hand.</summary>
/// <param name="Program">The process under test.</param>
/// <param name="Floor">The process that it is compared with.</param>
internal sealed record Stage(Arena Arena, Resident Large, Resident Small, Resident Medium, int Program, int Floor, Load Load, Report Report)
{
    internal Target Page(string name, string path, Resident? of = null) => new(name, $"{Arena.Address}/t/{(of ?? Large).Slug}/{path}", Program, Cookie: (of ?? Large).Cookie);

    internal Target Api(string name, string path) => new(name, $"{Arena.Address}/api/v1/{path}", Program, Bearer: Large.Key);
}
