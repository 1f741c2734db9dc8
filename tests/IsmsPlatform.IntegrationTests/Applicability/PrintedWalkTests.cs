using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.ApiClients;
using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Evidence;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Applicability;

/// <summary>The commands that docs/api.md prints, sent as they stand there: words, quotes and variables are read as a shell reads them.</summary>
public sealed partial class PrintedWalkTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_command_runs_as_printed_with_the_key_that_the_console_prints()
    {
        var w = await SoaWorld.OfAsync(server);
        var method = Guid.CreateVersion7();
        (await w.Manager.SendAsync(new DraftMethodology(method, MethodologyStart.FiveByFive))).Ok();
        (await w.Manager.SendAsync(new SubmitMethodology(method, 1))).Ok();
        (await w.Scope.Top.SendAsync(new Approve(await w.RequestOfAsync(method), null))).Ok();
        await w.Manager.AddAsync("Mail server", 1, 1, 1);
        var (key, rest) = Commands(await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "api.md"), Ct)) is var all ? (all[..3], all[3..]) : default;
        key[1].ShouldStartWith("KEY=$(./isms api-key --tenant kestrel --scopes \"$SCOPES\" --for maya@kestrel.example");
        var scopes = Assigned().Match(key[0]).Groups["value"].Value.Trim('"').Split(' ');
        using var api = await w.Tenant.ApiAsync(new IssueApiKey("console", scopes, 90, w.Manager.Account.Email));
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["KEY"] = api.DefaultRequestHeaders.Authorization!.Parameter!, ["API"] = "/api/v1" };
        api.DefaultRequestHeaders.Authorization = null;
        foreach (var line in rest) { await RunAsync(api, line, known); }
        var risk = (await w.Manager.SendAsync(new GetRisk(Guid.Parse(known["RISK"])))).Ok();
        (risk.Evaluations.Count, risk.Title).ShouldBe((1, "Fire destroys the only copy"));
        var row = (await w.ReadAsync(Guid.Parse(known["SOA"]))).Entries[^1];
        (row.Title, row.ReviewedBy).ShouldBe(("Backups leave the site", w.Manager.Account.Name));
        row.Reasons.ShouldBe([InclusionReason.Risk, InclusionReason.Business]);
        (await w.ReadAsync(Guid.Parse(known["SOA"]))).Entries.ShouldNotContain(e => e.IsProposed);
        (await w.Manager.SendAsync(new ListEvidence(nameof(Asset), Guid.Parse(known["ID"])))).Ok().Items.Single().Title.ShouldBe("Nightly scan");
    }

    [Fact]
    public async Task What_is_an_act_of_a_person_is_refused_with_its_reason_where_nobody_answers_for_the_key()
    {
        var w = await SoaWorld.OfAsync(server);
        var (day, test) = (TestApp.Today, Guid.CreateVersion7());
        (await w.Manager.SendAsync(new PlanTest { Id = test, ImplementationId = w.Backup, Kind = TestKind.Design, TesterId = w.Manager.PersonId, DueOn = day.AddDays(9) })).Ok();
        using var api = await w.Tenant.ApiAsync(new IssueApiKey("console", ["controls:write", "risks:write"], null));
        foreach (var (url, body) in new[]
        {
            ($"control-tests/{test}/perform", $$"""{ "performedOn": "{{day:yyyy-MM-dd}}", "verdict": "Effective", "conclusion": "Copies can be read." }"""),
            ($"risks/{w.Risk}/evaluations", """{ "stage": "Inherent", "likelihood": 2, "impacts": [5], "rationale": "One copy." }"""),
            ($"risks/{w.Risk}/loss-estimates", """{ "stage": "Current", "frequency": 0.2, "shape": "Interval90", "lossLow": 20000, "lossHigh": 400000, "rationale": "Comparable." }"""),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{url}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            using var answer = await api.SendAsync(request, Ct);
            (answer.StatusCode, url).ShouldBe((HttpStatusCode.UnprocessableEntity, url));
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("Nobody answers for this key");
        }
        (await w.Tenant.ApiKeyAsync(new IssueApiKey("console", ["risks:read"], null, "nobody@x.example"))).Error!.Code.ShouldBe("api-client.no-such-person");
    }

    private static async Task RunAsync(HttpClient api, string line, Dictionary<string, string> known)
    {
        if (Printed().Match(line) is { Success: true } printed)
        {
            known[printed.Groups["file"].Value] = printed.Groups["text"].Value;
            return;
        }
        if (Assigned().Match(line) is not { Success: true } assigned)
        {
            await SendAsync(api, Words(line.Replace(Now, TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffZ", CultureInfo.InvariantCulture), StringComparison.Ordinal), known), known);
            return;
        }
        var (name, value) = (assigned.Groups["name"].Value, assigned.Groups["value"].Value);
        known[name] = value switch
        {
            _ when Day().Match(value) is { Success: true } day => TimeProvider.System.GetUtcNow().AddDays(day.Groups["days"] is { Success: true } days ? int.Parse(days.Value, CultureInfo.InvariantCulture) : 0).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ when Tag().Match(value) is { Success: true } tagged => await SendAsync(api, Words(tagged.Groups["curl"].Value, known), known, wantsTag: true),
            _ when Taken().Match(value) is { Success: true } taken => At(JsonNode.Parse(await SendAsync(api, Words(taken.Groups["curl"].Value, known), known))!, taken.Groups["path"].Value),
            _ => value,
        };
    }

    private static async Task<string> SendAsync(HttpClient api, List<string> words, Dictionary<string, string> known, bool wantsTag = false)
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
        var parts = words.Select((word, i) => (word, i)).Where(x => x.word == "-F").Select(x => words[x.i + 1].Split('=', 2)).ToList();
        if (parts.Count > 0)
        {
            var form = new MultipartFormDataContent();
            foreach (var part in parts)
            {
                if (part[1].StartsWith('@')) { form.Add(new StringContent(known[part[1][1..]]), part[0], part[1][1..]); }
                else { form.Add(new StringContent(part[1]), part[0]); }
            }
            request.Content = form;
        }
        using var answer = await api.SendAsync(request, Ct);
        var said = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{request.Method} {url}: {(int)answer.StatusCode} {said}");
        return wantsTag ? answer.Headers.ETag!.ToString() : said;
    }

    // A quotation that goes on in the next line is one command.
    private static List<string> Commands(string page)
    {
        List<string> lines = [];
        var open = false;
        foreach (var line in Block().Matches(page).SelectMany(b => b.Groups["text"].Value.Replace("\\\n", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (open) { lines[^1] += line; }
            else { lines.Add(line); }
            open = lines[^1].Count(c => c == '\'') % 2 == 1;
        }
        return lines;
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

    private const string Now = "$(date -u +%Y-%m-%dT%H:%M:%SZ)";

    [GeneratedRegex("^echo \"(?<text>[^\"]*)\" > (?<file>\\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Printed();

    [GeneratedRegex(@"^\$\((?<curl>curl .+) \| tr -d '\\r' \| sed -n 's/\^ETag: //p'\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

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
