using System.Diagnostics;
using Npgsql;

namespace IsmsPlatform.Benchmarks;

/// <summary>The risk register at three sizes: list, what is accepted, heat map, search; and what rests on all risks: the Statement of Applicability, an assessment.</summary>
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
            stage.Page($"accepted {s.Slug}", "risks?acceptance=InForce", s),
            stage.Page($"matrix {s.Slug}", "risks/matrix", s),
            stage.Page($"search {s.Slug}", "risks?q=zebrafish", s),
        ])], Requests);
        foreach (var (page, name) in ((string, string)[])[("list", "Risk register"), ("accepted", "Accepted risks in the register"), ("matrix", "Heat map"), ("search", "Search for a rare word in the register")]) { Tell(stage, costs, page, name); }
        report.AtMost("Risk register of 100,000 against one of 1,000", Growth(stage, costs, "list"), 1.5, "×");
        await PlansAsync(stage);
        await OfAllRisksAsync(stage);
    }

    // Drafted and begun over HTTP as people do it, before their pages are measured.
    private static async Task OfAllRisksAsync(Stage stage)
    {
        List<Target> soas = [], assessments = [];
        foreach (var s in (Resident[])[stage.Small, stage.Medium, stage.Large])
        {
            await EndAsync(stage, s);
            var (soa, drafting) = await ActAsync(new Form(stage, "soa", s), "soa/versions/new", []);
            soas.Add(stage.Page($"soa {s.Slug}", soa, s));
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var lead = await stage.Arena.Admin.ValueAsync<Guid>($"select id from app.person where tenant_id = '{s.Id}' order by id limit 1");
            var form = new Form(stage, "risk-assessments/new", s);
            var (planned, _) = await ActAsync(form, "risk-assessments/new", new() { ["Name"] = "All risks", ["Trigger"] = "Planned", ["StartOn"] = $"{today:yyyy-MM-dd}", ["DueOn"] = $"{today.AddDays(28):yyyy-MM-dd}", ["LeadId"] = lead.ToString() });
            var (_, starting) = await ActAsync(form, $"{planned}/start", new() { ["version"] = "1" });
            assessments.Add(stage.Page($"assessment {s.Slug}", planned, s));
            if (s != stage.Large) { continue; }
            stage.Report.Told("Statement of Applicability drafted from 100,000 risks with 200,000 controls", drafting, "s");
            stage.Report.Told("Assessment of 100,000 risks begun", starting, "s");
        }
        var costs = await stage.Load.CompareAsync(soas, Requests);
        Tell(stage, costs, "soa", "Statement of Applicability (93 rows)");
        stage.Report.AtMost("Statement of Applicability over 100,000 risks against one over 1,000", Growth(stage, costs, "soa"), 1.5, "×");
        costs = await stage.Load.CompareAsync(assessments, Requests / 10);
        Tell(stage, costs, "assessment", "Page of a running assessment");
        stage.Report.AtMost("Running assessment of 100,000 risks against one of 1,000", Growth(stage, costs, "assessment"), 1.5, "×");
    }

    // What an earlier run on this database began: a second draft is refused, and a running assessment would be written to with each change of a risk.
    private static async Task EndAsync(Stage stage, Resident s)
    {
        async Task SendAsync(string page, string path, string act, string open)
        {
            var begun = await stage.Arena.Admin.ValueAsync<string[]>($"select array(select id || ' ' || version from {open} and tenant_id = '{s.Id}')");
            foreach (var one in begun.Select(b => b.Split(' '))) { await new Form(stage, page, s).SendAsync($"{path}/{one[0]}/{act}", new() { ["version"] = one[1], ["Reason"] = "Measured" }); }
        }
        await SendAsync("soa", "soa/versions", "withdraw", "app.soa_version where status = 'Draft'");
        await SendAsync("risk-assessments", "risk-assessments", "cancel", "app.risk_assessment where status = 'InProgress'");
    }

    // Where it leads and how many seconds that took.
    private static async Task<(string Path, double Seconds)> ActAsync(Form form, string path, Dictionary<string, string> fields)
    {
        var started = Stopwatch.GetTimestamp();
        var to = await form.SendAsync(path, fields);
        return (string.Join('/', to.Split('/').Skip(3)), Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static void Tell(Stage stage, Dictionary<string, Cost> costs, string page, string name)
    {
        stage.Report.Told($"{name}: 1,000 risks, CPU per request", costs[$"{page} {stage.Small.Slug}"].Cpu, "µs");
        stage.Report.Told("… 10,000", costs[$"{page} {stage.Medium.Slug}"].Cpu, "µs");
        stage.Report.Told("… 100,000", costs[$"{page} {stage.Large.Slug}"].Cpu, "µs");
    }

    private static double Growth(Stage stage, Dictionary<string, Cost> costs, string page) => costs[$"{page} {stage.Large.Slug}"].Cpu / costs[$"{page} {stage.Small.Slug}"].Cpu;

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
