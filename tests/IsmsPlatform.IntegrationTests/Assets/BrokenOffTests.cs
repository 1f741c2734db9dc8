using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Assets;

/// <summary>The database ends the connection of a command: because it took too long, or because it stops.</summary>
public sealed class BrokenOffTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_waited_learns_that_nothing_was_stored_and_can_try_again()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var asset = new CreateAsset { Id = Guid.CreateVersion7(), Name = "Ledger", Type = AssetType.Application, Classification = Classification.Internal, OwnerId = tenant.Manager.PersonId };
        await using (var admin = await app.Database.Superuser.OpenConnectionAsync(Ct))
        {
            await using var held = await admin.BeginTransactionAsync(Ct);
            async Task<int> RunAsync(string sql)
            {
                await using var command = admin.CreateCommand();
                command.CommandText = sql;
                return Convert.ToInt32(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
            }
            await RunAsync($"select 1 from app.person where id = '{tenant.Manager.PersonId}' for update");
            var sent = tenant.Manager.SendAsync(asset);
            while (await RunAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))") == 0) { await Task.Delay(20, Ct); }
            (await sent).Error.ShouldBe(DatabaseRefusal.BrokenOff);
        }
        (await tenant.ReadAsync(db => db.Assets.CountAsync(Ct))).ShouldBe(0);
        (await tenant.Manager.SendAsync(asset)).Error.ShouldBeNull();
    }
}
