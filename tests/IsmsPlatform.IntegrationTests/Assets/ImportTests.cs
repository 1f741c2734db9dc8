using System.Text;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.AuditLog;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Assets;

public sealed class ImportTests(PostgresServer server)
{
    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    private static byte[] Sample(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "samples"))) { folder = folder.Parent!; }
        return File.ReadAllBytes(Path.Combine(folder.FullName, "samples", file));
    }

    private static async Task<Guid> UploadAsync(TestMember by, byte[] file, string source = "CMDB")
    {
        var id = (await by.SendAsync(new UploadImport(Guid.CreateVersion7(), source, "file", file))).Ok();
        var proposed = (await by.SendAsync(new ProposeMapping(id))).Ok();
        (await by.SendAsync(new MapImport(id, proposed.Mapping.ToDictionary(m => m.Key, m => (string?)m.Value)))).Ok();
        return id;
    }

    private static Task<Guid> UploadAsync(TestMember by, string csv, string source = "CMDB") => UploadAsync(by, Encoding.UTF8.GetBytes(csv), source);

    private static async Task<ImportPreview> PreviewAsync(TestMember by, Guid id) => (await by.SendAsync(new PreviewImport(id))).Ok();

    [Fact]
    public async Task The_export_of_a_configuration_database_comes_in_but_for_its_ten_faulty_lines()
    {
        var tenant = await TenantAsync();
        await tenant.LikeKestrelAsync();
        var id = await UploadAsync(tenant.Manager, Sample("assets-cmdb-export.csv"));
        var preview = await PreviewAsync(tenant.Manager, id);
        preview.Faults.EachLine().GroupBy(f => f.Line).Count().ShouldBe(10, string.Join('\n', preview.Faults.EachLine().Select(f => $"{f.Line} {f.Column} „{f.Value}“ {f.Problem.Code}")));
        (preview.Faulty, preview.New, preview.Changed).ShouldBe((10, preview.Rows - 10, 0));
        preview.Rows.ShouldBeGreaterThanOrEqualTo(200);
        preview.Faults.EachLine().DistinctBy(f => f.Line).Select(f => (f.Column, f.Problem.Code)).Distinct().Count().ShouldBeGreaterThanOrEqualTo(9, "each line is faulty in its own way");

        (await tenant.Manager.SendAsync(new ConfirmImport(id))).Error!.Code.ShouldBe("import.faulty-lines");
        (await tenant.ReadAsync(db => db.Assets.CountAsync())).ShouldBe(0);
        var outcome = (await tenant.Manager.SendAsync(new ConfirmImport(id, OnlyGoodLines: true))).Ok();
        (outcome.New, outcome.LeftOut).ShouldBe((preview.New, 10));
        outcome.Dependencies.ShouldBe(preview.Dependencies);
        outcome.Dependencies.ShouldBeGreaterThan(80);

        var asset = (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter { Q = "Kernnetz Gent" }))).Ok().Items.Single();
        (asset.Status, asset.Owner, asset.Unit, asset.Location, asset.SourceSystem, asset.ExternalId, asset.Type).ShouldBe((AssetStatus.Draft, "Ines Duarte", "IT", "HQ Ghent", "CMDB", "CI-01001", AssetType.Network));
        // What stands above the network comes down to it.
        (await tenant.Manager.AssetAsync(asset.Id)).EffectiveConfidentiality.ShouldBe(2);
        (await tenant.Manager.SendAsync(new PreviewImport(id))).Error!.Code.ShouldBe("import.done");
    }

    [Fact]
    public async Task What_many_lines_say_alike_is_one_fault_and_may_be_left_empty()
    {
        var tenant = await TenantAsync(); // knows none of the file's units, locations and people
        var id = await UploadAsync(tenant.Manager, Sample("assets-cmdb-export.csv"));
        var strict = await PreviewAsync(tenant.Manager, id);
        (strict.Good, strict.HasUnknown).ShouldBe((0, true));
        var ghent = strict.Faults.Shown.Single(g => g is { Column: "Standort", Value: "HQ Ghent" });
        (ghent.Problem.Code, ghent.Lines).ShouldBe(("no-such-location", ghent.FirstLines.Count));
        ghent.Lines.ShouldBeGreaterThan(50);
        strict.Faults.Shown.Select(g => g.Lines).ShouldBe(strict.Faults.Shown.Select(g => g.Lines).OrderDescending());

        var lenient = (await tenant.Manager.SendAsync(new PreviewImport(id, LeaveUnknownEmpty: true))).Ok();
        (lenient.Faulty, lenient.HasUnknown, lenient.New).ShouldBe((8, false, lenient.Rows - 8), string.Join('\n', lenient.Faults.EachLine().Select(f => $"{f.Line} {f.Column} „{f.Value}“ {f.Problem.Code}")));
        lenient.LeftEmpty.Shown.Single(g => g.Value == "HQ Ghent").Lines.ShouldBe(ghent.Lines);
        (await tenant.Manager.SendAsync(new ConfirmImport(id, OnlyGoodLines: true))).Ok().New.ShouldBe(0, "nobody said that it may be left empty");
    }

    [Fact]
    public async Task An_import_is_told_once_and_each_asset_keeps_its_own_story()
    {
        var tenant = await TenantAsync();
        var by = tenant.Manager;
        (await by.SendAsync(new ConfirmImport(await UploadAsync(by, "Id;Name;Type\n1;Mail;Server\n2;Web;Server\n3;Shop;Application\n")))).Ok();
        var latest = (await by.SendAsync(new ListLatestActivity())).Ok();
        latest.Where(e => e.UseCase == "ConfirmImport").Select(e => (e.SubjectType, e.SubjectLabel, e.Changes.Single().After)).ShouldBe([("Import", "CMDB", "3")]);
        (await (await by.BrowserAsync()).GetAsync($"/t/{tenant.Slug}")).Text.ShouldContain("imported 3 assets from CMDB");
        var asset = await tenant.ReadAsync(db => db.Assets.Where(a => a.Name == "Web").Select(a => a.Id).SingleAsync());
        (await by.SendAsync(new GetActivity("Asset", asset))).Ok().Single().UseCase.ShouldBe("ConfirmImport");
        (await by.SendAsync(new ListAuditEvents(new AuditFilter { What = ["ConfirmImport"] }))).Ok().Items.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var tenant = await TenantAsync();
        await tenant.LikeKestrelAsync();
        (await tenant.Manager.SendAsync(new ConfirmImport(await UploadAsync(tenant.Manager, Sample("assets-other-names.csv"), "Inventory")))).Ok().New.ShouldBe(60);
        async Task<string> StateAsync() => await tenant.ReadAsync(async db => string.Join('|', await db.Assets.OrderBy(a => a.Id).Select(a => $"{a.Id}{a.Version}{a.LastSeenAt:O}").ToListAsync()) + await db.AuditEvents.CountAsync() + await db.AssetDependencies.CountAsync());
        var before = await StateAsync();
        var again = await UploadAsync(tenant.Manager, Sample("assets-other-names.csv"), "Inventory");
        (await tenant.Manager.SendAsync(new ProposeMapping(again))).Ok();
        (await PreviewAsync(tenant.Manager, again)).Unchanged.ShouldBe(60);
        (await tenant.Manager.SendAsync(new ConfirmImport(again))).Ok().ShouldBe(new ImportOutcome("Inventory", 0, 0, 60, 0, 0));
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_source_is_mapped_as_it_was_last_time()
    {
        var tenant = await TenantAsync();
        const string File = "Name;Label;Type\nCI-1;Mail;Server\nCI-2;Web;Server\n";
        var id = (await tenant.Manager.SendAsync(new UploadImport(Guid.CreateVersion7(), "Odd", "file", Encoding.UTF8.GetBytes(File)))).Ok();
        (await tenant.Manager.SendAsync(new ProposeMapping(id))).Ok().IsRemembered.ShouldBeFalse();
        (await tenant.Manager.SendAsync(new MapImport(id, new() { [ImportField.Name] = "Label", [ImportField.ExternalId] = "Name", [ImportField.Type] = "Type" }))).Ok();
        (await tenant.Manager.SendAsync(new ConfirmImport(id))).Ok().New.ShouldBe(2);
        var again = (await tenant.Manager.SendAsync(new UploadImport(Guid.CreateVersion7(), "Odd", "file", Encoding.UTF8.GetBytes(File)))).Ok();
        var proposed = (await tenant.Manager.SendAsync(new ProposeMapping(again))).Ok();
        proposed.IsRemembered.ShouldBeTrue();
        (proposed.Mapping[ImportField.Name], proposed.Mapping[ImportField.ExternalId]).ShouldBe(("Label", "Name"));
    }

    [Fact]
    public async Task What_people_entered_stays_and_the_rest_follows_the_source()
    {
        var tenant = await TenantAsync();
        var by = tenant.Manager;
        await tenant.PersonAsync("Ann Other", $"ann@{tenant.Slug}.example");
        (await by.SendAsync(new ConfirmImport(await UploadAsync(by, "Id;Name;Type;Owner;C;I;Classification;Description\n1;Mail;Server;;;;Internal;old\n")))).Ok();
        var id = (await by.SendAsync(new ListAssets(new AssetFilter()))).Ok().Items.Single().Id;
        (await by.SendAsync(await by.EditAsync(id) with { OwnerId = by.PersonId, Confidentiality = 4, Classification = Classification.Confidential })).Ok();
        var second = await UploadAsync(by, "Id;Name;Type;Owner;C;I;Classification;Description\n1;Mail server;Application;Ann Other;1;2;Public;new\n");
        var row = (await PreviewAsync(by, second)).FirstRows.Single();
        row.Fate.ShouldBe(RowFate.Changed);
        row.Changes.ShouldBe(["Name", "Type", "Description", "Integrity"], ignoreOrder: true);
        (await by.SendAsync(new ConfirmImport(second))).Ok();
        var asset = await by.AssetAsync(id);
        (asset.Name, asset.Type, asset.Description, asset.Integrity).ShouldBe(("Mail server", AssetType.Application, "new", 2));
        (asset.OwnerId, asset.Confidentiality, asset.Classification).ShouldBe((by.PersonId, 4, Classification.Confidential));
    }

    [Fact]
    public async Task An_asset_that_people_entered_is_found_by_its_name()
    {
        var tenant = await TenantAsync();
        var id = await tenant.Manager.AddAsync("Mail", 2, 2, 2);
        (await tenant.Manager.SendAsync(new ConfirmImport(await UploadAsync(tenant.Manager, "Id;Name;Type\n7;Mail;Service\n")))).Ok().ShouldBe(new ImportOutcome("CMDB", 0, 1, 0, 0, 0));
        var asset = await tenant.Manager.AssetAsync(id);
        (asset.SourceSystem, asset.ExternalId, asset.Type, asset.Effective()).ShouldBe(("CMDB", "7", AssetType.Service, "2/2/2"));
    }

    [Fact]
    public async Task Needs_become_dependencies_by_id_or_name()
    {
        var tenant = await TenantAsync();
        await tenant.Manager.AddAsync("Cloud, the old one", 1, 1, 1);
        var outcome = (await tenant.Manager.SendAsync(new ConfirmImport(await UploadAsync(tenant.Manager,
            "Id;Name;Type;C;Needs\n1;Data;Information;4;Mail\n2;Mail;Application;;\"3; Cloud, the old one\"\n3;Host;Server;;\n")))).Ok();
        outcome.Dependencies.ShouldBe(3);
        (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter { Critical = true }))).Ok().Items.Select(a => a.Name).ShouldBe(["Cloud, the old one", "Data", "Host", "Mail"], ignoreOrder: true);
    }

    [Fact]
    public async Task Needs_that_cannot_be_are_faults_of_their_lines()
    {
        var tenant = await TenantAsync();
        var preview = await PreviewAsync(tenant.Manager, await UploadAsync(tenant.Manager,
            "Id;Name;Type;Needs\n1;A;Server;2\n2;B;Server;3\n3;C;Server;1\n4;D;Server;4\n5;E;Server;99\n6;F;Toy;\n7;G;Server;6\n8;H;Server;7\n9;I;Server;\n"));
        preview.Faults.EachLine().Select(f => (f.Line, f.Problem.Code)).ShouldBe([(4, "asset.cycle"), (5, "asset.needs-itself"), (6, "need-unknown"), (7, "unknown-value")], ignoreOrder: true);
        (preview.Faults.Following, preview.Faulty).ShouldBe((4, 8), "A and B need C, G needs F and H needs G");
        preview.New.ShouldBe(1);
        var cycle = preview.Faults.EachLine().Single(f => f.Problem.Code == "asset.cycle");
        cycle.Problem.Arguments.Single().ShouldBe("C → A → B → C");
        preview.Faults.EachLine().Single(f => f.Line == 7).Allowed.ShouldContain("Server");
    }

    [Fact]
    public async Task A_line_that_repeats_another_is_left_out_and_confuses_nobody()
    {
        var tenant = await TenantAsync();
        const string File = "Id;Name;Type;Needs\n1;A;Server;2\n2;B;Server;\n2;Once more;Server;1\n";
        for (var round = 0; round < 2; round++)
        {
            var id = await UploadAsync(tenant.Manager, File);
            (await PreviewAsync(tenant.Manager, id)).Faults.EachLine().Single().ShouldSatisfyAllConditions(f => f.Line.ShouldBe(4), f => f.Problem.Code.ShouldBe("repeated"), f => f.Problem.Arguments.ShouldBe([3]));
            (await tenant.Manager.SendAsync(new ConfirmImport(id, OnlyGoodLines: true))).Ok();
        }
        (await tenant.ReadAsync(db => db.Assets.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Names_that_fit_nothing_are_faults_with_what_is_allowed()
    {
        var tenant = await TenantAsync();
        await tenant.LikeKestrelAsync();
        var preview = await PreviewAsync(tenant.Manager, await UploadAsync(tenant.Manager, "Name;Type;Unit;Location;Owner;C;Purchase date;RTO\nA;Server;Moon;Mars;nobody@x.example;extreme;yesterday;soon\n"));
        preview.Faults.EachLine().Select(f => f.Problem.Code).ShouldBe(["no-such-person", "no-such-unit", "no-such-location", "unknown-value", "hours-unreadable", "date-unreadable"], ignoreOrder: true);
        preview.Faults.EachLine().ShouldAllBe(f => f.Line == 2);
        preview.Faults.EachLine().Single(f => f.Column == "Unit").Allowed.ShouldContain("Sales");
        preview.Faults.EachLine().Single(f => f.Column == "C").Allowed.ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [Fact]
    public async Task An_import_is_its_uploaders_alone_and_the_isms_managers_right()
    {
        var tenant = await TenantAsync();
        var id = await UploadAsync(tenant.Manager, "Name;Type\nA;Server\n");
        var other = await tenant.MemberAsync(Role.IsmsManager);
        (await other.SendAsync(new PreviewImport(id))).Error.ShouldBe(Error.NotFound);
        (await other.SendAsync(new ConfirmImport(id))).Error.ShouldBe(Error.NotFound);
        (await (await tenant.MemberAsync(Role.AssetOwner)).SendAsync(new UploadImport(Guid.CreateVersion7(), "x", "x", [1]))).Error.ShouldBe(Error.Forbidden);
    }

    [Fact]
    public async Task Two_clicks_import_once()
    {
        var tenant = await TenantAsync();
        var id = await UploadAsync(tenant.Manager, "Name;Type\nA;Server\nB;Server\n");
        var outcomes = await Task.WhenAll(tenant.Manager.SendAsync(new ConfirmImport(id)), tenant.Manager.SendAsync(new ConfirmImport(id)));
        outcomes.Count(o => o.IsSuccess).ShouldBe(1);
        (await tenant.ReadAsync(db => db.Assets.CountAsync())).ShouldBe(2);
    }

    // More than two portions: the last lines state what the first and the register inherit, and the other way round.
    private const int Many = 2_600;

    private static string ManyLines(string last)
        => new StringBuilder("Id;Name;Type;C;Needs\n0;Asset 0;Server;3;2500\n")
            .AppendJoin("", Enumerable.Range(1, Many - 2).Select(n => $"{n};Asset {n};Server;;{(n == 2_500 ? "1250" : "")}\n")).Append(last).ToString();

    [Fact]
    public async Task A_large_import_is_told_once_and_passes_values_on_from_its_first_line_to_its_last()
    {
        var tenant = await TenantAsync();
        var by = tenant.Manager;
        var host = await by.AddAsync("Host", 1, 1, 1);
        var file = ManyLines($"{Many - 1};Asset {Many - 1};Information;4;\"1;Host\"\n");
        (await by.SendAsync(new ConfirmImport(await UploadAsync(by, file)))).Ok().ShouldBe(new ImportOutcome("CMDB", Many, 0, 0, 4, 0));
        var needs = await tenant.ReadAsync(db => db.Assets.Where(a => a.EffectiveConfidentiality != null).ToDictionaryAsync(a => a.Name, a => a.EffectiveConfidentiality));
        needs.ShouldBe(new Dictionary<string, int?> { ["Asset 0"] = 3, ["Asset 2500"] = 3, ["Asset 1250"] = 3, [$"Asset {Many - 1}"] = 4, ["Asset 1"] = 4, ["Host"] = 4 }, ignoreOrder: true);
        (await by.AssetAsync(host)).Version.ShouldBe(1, "to inherit more is no edit");

        var told = await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.UseCase == nameof(ConfirmImport)).Select(e => new { e.Id, e.SubjectType, e.SubjectId, e.PartOf, e.Changes }).ToListAsync());
        var whole = told.Single(e => e.PartOf == null);
        (whole.SubjectType, whole.Changes.Contains($"{Many}", StringComparison.Ordinal)).ShouldBe(("Import", true));
        told.Where(e => e.PartOf == whole.Id).CountBy(e => e.SubjectType).ToDictionary().ShouldBe(new Dictionary<string, int> { [nameof(Asset)] = Many, [nameof(AssetDependency)] = 4 }, ignoreOrder: true);
        told.DistinctBy(e => e.SubjectId).Count().ShouldBe(Many + 5);
    }

    [Fact]
    public async Task What_is_refused_late_leaves_nothing()
    {
        var tenant = await TenantAsync();
        var by = tenant.Manager;
        var ledger = await by.AddAsync("Ledger");
        Task StandsAsync(AssetStatus status) => tenant.ReadAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Assets.Where(a => a.Id == ledger).ExecuteUpdateAsync(s => s.SetProperty(a => a.Status, status));
            await transaction.CommitAsync();
            return status;
        });
        await StandsAsync(AssetStatus.Active); // without an owner, so no change of it is taken
        var id = await UploadAsync(by, ManyLines($"{Many - 1};Ledger;Application;2;0\n"));
        (await by.SendAsync(new ConfirmImport(id))).Error!.Code.ShouldBe("asset.must-stay-complete");
        (await tenant.ReadAsync(async db => (await db.Assets.CountAsync(), await db.AssetDependencies.CountAsync(), await db.AuditEvents.CountAsync(e => e.UseCase == nameof(ConfirmImport)), await db.AssetImportMappings.CountAsync()))).ShouldBe((1, 0, 0, 0));
        (await by.AssetAsync(ledger)).EffectiveConfidentiality.ShouldBeNull();

        await StandsAsync(AssetStatus.Draft);
        (await by.SendAsync(new ConfirmImport(id))).Ok().ShouldBe(new ImportOutcome("CMDB", Many - 1, 1, 0, 3, 0));
    }

    [Fact]
    public async Task Ten_thousand_lines_come_in_at_once()
    {
        var tenant = await TenantAsync();
        var csv = new StringBuilder("Id;Name;Type;C;I;A;Needs\n");
        for (var n = 0; n < 10_000; n++) { csv.Append($"{n};Asset {n};{(n % 2 == 0 ? "Server" : "Application")};{n % 5};1;1;{(n > 20 ? (n / 20).ToString() : "")}\n"); }
        var id = await UploadAsync(tenant.Manager, csv.ToString());
        (await PreviewAsync(tenant.Manager, id)).New.ShouldBe(10_000);
        var outcome = (await tenant.Manager.SendAsync(new ConfirmImport(id))).Ok();
        (outcome.New, outcome.Dependencies).ShouldBe((10_000, 9_979));
        // Asset 1 carries everything below 21 × 20: the greatest of their values comes down.
        (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter { Q = "Asset 1" }, Size: 1))).Ok().Items[0].Criticality.ShouldBe(4);
        var again = await UploadAsync(tenant.Manager, csv.ToString());
        (await tenant.Manager.SendAsync(new ConfirmImport(again))).Ok().Unchanged.ShouldBe(10_000);
    }
}
