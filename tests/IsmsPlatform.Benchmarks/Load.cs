using System.Diagnostics;

namespace IsmsPlatform.Benchmarks;

/// <summary>What requests cost: CPU of program and database in µs per request, requests per second.</summary>
internal sealed record Cost(double CpuProgram, double CpuDatabase, double PerSecond)
{
    internal double Cpu => CpuProgram + CpuDatabase;

    internal static Cost Median(IReadOnlyList<Cost> costs)
    {
        double Middle(Func<Cost, double> of) => costs.Select(of).Order().ElementAt(costs.Count / 2);
        return new(Middle(c => c.CpuProgram), Middle(c => c.CpuDatabase), Middle(c => c.PerSecond));
    }
}

/// <summary>A page that is asked for again and again.</summary>
/// <param name="Process">That answers it.</param>
internal sealed record Target(string Name, string Url, int Process, string? Cookie = null, string? Bearer = null);

/// <summary>Asks, several requests at a time, and reads from /proc what that cost.</summary>
internal sealed class Load(int postmaster) : IDisposable
{
    private const int AtOnce = 8;

    // JIT, plans, pages: the compiler works beside the first thousands of requests, and what it takes is part of a start, not of a request.
    private const int WarmRounds = 5;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = AtOnce });

    /// <summary>All targets in turns, so that whatever else the machine does hits them alike; the median of the rounds.</summary>
    internal async Task<Dictionary<string, Cost>> CompareAsync(IReadOnlyList<Target> targets, int requests, int rounds = 5)
    {
        for (var round = 0; round < WarmRounds; round++)
        {
            foreach (var target in targets) { await AskAsync(target, requests); }
        }
        var costs = targets.ToDictionary(t => t.Name, _ => new List<Cost>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var target in targets) { costs[target.Name].Add(await AskAsync(target, requests)); }
        }
        return costs.ToDictionary(c => c.Key, c => Cost.Median(c.Value));
    }

    private async Task<Cost> AskAsync(Target target, int requests)
    {
        var (program, database, started) = (Cpu.OfProcess(target.Process), Cpu.OfPostgres(postmaster), Stopwatch.GetTimestamp());
        var left = requests;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0) { await GetAsync(target); }
        }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new((Cpu.OfProcess(target.Process) - program) / requests, (Cpu.OfPostgres(postmaster) - database) / requests, requests / seconds);
    }

    internal async Task<string> GetAsync(Target target)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, target.Url), target);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{target.Name}: {(int)answer.StatusCode} {target.Url}");
    }

    internal async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Target target)
    {
        if (target.Cookie is { } cookie) { request.Headers.Add("Cookie", cookie); }
        if (target.Bearer is { } key) { request.Headers.Authorization = new("Bearer", key); }
        return await _client.SendAsync(request);
    }

    public void Dispose() => _client.Dispose();
}
