using System.Text.Json.Nodes;

namespace IsmsPlatform.Benchmarks;

/// <summary>Pages that people read, everything on: sign-in, permissions, walls, shell.</summary>
internal static class Pages
{
    private const int Requests = 400;

    internal static async Task MeasureAsync(Stage stage)
    {
        var (large, report) = (stage.Large, stage.Report);
        var asset = await stage.Arena.Admin.ValueAsync<Guid>($"select id from app.asset where tenant_id = '{large.Id}' order by name limit 1 offset 500");
        var costs = await stage.Load.CompareAsync(
        [
            new("floor", $"{stage.Arena.FloorAddress}/floor/{large.Id}", stage.Floor),
            stage.Page("list", "assets"),
            stage.Page("list of the small tenant", "assets", stage.Small),
            stage.Page("detail", $"assets/{asset}"),
            stage.Page("dashboard", ""),
            stage.Page("dashboard of the small tenant", "", stage.Small),
            stage.Api("api list", "assets?size=50"),
            stage.Api("api page 1,000", $"assets?size=50&after={Uri.EscapeDataString(await CursorAsync(stage, page: 1_000))}"),
            stage.Page("list as of last year", $"assets?as_of={DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).AddDays(-330):yyyy-MM-dd}"),
            stage.Page("search", "assets?q=zebrafish"),
        ], Requests);
        var (floor, list) = (costs["floor"], costs["list"]);
        report.Told("Floor: compiled query and Razor table, CPU per request", floor.Cpu, "µs");
        report.Told("List page of 50 of 100,000 assets, CPU per request", list.Cpu, "µs");
        report.Told("… of it the database", list.CpuDatabase, "µs");
        report.AtMost("List page, CPU per request against the floor", list.Cpu / floor.Cpu, 3.5, "×");
        report.AtLeast("List page, throughput against the floor", 100 * list.PerSecond / floor.PerSecond, 30, "%");
        report.AtMost("List of 100,000 against list of 1,000", list.Cpu / costs["list of the small tenant"].Cpu, 1.5, "×");
        report.AtMost("Page 1,000 against page 1 (API)", costs["api page 1,000"].Cpu / costs["api list"].Cpu, 1.5, "×");
        report.AtMost("Detail page, CPU per request", costs["detail"].Cpu / 1000, 5, "ms");
        report.AtMost("Dashboard of 1,000 assets, CPU per request", costs["dashboard of the small tenant"].Cpu / 1000, 5, "ms");
        report.Told("Dashboard of 100,000 assets, CPU per request", costs["dashboard"].Cpu / 1000, "ms");
        report.AtMost("List as of last year against the present one", costs["list as of last year"].Cpu / list.Cpu, 3, "×");
        report.Told("List page with a search for a rare word, CPU per request", costs["search"].Cpu, "µs");
    }

    private static async Task<string> CursorAsync(Stage stage, int page)
    {
        var cursor = "";
        for (var n = 1; n < page; n += 2) // pages of 100 lead to the same place in half the steps
        {
            var answer = await stage.Load.GetAsync(stage.Api("cursor", $"assets?size=100{(cursor.Length > 0 ? $"&after={Uri.EscapeDataString(cursor)}" : "")}"));
            cursor = (string)JsonNode.Parse(answer)!["next"]!;
        }
        return cursor;
    }
}
