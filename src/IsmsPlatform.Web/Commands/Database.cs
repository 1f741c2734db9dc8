using IsmsPlatform.Infrastructure.Postgres;
using Npgsql;

namespace IsmsPlatform.Web.Commands;

/// <summary>
/// The database that a command works on: the configured server, or the private one. Holding it keeps the private server alive.
/// </summary>
internal sealed record Database(string App, string Migrator, PrivatePostgres? Private) : IAsyncDisposable
{
    /// <param name="configuration">Of the program.</param>
    /// <param name="environment">Of the program.</param>
    /// <param name="embeddedAsked">Whether the private server is asked for outside Development.</param>
    /// <param name="mustExist">Whether a private server that nobody began is refused: a mistyped folder is none.</param>
    /// <summary>With <c>ConnectionStrings:Isms</c> that server; without it the private one, in Development or when asked for.</summary>
    internal static async Task<Database> OpenAsync(IConfiguration configuration, IHostEnvironment environment, bool embeddedAsked, bool mustExist = false)
    {
        if (configuration.GetConnectionString("Isms") is { Length: > 0 } app)
        {
            return new Database(app, configuration.GetConnectionString("IsmsMigrator") ?? "", null);
        }
        if (!environment.IsDevelopment() && !embeddedAsked)
        {
            throw new UsageException("No database is configured: set ConnectionStrings__Isms (and ConnectionStrings__IsmsMigrator), or ask for the private server with --embedded.");
        }
        var folder = DataFolder.Resolve(configuration["Data"], mustExist);
        if (folder.Note is not null) { Console.Error.WriteLine(folder.Note); }
        var server = await PrivatePostgres.StartAsync(PrivatePostgresOptions.For(folder, configuration["PostgresBinaries"]));
        var connections = await DatabaseSetup.EnsureAsync(server.AdminConnectionString, "isms", server.PasswordOf("isms_app"), server.PasswordOf("isms_migrator"));
        return new Database(connections.App, connections.Migrator, server);
    }

    /// <summary>Brings the schema up to date where a migrator's connection is known; else it must be so already.</summary>
    internal async Task<IReadOnlyList<string>> MigrateAsync()
    {
        if (Migrator.Length > 0) { return await Infrastructure.Postgres.Migrator.MigrateAsync(Migrator); }
        await using var source = NpgsqlDataSource.Create(App);
        var pending = await Infrastructure.Postgres.Migrator.PendingAsync(source);
        return pending.Count == 0 ? [] : throw new UsageException($"The database lacks {string.Join(", ", pending)}: run “./isms migrate” with ConnectionStrings__IsmsMigrator set.");
    }

    public ValueTask DisposeAsync() => Private?.DisposeAsync() ?? ValueTask.CompletedTask;
}
