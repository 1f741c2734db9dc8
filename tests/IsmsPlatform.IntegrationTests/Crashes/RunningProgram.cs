using System.Diagnostics;
using System.Globalization;
using IsmsPlatform.IntegrationTests.Host;

namespace IsmsPlatform.IntegrationTests.Crashes;

/// <summary>The program as a process of its own, so that it can be killed.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;

    private RunningProgram(Process process, string address, string data) => (_process, Client, Data) = (process, new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) }, data);

    internal HttpClient Client { get; }

    internal string Data { get; }

    /// <param name="app">Whose database it shares.</param>
    internal static async Task<RunningProgram> StartAsync(TestApp app, string role, params (string Key, string Value)[] settings)
    {
        var port = TestApp.FreePort();
        var data = Path.Combine(TestApp.DataFolder, Guid.NewGuid().ToString("N")); // the program makes it, so that its server could enter it
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IsmsPlatform.Web.dll"), "up", "--no-demo", "--role", role, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ConnectionStrings__Isms"] = app.Database.App },
        };
        foreach (var (key, value) in settings) { info.Environment[key] = value; }
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var program = new RunningProgram(process, $"http://localhost:{port}", data);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(100))
        {
            process.HasExited.ShouldBeFalse("the program ended by itself");
            try { if ((await program.Client.GetAsync("/healthz/live")).IsSuccessStatusCode) { return program; } }
            catch (HttpRequestException) { } // it does not listen yet
        }
        throw new TimeoutException("The program does not answer.");
    }

    /// <summary>SIGKILL: nothing is tidied up.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) { await KillAsync(); }
        _process.Dispose();
        Client.Dispose();
        Directory.Delete(Data, recursive: true);
    }
}
