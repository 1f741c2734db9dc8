using System.Globalization;
using IsmsPlatform.Infrastructure.Postgres;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>One database of the test server, seen as the program, as the migrator and as an administrator.</summary>
public sealed class TestDatabase(PostgresServer server, string name, DatabaseConnections connections) : IAsyncDisposable
{
    public string Name => name;
    public string App => connections.App;
    public string Migrator => connections.Migrator;
    public string Admin => new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = name }.ConnectionString;

    /// <summary>The superuser: looks past every wall.</summary>
    public NpgsqlDataSource Superuser => field ??= NpgsqlDataSource.Create(Admin);

    /// <summary>isms_owner, as a migration runs.</summary>
    public NpgsqlDataSource Owner => field ??= NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Migrator) { Options = "-c role=isms_owner", MaxPoolSize = 5 }.ConnectionString);

    /// <summary>isms_app on one connection that nothing resets: what a call leaves behind is seen.</summary>
    public NpgsqlDataSource Program => field ??= NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(App) { MaxPoolSize = 1, NoResetOnClose = true }.ConnectionString);

    /// <summary>isms_app with as many connections as asked for.</summary>
    public NpgsqlDataSource ProgramWith(int connections) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(App) { MaxPoolSize = connections }.ConnectionString);

    /// <summary>As the program: one transaction with the settings of a write (or of a look back) and then the SQL.</summary>
    public Task AsProgramAsync(Guid tenant, string sql, string schema = "app", DateTimeOffset? asOf = null) => AsProgramAsync(Program, tenant, sql, schema, asOf);

    public static async Task AsProgramAsync(NpgsqlDataSource program, Guid tenant, string sql, string schema = "app", DateTimeOffset? asOf = null)
    {
        await using var connection = await program.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(Settings(tenant, schema, asOf), connection, transaction);
        await command.ExecuteNonQueryAsync();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    /// <summary>As the program: a query with its settings in one batch, as the program reads.</summary>
    public async Task<List<string>> ReadAsync(Guid tenant, string sql, DateTimeOffset? asOf = null)
    {
        await using var connection = await Program.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Settings(tenant, asOf is null ? "app" : "as_of", asOf)), new(sql) } };
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        return await LinesAsync(reader);
    }

    private static string Settings(Guid tenant, string schema, DateTimeOffset? asOf)
        => $"select set_config('app.tenant_id', '{tenant}', true), set_config('search_path', '{schema}', true), set_config('app.as_of', '{asOf?.UtcDateTime:O}', true)";

    public Task AsOwnerAsync(string sql) => RunAsync(Owner, sql);

    public Task AsSuperuserAsync(string sql) => RunAsync(Superuser, sql);

    public static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ValueAsync<T>(string sql, NpgsqlDataSource? source = null)
    {
        await using var command = (source ?? Superuser).CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<List<string>> LinesAsync(string sql)
    {
        await using var command = Superuser.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        return await LinesAsync(reader);
    }

    /// <summary>The server's clock: the one that history is written by.</summary>
    public async Task<DateTimeOffset> NowAsync() => new(await ValueAsync<DateTime>("select clock_timestamp()"));

    private static async Task<List<string>> LinesAsync(NpgsqlDataReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { Superuser, Owner, Program }) { await source.DisposeAsync(); }
        await using (var app = new NpgsqlConnection(App)) { NpgsqlConnection.ClearPool(app); }
        await server.DropAsync(name);
    }
}
