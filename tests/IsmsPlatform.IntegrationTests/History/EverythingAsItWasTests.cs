using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Isolation.Endpoints;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.History;

/// <summary>
/// Copies every page and API read, changes every record, and asks for the copied instant: what comes back is the copy. A page or
/// table that is new is walked without a word here.
/// </summary>
public sealed partial class EverythingAsItWasTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_and_read_shows_what_it_showed_then()
    {
        await using var app = await TestApp.StartWithDemoAsync(server);
        var twins = await Twins.OfAsync(server, app);
        var kestrel = twins.Kestrel;
        // Who cannot change anything sees the same page then and now, without the ways to change it.
        var auditor = await kestrel.MemberAsync(Role.InternalAuditor);
        foreach (var role in await kestrel.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == auditor.PersonId).Select(r => r.Id).ToListAsync(Ct))) { (await auditor.SendAsync(new AcceptRole(role))).IsSuccess.ShouldBeTrue(); }
        var browser = await auditor.BrowserAsync();
        using var api = await kestrel.ApiAsync([.. ApiScopes.All.Where(s => s.EndsWith(":read", StringComparison.Ordinal))]);
        List<string> addresses = [.. Recipes.All.Where(r => r.IsRead && Shown(r)).Select(r => r.AddressOf("kestrel", slot => twins.KestrelIds[r.Slots[slot]])), "/t/kestrel/assets?critical=true", "/t/kestrel/assets?missing=Review&sort=-criticality", "/t/kestrel/search?q=platform"];

        Dictionary<string, string> then = [];
        foreach (var address in addresses) { then[address] = await ReadAsync(browser, api, address); }
        var instant = await InstantAsync(app);
        await ChangeEverythingAsync(app, kestrel);

        List<string> untouched = [];
        foreach (var address in addresses)
        {
            var past = await ReadAsync(browser, api, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as_of={instant}");
            FirstDifference(then[address], past).ShouldBeNull(address);
            if (await ReadAsync(browser, api, address) == past) { untouched.Add(address); }
        }
        // The change was felt: else the comparison would prove nothing.
        untouched.Count.ShouldBeLessThan(addresses.Count / 3, string.Join('\n', untouched));
        addresses.Count.ShouldBeGreaterThan(25);
    }

    private static string? FirstDifference(string then, string past) => then == past ? null
        : then.Split('\n').Zip(past.Split('\n')).Where(l => l.First != l.Second).Select(l => $"then: {l.First.Trim()}\npast: {l.Second.Trim()}").FirstOrDefault() ?? "one of them is longer";

    private static bool Shown(Recipe r) => r.Area switch
    {
        Area.Api => true,
        Area.Tenant => r.Permissions.Length == 0 || Permissions.Of([Role.InternalAuditor]).Overlaps(r.Permissions),
        _ => false,
    } && !PresentOnly.Any(p => r.Template.StartsWith(p, StringComparison.Ordinal));

    // Accounts and keys belong to the platform, their pages have no past; a comparison names its two instants itself. LookBackTests proves both. The form of a view is for whoever saved it.
    private static readonly string[] PresentOnly = ["t/{tenant}/settings/users", "t/{tenant}/settings/api-clients", "t/{tenant}/history/", "t/{tenant}/views/"];

    private const string OpenScopes = "(select id from app.scope_statement where status in ('Draft', 'InReview'))";
    private const string OpenSoas = "(select id from app.soa_version where status in ('Draft', 'InReview'))";

    // What was decided is never changed, and the database sees to it.
    private static readonly Dictionary<string, string> Changeable = new(StringComparer.Ordinal)
    {
        ["approval"] = "decision = 'Open'",
        ["scope_statement"] = $"id in {OpenScopes}",
        ["scope_item"] = $"scope_id in {OpenScopes}",
        ["scope_interface"] = $"scope_id in {OpenScopes}",
        ["scope_citation"] = $"scope_id in {OpenScopes}",
        ["control_test"] = "status = 'Planned'",
        ["soa_entry"] = $"soa_id in {OpenSoas}",
        ["soa_link"] = $"entry_id in (select id from app.soa_entry where soa_id in {OpenSoas})",
        ["risk_acceptance"] = "false",
        ["risk_assessment"] = "status not in ('Completed', 'Cancelled')",
        ["treatment_plan"] = "status = 'Draft'",
        ["treatment_action"] = "plan_id in (select id from app.treatment_plan where status = 'Draft')",
    };

    /// <summary>A text of every table is changed, some records as people do it, so that figures move, too.</summary>
    private static async Task ChangeEverythingAsync(TestApp app, TestTenant tenant)
    {
        const string Texts = """
            select distinct on (c.relname) c.relname::text, a.attname::text
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and to_regclass('history.' || quote_ident(c.relname)) is not null
               and a.attname = any ('{name,legal_name,title,text,comment,reason,description,statement}')
             order by c.relname, array_position('{name,legal_name,title,text,comment,description,statement,reason}', a.attname::text)
            """;
        List<(string Table, string Column)> texts = [];
        await using (var read = app.Database.Superuser.CreateCommand(Texts))
        await using (var reader = await read.ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct)) { texts.Add((reader.GetString(0), reader.GetString(1))); }
        }
        texts.Count.ShouldBeGreaterThan(4);
        foreach (var (table, column) in texts)
        {
            await using var update = app.Database.Superuser.CreateCommand($"update app.{table} set {column} = left({column}, 150) || ' (later)' where tenant_id = '{tenant.Id}' and {Changeable.GetValueOrDefault(table, "true")}");
            await update.ExecuteNonQueryAsync(Ct);
        }
        foreach (var id in await Ids(app, $"select a.id from app.asset a where a.tenant_id = '{tenant.Id}' and a.status = 'Active' and a.criticality >= 3 order by a.id limit 4"))
        {
            var asset = await tenant.Manager.AssetAsync(id);
            (await tenant.Manager.SendAsync(new RetireAsset(id, asset.Version, "Shredded", true, "A test needs it gone"))).Ok();
        }
        await tenant.Manager.AddAsync(Register.Form("Later platform", 4, 4, 4));
        await using var gone = app.Database.Superuser.CreateCommand($"delete from app.asset_dependency where tenant_id = '{tenant.Id}' and id in (select id from app.asset_dependency where tenant_id = '{tenant.Id}' limit 3)");
        await gone.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<List<Guid>> Ids(TestApp app, string sql)
    {
        await using var command = app.Database.Superuser.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<Guid> ids = [];
        while (await reader.ReadAsync(Ct)) { ids.Add(reader.GetGuid(0)); }
        return ids;
    }

    private static async Task<string> InstantAsync(TestApp app)
    {
        await using var command = app.Database.Superuser.CreateCommand("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<string> ReadAsync(TestBrowser browser, HttpClient api, string address)
    {
        if (address.StartsWith("/api/", StringComparison.Ordinal))
        {
            using var answer = await api.GetAsync(new Uri(address, UriKind.Relative), Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            return await answer.Content.ReadAsStringAsync(Ct);
        }
        if (address.Contains(".xlsx", StringComparison.Ordinal)) { return await EntryAsync(browser, address, "sheet1.xml"); }
        if (DocumentAddress().IsMatch(address)) { return await EntryAsync(browser, address, "document.xml"); }
        var page = await browser.GetAsync(address);
        if (page.Status == HttpStatusCode.Redirect) { return WithoutDay(page.Location!); }
        page.Status.ShouldBe(HttpStatusCode.OK, address);
        // What the page holds, without what everybody may do in the present (save a view of one's own), the token of the session and the day that its links carry on.
        var main = Content().Match(page.Html) is { Success: true } m ? m.Value : page.Html;
        return AsOfField().Replace(WithoutDay(Token().Replace(OwnViews().Replace(main, ""), "")), "");
    }

    private static string WithoutDay(string text) => AsOf().Replace(text, m => m.Value[0] == '?' && m.Groups["more"].Success ? "?" : m.Groups["more"].Value);

    private static async Task<string> EntryAsync(TestBrowser browser, string address, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies));
        using var answer = await browser.Raw.SendAsync(request, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        using var sheet = new StreamReader(await zip.Entries.Single(e => e.Name == name).OpenAsync(Ct));
        return await sheet.ReadToEndAsync(Ct);
    }

    [GeneratedRegex("/document(\\?|$)", RegexOptions.None, 5000)]
    private static partial Regex DocumentAddress();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline, 5000)]
    private static partial Regex Content();

    [GeneratedRegex("<section id=\"view-acts\".*?</section>", RegexOptions.Singleline, 5000)]
    private static partial Regex OwnViews();

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>", RegexOptions.None, 5000)]
    private static partial Regex Token();

    [GeneratedRegex("<input type=\"hidden\" name=\"as_of\"[^>]*>", RegexOptions.None, 5000)]
    private static partial Regex AsOfField();

    [GeneratedRegex("(\\?|&amp;|&)as_of=[^&\"#]*(?<more>&amp;|&)?", RegexOptions.None, 5000)]
    private static partial Regex AsOf();
}
