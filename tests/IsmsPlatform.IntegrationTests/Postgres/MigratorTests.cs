using IsmsPlatform.Infrastructure.Postgres;

namespace IsmsPlatform.IntegrationTests.Postgres;

public sealed class MigratorTests(PostgresServer server)
{
    [Fact]
    public async Task Runs_every_script_once_and_says_which()
    {
        await using var db = await server.EmptyAsync();
        (await Migrator.PendingAsync(db.Program)).ShouldContain("0001_foundation.sql");

        var first = await Migrator.MigrateAsync(db.Migrator);
        first[0].ShouldBe("0001_foundation.sql");
        (await Migrator.MigrateAsync(db.Migrator)).ShouldBeEmpty();
        (await Migrator.PendingAsync(db.Program)).ShouldBeEmpty();
    }
}
