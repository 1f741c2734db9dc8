using Npgsql;

namespace IsmsPlatform.Benchmarks;

/// <summary>The risk register at three sizes: list, heat map, search.</summary>
internal static class RiskPages
{
    private const int Requests = 300;

    internal static async Task MeasureAsync(Stage stage)
    {
        var report = stage.Report;
        Resident[] sizes = [stage.Small, stage.Medium, stage.Large];
        var costs = await stage.Load.CompareAsync([.. sizes.SelectMany(s => (Target[])
        [
            stage.Page($"list {s.Slug}", "risks", s),
            stage.Page($"matrix {s.Slug}", "risks/matrix", s),
            stage.Page($"search {s.Slug}", "risks?q=zebrafish", s),
        ])], Requests);
        double Cpu(string page, Resident of) => costs[$"{page} {of.Slug}"].Cpu;
        foreach (var (page, name) in ((string, string)[])[("list", "Risk register"), ("matrix", "Heat map"), ("search", "Search for a rare word in the register")])
        {
            report.Told($"{name} of 1,000 risks, CPU per request", Cpu(page, stage.Small), "µs");
            report.Told($"… of 10,000", Cpu(page, stage.Medium), "µs");
            report.Told($"… of 100,000", Cpu(page, stage.Large), "µs");
        }
        report.AtMost("Risk register of 100,000 against one of 1,000", Cpu("list", stage.Large) / Cpu("list", stage.Small), 1.5, "×");
        await PlansAsync(stage);
    }

    // What stands in an index is not looked up in the table, and a rare word is found without reading all titles: asked of the planner, under RLS.
    private static async Task PlansAsync(Stage stage)
    {
        await using var connection = new NpgsqlConnection(stage.Arena.Connections.App + ";Pooling=false");
        await connection.OpenAsync();
        await using var settings = new NpgsqlCommand("select set_config('app.tenant_id', $1, false), set_config('search_path', 'app', false)", connection) { Parameters = { new() { Value = stage.Large.Id.ToString() } } };
        await settings.ExecuteNonQueryAsync();
        async Task<string> PlanAsync(string sql)
        {
            await using var command = new NpgsqlCommand("explain " + sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync()) { lines.Add(reader.GetString(0)); }
            return string.Join('\n', lines);
        }
        var map = await PlanAsync($"select current_methodology_id, current_likelihood, current_impact, count(*) from risk where tenant_id = '{stage.Large.Id}' and is_open group by 1, 2, 3");
        stage.Report.AtMost("Heat map: reads outside its index", map.Contains("Index Only Scan using risk_current", StringComparison.Ordinal) ? 0 : 1, 0, "");
        var list = await PlanAsync($"select id from risk where tenant_id = '{stage.Large.Id}' and is_open order by gravity, id limit 51");
        stage.Report.AtMost("Register: sorts outside its index", list.Contains("Sort", StringComparison.Ordinal) ? 1 : 0, 0, "");
    }
}
