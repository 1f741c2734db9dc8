using System.Diagnostics;
using IsmsPlatform.Infrastructure.Postgres;
using Npgsql;

namespace IsmsPlatform.Benchmarks;

/// <summary>A PostgreSQL of its own with fsync on, the program and the floor as processes beside it.</summary>
internal sealed class Arena : IAsyncDisposable
{
    private const string Database = "isms_bench";
    private readonly PrivatePostgres _server;
    private readonly List<Process> _processes = [];

    private Arena(PrivatePostgres server, DatabaseConnections connections, NpgsqlDataSource admin, int postmaster)
        => (_server, Connections, Admin, Postmaster) = (server, connections, admin, postmaster);

    internal DatabaseConnections Connections { get; }

    /// <summary>A superuser: sees past the walls, so it fills tables and never measures them.</summary>
    internal NpgsqlDataSource Admin { get; }

    internal string AdminConnection => new NpgsqlConnectionStringBuilder(_server.AdminConnectionString) { Database = Database }.ConnectionString;

    internal int Postmaster { get; }

    internal string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    internal string FloorAddress { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <param name="keep">Goes on with the database of the run before, where there is one.</param>
    internal static async Task<Arena> OpenAsync(bool keep)
    {
        var data = DataFolder.Resolve(null);
        var server = await PrivatePostgres.StartAsync(PrivatePostgresOptions.For(data with { Path = Path.Combine(data.Path, "bench") }));
        if (!keep)
        {
            await using var source = NpgsqlDataSource.Create(server.AdminConnectionString + ";Pooling=false");
            await source.RunAsync($"drop database if exists {Database} with (force)");
        }
        var connections = await DatabaseSetup.EnsureAsync(server.AdminConnectionString, Database, server.PasswordOf("isms_app"), server.PasswordOf("isms_migrator"));
        await Migrator.MigrateAsync(connections.Migrator);
        var admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = Database, CommandTimeout = 0 }.ConnectionString);
        return new Arena(server, connections, admin, Cpu.ParentOf(await admin.ValueAsync<int>("select pg_backend_pid()")));
    }

    /// <summary>Starts the program as it is built for use and waits until a page of it answers.</summary>
    internal async Task<(int Process, TimeSpan UntilFirstPage)> StartProgramAsync(Func<HttpClient, Task<bool>> firstPage)
    {
        var started = Stopwatch.StartNew();
        var process = Start(Path.Combine(Checkout.Root!, "artifacts/bin/IsmsPlatform.Web/release/IsmsPlatform.Web.dll"), ["up", "--role", "web"], new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = Address,
            ["PublicUrl"] = Address,
            ["ConnectionStrings__Isms"] = Connections.App,
            ["Data"] = Path.Combine(DataFolder.Resolve(null).Path, "bench-files"),
            ["Api__RequestsPerMinute"] = "1000000",
            ["Files__MaxMegabytes"] = (2 * LargeFiles.Megabytes).ToString(),
        });
        await AnswerAsync(Address, firstPage, process);
        return (process.Id, started.Elapsed);
    }

    internal async Task<int> StartFloorAsync()
    {
        var process = Start(typeof(Arena).Assembly.Location, ["floor", AdminConnection, new Uri(FloorAddress).Port.ToString()], []);
        await AnswerAsync(FloorAddress, async client => (await client.GetAsync("floor/00000000-0000-0000-0000-000000000000")).IsSuccessStatusCode, process);
        return process.Id;
    }

    private Process Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var info = new ProcessStartInfo("dotnet", [program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (key, value) in environment) { info.Environment[key] = value; }
        var process = Process.Start(info)!;
        var log = TextWriter.Synchronized(File.CreateText(Path.Combine(DataFolder.Resolve(null).Path, $"bench-{Path.GetFileNameWithoutExtension(program)}.log")));
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.Exited += (_, _) => log.Dispose();
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        _processes.Add(process);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process); // whatever ends the bench ends them
        return process;
    }

    private static void End(Process process)
    {
        try { process.Kill(); }
        catch (InvalidOperationException) { } // it ended by itself
    }

    private static async Task AnswerAsync(string address, Func<HttpClient, Task<bool>> ask, Process process)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited; await Task.Delay(10))
        {
            try { if (await ask(client)) { return; } }
            catch (HttpRequestException) { } // it does not listen yet
        }
        throw new InvalidOperationException($"{address} does not answer.");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            End(process);
            await process.WaitForExitAsync();
        }
        await Admin.DisposeAsync();
        await _server.DisposeAsync();
    }
}

internal static class Sql
{
    internal static async Task RunAsync(this NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<T> ValueAsync<T>(this NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
