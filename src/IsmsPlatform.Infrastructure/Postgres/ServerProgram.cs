using System.Diagnostics;
using System.Text;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>Runs one of PostgreSQL's own programs and waits for its end.</summary>
internal static class ServerProgram
{
    public static async Task RunAsync(string program, string? user, TimeSpan timeout, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["LC_ALL"] = "C";
        if (user is not null) { start.UserName = user; } // Unix: setgroups, setgid, setuid in the child
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = new StringBuilder();
        process.ErrorDataReceived += Collect;
        process.OutputDataReceived += Collect;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var waited = Stopwatch.StartNew();
        // Not WaitForExitAsync: it waits for the end of pipes that the server, our grandchild, may hold.
        while (!process.HasExited)
        {
            if (waited.Elapsed > timeout)
            {
                process.Kill();
                throw new TimeoutException($"{Path.GetFileName(program)} did not end within {timeout.TotalSeconds:0} s.");
            }
            await Task.Delay(5);
        }
        if (process.ExitCode != 0) { throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {Text()}"); }

        void Collect(object sender, DataReceivedEventArgs e) { lock (output) { output.AppendLine(e.Data); } }
        string Text() { lock (output) { return output.ToString().Trim(); } }
    }
}
