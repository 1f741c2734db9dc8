using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Assets;

/// <summary>The wizard as a browser without JavaScript goes through it.</summary>
public sealed partial class ImportPagesTests(PostgresServer server)
{
    private async Task<(TestTenant Tenant, TestBrowser Browser, string Url)> StartAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        return (tenant, await tenant.Manager.BrowserAsync(), $"/t/{tenant.Slug}/assets/import");
    }

    private static async Task<TestBrowser.Page> UploadAsync(TestBrowser browser, string url, byte[] file, string source = "CMDB", string name = "list.csv")
    {
        var page = await browser.GetAsync(url);
        page.Status.ShouldBe(HttpStatusCode.OK);
        return await browser.UploadAsync(url, page.Csrf, "File", name, file, ("id", page.Field("id")!), ("Source", source));
    }

    [Fact]
    public async Task A_file_goes_through_the_four_steps()
    {
        var (tenant, browser, url) = await StartAsync();
        var uploaded = await UploadAsync(browser, url, "Bezeichnung;Klasse;Wert\nMail;Server;9\nBüro;Standort;8\n"u8.ToArray());
        uploaded.Status.ShouldBe(HttpStatusCode.Found, uploaded.Text);
        var columns = await browser.GetAsync(uploaded.Location!);
        columns.Html.ShouldContain("<option selected=\"selected\" value=\"Bezeichnung\"");
        columns.Text.ShouldContain("Büro");
        var twice = await browser.PostAsync(uploaded.Location!, columns.Csrf, ("Mapping[Name]", "Bezeichnung"), ("Mapping[Type]", "Bezeichnung"));
        twice.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        twice.Text.ShouldContain("This column is chosen for another field already.");
        (await browser.PostAsync(uploaded.Location!, columns.Csrf, ("Mapping[Name]", "Bezeichnung"), ("Mapping[Type]", "No such column"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.PostAsync(uploaded.Location!, columns.Csrf, ("Mapping[Colour]", "Wert"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var mapped = await browser.PostAsync(uploaded.Location!, columns.Csrf, ("Mapping[Name]", "Bezeichnung"), ("Mapping[Type]", "Klasse"), ("Mapping[Description]", ""));
        mapped.Status.ShouldBe(HttpStatusCode.Found, mapped.Text);
        var preview = await browser.GetAsync(mapped.Location!);
        preview.Text.ShouldContain("Import 2 lines");
        var confirmed = await browser.PostAsync(mapped.Location!.Replace("/preview", "/confirm", StringComparison.Ordinal), preview.Csrf);
        confirmed.Location.ShouldBe($"/t/{tenant.Slug}/assets?status=Draft");
        (await browser.GetAsync(confirmed.Location!)).Text.ShouldContain("Imported: 2 new, 0 changed, 0 unchanged, 0 dependencies");
    }

    [Fact]
    public async Task Faulty_lines_are_shown_with_line_column_and_what_is_possible()
    {
        var (tenant, browser, url) = await StartAsync();
        var uploaded = await UploadAsync(browser, url, "Name;Type;C\nMail;Server;1\nWeb;Toy;<b>9</b>\n"u8.ToArray());
        var columns = await browser.GetAsync(uploaded.Location!);
        var mapped = await browser.PostAsync(uploaded.Location!, columns.Csrf, ("Mapping[Name]", "Name"), ("Mapping[Type]", "Type"), ("Mapping[Confidentiality]", "C"));
        var preview = await browser.GetAsync(mapped.Location!);
        preview.Text.ShouldContain("1 line is faulty");
        preview.Text.ShouldContain("Type Toy This value is not known here. Possible: Information, Process");
        preview.Text.ShouldContain("Line 3");
        preview.Html.ShouldContain("&lt;b&gt;9&lt;/b&gt;");
        var confirm = mapped.Location!.Replace("/preview", "/confirm", StringComparison.Ordinal);
        var refused = await browser.PostAsync(confirm, preview.Csrf);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("nothing was imported");
        (await browser.PostAsync(confirm, preview.Csrf, ("onlyGoodLines", "true"))).Status.ShouldBe(HttpStatusCode.Found);
        (await tenant.ReadAsync(db => db.Assets.Select(a => a.Name).ToListAsync())).ShouldBe(["Mail"]);
        var again = await browser.PostAsync(confirm, preview.Csrf);
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text.ShouldContain("This file was already imported");
        (again.Text.Contains("Imported already", StringComparison.Ordinal), again.Html.Contains($"href=\"/t/{tenant.Slug}/assets\">Back to the list", StringComparison.Ordinal)).ShouldBe((true, true));
        (await browser.GetAsync(mapped.Location!)).Text.ShouldContain("This file was already imported"); // by the way back
        (await tenant.ReadAsync(db => db.ImportFiles.Select(f => f.Content.Length).SingleAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Unknown_units_are_left_empty_by_one_choice_and_good_lines_are_offered_only_where_there_are_some()
    {
        var (tenant, browser, url) = await StartAsync();
        var uploaded = await UploadAsync(browser, url, "Name;Type;Unit\nMail;Server;Moon\nWeb;Server;Moon\n"u8.ToArray());
        var columns = await browser.GetAsync(uploaded.Location!);
        var mapped = await browser.PostAsync(uploaded.Location!, columns.Csrf, ("Mapping[Name]", "Name"), ("Mapping[Type]", "Type"), ("Mapping[Unit]", "Unit"));
        var strict = await browser.GetAsync(mapped.Location!);
        strict.Text.ShouldContain("Add it under Organisation first, or leave the cell empty.");
        strict.Text.ShouldContain("Which lines 2, 3 2 lines");
        strict.Text.ShouldNotContain("Or import only the good lines");
        strict.Html.ShouldContain("?leaveUnknownEmpty=true");
        var lenient = await browser.GetAsync($"{mapped.Location}?leaveUnknownEmpty=true");
        lenient.Text.ShouldContain("Unit “Moon” on 2 lines");
        var confirmed = await browser.PostAsync(mapped.Location!.Replace("/preview", "/confirm", StringComparison.Ordinal), lenient.Csrf, ("leaveUnknownEmpty", lenient.Field("leaveUnknownEmpty")));
        confirmed.Status.ShouldBe(HttpStatusCode.Found, confirmed.Text);
        (await tenant.ReadAsync(db => db.Assets.CountAsync(a => a.UnitId == null))).ShouldBe(2);
    }

    [Fact]
    public async Task What_only_follows_from_a_fault_does_not_hide_it_and_all_of_it_can_be_taken_along()
    {
        const int Followers = 150;
        var (_, browser, url) = await StartAsync();
        var file = "Id;Name;Type;Unit;Needs\n" + string.Concat(Enumerable.Range(1, Followers).Select(i => $"{i};Server {i};Server;;{(i == 1 ? 999 : i - 1)}\n")) + "999;Core;Toy;Moon;\n";
        var uploaded = await UploadAsync(browser, url, Encoding.UTF8.GetBytes(file));
        var columns = await browser.GetAsync(uploaded.Location!);
        var mapped = await browser.PostAsync(uploaded.Location!, columns.Csrf, ("Mapping[ExternalId]", "Id"), ("Mapping[Name]", "Name"), ("Mapping[Type]", "Type"), ("Mapping[Unit]", "Unit"), ("Mapping[Needs]", "Needs"));
        var preview = await browser.GetAsync(mapped.Location!);
        preview.Text.ShouldContain("Type Toy This value is not known here.");
        preview.Text.ShouldContain($"And {Followers} lines that name one of these lines: mended there, they are mended here.");
        preview.Text.ShouldNotContain("is faulty itself");
        var faults = mapped.Location!.Replace("/preview", "/faults", StringComparison.Ordinal);
        preview.Html.ShouldContain($"href=\"{faults}.xlsx\"");
        var told = (await browser.GetAsync($"{faults}.csv")).Html.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        told.Length.ShouldBe(1 + 2 + Followers);
        told[1..3].ShouldAllBe(l => l.StartsWith($"{Followers + 2},", StringComparison.Ordinal));
        told[^1].ShouldContain($"Line {Followers}, which this asset needs, is faulty itself.");
        // As the page does where they are left empty.
        var lenient = await browser.GetAsync($"{mapped.Location}?leaveUnknownEmpty=true");
        lenient.Html.ShouldContain($"href=\"{faults}.csv?leaveUnknownEmpty=true\"");
        (await browser.GetAsync($"{faults}.csv?leaveUnknownEmpty=true")).Html.ShouldNotContain("Moon");
    }

    [Fact]
    public async Task Files_that_cannot_be_read_get_a_sentence_at_their_field()
    {
        var (tenant, browser, url) = await StartAsync();
        foreach (var (file, sentence) in new (byte[], string)[]
        {
            ([], "The file is empty."),
            (Encoding.Latin1.GetBytes("Größe;Typ\nÄ;Server\n"), "Save it as “CSV UTF-8”"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 1], "“CSV UTF-8”"),
            (new byte[6 * 1024 * 1024], "The file is larger than 5 MB."),
            ("Name;Type;name\nA;Server;B\n"u8.ToArray(), "Two columns are called “Name”."),
            (Bomb(), "far larger than a table of this size"),
        })
        {
            var page = await UploadAsync(browser, url, file, "My source");
            page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, sentence);
            page.Text.ShouldContain(sentence);
            page.Html.ShouldContain("href=\"#f-file\"");
            page.Field("Source").ShouldBe("My source");
        }
        (await UploadAsync(browser, url, "Name;Type\nA;Server\n"u8.ToArray(), "")).Text.ShouldContain("Fill in this field.");
        (await tenant.ReadAsync(db => db.ImportFiles.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_template_is_imported_without_a_question()
    {
        var (_, browser, url) = await StartAsync();
        var template = await browser.GetAsync($"{url}/template.csv");
        template.Headers["Content-Disposition"].ShouldContain("assets-template.csv");
        var uploaded = await UploadAsync(browser, url, Encoding.UTF8.GetBytes(template.Html), "Template");
        var columns = await browser.GetAsync(uploaded.Location!);
        var mapping = Chosen().Matches(columns.Html).Select(m => ($"Mapping[{m.Groups[1].Value}]", (string?)WebUtility.HtmlDecode(m.Groups[2].Value))).ToArray();
        mapping.Length.ShouldBe(19);
        var mapped = await browser.PostAsync(uploaded.Location!, columns.Csrf, mapping);
        (await browser.GetAsync(mapped.Location!)).Text.ShouldContain("Import 2 lines");
    }

    [Fact]
    public async Task Whoever_may_not_import_finds_no_wizard()
    {
        var (tenant, _, url) = await StartAsync();
        var owner = await (await tenant.MemberAsync(Role.AssetOwner)).BrowserAsync();
        (await owner.GetAsync(url)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.GetAsync($"{url}/template.xlsx")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/workbook.xml", CompressionLevel.Optimal).Open();
            for (var i = 0; i < 200; i++) { part.Write(new byte[1_000_000]); }
        }
        return stream.ToArray();
    }

    [GeneratedRegex("<select[^>]*name=\"Mapping\\[(\\w+)\\]\"[^>]*>(?:(?!</select>).)*?<option selected=\"selected\" value=\"([^\"]+)\"", RegexOptions.Singleline, 2000)]
    private static partial Regex Chosen();
}
