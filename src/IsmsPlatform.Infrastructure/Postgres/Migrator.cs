using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Hangfire.PostgreSql;
using Npgsql;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>
/// Brings a database to the schema of this program: reviewed SQL, forward only, one transaction per script, as isms_owner.
/// Afterwards every tenant table gets its memory (architecture.md, section 4) and the jobs their tables.
/// </summary>
public static class Migrator
{
    private const string JobSchema = "hangfire";

    /// <param name="migratorConnectionString">isms_migrator, or another role that may become isms_owner.</param>
    /// <returns>The scripts that were run, in their order.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(string migratorConnectionString, CancellationToken ct = default)
    {
        // Not pooled: the scripts of others may leave settings behind.
        var asOwner = new NpgsqlConnectionStringBuilder(migratorConnectionString) { Pooling = false };
        asOwner.Options = $"{asOwner.Options} -c role=isms_owner".Trim();

        await using var connection = new NpgsqlConnection(asOwner.ConnectionString);
        await connection.OpenAsync(ct);
        DatabaseSetup.RequireVersion(connection);
        await DatabaseSetup.ExecuteAsync(connection, "select pg_advisory_lock(hashtextextended('isms.migrate', 0))", ct); // ends with the connection

        await DatabaseSetup.ExecuteAsync(connection, "create schema if not exists platform", ct); // the journal is there before the first script
        await InstallHistoryAsync(connection, ct); // after a restore, before a script renames what the map does not know yet
        var result = Upgrade(asOwner.ConnectionString);
        if (!result.Successful) { throw new DatabaseRefusedException($"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error); }
        await InstallHistoryAsync(connection, ct);
        await InstallJobsAsync(connection, ct);
        return [.. result.Scripts.Select(s => s.Name)];
    }

    /// <summary>The scripts of this program that the database has not seen; the program's own role may ask.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(NpgsqlDataSource source, CancellationToken ct = default)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await using var command = source.CreateCommand("select scriptname from platform.migration");
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) { done.Add(reader.GetString(0)); }
        }
        // Before the first migration there is no journal, no schema, or no right to look.
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege) { }
        return [.. EmbeddedSql.Migrations.Where(name => !done.Contains(name))];
    }

    private static DatabaseUpgradeResult Upgrade(string connectionString) => DeployChanges.To
        .PostgresqlDatabase(connectionString)
        .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, EmbeddedSql.IsMigration)
        .WithVariablesDisabled() // $name$ quotes function bodies
        .WithTransactionPerScript()
        .JournalToPostgresqlTable("platform", "migration")
        .LogTo(new NoOpUpgradeLog())
        .Build()
        .PerformUpgrade();

    /// <summary>
    /// Locks every tenant table, so it runs only when needed: when scripts were run since the last time (the schema's comment
    /// names the last one that ran, whatever its number), or when this is a restored copy.
    /// </summary>
    private static Task InstallHistoryAsync(NpgsqlConnection connection, CancellationToken ct) => DatabaseSetup.ExecuteAsync(connection, """
        do $$
        declare
            state text;
        begin
            if to_regprocedure('history.install()') is null then return; end if;
            state := history.home() || ' ' || (select scriptname from platform.migration order by schemaversionsid desc limit 1);
            if obj_description('history'::regnamespace, 'pg_namespace') is distinct from state then
                perform history.install();
                execute format('comment on schema history is %L', state);
            end if;
        end $$
        """, ct);

    private static async Task InstallJobsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        PostgreSqlObjectsInstaller.Install(connection, JobSchema);
        await DatabaseSetup.ExecuteAsync(connection, $"""
            grant select, insert, update, delete on all tables in schema {JobSchema} to isms_app;
            grant usage, select on all sequences in schema {JobSchema} to isms_app;
            grant select on platform.migration to isms_app;
            """, ct);
    }
}
