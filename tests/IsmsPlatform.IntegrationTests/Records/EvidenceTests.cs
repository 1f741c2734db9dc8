using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.Evidence;
using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Infrastructure.Files;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Records;

/// <summary>Evidence: files, links and texts that are added, superseded, never changed, and never half there.</summary>
public sealed class EvidenceTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(TestTenant Tenant, Guid Asset, TestBrowser Browser)> TenantAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        return (tenant, await tenant.Manager.AddAsync("Mail", 1, 2, 3), await tenant.Manager.BrowserAsync());
    }

    private static MultipartFormDataContent Form(byte[]? file, string? name, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields) { form.Add(new StringContent(value), field); }
        if (file is not null) { form.Add(new ByteArrayContent(file), "File", name!); }
        return form;
    }

    // The token is a field of the form, as in a browser without script.
    private static async Task<TestBrowser.Page> SendAsync(TestBrowser browser, string path, byte[]? file, string? name, params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] all = [("__RequestVerificationToken", (await browser.GetAsync(path)).Field("__RequestVerificationToken")!), ("Id", Guid.CreateVersion7().ToString()), ("Title", "Restore test"), .. fields];
        return file is null ? await browser.PostAsync(path, null, [.. all.Select(f => (f.Name, (string?)f.Value))]) : await browser.UploadAsync(path, null, "File", name!, file, all);
    }

    private static Task<TestBrowser.Page> SendFileAsync(TestTenant tenant, TestBrowser browser, Guid asset, byte[] file, string name)
        => SendAsync(browser, $"/t/{tenant.Slug}/evidence/new/asset/{asset}", file, name, ("Kind", "File"));

    private static async Task<IReadOnlyList<EvidenceRow>> OfAsync(TestMember who, Guid asset, bool superseded = false)
        => (await who.SendAsync(new ListEvidence(nameof(Asset), asset, superseded))).Value.Items;

    private static string[] Stored(TestTenant tenant)
    {
        var folder = Path.Combine(TestApp.DataFolder, "files", "t", tenant.Id.ToString());
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    [Fact]
    public async Task A_file_comes_back_as_it_was_sent_and_is_never_opened_by_the_browser()
    {
        var (tenant, asset, browser) = await TenantAsync();
        var content = Encoding.UTF8.GetBytes("a;b\n1;2\n");
        var sent = await SendFileAsync(tenant, browser, asset, content, @"C:\Users\maya\..\restore test.csv");
        sent.Location!.ShouldEndWith($"/assets/{asset}#evidence");
        var item = (await OfAsync(tenant.Manager, asset)).Single();
        (item.FileName, item.FileSize, item.Sha256, item.MediaType).ShouldBe(("restore test.csv", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), "text/csv"));
        var got = await browser.GetAsync($"/t/{tenant.Slug}/evidence/{item.Id}/file");
        got.Html.ShouldBe("a;b\n1;2\n");
        got.Headers["Content-Disposition"].ShouldStartWith("attachment");
        got.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets/{asset}")).Text.ShouldContain("Restore test");
    }

    [Fact]
    public async Task The_same_file_again_is_taken_with_a_hint_that_it_is_there()
    {
        var (tenant, asset, browser) = await TenantAsync();
        var elsewhere = await tenant.Manager.AddAsync("Web", 1, 2, 3);
        async Task<string> SaidAsync(Guid record, string name, string content) => (await browser.GetAsync((await SendFileAsync(tenant, browser, record, Encoding.UTF8.GetBytes(content), name)).Location!.Split('#')[0])).Text;
        const string Hint = "The same file is here already, as “Restore test”";
        (await SaidAsync(asset, "a.csv", "a;b\n")).ShouldNotContain(Hint);
        (await SaidAsync(asset, "b.csv", "a;c\n")).ShouldNotContain(Hint);
        (await SaidAsync(elsewhere, "a.csv", "a;b\n")).ShouldNotContain(Hint, customMessage: "it speaks for another record there");
        (await SaidAsync(asset, "again.csv", "a;b\n")).ShouldContain(Hint);
        (await OfAsync(tenant.Manager, asset)).Count.ShouldBe(3);
        // An act on two records is told once where the latest is told, and at the record that it is about.
        (await browser.GetAsync($"/t/{tenant.Slug}")).Text.Split("added evidence").Length.ShouldBe(1 + 4);
    }

    [Theory]
    [InlineData("page.html", "<html>", "not taken")]
    [InlineData("picture.png", "<script>alert(1)</script>", "not what its name says")]
    [InlineData("report.pdf", "MZ\u0090\0", "not what its name says")]
    [InlineData("empty.txt", "", "empty")]
    public async Task A_file_of_a_wrong_or_lying_type_is_refused_at_its_field_and_nothing_is_stored(string name, string content, string sentence)
    {
        var (tenant, asset, browser) = await TenantAsync();
        var sent = await SendFileAsync(tenant, browser, asset, Encoding.Latin1.GetBytes(content), name);
        sent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(sent.Html);
        html.ShouldContain(sentence);
        html.ShouldContain("value=\"Restore test\""); // what was entered stays
        (await OfAsync(tenant.Manager, asset)).ShouldBeEmpty();
        Stored(tenant).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_form_leaves_no_file_behind()
    {
        var (tenant, asset, browser) = await TenantAsync();
        var sent = await SendAsync(browser, $"/t/{tenant.Slug}/evidence/new/asset/{asset}", "x"u8.ToArray(), "a.txt", ("Kind", "File"), ("PeriodFrom", "2026-02-01"), ("PeriodTo", "2026-01-01"));
        sent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Stored(tenant).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Link", "Url", "javascript:alert(1)")]
    [InlineData("Link", "Url", "")]
    [InlineData("Text", "Text", "  ")]
    [InlineData("File", "Url", "https://example.com")]
    public async Task What_is_missing_is_said_at_its_field(string kind, string field, string value)
    {
        var (tenant, asset, browser) = await TenantAsync();
        (await SendAsync(browser, $"/t/{tenant.Slug}/evidence/new/asset/{asset}", null, null, ("Kind", kind), (field, value))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await OfAsync(tenant.Manager, asset)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_item_takes_the_place_of_an_older_one_once_and_the_older_one_stays()
    {
        var (tenant, asset, browser) = await TenantAsync();
        await SendAsync(browser, $"/t/{tenant.Slug}/evidence/new/asset/{asset}", null, null, ("Kind", "Text"), ("Text", "Seen in May"));
        var older = (await OfAsync(tenant.Manager, asset)).Single();
        var supersede = $"/t/{tenant.Slug}/evidence/{older.Id}/supersede";
        (await SendAsync(browser, supersede, null, null, ("Kind", "Text"), ("Text", "Seen in June"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await OfAsync(tenant.Manager, asset)).Single().SupersedesId.ShouldBe(older.Id);
        (await OfAsync(tenant.Manager, asset, superseded: true)).Count.ShouldBe(2);
        (await SendAsync(browser, supersede, null, null, ("Kind", "Text"), ("Text", "Seen in July"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await browser.GetAsync($"/t/{tenant.Slug}/evidence/{older.Id}")).Text.ShouldContain("A newer item took its place");
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        var (tenant, asset, browser) = await TenantAsync();
        var path = $"/t/{tenant.Slug}/evidence/new/asset/{asset}";
        (string, string)[] fields = [("Id", Guid.CreateVersion7().ToString()), ("Title", "Forged"), ("Kind", "Text"), ("Text", "x")];
        (await browser.UploadAsync(path, null, "File", "a.txt", "x"u8.ToArray(), fields)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostAsync(path, null, [.. fields.Select(f => (f.Item1, (string?)f.Item2))])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await OfAsync(tenant.Manager, asset)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_auditor_reads_and_adds_nothing()
    {
        var (tenant, asset, browser) = await TenantAsync();
        await SendFileAsync(tenant, browser, asset, "seen"u8.ToArray(), "a.txt");
        var auditor = await (await tenant.MemberAsync(Role.InternalAuditor)).BrowserAsync();
        var item = (await OfAsync(tenant.Manager, asset)).Single();
        (await auditor.GetAsync($"/t/{tenant.Slug}/evidence/{item.Id}/file")).Status.ShouldBe(HttpStatusCode.OK);
        (await auditor.GetAsync($"/t/{tenant.Slug}/evidence/new/asset/{asset}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await auditor.GetAsync($"/t/{tenant.Slug}/assets/{asset}")).Html.ShouldNotContain("Add evidence");
    }

    [Fact]
    public async Task Another_system_delivers_a_file_and_reads_it_back()
    {
        var (tenant, asset, _) = await TenantAsync();
        using var client = await tenant.ApiAsync(ApiScopes.EvidenceWrite, ApiScopes.AssetsRead);
        var content = RandomNumberGenerator.GetBytes(3_000_000).Prepend((byte)'\n').ToArray();
        content.AsSpan(0, 5).Fill((byte)'x');
        "%PDF-1.7\n"u8.CopyTo(content);
        var sent = await client.PostAsync("/api/v1/evidence", Form(content, "scan.pdf", ("subjectType", "Asset"), ("subjectId", asset.ToString()), ("title", "Nightly scan"), ("kind", "File"), ("periodFrom", "2026-10-01"), ("periodTo", "2026-10-31")), Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.Created, await sent.Content.ReadAsStringAsync(Ct));
        var item = JsonNode.Parse(await sent.Content.ReadAsStringAsync(Ct))!["item"]!;
        ((string)item["sha256"]!).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        (await client.GetByteArrayAsync($"/api/v1/evidence/{(string)item["id"]!}/file", Ct)).ShouldBe(content);
        var other = await tenant.Manager.AddAsync("Web", 1, 1, 1);
        async Task<HttpStatusCode> LinkAsync(Guid to) => (await client.PostAsync($"/api/v1/evidence/{(string)item["id"]!}/links", new StringContent($$"""{"subjectType": "Asset", "subjectId": "{{to}}"}""", Encoding.UTF8, "application/json"), Ct)).StatusCode;
        (await LinkAsync(other)).ShouldBe(HttpStatusCode.NoContent);
        (await LinkAsync(other)).ShouldBe(HttpStatusCode.Conflict);
        (await OfAsync(tenant.Manager, other)).Single().Title.ShouldBe("Nightly scan");
    }

    [Fact]
    public async Task A_record_of_another_organisation_gets_no_evidence_and_no_file_is_kept()
    {
        var (tenant, _, _) = await TenantAsync();
        var (_, foreign, _) = await TenantAsync();
        using var client = await tenant.ApiAsync(ApiScopes.EvidenceWrite, ApiScopes.AssetsRead);
        var sent = await client.PostAsync("/api/v1/evidence", Form("x"u8.ToArray(), "a.txt", ("subjectType", "Asset"), ("subjectId", foreign.ToString()), ("title", "t"), ("kind", "File")), Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Stored(tenant).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_without_the_scope_of_a_record_does_not_see_its_evidence()
    {
        var (tenant, asset, browser) = await TenantAsync();
        await SendFileAsync(tenant, browser, asset, "seen"u8.ToArray(), "a.txt");
        using var client = await tenant.ApiAsync(ApiScopes.EvidenceRead);
        JsonNode.Parse(await client.GetStringAsync("/api/v1/evidence", Ct))!["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nbroken")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=title\r\n\r\nno end")]
    public async Task What_is_no_form_is_a_problem_of_the_sender(string type, string body)
    {
        var (tenant, _, _) = await TenantAsync();
        using var client = await tenant.ApiAsync(ApiScopes.EvidenceWrite, ApiScopes.AssetsRead);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        ((int)(await client.PostAsync("/api/v1/evidence", content, Ct)).StatusCode).ShouldBeInRange(400, 422);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300_000)] // past the first bytes, when the store is writing
    public async Task A_file_without_its_end_is_refused_and_nothing_is_stored(int length)
    {
        var (tenant, asset, _) = await TenantAsync();
        using var client = await tenant.ApiAsync(ApiScopes.EvidenceWrite, ApiScopes.AssetsRead);
        var whole = await Form(Encoding.ASCII.GetBytes(new string('x', length)), "a.txt", ("subjectType", "Asset"), ("subjectId", asset.ToString()), ("title", "t"), ("kind", "File")).ReadAsByteArrayAsync(Ct);
        var boundary = Encoding.ASCII.GetString(whole, 2, whole.AsSpan().IndexOf("\r\n"u8) - 2);
        var cut = new ByteArrayContent(whole[..^60]);
        cut.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        var sent = await client.PostAsync("/api/v1/evidence", cut, Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await sent.Content.ReadAsStringAsync(Ct)).ShouldContain("file.broken-off");
        Stored(tenant).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_is_never_kept_to_compare_it_and_the_way_to_send_it_twice_is_said()
    {
        var (tenant, asset, _) = await TenantAsync();
        using var client = await tenant.ApiAsync(ApiScopes.EvidenceWrite, ApiScopes.AssetsRead);
        var id = Guid.CreateVersion7().ToString();
        MultipartFormDataContent Upload() => Form("x"u8.ToArray(), "a.txt", ("id", id), ("subjectType", "Asset"), ("subjectId", asset.ToString()), ("title", "t"), ("kind", "File"));
        using var keyed = new HttpRequestMessage(HttpMethod.Post, "/api/v1/evidence") { Content = Upload(), Headers = { { "Idempotency-Key", "k" } } };
        var refused = await client.SendAsync(keyed, Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("idempotency-key.not-for-files");
        (await client.PostAsync("/api/v1/evidence", Upload(), Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await client.PostAsync("/api/v1/evidence", Upload(), Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Stored(tenant).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_swept_and_what_a_record_names_is_kept()
    {
        var (tenant, asset, browser) = await TenantAsync();
        await SendFileAsync(tenant, browser, asset, "kept"u8.ToArray(), "a.txt");
        var store = tenant.App.Services.GetRequiredService<IFileStore>();
        await store.WriteAsync(tenant.Id, Guid.CreateVersion7(), new MemoryStream("orphan"u8.ToArray()), Ct);
        foreach (var file in Stored(tenant)) { File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch); }
        await using var scope = tenant.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant.Tenant, Actor.Job("sweep"));
        (await scope.ServiceProvider.GetRequiredService<Mediator.ISender>().Send(new SweepFiles(), Ct)).IsSuccess.ShouldBeTrue();
        var kept = (await OfAsync(tenant.Manager, asset)).Single();
        Stored(tenant).Single().ShouldEndWith((await tenant.ReadAsync(db => db.Evidence.Where(e => e.Id == kept.Id).Select(e => e.FileKey).SingleAsync(Ct))).ToString()!);
    }

    [Fact]
    public async Task A_full_disk_leaves_nothing_and_says_so()
    {
        if (!File.Exists("/dev/full")) { return; } // the device is Linux's
        var root = Directory.CreateTempSubdirectory("isms-full").FullName;
        var (tenant, file) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var folder = Directory.CreateDirectory(Path.Combine(root, "files", "t", tenant.ToString())).FullName;
        var store = new FolderFileStore(root, part => new FileStream("/dev/full", FileMode.Open, FileAccess.Write));
        await Should.ThrowAsync<FileStoreFullException>(() => store.WriteAsync(tenant, file, new MemoryStream(new byte[1_000_000]), Ct));
        Directory.GetFiles(folder).ShouldBeEmpty();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_broken_upload_leaves_nothing()
    {
        var root = Directory.CreateTempSubdirectory("isms-broken").FullName;
        var store = new FolderFileStore(root);
        var tenant = Guid.CreateVersion7();
        await Should.ThrowAsync<IOException>(() => store.WriteAsync(tenant, Guid.CreateVersion7(), new Breaking(), Ct));
        Directory.GetFiles(root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>A network that goes away after the first bytes.</summary>
    private sealed class Breaking : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => _reads++ == 0 ? ValueTask.FromResult(buffer.Length) : throw new IOException("The client went away.");
    }
}
