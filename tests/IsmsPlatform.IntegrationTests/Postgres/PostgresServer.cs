using System.Diagnostics;
using IsmsPlatform.Infrastructure.Postgres;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Npgsql;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>
/// One server for the run, one migrated template on it, a clone for each test that wants a database of its own. The server
/// is, in this order: ISMS_TEST_ADMIN_CONNECTION, a container where an engine answers, a private one under .local/test.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    internal const string AppPassword = "app", MigratorPassword = "migrator";

    // A new build of the migrations makes a new template; several test processes share one.
    private static readonly string Template = "isms_template_" + typeof(Migrator).Module.ModuleVersionId.ToString("N")[..10];

    private static int _clones;
    private readonly Lazy<Task<TestApp>> _app, _twins;
    private PostgreSqlContainer? _container;
    private PrivatePostgres? _private;

    public PostgresServer()
    {
        _app = new(() => TestApp.StartAsync(this));
        _twins = new(() => TestApp.StartWithDemoAsync(this));
    }

    public string AdminConnectionString { get; private set; } = "";

    /// <summary>The program on a clone that all tests share, each with a tenant of its own.</summary>
    public Task<TestApp> AppAsync() => _app.Value;

    /// <summary>The program with the two demo organisations, the same kinds of records with other values: what leaks is seen.</summary>
    public Task<TestApp> TwinsAsync() => _twins.Value;

    public async ValueTask InitializeAsync()
    {
        AdminConnectionString = await FindAsync();
        await using var admin = await OpenAdminAsync();
        await ExecuteAsync(admin, "select pg_advisory_lock(hashtextextended('isms.template', 0))");
        if (await ScalarAsync(admin, $"select datistemplate from pg_database where datname = '{Template}'") is true) { return; }
        await DropOldTemplatesAsync(admin);
        var template = await DatabaseSetup.EnsureAsync(AdminConnectionString, Template, AppPassword, MigratorPassword);
        await Migrator.MigrateAsync(template.Migrator);
        await ExecuteAsync(admin, $"alter database {Template} is_template true allow_connections false");
    }

    /// <summary>Half-made ones; on a private server also those of earlier builds and the clones of runs that were killed.</summary>
    private async Task DropOldTemplatesAsync(NpgsqlConnection admin)
    {
        var old = new List<string>();
        var which = _private is { Started: true } ? "datname like 'isms\\_template\\_%' or datname like 'isms\\_test\\_%'" : $"datname = '{Template}'";
        await using (var command = new NpgsqlCommand($"select datname from pg_database where {which}", admin))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) { old.Add(reader.GetString(0)); }
        }
        foreach (var name in old)
        {
            await ExecuteAsync(admin, $"alter database {name} is_template false");
            await ExecuteAsync(admin, $"drop database {name} with (force)");
        }
    }

    /// <summary>A database of its own, migrated, empty; dropped when disposed.</summary>
    public async Task<TestDatabase> CloneAsync()
    {
        var name = $"isms_test_{Environment.ProcessId}_{Interlocked.Increment(ref _clones)}";
        await using var admin = await OpenAdminAsync();
        await ExecuteAsync(admin, $"drop database if exists {name} with (force)"); // of a run that was killed
        await ExecuteAsync(admin, $"create database {name} template {Template} owner isms_owner strategy file_copy");
        await DatabaseSetup.GrantConnectAsync(admin, name, CancellationToken.None);
        return new TestDatabase(this, name, DatabaseSetup.Connections(AdminConnectionString, name, AppPassword, MigratorPassword));
    }

    /// <summary>A database without any migration, as an administrator makes it.</summary>
    public async Task<TestDatabase> EmptyAsync()
    {
        var name = $"isms_test_{Environment.ProcessId}_{Interlocked.Increment(ref _clones)}";
        return new TestDatabase(this, name, await DatabaseSetup.EnsureAsync(AdminConnectionString, name, AppPassword, MigratorPassword));
    }

    internal async Task DropAsync(string name)
    {
        await using var admin = await OpenAdminAsync();
        await ExecuteAsync(admin, $"drop database if exists {name} with (force)");
    }

    private async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("ISMS_TEST_ADMIN_CONNECTION") is { Length: > 0 } configured) { return configured; }
        if (await ContainerEngineAnswersAsync())
        {
            _container = new PostgreSqlBuilder("postgres:18-alpine").Build();
            await _container.StartAsync();
            return _container.GetConnectionString();
        }
        _private = await PrivatePostgres.StartAsync(TestOptions("test"));
        return _private.AdminConnectionString;
    }

    /// <summary>A private server for tests: what it holds may be lost.</summary>
    internal static PrivatePostgresOptions TestOptions(string folder)
    {
        var data = DataFolder.Resolve(null);
        return PrivatePostgresOptions.For(data with { Path = Path.Combine(data.Path, folder) }) with { Durable = false };
    }

    private static async Task<bool> ContainerEngineAnswersAsync()
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", ["version", "--format", "{{.Server.Version}}"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            await docker!.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);
            return docker.ExitCode == 0;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or OperationCanceledException) { return false; }
    }

    private async Task<NpgsqlConnection> OpenAdminAsync()
    {
        var connection = new NpgsqlConnection(AdminConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in new[] { _app, _twins }.Where(a => a.IsValueCreated)) { await (await app.Value).DisposeAsync(); }
        NpgsqlConnection.ClearAllPools();
        if (_private is not null) { await _private.DisposeAsync(); }
        if (_container is not null) { await _container.DisposeAsync(); }
    }
}
