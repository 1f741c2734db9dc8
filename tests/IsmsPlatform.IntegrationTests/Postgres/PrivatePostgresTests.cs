using System.Diagnostics;
using System.Globalization;
using IsmsPlatform.Infrastructure.Postgres;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>The private server starts with its first holder and ends with its last one, however that one ends.</summary>
public sealed class PrivatePostgresTests : IDisposable
{
    private readonly string _folder = "holders-" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<Process> _holders = [];

    private PrivatePostgresOptions Options => PostgresServer.TestOptions(_folder);

    private string PostmasterFile => Path.Combine(Options.State, "data", "postmaster.pid");

    [Fact]
    public async Task Kill_of_the_holder_leaves_nothing_running()
    {
        var holder = Start();
        (await holder.StandardOutput.ReadLineAsync()).ShouldBe("started");
        var postmaster = Postmaster();
        var socket = Directory.GetDirectories(Options.State, "socket").Concat(Directory.GetDirectories(Path.GetTempPath(), "isms-pg-*")).First();

        holder.Kill(); // SIGKILL
        await GoneAsync(postmaster);
        await UntilAsync(() => !Directory.Exists(socket), "the folder of the socket is removed");
        await UntilAsync(() => Directory.GetFiles(Path.Combine(Options.State, "leases")).Length == 0, "no lease is left");
    }

    [Fact]
    public async Task Two_holders_share_one_server_and_the_last_one_ends_it()
    {
        var first = Start();
        (await first.StandardOutput.ReadLineAsync()).ShouldBe("started");
        var second = Start();
        (await second.StandardOutput.ReadLineAsync()).ShouldBe("joined");
        var postmaster = Postmaster();

        first.Kill();
        await UntilAsync(() => Directory.GetFiles(Path.Combine(Options.State, "leases")).Length == 1, "the first lease is gone");
        await using (var third = await PrivatePostgres.StartAsync(Options)) { third.Started.ShouldBeFalse(); }
        Postmaster().ShouldBe(postmaster);

        second.StandardInput.Close(); // an orderly end
        await GoneAsync(postmaster);
    }

    [Fact]
    public async Task Holders_that_come_while_the_last_one_goes_find_a_server()
    {
        for (var round = 0; round < 5; round++)
        {
            var going = await PrivatePostgres.StartAsync(Options);
            var gone = going.DisposeAsync().AsTask();
            await Task.Delay(round * 10);
            await using var coming = await PrivatePostgres.StartAsync(Options);
            await gone;
            await AnswersAsync(coming);
        }
    }

    [Fact]
    public async Task After_a_kill_of_the_postmaster_the_next_holder_starts_it_again_with_its_data()
    {
        await using (var first = await PrivatePostgres.StartAsync(Options))
        {
            await DatabaseSetup.EnsureAsync(first.AdminConnectionString, "kept", "app", "migrator");
            using var postmaster = Process.GetProcessById(Postmaster());
            postmaster.Kill();
            await using var second = await PrivatePostgres.StartAsync(Options);
            second.Started.ShouldBeTrue();
            second.AdminConnectionString.ShouldBe(first.AdminConnectionString); // the holders' pools find it again
            second.PasswordOf("isms_app").ShouldBe(first.PasswordOf("isms_app"));
            await AnswersAsync(second, "kept");
        }
        File.Exists(PostmasterFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(Options.State, "data"));
        await File.WriteAllTextAsync(Path.Combine(Options.State, "data", "PG_VERSION"), "18");
        await using var server = await PrivatePostgres.StartAsync(Options);
        await AnswersAsync(server);
    }

    [Fact]
    public async Task Only_its_account_reaches_the_folder_and_no_port_is_open()
    {
        if (OperatingSystem.IsWindows()) { return; }
        await using var server = await PrivatePostgres.StartAsync(Options);
        File.GetUnixFileMode(Options.State).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Path.Combine(Options.State, "password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var source = NpgsqlDataSource.Create(server.AdminConnectionString);
        await using var command = source.CreateCommand("select current_setting('listen_addresses')");
        (await command.ExecuteScalarAsync()).ShouldBe("");
        var stranger = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Password = "wrong", Pooling = false };
        await using var refused = new NpgsqlConnection(stranger.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(() => refused.OpenAsync())).SqlState.ShouldBe("28P01");
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") { start.ArgumentList.Add(typeof(EntryPoint).Assembly.Location); }
        start.ArgumentList.Add(EntryPoint.Hold);
        start.ArgumentList.Add(_folder);
        var holder = Process.Start(start)!;
        _holders.Add(holder);
        return holder;
    }

    private int Postmaster() => int.Parse(File.ReadLines(PostmasterFile).First(), CultureInfo.InvariantCulture);

    private static async Task AnswersAsync(PrivatePostgres server, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
    }

    // A zombie that nobody reaps yet holds nothing any more.
    private static Task GoneAsync(int process) => UntilAsync(() => !File.Exists($"/proc/{process}/stat") || File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal), "the server ends");

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), what);
            await Task.Delay(20);
        }
    }

    public void Dispose()
    {
        foreach (var holder in _holders)
        {
            if (!holder.HasExited) { holder.Kill(); }
            holder.Dispose();
        }
        NpgsqlConnection.ClearAllPools();
        var folder = Path.GetDirectoryName(Options.State)!;
        if (Directory.Exists(folder)) { Directory.Delete(folder, recursive: true); }
    }
}
