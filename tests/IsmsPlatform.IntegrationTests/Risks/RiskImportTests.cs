using System.Text;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Risks.Import;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Risks;

/// <summary>Risks from a file: what is good, what is faulty and why, all or nothing.</summary>
public sealed class RiskImportTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        (await tenant.Manager.SendAsync(new AddAnnexA())).Ok();
        var (id, top) = (Guid.CreateVersion7(), await tenant.MemberAsync(Role.TopManagement));
        (await tenant.Manager.SendAsync(new DraftMethodology(id, MethodologyStart.FiveByFive))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new SubmitMethodology(id, 1))).Error.ShouldBeNull();
        (await top.SendAsync(new Approve(await tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == id && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct)), null))).Error.ShouldBeNull();
        return tenant;
    }

    private static async Task<Guid> UploadAsync(TestTenant tenant, string file)
        => (await tenant.Manager.SendAsync(new UploadRisks(Guid.CreateVersion7(), "risks.csv", Encoding.UTF8.GetBytes(file)))).Ok();

    private static Task<string> OwnerAsync(TestTenant tenant) => tenant.ReadAsync(db => db.People.Where(p => p.Id == tenant.Manager.PersonId).Select(p => p.Email).SingleAsync(Ct));

    [Fact]
    public async Task Good_lines_enter_the_register_rated_by_the_method_in_force_and_linked()
    {
        var tenant = await TenantAsync();
        var backup = await tenant.ReadAsync(db => db.Controls.Where(c => c.Code == "A.8.13").Select(c => c.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new ImplementControl { Id = Guid.CreateVersion7(), ControlId = backup, Title = "Nightly backup", Description = "Every night.", OwnerId = tenant.Manager.PersonId, Status = ImplementationStatus.Operated })).Ok();
        var id = await UploadAsync(tenant, $"Titel;Schutzziele;Risikoeigner;Behandlung;Controls;Inherent likelihood;Inherent impact;Current likelihood;Current impact;Colour\nRansomware;I, A;{await OwnerAsync(tenant)};Reduce;Nightly backup;4;5;3;4;red\n");
        var preview = (await tenant.Manager.SendAsync(new PreviewRisks(id))).Ok();
        (preview.New, preview.Known, preview.Faulty).ShouldBe((1, 0, 0));
        preview.Unused.ShouldBe(["Colour"]);
        (await tenant.Manager.SendAsync(new ConfirmRisks(id))).Ok().ShouldBe(new RisksOutcome(1, 0, 0));
        var risk = (await tenant.Manager.SendAsync(new GetRisk(await tenant.ReadAsync(db => db.Risks.Select(r => r.Id).SingleAsync(Ct))))).Ok();
        risk.Code.ShouldStartWith("RSK-");
        risk.Affects.ShouldBe([SecurityProperty.Integrity, SecurityProperty.Availability]);
        risk.Treatment.ShouldBe(TreatmentOption.Modify);
        (risk.Inherent!.Level, risk.Current!.Likelihood, risk.Current.Impact).ShouldBe((4, 3, 4));
        risk.Controls.Single().Title.ShouldBe("Nightly backup");
        risk.Evaluations.ShouldAllBe(e => e.Rationale == "risks.csv");
    }

    [Fact]
    public async Task A_kind_that_cannot_be_read_is_shown_as_such_and_not_guessed()
    {
        var tenant = await TenantAsync();
        var id = await UploadAsync(tenant, $"Title,Kind,Affects,Owner\nOdd,Weather,C,{await OwnerAsync(tenant)}\nPlain,,C,{await OwnerAsync(tenant)}\n");
        (await tenant.Manager.SendAsync(new PreviewRisks(id))).Ok().FirstRows.Select(r => (r.Kind, r.Faulty.SingleOrDefault())).ShouldBe([(null, "Kind"), (RiskKind.Information, null)]);
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/risks/import/{id}/preview")).Text.ShouldContain("Not readable");
    }

    [Fact]
    public async Task Every_fault_of_every_line_is_told_and_nothing_is_stored()
    {
        var tenant = await TenantAsync();
        var owner = await OwnerAsync(tenant);
        var id = await UploadAsync(tenant, $"""
            Title,Affects,Owner,Threat,Inherent likelihood,Inherent impact,Current likelihood,Current impact,Next review
            Good,C,{owner},,2,2,,,
            ,C,{owner},,,,,,
            Unknown owner,C,nobody@x.example,,,,,,
            Odd goal,speed,{owner},,,,,,
            Off the scale,C,{owner},,9,2,,,
            Half a rating,C,{owner},,2,,,,
            Nothing lowers it,C,{owner},,4,4,1,1,
            Foreign threat,C,{owner},T-999,,,,,
            No day,C,{owner},,,,,,soon
            Twice,C,{owner},,,,,,
            twice,C,{owner},,,,,,

            """);
        var preview = (await tenant.Manager.SendAsync(new PreviewRisks(id))).Ok();
        (preview.Rows, preview.New, preview.Faulty).ShouldBe((11, 1, 10));
        preview.Faults.Shown.Select(f => f.Problem.Code).ShouldBe(["required", "no-such-person", "unknown-value", "risk.likelihood", "risk-import.half", "risk.nothing-works", "risk-import.not-there", "date-unreadable", "risk-import.same-title", "risk-import.same-title"], ignoreOrder: true);
        (await tenant.Manager.SendAsync(new ConfirmRisks(id))).Error!.Code.ShouldBe("import.faulty-lines");
        (await tenant.ReadAsync(db => db.Risks.CountAsync(Ct))).ShouldBe(0);
        (await tenant.Manager.SendAsync(new ConfirmRisks(id, OnlyGoodLines: true))).Ok().ShouldBe(new RisksOutcome(1, 0, 10));
    }

    [Fact]
    public async Task Of_5_000_faulty_lines_each_is_told_in_a_file_that_can_be_taken_along()
    {
        const int Lines = 5000;
        var tenant = await TenantAsync();
        var id = await UploadAsync(tenant, "Title,Affects,Owner\n" + string.Concat(Enumerable.Range(0, Lines).Select(i => $"Risk {i},C,nobody{i}@x.example\n")));
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/risks/import/{id}";
        (await browser.GetAsync($"{url}/preview")).Html.ShouldContain($"{url}/faults.csv");
        var told = (await browser.GetAsync($"{url}/faults.csv")).Html.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        told.Length.ShouldBe(1 + Lines);
        told[^1].ShouldSatisfyAllConditions(l => l.ShouldStartWith((Lines + 1).ToString()), l => l.ShouldContain($"nobody{Lines - 1}@x.example"));
        (await tenant.ReadAsync(db => db.Risks.AnyAsync(Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task All_faults_of_one_line_are_told_at_once_each_at_its_column_and_what_follows_from_them_is_not()
    {
        var tenant = await TenantAsync();
        var owner = await OwnerAsync(tenant);
        var id = await UploadAsync(tenant, $"""
            Title;Affects;Owner;Controls;Option;Inherent likelihood;Inherent impact;Current likelihood;Current impact;Next review
            Nobody's;C;nobody@x.example;;Ignore;9;lots;2;9;2020-01-31
            Both too great;;{owner};;;9;9;;;soon
            Foreign control;C;{owner};Moat;;4;4;1;1;
            Half;C;{owner};;;;9;2;2;

            """);
        var shown = (await tenant.Manager.SendAsync(new PreviewRisks(id))).Ok();
        (shown.New, shown.Faulty).ShouldBe((0, 4));
        string[] Of(int line) => [.. shown.Faults.Shown.Where(f => f.FirstLines.Contains(line)).Select(f => $"{f.Column}: {f.Problem.Code}").Order(StringComparer.Ordinal)];
        shown.Faults.Shown.Single(f => f.Column == "Owner").Problem.Sentence.ShouldNotContain("leave the cell empty", customMessage: "a risk has an owner");
        Of(2).ShouldBe(["Current impact: risk.impact", "Inherent impact: risk-import.no-level", "Inherent likelihood: risk.likelihood", "Next review: review.in-the-past", "Option: unknown-value", "Owner: no-such-person"]);
        Of(3).ShouldBe(["Affects: required", "Inherent impact: risk.impact", "Inherent likelihood: risk.likelihood", "Next review: date-unreadable"]);
        Of(4).ShouldBe(["Controls: risk-import.not-there"], "with the control that is meant the rating may be right");
        Of(5).ShouldBe(["Inherent impact: risk.impact", "Inherent likelihood: risk-import.half"], "the current risk cannot be compared with half a rating");
        var page = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/risks/import/{id}/preview");
        page.Text.ShouldContain("Affects, Next review, Inherent likelihood, Inherent impact");
    }

    [Fact]
    public async Task Separators_alone_are_no_property_that_suffers()
    {
        var tenant = await TenantAsync();
        var preview = (await tenant.Manager.SendAsync(new PreviewRisks(await UploadAsync(tenant, $"Title;Affects;Owner\nFlood;/,;{await OwnerAsync(tenant)}\n")))).Ok();
        preview.Faults.Shown.ShouldHaveSingleItem().Column.ShouldBe("Affects");
    }

    [Fact]
    public async Task The_same_file_twice_brings_nothing_new()
    {
        var tenant = await TenantAsync();
        var file = $"Title,Affects,Owner\nFlood,A,{await OwnerAsync(tenant)}\n";
        (await tenant.Manager.SendAsync(new ConfirmRisks(await UploadAsync(tenant, file)))).Ok().New.ShouldBe(1);
        (await tenant.Manager.SendAsync(new ConfirmRisks(await UploadAsync(tenant, file)))).Ok().ShouldBe(new RisksOutcome(0, 1, 0));
        var twice = await UploadAsync(tenant, file.Replace("Flood", "Fire", StringComparison.Ordinal));
        var clicks = await Task.WhenAll(tenant.Manager.SendAsync(new ConfirmRisks(twice)), tenant.Manager.SendAsync(new ConfirmRisks(twice)));
        clicks.Count(c => c.IsSuccess).ShouldBe(1);
        clicks.Single(c => !c.IsSuccess).Error.ShouldBe(ImportErrors.Done);
    }

    [Fact]
    public async Task What_the_register_exports_it_knows_again()
    {
        var tenant = await TenantAsync();
        var owner = await OwnerAsync(tenant);
        (await tenant.Manager.SendAsync(new ConfirmRisks(await UploadAsync(tenant, $"Title,Affects,Owner,Inherent likelihood,Inherent impact\nFlood,\"C, A\",{owner},Likely,4\nFire,A,{owner},,\n")))).Ok().New.ShouldBe(2);
        var fire = await tenant.ReadAsync(db => db.Risks.Where(r => r.Title == "Fire").Select(r => r.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new CloseRisk(fire, (await tenant.Manager.SendAsync(new GetRisk(fire))).Ok().Version, "The building was sold."))).Error.ShouldBeNull();
        var browser = await tenant.Manager.BrowserAsync();
        var exported = (await browser.GetAsync($"/t/{tenant.Slug}/risks/export.csv?status=Closed&status=Analysed")).Html;
        exported.ShouldContain("Confidentiality, Availability");
        var preview = (await tenant.Manager.SendAsync(new PreviewRisks(await UploadAsync(tenant, exported)))).Ok();
        (preview.Rows, preview.Known, preview.New, preview.Faulty).ShouldBe((2, 2, 0, 0));
        preview.Unused.ShouldNotContain("Affects");
        preview.Differing.ShouldBeEmpty();
        // Another organisation takes the same file in, as far as it names nothing of ours.
        var other = await TenantAsync();
        var theirs = exported.Replace(await NameAsync(tenant), await NameAsync(other), StringComparison.Ordinal);
        (await other.Manager.SendAsync(new PreviewRisks(await UploadAsync(other, theirs)))).Ok().Faulty.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_edited_in_an_export_is_named_at_its_line_because_nothing_of_it_is_taken_over()
    {
        var tenant = await TenantAsync();
        var owner = await OwnerAsync(tenant);
        (await tenant.Manager.SendAsync(new ConfirmRisks(await UploadAsync(tenant, $"Title,Scenario,Affects,Owner,Option,Inherent likelihood,Inherent impact\nFlood,Water,A,{owner},Modify,4,4\nFire,Smoke,A,{owner},,,\n")))).Ok().New.ShouldBe(2);
        var browser = await tenant.Manager.BrowserAsync();
        var exported = (await browser.GetAsync($"/t/{tenant.Slug}/risks/export.csv")).Html;
        var edited = exported.Replace("Water", "Water from the river", StringComparison.Ordinal).Replace("Modify", "Accept", StringComparison.Ordinal).Replace("Smoke", "", StringComparison.Ordinal);
        var preview = (await tenant.Manager.SendAsync(new PreviewRisks(await UploadAsync(tenant, edited)))).Ok();
        (preview.New, preview.Known, preview.Faulty).ShouldBe((0, 2, 0));
        preview.Differing.Select(d => (d.Title, string.Join(", ", d.Fields))).ShouldBe([("Flood", "Scenario, Option"), ("Fire", "Scenario")], ignoreOrder: true);
        // A list of its own says nothing of what it leaves empty.
        (await tenant.Manager.SendAsync(new PreviewRisks(await UploadAsync(tenant, $"Title,Scenario,Affects,Owner\nFlood,,A,{owner}\n")))).Ok().Differing.ShouldBeEmpty();
        var page = await browser.GetAsync($"/t/{tenant.Slug}/risks/import/{await UploadAsync(tenant, edited)}/preview");
        page.Text.ShouldContain("2 lines differ from the register");
        page.Text.ShouldContain("The file holds no new risk, so there is nothing to import.");
        page.Text.ShouldNotContain("Import 0");
    }

    [Fact]
    public async Task The_code_of_another_register_is_no_risk_of_this_one()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        (await tenant.Manager.SendAsync(new ConfirmRisks(await UploadAsync(tenant, $"Title,Affects,Owner\nFlood,A,{await OwnerAsync(tenant)}\n")))).Ok().New.ShouldBe(1);
        (await other.Manager.SendAsync(new ConfirmRisks(await UploadAsync(other, $"Title,Affects,Owner\nFire,A,{await OwnerAsync(other)}\n")))).Ok().New.ShouldBe(1);
        var exported = (await (await other.Manager.BrowserAsync()).GetAsync($"/t/{other.Slug}/risks/export.csv")).Html;
        var theirs = await UploadAsync(tenant, exported.Replace(await NameAsync(other), await OwnerAsync(tenant), StringComparison.Ordinal));
        var preview = (await tenant.Manager.SendAsync(new PreviewRisks(theirs))).Ok();
        (preview.New, preview.Known, preview.Faulty).ShouldBe((1, 0, 0));
        preview.Renumbered.Select(r => (r.Title, r.TitleHere)).ShouldBe([("Fire", "Flood")]);
        (await tenant.Manager.SendAsync(new ConfirmRisks(theirs))).Ok().New.ShouldBe(1);
        var codes = await tenant.ReadAsync(db => db.Risks.Select(r => r.Code).ToListAsync(Ct));
        codes.Distinct().Count().ShouldBe(2);
    }

    private static Task<string> NameAsync(TestTenant tenant) => tenant.ReadAsync(db => db.People.Where(p => p.Id == tenant.Manager.PersonId).Select(p => p.Name).SingleAsync(Ct));

    [Fact]
    public async Task What_is_refused_is_shown_as_the_file_says_it_under_its_own_column()
    {
        var tenant = await TenantAsync();
        var owner = await OwnerAsync(tenant);
        var preview = (await tenant.Manager.SendAsync(new PreviewRisks(await UploadAsync(tenant, $"Title,Affects,Owner,Next review,Inherent likelihood,Inherent impact\nPast,A,{owner},2020-01-31,,\nOften,A,{owner},,9,2\nGrave,A,{owner},,2,9\n")))).Ok();
        preview.Faults.Shown.Select(f => (f.Column, f.Value)).ShouldBe([("Next review", "2020-01-31"), ("Inherent likelihood", "9"), ("Inherent impact", "9")], ignoreOrder: true);
    }

    [Fact]
    public async Task Five_thousand_risks_enter_at_once()
    {
        var tenant = await TenantAsync();
        var (file, owner) = (new StringBuilder("Title,Affects,Owner,Inherent likelihood,Inherent impact\n"), await OwnerAsync(tenant));
        for (var i = 0; i < 5_000; i++) { file.Append($"Risk {i},C,{owner},{1 + i % 5},{1 + i % 5}\n"); }
        (await tenant.Manager.SendAsync(new ConfirmRisks(await UploadAsync(tenant, file.ToString())))).Ok().New.ShouldBe(5_000);
        (await tenant.Manager.SendAsync(new GetRiskMatrix(EvaluationStage.Inherent))).Ok().Counts[4][4].ShouldBe(1_000);
        var events = await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.UseCase == nameof(ConfirmRisks) && e.PartOf == null).ToListAsync(Ct));
        events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_current_rating_without_an_inherent_one_is_told_in_words_of_the_file()
    {
        var tenant = await TenantAsync();
        var id = await UploadAsync(tenant, $"Title,Affects,Owner,Current likelihood,Current impact\nFlood,A,{await OwnerAsync(tenant)},2,3\n");
        var fault = (await tenant.Manager.SendAsync(new PreviewRisks(id))).Ok().Faults.Shown.ShouldHaveSingleItem();
        (fault.Column, fault.Problem.Code).ShouldBe(("Inherent likelihood", "risk-import.no-inherent"));
    }

    [Fact]
    public async Task A_file_without_owners_is_refused_and_nobody_elses_is_seen()
    {
        var tenant = await TenantAsync();
        var refused = (await tenant.Manager.SendAsync(new UploadRisks(Guid.CreateVersion7(), "x.csv", "Title,Colour\nHal,red\n"u8.ToArray()))).Error!;
        refused.Code.ShouldBe("import.lacking-columns");
        refused.Fields.ShouldHaveSingleItem().Arguments.ShouldBe(["“Affects”, “Owner”"]);
        var id = await UploadAsync(tenant, $"Title,Affects,Owner\nFlood,A,{await OwnerAsync(tenant)}\n");
        var other = await tenant.MemberAsync(Role.IsmsManager);
        (await other.SendAsync(new PreviewRisks(id))).Error!.Code.ShouldBe("not-found");
    }
}
