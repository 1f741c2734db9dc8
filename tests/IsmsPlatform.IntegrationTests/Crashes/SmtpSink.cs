using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace IsmsPlatform.IntegrationTests.Crashes;

/// <summary>A mail server (RFC 5321) that takes everything and remembers the Message-ID of what it answered 250 for.</summary>
internal sealed partial class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    internal SmtpSink()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>In the order of their acceptance; one that was taken twice stands here twice.</summary>
    internal ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Awaited before the answer to a mail, with the number of mails taken so far.</summary>
    internal Func<int, Task> BeforeTaking { get; set; } = _ => Task.CompletedTask;

    private async Task ServeAsync()
    {
        try
        {
            while (true) { _ = TalkAsync(await _listener.AcceptTcpClientAsync()); }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { } // stopped
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            while (await reader.ReadLineAsync() is { } line)
            {
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        await TakeAsync(reader);
                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 fine");
                        break;
                }
            }
        }
        catch (IOException) { } // whoever sent was killed
    }

    private async Task TakeAsync(StreamReader reader)
    {
        var id = "";
        while (await reader.ReadLineAsync() is { } line and not ".")
        {
            if (MessageId().Match(line) is { Success: true } m) { id = m.Groups[1].Value; }
        }
        await BeforeTaking(Taken.Count);
        Taken.Enqueue(id);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    [GeneratedRegex("^Message-Id: <(.+)>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex MessageId();
}
