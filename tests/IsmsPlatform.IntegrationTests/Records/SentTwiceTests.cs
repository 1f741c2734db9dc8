using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Comments;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Responsibilities;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Applicability;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Records;

/// <summary>A form carries the id of what it makes: sent again it is the same record, and whatever differs is not lost in silence.</summary>
public sealed class SentTwiceTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_asset_again_is_that_asset_and_another_content_is_refused()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var form = Register.Form(" Mail server ", 1, 2, 3) with { OwnerId = tenant.Manager.PersonId, SourceSystem = "CMDB", ExternalId = "M-1" };
        await OnceAsync(tenant.Manager, form, form with { Name = "File server" }, form with { Availability = 4 }, form with { ExternalId = "M-2" });
        (await tenant.Manager.SendAsync(new AcceptAsset(form.Id, 1))).Ok();
        await OnceAsync(tenant.Manager, form, form with { Description = "Sends mail" });
        var stored = (await tenant.Manager.SendAsync(new GetAsset(form.Id))).Ok();
        (stored.Name, stored.Availability, stored.ExternalId, stored.Status).ShouldBe(("Mail server", 3, "M-1", AssetStatus.Active));
    }

    [Fact]
    public async Task The_same_person_again_is_that_person_and_another_content_is_refused()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var form = new AddPerson(Guid.CreateVersion7(), "Nora Nantes ", $"Nora@{tenant.Slug}.example", PersonKind.Employee, null, "Clerk", null, tenant.Manager.PersonId, null, null, null, Invite: false);
        await OnceAsync(tenant.Manager, form, form with { Name = "Nils Nantes" }, form with { JobTitle = "Head" }, form with { Email = $"nils@{tenant.Slug}.example" });
        (await tenant.ReadAsync(db => db.People.Where(p => p.Id == form.Id).Select(p => p.Name + ", " + p.JobTitle).SingleAsync(Ct))).ShouldBe("Nora Nantes, Clerk");
    }

    [Fact]
    public async Task The_same_comment_again_is_that_comment_and_another_text_is_refused()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var asset = await tenant.Manager.AddAsync(Register.Form("Mail", 1, 2, 3));
        var form = new WriteComment(Guid.CreateVersion7(), nameof(Asset), asset, " Who pays? ");
        await OnceAsync(tenant.Manager, form, form with { Text = "Who decides?" });
        (await tenant.Manager.SendAsync(new ListComments(nameof(Asset), asset))).Ok().Page.Items.Single().Text.ShouldBe("Who pays?");
    }

    [Fact]
    public async Task The_same_task_again_is_that_task_and_another_content_is_refused()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var member = await tenant.MemberAsync(Role.AssetOwner);
        var form = new CreateTask(Guid.CreateVersion7(), " Count the badges ", member.PersonId, TestApp.Today.AddDays(9), null, null);
        (await tenant.Manager.SendAsync(form)).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(form)).Error.ShouldBeNull();
        foreach (var other in (CreateTask[])[form with { Title = "Count the keys" }, form with { DueOn = TestApp.Today.AddDays(1) }, form with { AssigneeId = tenant.Manager.PersonId }])
        {
            (await tenant.Manager.SendAsync(other)).Error.ShouldBe(ReviewErrors.SentBefore);
        }
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.Id == form.Id).Select(t => t.Title).SingleAsync(Ct))).ShouldBe("Count the badges");
    }

    /// <summary>The other forms, each with what it might say instead.</summary>
    [Fact]
    public async Task Whatever_a_form_makes_is_made_once_and_another_content_is_refused()
    {
        var w = await SoaWorld.OfAsync(server);
        var (tenant, m, top, day) = (w.Tenant, w.Manager, w.Scope.Top, TestApp.Today);
        var (mail, web) = (await m.AddAsync("Mail", 1, 1, 1), await m.AddAsync("Web", 1, 1, 1));
        var subject = (await m.SendAsync(new AddRaciSubject(Guid.CreateVersion7(), "Backups", null))).Ok();
        var unit = (await m.SendAsync(new CreateUnit(Guid.CreateVersion7(), "ELSE", "Elsewhere", null, null, null, null))).Ok();
        var process = new CreateProcess { Id = Guid.CreateVersion7(), Name = " Backup ", Inputs = ["Data"] };
        var finance = new CreateUnit(Guid.CreateVersion7(), " FIN ", "Finance", null, null, null, null);
        var ghent = new CreateLocation(Guid.CreateVersion7(), "GNT", "Ghent", null, "BE", LocationKind.Office, ZoneLevel.Office, null);
        var keeper = new DefineRole(Guid.CreateVersion7(), "Keeper of keys", "Keeps keys.", [Permissions.AssetsView]);
        var given = new AssignRole(Guid.CreateVersion7(), top.PersonId, Role.AssetOwner, null, day.AddDays(90));
        var backups = new AddRaciSubject(Guid.CreateVersion7(), "Restores", "A.8.13");
        var named = new AssignResponsibility(Guid.CreateVersion7(), subject, RaciLetter.Accountable, null, m.PersonId);
        var needs = new AddDependency(Guid.CreateVersion7(), web, mail, InheritanceMode.Max, InheritanceMode.Max, InheritanceMode.Max, null);
        var view = new SaveView(Guid.CreateVersion7(), ViewLists.People, "q=a", "All with an a", false, true);
        var waiver = new WaiveOwnApproval(Guid.CreateVersion7(), "We are three people.");
        var method = new DraftMethodology(Guid.CreateVersion7(), MethodologyStart.FiveByFive);
        var scope = new CreateScopeDraft(Guid.CreateVersion7());
        var soa = new DraftSoa(Guid.CreateVersion7());
        (TestMember By, object Form, object[] Others)[] forms =
        [
            (m, process, [process with { Name = "Restore" }, process with { Inputs = ["Data", "Keys"] }]),
            (m, finance, [finance with { Name = "Money" }, finance with { ParentId = unit }]),
            (m, ghent, [ghent with { Name = "Bruges" }, ghent with { Hazards = "The river" }]),
            (m, keeper, [keeper with { Purpose = "Counts keys." }, keeper with { Allows = [Permissions.AssetsView, Permissions.TasksView] }]),
            (m, given, [given with { Role = Role.RiskOwner }, given with { To = null }, given with { PersonId = m.PersonId }]),
            (m, backups, [backups with { Name = "Backups and restores" }, backups with { Clause = null }]),
            (m, named, [named with { PersonId = top.PersonId }, named with { Letter = RaciLetter.Informed }]),
            (m, needs, [needs with { LowerId = web, UpperId = mail }, needs with { ModeA = InheritanceMode.None, Reason = "Redundant" }]),
            (m, view, [view with { Name = "Others" }, view with { Query = "q=b" }, view with { Pinned = false }]),
            (top, waiver, [waiver with { Reason = "We are two people." }]),
            (m, method, [method with { Start = MethodologyStart.FourByFour }, method with { AuthorId = top.PersonId }]),
            (m, scope, [scope with { OwnerId = top.PersonId }]),
            (m, soa, [soa with { AuthorId = top.PersonId }]),
        ];
        foreach (var (by, form, others) in forms) { await OnceAsync(by, form, others); }
        (await m.SendAsync(new SubmitMethodology(method.Id, 1))).Ok();
        (await top.SendAsync(new Approve(await w.RequestOfAsync(method.Id), null))).Ok();
        var draft = new BeginRiskDraft(Guid.CreateVersion7());
        await OnceAsync(m, draft, draft with { RiskId = w.Risk });
    }

    private static async Task OnceAsync(TestMember by, object form, params object[] others)
    {
        async Task<Error?> SaidAsync(object sent) => sent switch
        {
            ICommand<Result<Guid>> made => (await by.SendAsync(made)).Error,
            ICommand<Result> done => (await by.SendAsync(done)).Error,
            _ => throw new ArgumentException($"{sent} is no form", nameof(form)),
        };
        (await SaidAsync(form)).ShouldBeNull($"{form}");
        (await SaidAsync(form)).ShouldBeNull($"again: {form}");
        foreach (var other in others) { (await SaidAsync(other)).ShouldBe(ReviewErrors.SentBefore, $"{other}"); }
    }

    private static async Task OnceAsync<TForm>(TestMember by, TForm form, params TForm[] others)
        where TForm : ICommand<Result<Guid>>
    {
        var id = (await by.SendAsync(form)).Ok();
        (await by.SendAsync(form)).Ok().ShouldBe(id);
        foreach (var other in others) { (await by.SendAsync(other)).Error.ShouldBe(ReviewErrors.SentBefore); }
    }
}
