namespace IsmsPlatform.Benchmarks;

/// <summary>A large file in and out again: it must pass through the program, never lie in it.</summary>
internal static class LargeFiles
{
    internal const int Megabytes = 200;

    internal static async Task MeasureAsync(Stage stage)
    {
        var (large, admin) = (stage.Large, stage.Arena.Admin);
        var asset = await admin.ValueAsync<Guid>($"select id from app.asset where tenant_id = '{large.Id}' order by name limit 1 offset 500");
        var path = $"evidence/new/Asset/{asset}";
        var form = new Form(stage, path);
        Dictionary<string, string> fields = new() { ["Title"] = "Restore log", ["Kind"] = "File", ["CollectedOn"] = "2026-01-01", ["Classification"] = "Internal" };
        await form.SendAsync(path, fields, ("File", "small.log", new StringContent("warm"))); // what the first one of all costs is no part of its size
        stage.Report.AtMost($"Memory that an upload of {Megabytes} MB takes", await TakenAsync(stage, () => form.SendAsync(path, fields, ("File", "large.log", Content()))), 32, "MiB");
        var stored = await admin.ValueAsync<Guid>($"select id from app.evidence_item where tenant_id = '{large.Id}' and file_size > {Megabytes} * 1000000 order by id desc limit 1");
        stage.Report.AtMost("Memory that its download takes", await TakenAsync(stage, () => stage.Load.GetAsync(stage.Page("download", $"evidence/{stored}/file"))), 32, "MiB");
    }

    private static async Task<double> TakenAsync(Stage stage, Func<Task> act)
    {
        Cpu.ForgetPeak(stage.Program);
        var before = Cpu.Memory(stage.Program);
        await act();
        return Math.Max(0, Cpu.PeakMemory(stage.Program) - before);
    }

    private static ByteArrayContent Content()
    {
        var bytes = new byte[Megabytes * 1024 * 1024];
        Array.Fill(bytes, (byte)'a');
        return new ByteArrayContent(bytes);
    }
}
