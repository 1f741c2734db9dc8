using Npgsql;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>How the program and the migrator reach one database.</summary>
public sealed record DatabaseConnections(string App, string Migrator);

/// <summary>What an administrator does once: roles, database, passwords. For the private server and for tests.</summary>
public static class DatabaseSetup
{
    /// <summary>Idempotent, and safe when several processes start at once.</summary>
    /// <param name="adminConnectionString">A superuser, connected to any database of the server.</param>
    /// <param name="database">Made when missing, owned by isms_owner.</param>
    public static async Task<DatabaseConnections> EnsureAsync(string adminConnectionString, string database, string appPassword, string migratorPassword, CancellationToken ct = default)
    {
        await using var admin = new NpgsqlConnection(adminConnectionString + ";Pooling=false");
        await admin.OpenAsync(ct);
        RequireVersion(admin);
        await ExecuteAsync(admin, "select pg_advisory_lock(hashtextextended('isms.setup', 0))", ct); // ends with the connection
        await ExecuteAsync(admin, EmbeddedSql.Read("roles.sql"), ct);
        await ExecuteAsync(admin, $"alter role isms_app password {Literal(appPassword)}; alter role isms_migrator password {Literal(migratorPassword)}", ct);
        await using (var exists = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", admin) { Parameters = { new() { Value = database } } })
        {
            if (await exists.ExecuteScalarAsync(ct) is false) { await ExecuteAsync(admin, $"create database {Identifier(database)} owner isms_owner", ct); }
        }
        await GrantConnectAsync(admin, database, ct);
        return Connections(adminConnectionString, database, appPassword, migratorPassword);
    }

    /// <summary>Rights on a database are not copied with a template, so that a clone needs them again.</summary>
    internal static Task GrantConnectAsync(NpgsqlConnection admin, string database, CancellationToken ct)
        => ExecuteAsync(admin, $"revoke all on database {Identifier(database)} from public; grant connect on database {Identifier(database)} to isms_app, isms_migrator", ct);

    internal static DatabaseConnections Connections(string adminConnectionString, string database, string appPassword, string migratorPassword)
    {
        return new(For("isms_app", appPassword), For("isms_migrator", migratorPassword));

        string For(string role, string password)
            => new NpgsqlConnectionStringBuilder(adminConnectionString) { Database = database, Username = role, Password = password }.ConnectionString;
    }

    /// <summary>Row-level security, virtual columns and timeouts of transactions are those of 18.</summary>
    internal static void RequireVersion(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < 18)
        {
            throw new DatabaseRefusedException($"IsmsPlatform needs PostgreSQL 18 or newer; the server at {connection.Host} is {connection.ServerVersion}.");
        }
    }

    internal static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // Setting a database up takes as long as it takes: what is broken off over millions of rows is to be done again from the start.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Identifier(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static string Literal(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';
}

/// <summary>The program does not work with this server, role or folder; the message says what to change.</summary>
public sealed class DatabaseRefusedException(string message, Exception? cause = null) : InvalidOperationException(message, cause);
