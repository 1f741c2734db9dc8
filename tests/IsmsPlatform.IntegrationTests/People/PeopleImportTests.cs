using System.Net;
using System.Text;
using IsmsPlatform.Application.People.Import;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.People;

/// <summary>People from a file: what is good, what is faulty and why, and nobody twice.</summary>
public sealed class PeopleImportTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task Good_lines_enter_the_directory_with_their_managers_whatever_the_order()
    {
        var tenant = await TenantAsync();
        var id = await UploadAsync(tenant, "E-Mail-Adresse;Vollständiger Name;Vorgesetzter;Beschäftigungsart;Eintrittsdatum;Shoe size\nBEA@x.example;Bea Below;ada@x.example;Freiberufler;01.03.2024;39\nada@x.example;Ada Above;;;;41\n");
        var preview = (await tenant.Manager.SendAsync(new PreviewPeople(id))).Value;
        (preview.New, preview.Known, preview.Faulty).ShouldBe((2, 0, 0));
        preview.Unused.ShouldBe(["Shoe size"]);
        (await tenant.Manager.SendAsync(new ConfirmPeople(id))).Value.ShouldBe(new PeopleOutcome(2, 0, 0));
        var (bea, ada) = (await PersonAsync(tenant, "bea@x.example"), await PersonAsync(tenant, "ada@x.example"));
        (bea.ManagerId, bea.Kind, bea.HiredOn, bea.Status).ShouldBe((ada.Id, PersonKind.Contractor, new DateOnly(2024, 3, 1), PersonStatus.Active));
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/people/{bea.Id}")).Text.ShouldContain("imported the person");
    }

    [Fact]
    public async Task The_same_file_twice_brings_nobody_and_changes_nobody()
    {
        var tenant = await TenantAsync();
        const string File = "Name,E-mail,Job title\nCas Once,cas@x.example,Clerk\n";
        (await tenant.Manager.SendAsync(new ConfirmPeople(await UploadAsync(tenant, File)))).Value.New.ShouldBe(1);
        (await tenant.Manager.SendAsync(new ConfirmPeople(await UploadAsync(tenant, File.Replace("Clerk", "Boss", StringComparison.Ordinal))))).Value.ShouldBe(new PeopleOutcome(0, 1, 0));
        (await PersonAsync(tenant, "cas@x.example")).JobTitle.ShouldBe("Clerk");
        var twice = await UploadAsync(tenant, "Name,E-mail\nDee Double,dee@x.example\n");
        var clicks = await Task.WhenAll(tenant.Manager.SendAsync(new ConfirmPeople(twice)), tenant.Manager.SendAsync(new ConfirmPeople(twice)));
        clicks.Count(c => c.IsSuccess).ShouldBe(1);
        (await tenant.ReadAsync(db => db.People.CountAsync(p => p.Email == "dee@x.example", Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task Two_equal_addresses_are_refused_at_both_lines_and_nothing_is_lost()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var upload = $"/t/{tenant.Slug}/people/import";
        var form = await browser.GetAsync(upload);
        var sent = await browser.UploadAsync(upload, form.Csrf, "file", "people.csv", Encoding.UTF8.GetBytes("Name,E-mail\nEve One,eve@x.example\nEve Two,EVE@x.example \nFay,fay@x.example\n"), ("id", form.Field("id")!));
        sent.Status.ShouldBe(HttpStatusCode.Redirect);
        var preview = await browser.GetAsync(sent.Location!);
        preview.Text.ShouldContain("Line 3 has this e-mail address, too: a line stands for one person. Keep one of them.");
        preview.Text.ShouldContain("Line 2 has this e-mail address, too: a line stands for one person. Keep one of them.");
        preview.Text.ShouldContain("Import only the 1 good new person");
        var confirm = sent.Location!.Replace("/preview", "/confirm", StringComparison.Ordinal);
        var refused = await browser.PostAsync(confirm, preview.Csrf);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("2 lines are faulty, so nothing was imported.");
        (await tenant.ReadAsync(db => db.People.CountAsync(p => p.Email == "fay@x.example", Ct))).ShouldBe(0);
        (await browser.PostAsync(confirm, preview.Csrf, ("onlyGoodLines", "true"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await PersonAsync(tenant, "fay@x.example")).Name.ShouldBe("Fay");
        (await tenant.ReadAsync(db => db.People.CountAsync(p => p.Email == "eve@x.example", Ct))).ShouldBe(0);
        (await browser.PostAsync(confirm, preview.Csrf, ("onlyGoodLines", "true"))).Text.ShouldContain("This file was already imported");
        (await browser.GetAsync($"/t/{tenant.Slug}/settings/audit-log?what=ConfirmPeople")).Text.ShouldContain("imported 1 person from people.csv");
    }

    [Fact]
    public async Task Every_fault_names_line_column_value_and_what_is_allowed()
    {
        var tenant = await TenantAsync();
        var id = await UploadAsync(tenant, "Name,E-mail,Kind,Unit,Manager,Hired on,Last day\n,nonsense,Robot,Nowhere,Nobody,soon,\nGus,gus@x.example,,,gus@x.example,2026-02-01,2026-01-01\n");
        var preview = (await tenant.Manager.SendAsync(new PreviewPeople(id))).Value;
        preview.FirstRows.Select(r => r.Kind).ShouldBe([null, PersonKind.Employee], "what cannot be read is not guessed");
        var faults = preview.Faults.EachLine();
        faults.Where(f => f.Line == 2).Select(f => (f.Column, f.Problem.Code)).ShouldBe(
            [("Name", "required"), ("E-mail", "person.email-invalid"), ("Kind", "unknown-value"), ("Hired on", "date-unreadable"), ("Unit", "no-such-unit"), ("Manager", "people-import.no-such-manager")], ignoreOrder: true);
        faults.Single(f => f.Column == "Kind").Allowed.ShouldContain("Contractor");
        faults.Single(f => f.Column == "Kind").Value.ShouldBe("Robot");
        faults.Where(f => f.Line == 3).Select(f => f.Problem.Code).ShouldBe(["person.last-day-before-hired", "person.own-manager"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_manager_whose_line_is_faulty_and_managers_in_a_circle_are_said()
    {
        var tenant = await TenantAsync();
        var id = await UploadAsync(tenant, "Name,E-mail,Manager\nA,a@x.example,b@x.example\nB,b@x.example,c@x.example\nC,c@x.example,b@x.example\nD,nonsense,\nE,e@x.example,D\n");
        var preview = (await tenant.Manager.SendAsync(new PreviewPeople(id))).Value;
        preview.Faulty.ShouldBe(5);
        preview.Faults.EachLine().Where(f => f.Problem.Code == "people-import.managers-in-a-circle").Select(f => f.Line).ShouldBe([3, 4], ignoreOrder: true);
        (preview.Faults.Shown.Count, preview.Faults.Following).ShouldBe((3, 2));
        var url = $"/t/{tenant.Slug}/people/import/{id}";
        var browser = await tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"{url}/preview")).Text.ShouldContain("And 2 lines that name one of these lines: mended there, they are mended here.");
        var told = (await browser.GetAsync($"{url}/faults.csv")).Html.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        told[1..].Select(l => l.Split(',')[0]).ShouldBe(["3", "4", "5", "2", "6"]);
        told[^1].ShouldContain("Line 5, which is this person's manager, is faulty itself.");
    }

    [Fact]
    public async Task A_file_without_addresses_is_refused_and_nobody_elses_is_seen()
    {
        var tenant = await TenantAsync();
        (await tenant.Manager.SendAsync(new UploadPeople(Guid.CreateVersion7(), "x.csv", "Name\nHal\n"u8.ToArray()))).Error!.Code.ShouldBe("import.lacking-columns");
        (await tenant.ReadAsync(db => db.ImportFiles.CountAsync(Ct))).ShouldBe(0);
        (await tenant.Manager.SendAsync(new UploadPeople(Guid.CreateVersion7(), "x.csv", null))).Error!.Code.ShouldBe("file.missing");
        var id = await UploadAsync(tenant, "Name,E-mail\nHal,hal@x.example\n");
        var other = await tenant.MemberAsync(Role.IsmsManager);
        (await other.SendAsync(new PreviewPeople(id))).Error!.Code.ShouldBe("not-found");
        (await tenant.Manager.SendAsync(new Application.Assets.Import.PreviewImport(id))).Error!.Code.ShouldBe("not-found"); // no assets
    }

    [Fact]
    public async Task Ten_thousand_people_enter_at_once()
    {
        var tenant = await TenantAsync();
        var file = new StringBuilder("Name,E-mail,Manager\n");
        for (var i = 0; i < 10_000; i++) { file.Append($"Person {i},p{i}@x.example,{(i == 0 ? "" : $"p{i - 1}@x.example")}\n"); } // a chain: the deepest there can be
        var id = await UploadAsync(tenant, file.ToString());
        (await tenant.Manager.SendAsync(new ConfirmPeople(id))).Value.New.ShouldBe(10_000);
        (await tenant.ReadAsync(db => db.People.CountAsync(p => p.ManagerId != null, Ct))).ShouldBe(9_999);
    }

    private static async Task<Guid> UploadAsync(TestTenant tenant, string file)
        => (await tenant.Manager.SendAsync(new UploadPeople(Guid.CreateVersion7(), "people.csv", Encoding.UTF8.GetBytes(file)))).Value;

    private static Task<Person> PersonAsync(TestTenant tenant, string email) => tenant.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Email == email, Ct));
}
