using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Applicability;

/// <summary>The commands that docs/api.md prints, sent as they stand there: words, quotes and variables are read as a shell reads them.</summary>
public sealed partial class PrintedWalkTests(PostgresServer server)
{
    private const string Chapter = "Risks, controls and the Statement of Applicability";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_walk_from_a_risk_to_its_row_in_the_statement_of_applicability_runs_as_printed()
    {
        var w = await SoaWorld.OfAsync(server);
        var method = Guid.CreateVersion7();
        (await w.Manager.SendAsync(new DraftMethodology(method, MethodologyStart.FiveByFive))).Ok();
        (await w.Manager.SendAsync(new SubmitMethodology(method, 1))).Ok();
        (await w.Scope.Top.SendAsync(new Approve(await w.RequestOfAsync(method), null))).Ok();
        using var api = await w.Tenant.ApiAsync("people:read", "methodology:read", "controls:write", "risks:write", "soa:write");
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["KEY"] = api.DefaultRequestHeaders.Authorization!.Parameter!, ["API"] = "/api/v1" };
        api.DefaultRequestHeaders.Authorization = null;
        foreach (var line in Commands(await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "api.md"), Ct))) { await RunAsync(api, line, known); }
        var risk = (await w.Manager.SendAsync(new GetRisk(Guid.Parse(known["RISK"])))).Ok();
        (risk.Evaluations.Count, risk.Title).ShouldBe((1, "Fire destroys the only copy"));
        var row = (await w.ReadAsync(Guid.Parse(known["SOA"]))).Entries[^1];
        (row.Title, row.ReviewedBy).ShouldBe(("Backups leave the site", w.Manager.Account.Name));
        row.Reasons.ShouldBe([InclusionReason.Risk, InclusionReason.Business]);
        (await w.ReadAsync(Guid.Parse(known["SOA"]))).Entries.ShouldNotContain(e => e.IsProposed);
    }

    private static async Task RunAsync(HttpClient api, string line, Dictionary<string, string> known)
    {
        if (Assigned().Match(line) is not { Success: true } assigned)
        {
            await SendAsync(api, Words(line, known));
            return;
        }
        var (name, value) = (assigned.Groups["name"].Value, assigned.Groups["value"].Value);
        known[name] = value switch
        {
            _ when Day().Match(value) is { Success: true } day => TimeProvider.System.GetUtcNow().AddDays(day.Groups["days"] is { Success: true } days ? int.Parse(days.Value, CultureInfo.InvariantCulture) : 0).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ when Taken().Match(value) is { Success: true } taken => At(JsonNode.Parse(await SendAsync(api, Words(taken.Groups["curl"].Value, known)))!, taken.Groups["path"].Value),
            _ => value,
        };
    }

    private static async Task<string> SendAsync(HttpClient api, List<string> words)
    {
        words[0].ShouldBe("curl");
        string? Option(string name) => words.IndexOf(name) is > 0 and var at ? words[at + 1] : null;
        var url = words.Single(word => word.StartsWith("/api/", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(new HttpMethod(Option("-X") ?? "GET"), url);
        var type = "application/json";
        foreach (var header in words.Select((word, i) => (word, i)).Where(x => x.word == "-H").Select(x => words[x.i + 1].Split(": ", 2)))
        {
            if (header[0] == "Content-Type") { type = header[1]; }
            else { request.Headers.TryAddWithoutValidation(header[0], header[1]).ShouldBeTrue(); }
        }
        if (Option("-d") is { } body) { request.Content = new StringContent(body, Encoding.UTF8, type); }
        using var answer = await api.SendAsync(request, Ct);
        var said = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{request.Method} {url}: {(int)answer.StatusCode} {said}");
        return said;
    }

    private static IEnumerable<string> Commands(string page)
    {
        var from = page.IndexOf($"## {Chapter}\n", StringComparison.Ordinal);
        var chapter = page[from..page.IndexOf("\n## ", from + 1, StringComparison.Ordinal)];
        return Block().Matches(chapter).SelectMany(b => b.Groups["text"].Value.Replace("\\\n", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static List<string> Words(string line, Dictionary<string, string> known)
    {
        List<string> words = [];
        foreach (Match word in Word().Matches(line))
        {
            words.Add(string.Concat(Piece().Matches(word.Value).Select(p => p.Value[0] == '\'' ? p.Value[1..^1] : Variable().Replace(p.Value.Trim('"'), v => known[v.Groups[1].Value]))));
        }
        return words;
    }

    // ".items[0].id", as jq reads it; a negative number counts from the end.
    private static string At(JsonNode node, string path)
    {
        foreach (Match step in Step().Matches(path))
        {
            node = node[step.Groups["name"].Value]!;
            if (step.Groups["at"] is { Success: true } at) { node = int.Parse(at.Value, CultureInfo.InvariantCulture) is var i && i < 0 ? node.AsArray()[node.AsArray().Count + i]! : node[i]!; }
        }
        return node.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IsmsPlatform.sln"))) { folder = folder.Parent; }
        return folder.FullName;
    }

    [GeneratedRegex("```\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("^(?<name>[A-Z]+)=(?<value>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"^\$\(date -I( -d '\+(?<days>[0-9]+) days')?\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^\$\((?<curl>curl .+) \| jq -r '(?<path>[^']+)'\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Taken();

    [GeneratedRegex("""('[^']*'|"[^"]*"|[^\s'"])+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("""'[^']*'|"[^"]*"|[^'"]+""", RegexOptions.None, 1000)]
    private static partial Regex Piece();

    [GeneratedRegex(@"\$([A-Z]+)", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\.(?<name>\w+)(\[(?<at>-?[0-9]+)\])?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();
}
