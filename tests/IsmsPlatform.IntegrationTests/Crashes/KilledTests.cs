using System.Globalization;
using System.Net.Sockets;
using System.Text;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Crashes;

/// <summary>Killed (-9) in the middle: nothing is half there, nothing is done twice.</summary>
public sealed class KilledTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_importing_it_leaves_nothing_and_the_import_can_be_confirmed_again()
    {
        await using var app = await TestApp.StartAsync(server);
        var tenant = await app.TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/assets/import";
        var file = "Name;Type\n" + string.Concat(Enumerable.Range(0, 500).Select(n => $"Server {n};Server\n"));
        var form = await browser.GetAsync(url);
        var uploaded = await browser.UploadAsync(url, form.Csrf, "File", "list.csv", Encoding.UTF8.GetBytes(file), ("id", form.Field("id")!), ("Source", "CMDB"));
        var preview = (await browser.PostAsync(uploaded.Location!, form.Csrf, ("Mapping[Name]", "Name"), ("Mapping[Type]", "Type"))).Location!;
        var confirm = preview.Replace("/preview", "/confirm", StringComparison.Ordinal);

        await using var program = await RunningProgram.StartAsync(app, "web");
        await using (var admin = await app.Database.Superuser.OpenConnectionAsync(Ct))
        {
            // The assets are written before the events that tell of them: whoever waits for the events is in the middle.
            await using var held = await admin.BeginTransactionAsync(Ct);
            await using (var hold = new NpgsqlCommand("lock table app.audit_event in share mode", admin, held)) { await hold.ExecuteNonQueryAsync(Ct); }
            using var post = new HttpRequestMessage(HttpMethod.Post, confirm) { Content = new FormUrlEncodedContent([]), Headers = { { "Cookie", string.Join("; ", browser.Cookies) }, { "X-CSRF", form.Csrf } } };
            var asked = program.Client.SendAsync(post, Ct);
            await UntilAsync(async () => await CountAsync(app, "select count(*) from pg_locks where not granted and relation = 'app.audit_event'::regclass") > 0);
            await program.KillAsync();
            await Should.ThrowAsync<HttpRequestException>(asked);
        }
        await UntilAsync(async () => await CountAsync(app, "select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle' and query ilike 'insert%'") == 0);
        (await tenant.ReadAsync(db => db.Assets.CountAsync(Ct))).ShouldBe(0);
        (await browser.PostAsync(confirm, form.Csrf)).Location.ShouldBe($"/t/{tenant.Slug}/assets?status=Draft");
        (await tenant.ReadAsync(db => db.Assets.CountAsync(Ct))).ShouldBe(500);
    }

    [Fact]
    public async Task Killed_while_a_file_comes_in_it_shows_no_evidence_and_keeps_no_file_under_a_name()
    {
        await using var app = await TestApp.StartAsync(server);
        var tenant = await app.TenantAsync();
        var (asset, browser) = (await tenant.Manager.AddAsync("Mail", 1, 1, 1), await tenant.Manager.BrowserAsync());
        var path = $"/t/{tenant.Slug}/evidence/new/asset/{asset}";
        var token = (await browser.GetAsync(path)).Field("__RequestVerificationToken")!;

        await using var program = await RunningProgram.StartAsync(app, "web");
        string Part(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
        var body = Part("__RequestVerificationToken", token) + Part("Id", Guid.CreateVersion7().ToString()) + Part("Title", "Restore test") + Part("Kind", "File")
            + "--b\r\nContent-Disposition: form-data; name=\"File\"; filename=\"log.txt\"\r\nContent-Type: text/plain\r\n\r\n" + new string('x', 2_000_000);
        using var client = new TcpClient("localhost", program.Client.BaseAddress!.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\nHost: {program.Client.BaseAddress.Authority}\r\nCookie: {string.Join("; ", browser.Cookies)}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n{body}"), Ct);
        var folder = Path.Combine(program.Data, "files", "t", tenant.Id.ToString());
        await UntilAsync(() => Task.FromResult(Directory.Exists(folder) && Directory.GetFiles(folder) is [var one] && new FileInfo(one).Length > 0));
        await program.KillAsync();

        Directory.GetFiles(folder).ShouldHaveSingleItem().ShouldEndWith(".part");
        (await tenant.ReadAsync(db => db.Evidence.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task Killed_while_mailing_it_sends_the_rest_afterwards_and_no_mail_twice()
    {
        await using var app = await TestApp.StartAsync(server);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            for (var n = 0; n < 8; n++) { db.Outbox.Add(OutboxMail.To($"someone{n}@example.com", "Reminder", "Text", null, TimeProvider.System.GetUtcNow())); }
            await db.SaveChangesAsync(Ct);
        }
        await using var sink = new SmtpSink();
        (string, string)[] smtp = [("Smtp__Host", "127.0.0.1"), ("Smtp__Port", sink.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp__Security", "none")];
        var (third, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        sink.BeforeTaking = async taken =>
        {
            if (taken < 3) { return; }
            third.TrySetResult();
            await gone.Task;
            throw new IOException("whoever sent it is dead and got no answer");
        };
        await using (var killed = await RunningProgram.StartAsync(app, "all", smtp))
        {
            await third.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);
            // Another worker may have got its answer this very moment: what was taken is written down before anybody dies.
            await UntilAsync(async () => await CountAsync(app, "select count(*) from platform.outbox_mail where sent_at is not null") == sink.Taken.Count);
            await killed.KillAsync();
        }
        sink.BeforeTaking = _ => Task.CompletedTask;
        gone.SetResult();
        await using var next = await RunningProgram.StartAsync(app, "all", smtp);
        await UntilAsync(async () => await CountAsync(app, "select count(*) from platform.outbox_mail where sent_at is null") == 0);
        sink.Taken.Count.ShouldBe(8);
        sink.Taken.Distinct().Count().ShouldBe(8);
    }

    private static async Task<long> CountAsync(TestApp app, string sql)
    {
        await using var command = app.Database.Superuser.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var n = 0; n < 600; n++)
        {
            if (await holds()) { return; }
            await Task.Delay(100, Ct);
        }
        throw new TimeoutException("It does not come.");
    }
}
