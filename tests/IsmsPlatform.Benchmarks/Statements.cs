using System.Diagnostics;
using Npgsql;

namespace IsmsPlatform.Benchmarks;

/// <summary>What walls and history cost in the database alone: by the program's own role, in one backend, CPU from /proc.</summary>
internal static class Statements
{
    private const string Settings = "select set_config('app.tenant_id', $1, true), set_config('app.actor_id', $1, true), set_config('search_path', 'app', true)";

    internal static async Task MeasureAsync(Stage stage)
    {
        var (tenant, report) = (stage.Large.Id, stage.Report);
        await using var app = await OpenAsync(stage.Arena.Connections.App);
        await using var admin = await OpenAsync(stage.Arena.AdminConnection);

        var list = "select id, code, name, type, status from {0} where tenant_id = $1 and status <> 'Retired' order by name, id limit 50";
        var walled = new Statement(app, string.Format(list, "asset"), tenant, Settings);
        var bare = new Statement(admin, string.Format(list, "bench.bare"), tenant, null);
        var (isolated, free) = await CompareAsync(walled, bare, times: 1000);
        report.AtMost("Isolation (RLS, setting, filter) against none, in SQL", isolated.Cpu / free.Cpu, 1.4, "×");

        var search = new Statement(app, "select count(*) from app.search_asset('%zebrafish%', array['%zebrafish%'])", tenant, Settings, Unused: true);
        report.AtMost("Search for a rare word in 1,000,000 assets under RLS, in SQL", await TimeAsync(search, 50), 20, "ms");
        var figures = new Statement(app, "select status, criticality, count(*), count(*) filter (where owner_id is null) from asset where tenant_id = $1 and status <> 'Retired' group by 1, 2", tenant, Settings);
        report.AtMost("Figures of the dashboard of 100,000 assets, in SQL", await TimeAsync(figures, 20), 25, "ms");
        var log = new Statement(app, "select id from audit_event where tenant_id = $1 and subject_type = 'asset' and use_case = 'RetireAsset' and at < now() - interval '30 days' order by at desc, id desc limit 50", tenant, Settings);
        report.AtMost("Audit log of 1,000,000 events, a filtered page, in SQL", await TimeAsync(log, 20), 50, "ms");

        var change = "update {0} set name = name || '.' where tenant_id = $1 and id = (select id from bench.bare where tenant_id = $1 offset floor(random() * 1000) limit 1)";
        var kept = new Statement(app, string.Format(change, "asset"), tenant, Settings,
            "insert into audit_event (tenant_id, id, at, actor_kind, actor_name, use_case, subject_type, subject_id, subject_label, request_id, changes) values ($1, uuidv7(), now(), 'User', 'Bench', 'ChangeAsset', 'asset', $1, 'Bench', 'bench', '[{\"Field\": \"Name\", \"Before\": \"Old\", \"After\": \"New\"}]')");
        var unkept = new Statement(admin, string.Format(change, "bench.bare"), tenant, null);
        await stage.Arena.Admin.RunAsync("grant usage on schema bench to isms_app; grant select on bench.bare to isms_app");
        var (withHistory, without) = await CompareAsync(kept, unkept, times: 200);
        report.AtMost("A write with history and event against bare tables", withHistory.Cpu / without.Cpu, 2, "×");
        report.Told("… in time, with what both wait for the disk", withHistory.Took / without.Took, "×");
    }

    /// <param name="Settings">That go before it in the same batch; null for none.</param>
    /// <param name="Event">A second statement of the same transaction.</param>
    /// <param name="Unused">It takes no parameter.</param>
    private sealed record Statement(NpgsqlConnection Connection, string Sql, Guid Tenant, string? Settings, string? Event = null, bool Unused = false)
    {
        internal async Task RunAsync()
        {
            await using var batch = new NpgsqlBatch(Connection);
            if (Settings is not null) { batch.BatchCommands.Add(new(Settings) { Parameters = { new() { Value = Tenant.ToString() } } }); }
            var command = new NpgsqlBatchCommand(Sql);
            if (!Unused) { command.Parameters.Add(new() { Value = Tenant }); }
            batch.BatchCommands.Add(command);
            if (Event is not null) { batch.BatchCommands.Add(new(Event) { Parameters = { new() { Value = Tenant } } }); }
            await batch.ExecuteNonQueryAsync();
        }
    }

    /// <summary>What a statement costs.</summary>
    /// <param name="Cpu">Of its backend, in µs.</param>
    /// <param name="Took">On the clock, in µs.</param>
    private sealed record Price(double Cpu, double Took);

    /// <summary>Of each, in turns, the median of five rounds. Ratios are of CPU: the clock tells of the disk and of whoever else uses the machine.</summary>
    private static async Task<(Price First, Price Second)> CompareAsync(Statement first, Statement second, int times)
    {
        List<Price> ofFirst = [], ofSecond = [];
        for (var round = 0; round < 6; round++)
        {
            var (a, b) = (await RunAsync(first, times), await RunAsync(second, times));
            if (round > 0) // the first one warms
            {
                ofFirst.Add(a);
                ofSecond.Add(b);
            }
        }
        return (Median(ofFirst), Median(ofSecond));
    }

    private static async Task<double> TimeAsync(Statement statement, int times) => (await CompareAsync(statement, statement, times)).First.Took / 1000;

    private static async Task<Price> RunAsync(Statement statement, int times)
    {
        var (cpu, started) = (Cpu.OfBackend(statement.Connection.ProcessID), Stopwatch.GetTimestamp());
        for (var n = 0; n < times; n++) { await statement.RunAsync(); }
        return new((Cpu.OfBackend(statement.Connection.ProcessID) - cpu) / times, Stopwatch.GetElapsedTime(started).TotalMicroseconds / times);
    }

    private static Price Median(List<Price> prices) => new(prices.Select(p => p.Cpu).Order().ElementAt(prices.Count / 2), prices.Select(p => p.Took).Order().ElementAt(prices.Count / 2));

    // Prepared on both sides: what is compared is not the planner.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Max Auto Prepare=20;Auto Prepare Min Usages=2");
        await connection.OpenAsync();
        return connection;
    }
}
