namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>A clone in which each test makes a table of its own, changes it, and lets history.install() follow.</summary>
public sealed class InstallDatabase(PostgresServer server) : IAsyncLifetime
{
    public const string Install = "; select history.install()";

    public TestDatabase Db { get; private set; } = null!;
    public Guid Tenant { get; } = Guid.NewGuid();

    public async ValueTask InitializeAsync() => Db = await server.CloneAsync();

    /// <summary>A remembered table with the rows 1 and 2, and an instant at which they were there.</summary>
    public async Task<(string Table, DateTimeOffset Then)> TableAsync(string columns = "name text not null, size int", string values = "'one', 1")
    {
        var t = "t" + Guid.NewGuid().ToString("N")[..8];
        await Db.AsOwnerAsync($"create table app.{t} (tenant_id uuid, id int, {columns}, primary key (tenant_id, id)); select app.protect('app.{t}')" + Install);
        await Db.AsOwnerAsync($"insert into app.{t} values ('{Tenant}', 1, {values}), ('{Tenant}', 2, {values})");
        return (t, await Db.NowAsync());
    }

    public Task<List<string>> PastAsync(string table, DateTimeOffset then, string columns) => Db.ReadAsync(Tenant, $"select {columns} from {table} order by id", then);

    public Task<long> VersionsAsync(string table) => Db.ValueAsync<long>($"select count(*) from history.{table}");

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}
