using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>The server process of one cluster: what its lock file says, and how it is started.</summary>
internal sealed class Postmaster(ServerFolders folders, PrivatePostgresOptions options, string password)
{
    /// <summary>A connection string of the administrator, if a server answers.</summary>
    public async Task<string?> AnsweringAsync(CancellationToken ct)
    {
        if (ReadConnectionString() is not { } connectionString) { return null; }
        try
        {
            await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
            await connection.OpenAsync(ct);
            return connectionString;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException) { return null; }
    }

    public async Task<string> StartAsync(CancellationToken ct)
    {
        var arguments = await ListenAsync() + " -c timezone=UTC -c log_timezone=UTC"
            + (options.Durable ? $" -c max_connections=120 -c shared_buffers={Buffers}MB" : " -c max_connections=300 -c shared_buffers=128MB -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c checkpoint_timeout=30min -c max_wal_size=2GB");
        var waited = Stopwatch.StartNew();
        var nextTry = TimeSpan.Zero;
        while (true)
        {
            if (waited.Elapsed >= nextTry)
            {
                // Again each second: a killed postmaster stays a zombie, and its lock file in force, until somebody reaps it.
                nextTry = waited.Elapsed + TimeSpan.FromSeconds(1);
                RemoveLockOfZombie();
                // pg_ctl gives the server a session of its own: Ctrl-C in our terminal does not reach it.
                await ServerProgram.RunAsync(folders.Program("pg_ctl"), OsUser.RunAs, options.StartTimeout, "start", "-W", "-s", "-D", folders.Data, "-l", folders.Log, "-o", arguments);
            }
            if (await AnsweringAsync(ct) is { } connectionString) { return connectionString; }
            if (waited.Elapsed > options.StartTimeout) { throw new DatabaseRefusedException($"PostgreSQL did not start; {folders.Log} says why."); }
            await Task.Delay(15, ct);
        }
    }

    // A quarter of the memory, as PostgreSQL's own handbook proposes, between its default and what a register of a million records is served from.
    private static long Buffers => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / 1024 / 1024, 128, 1024);

    private async Task<string> ListenAsync()
    {
        if (OperatingSystem.IsWindows()) { return $"-c port={FreePort()} -c listen_addresses=127.0.0.1"; }
        Directory.CreateDirectory(folders.Socket, OsUser.OwnerOnly);
        if (new DirectoryInfo(folders.Socket).LinkTarget is not null) { throw new DatabaseRefusedException($"{folders.Socket} is a link that somebody else made: remove it."); }
        await OsUser.GiveAsync(folders.Socket);
        return $"-c port=5432 -c listen_addresses= -c unix_socket_permissions=0700 -k '{folders.Socket}'";
    }

    // 1 process, 2 data, 3 start, 4 port, 5 folder of the socket, 6 address, 7 shared memory, 8 state
    private string? ReadConnectionString()
    {
        try
        {
            using var stream = new FileStream(folders.PostmasterFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            var lines = reader.ReadToEnd().Split('\n');
            if (lines.Length < 8 || !lines[7].StartsWith("ready", StringComparison.Ordinal)) { return null; }
            return new NpgsqlConnectionStringBuilder
            {
                Host = lines[4].Length > 0 ? lines[4].Trim() : "127.0.0.1",
                Port = int.Parse(lines[3], CultureInfo.InvariantCulture),
                Username = "postgres",
                Password = password,
                Database = "postgres",
                Timeout = 5,
                RequireAuth = "ScramSHA256", // whoever squats the socket learns no password
            }.ConnectionString;
        }
        catch (IOException) { return null; }
    }

    private void RemoveLockOfZombie()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(folders.PostmasterFile)) { return; }
        var stat = $"/proc/{File.ReadLines(folders.PostmasterFile).First().Trim()}/stat";
        if (File.Exists(stat) && File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal)) { File.Delete(folders.PostmasterFile); }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
