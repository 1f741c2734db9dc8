using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;

namespace IsmsPlatform.Benchmarks;

/// <summary>Much at once, over HTTP: what other systems and people bring.</summary>
internal static partial class Changes
{
    private const int ImportedRows = 10_000;

    internal static async Task MeasureAsync(Stage stage)
    {
        var batch = stage.Api("batch", "assets:batchUpsert");
        await UpsertAsync(stage, batch, "warm", 100);
        stage.Report.AtMost("Batch upsert of 1,000 new assets", await UpsertAsync(stage, batch, "new", 1_000), 2, "s");
        stage.Report.AtMost("The same batch again, unchanged", await UpsertAsync(stage, batch, "new", 1_000), 2, "s");
        stage.Report.AtMost("Import of 10,000 rows with 9,999 dependencies, confirmation", await ImportAsync(stage), 10, "s");
    }

    private static async Task<double> UpsertAsync(Stage stage, Target target, string source, int count)
    {
        var body = JsonContent.Create(new { source, assets = Enumerable.Range(0, count).Select(n => new { externalId = n, name = $"{source} host {n}", type = "Server", availability = n % 5, description = "From a configuration database." }) });
        var started = Stopwatch.GetTimestamp();
        using var answer = await stage.Load.SendAsync(new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = body }, target);
        return answer.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(started).TotalSeconds : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<double> ImportAsync(Stage stage)
    {
        var csv = new StringBuilder("Name;External id;Type;Availability;Needs\n");
        for (var n = 0; n < ImportedRows; n++) { csv.Append($"Imported host {n};I{n};Server;{n % 5};{(n > 0 ? $"I{(n - 1) / 2}" : "")}\n"); }
        var form = new Form(stage, "assets/import");
        var columns = await form.SendAsync("assets/import", new() { ["source"] = "Bench" }, ("file", "assets.csv", new StringContent(csv.ToString())));
        var id = ImportId().Match(columns).Value;
        await form.SendAsync($"assets/import/{id}/columns", new() { ["mapping[Name]"] = "Name", ["mapping[ExternalId]"] = "External id", ["mapping[Type]"] = "Type", ["mapping[Availability]"] = "Availability", ["mapping[Needs]"] = "Needs" });
        var started = Stopwatch.GetTimestamp();
        await form.SendAsync($"assets/import/{id}/confirm", []);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    [GeneratedRegex("(?<=assets/import/)[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex ImportId();
}
