using System.Net;
using IsmsPlatform.Application.ApiClients;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Responsibilities;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Context;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.People;

/// <summary>Somebody leaves: all they have gets a new owner first, their sign-in ends, their name stays (A.5.11, A.6.5).</summary>
public sealed class LeavingTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    /// <summary>One record of each kind that a person can have.</summary>
    private static async Task<Belongings> GiveOneOfEachAsync(TestTenant tenant, TestMember member)
    {
        var m = tenant.Manager;
        var asset = new CreateAsset { Id = Guid.CreateVersion7(), Name = "Ledger", Type = AssetType.Application, Classification = Classification.Internal, OwnerId = member.PersonId, CustodianId = member.PersonId };
        (await m.SendAsync(asset)).Error.ShouldBeNull();
        var unit = (await m.SendAsync(new CreateUnit(Guid.CreateVersion7(), "FIN", "Finance", null, member.PersonId, null, null))).Value;
        var report = (await m.SendAsync(new AddPerson(Guid.CreateVersion7(), "Remi Report", $"remi@{tenant.Slug}.example", PersonKind.Employee, null, null, null, member.PersonId, null, null, null, Invite: false))).Value;
        var task = Guid.CreateVersion7();
        (await m.SendAsync(new CreateTask(task, "Count the badges", member.PersonId, TestApp.Today.AddDays(9), null, null))).Error.ShouldBeNull();
        var process = (await m.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = "Closing the books", OwnerId = member.PersonId })).Value;
        (await m.SendAsync(new CreateScopeDraft(Guid.CreateVersion7(), member.PersonId))).Error.ShouldBeNull();
        var plan = Guid.CreateVersion7();
        (await m.SendAsync(new DraftTreatmentPlan { Id = plan, Name = "Seals of the year", PeriodFrom = tenant.Today, PeriodTo = tenant.Today.AddDays(90), OwnerId = member.PersonId })).Error.ShouldBeNull();
        (await m.SendAsync(new AddTreatmentAction { Id = Guid.CreateVersion7(), PlanId = plan, Title = "Order seals", StartOn = tenant.Today, DueOn = tenant.Today.AddDays(30), OwnerId = member.PersonId })).Error.ShouldBeNull();
        (await m.SendAsync(new IdentifyRisk { Id = Guid.CreateVersion7(), Title = "The seals run out", Kind = RiskKind.Information, Affects = [SecurityProperty.Integrity], OwnerId = member.PersonId })).Error.ShouldBeNull();
        (await m.SendAsync(new PlanRiskAssessment { Id = Guid.CreateVersion7(), Name = "Seals in doubt", Trigger = AssessmentTrigger.Planned, StartOn = tenant.Today, DueOn = tenant.Today.AddDays(30), LeadId = member.PersonId, ParticipantIds = [member.PersonId] })).Error.ShouldBeNull();
        var control = (await m.SendAsync(new DefineControl { Id = Guid.CreateVersion7(), Title = "Numbered seals", Theme = ControlTheme.Physical, Nature = ControlNature.Physical })).Value;
        var practice = (await m.SendAsync(new ImplementControl { Id = Guid.CreateVersion7(), ControlId = control, Title = "Seal round", Status = ImplementationStatus.Planned, OwnerId = member.PersonId, OperatorId = member.PersonId })).Value;
        (await m.SendAsync(new SetTestPlan { Id = practice, Version = 1, Kind = TestKind.Design, EveryMonths = 6, TesterId = member.PersonId, NextTestOn = TestApp.Today.AddDays(90) })).Error.ShouldBeNull();
        var subject = (await m.SendAsync(new AddRaciSubject(Guid.CreateVersion7(), "Backups", "A.8.13"))).Value;
        (await m.SendAsync(new AssignResponsibility(Guid.CreateVersion7(), subject, RaciLetter.Accountable, null, member.PersonId))).Error.ShouldBeNull();
        (await m.SendAsync(new AssignRole(Guid.CreateVersion7(), member.PersonId, Role.RiskOwner, null, null))).Error.ShouldBeNull();
        var client = Guid.CreateVersion7();
        (await m.SendAsync(new CreateApiClient(client, "Stock feed", ["assets:read"], null))).Error.ShouldBeNull();
        (await m.SendAsync(new HandOverApiClient(client, member.PersonId))).Error.ShouldBeNull();
        await tenant.OwnContextAsync(member.PersonId);
        return new Belongings(asset.Id, unit, report, task, subject, client, process);
    }

    private sealed record Belongings(Guid Asset, Guid Unit, Guid Report, Guid Task, Guid Subject, Guid Client, Guid Process);

    [Fact]
    public async Task The_assistant_lists_everything_that_somebody_has()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        await GiveOneOfEachAsync(tenant, member);
        var view = (await tenant.Manager.SendAsync(new GetLeaving(member.PersonId))).Value;
        view.Groups.Select(g => (g.Kind, g.Count)).ShouldBe(Enum.GetValues<OwnedKind>().Select(k => (k, 1)));
        var page = (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/people/{member.PersonId}/left")).Text;
        foreach (var name in (string[])["Ledger", "Finance", "Remi Report", "Count the badges", "Backups", "Risk owner", "Stock feed", "Cloud", "Insurer", "Archive act", "Grow", "Closing the books", "Seals of the year", "Order seals", "Seals in doubt", "Scope, version 1"]) { page.ShouldContain(name); }
    }

    [Fact]
    public async Task Nobody_leaves_before_each_has_a_new_owner()
    {
        var tenant = await TenantAsync();
        var (member, heir) = (await tenant.MemberAsync(), await tenant.MemberAsync());
        var has = await GiveOneOfEachAsync(tenant, member);
        var browser = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/people/{member.PersonId}/left";
        var refused = await browser.SubmitAsync(page, page, ($"Heirs[Asset:{has.Asset}]", heir.PersonId.ToString()));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain($"Without a new owner yet: {Enum.GetValues<OwnedKind>().Length - 1}.");
        refused.Html.ShouldContain($"<option value=\"{heir.PersonId}\" selected=\"selected\">"); // what was chosen stays chosen
        (await tenant.ReadAsync(db => db.Assets.Where(a => a.Id == has.Asset).Select(a => a.OwnerId).SingleAsync(Ct))).ShouldBe(member.PersonId);
        (await tenant.ReadAsync(db => db.People.Where(p => p.Id == member.PersonId).Select(p => p.Status).SingleAsync(Ct))).ShouldBe(PersonStatus.Active);
    }

    [Fact]
    public async Task Each_goes_to_whom_it_was_given_and_the_rest_to_the_one_for_everything()
    {
        var tenant = await TenantAsync();
        var (member, heir, other) = (await tenant.MemberAsync(), await tenant.MemberAsync(), await tenant.MemberAsync());
        var has = await GiveOneOfEachAsync(tenant, member);
        var theirs = await member.BrowserAsync();
        (await theirs.GetAsync($"/t/{tenant.Slug}/my")).Status.ShouldBe(HttpStatusCode.OK);
        await tenant.KeepTasksAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var person = $"/t/{tenant.Slug}/people/{member.PersonId}";
        (await browser.SubmitAsync(person + "/left", person + "/left", ("HeirId", heir.PersonId.ToString()), ($"Heirs[Asset:{has.Asset}]", other.PersonId.ToString()), ($"Heirs[Custody:{has.Asset}]", ""))).Location.ShouldBe(person);

        (await tenant.ReadAsync(db => db.WorkTasks.CountAsync(t => t.AssigneeId == member.PersonId && (t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress), Ct))).ShouldBe(0);
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.SubjectId == has.Asset).Select(t => t.AssigneeId).SingleAsync(Ct))).ShouldBe(other.PersonId);
        (await tenant.ReadAsync(db => db.Notifications.Where(n => n.Kind == NotificationKind.TookOver).Select(n => n.PersonId).ToListAsync(Ct))).ShouldBe([heir.PersonId, other.PersonId], ignoreOrder: true);

        var asset = await tenant.ReadAsync(db => db.Assets.SingleAsync(a => a.Id == has.Asset, Ct));
        (asset.OwnerId, asset.CustodianId).ShouldBe((other.PersonId, heir.PersonId));
        (await tenant.ReadAsync(db => db.Units.Where(u => u.Id == has.Unit).Select(u => u.ManagerId).SingleAsync(Ct))).ShouldBe(heir.PersonId);
        (await tenant.ReadAsync(db => db.People.Where(p => p.Id == has.Report).Select(p => p.ManagerId).SingleAsync(Ct))).ShouldBe(heir.PersonId);
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.Id == has.Task).Select(t => t.AssigneeId).SingleAsync(Ct))).ShouldBe(heir.PersonId);
        (await tenant.ReadAsync(db => db.RaciEntries.Where(e => e.SubjectId == has.Subject).Select(e => e.PersonId).SingleAsync(Ct))).ShouldBe(heir.PersonId);
        (await tenant.ReadAsync(db => db.Processes.Where(p => p.Id == has.Process).Select(p => p.OwnerId).SingleAsync(Ct))).ShouldBe(heir.PersonId);
        (await tenant.Manager.SendAsync(new ListApiClients())).Value.Single(c => c.Id == has.Client).Responsible.ShouldBe(heir.Account.Name);
        var roles = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.Role == Role.RiskOwner).ToListAsync(Ct));
        (await tenant.ReadAsync(db => db.ContextIssues.Select(i => i.OwnerId).Concat(db.InterestedParties.Select(p => p.OwnerId)).Concat(db.LegalRequirements.Select(l => l.OwnerId)).Concat(db.BusinessObjectives.Select(o => o.OwnerId)).ToListAsync(Ct))).ShouldBe(Enumerable.Repeat(heir.PersonId, 4));
        roles.Single(r => r.PersonId == member.PersonId).Status.ShouldBe(RoleAssignmentStatus.Ended);
        roles.Single(r => r.PersonId == heir.PersonId).Status.ShouldBe(RoleAssignmentStatus.Effective);
        (await tenant.Manager.SendAsync(new GetLeaving(member.PersonId))).Value.Count.ShouldBe(0);

        (await theirs.GetAsync($"/t/{tenant.Slug}/my")).Status.ShouldBe(HttpStatusCode.NotFound);
        var history = (await browser.GetAsync($"/t/{tenant.Slug}/assets/{has.Asset}")).Text;
        history.ShouldContain(member.Account.Name); // as the owner of before
    }

    [Fact]
    public async Task Whoever_makes_a_key_answers_for_it_until_it_is_handed_over_or_revoked()
    {
        var tenant = await TenantAsync();
        var (maker, other) = (await tenant.MemberAsync(Role.IsmsManager), await tenant.MemberAsync());
        var (kept, revoked) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var id in (Guid[])[kept, revoked]) { (await maker.SendAsync(new CreateApiClient(id, $"Feed {id}", ["assets:read"], null))).Error.ShouldBeNull(); }
        (await tenant.Manager.SendAsync(new ListApiClients())).Value.ShouldAllBe(c => c.Responsible == maker.Account.Name);
        async Task<int> ClientsAsync() => (await tenant.Manager.SendAsync(new GetLeaving(maker.PersonId))).Value.Groups.SingleOrDefault(g => g.Kind == OwnedKind.ApiClient)?.Count ?? 0;
        (await ClientsAsync()).ShouldBe(2);
        (await tenant.Manager.SendAsync(new RevokeApiClient(revoked))).Error.ShouldBeNull();
        (await ClientsAsync()).ShouldBe(1);

        var browser = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/settings/api-clients/{kept}/responsible";
        foreach (var nobody in (string[])["", Guid.CreateVersion7().ToString()])
        {
            var refused = await browser.SubmitAsync(page, page, ("PersonId", nobody));
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Text.ShouldContain("Choose somebody who is active in this organisation.");
        }
        (await browser.SubmitAsync(page, page, ("PersonId", other.PersonId.ToString()))).Location.ShouldBe($"/t/{tenant.Slug}/settings/api-clients");
        (await browser.GetAsync($"/t/{tenant.Slug}/settings/api-clients")).Text.ShouldContain(other.Account.Name);
        (await ClientsAsync()).ShouldBe(0);
        (await browser.GetAsync(page.Replace(kept.ToString(), revoked.ToString(), StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_someone_else_who_is_active_takes_over()
    {
        var tenant = await TenantAsync();
        var (member, absent) = (await tenant.MemberAsync(Role.RiskOwner), await tenant.MemberAsync());
        (await tenant.Manager.SendAsync(new MarkPersonAbsent(absent.PersonId))).Error.ShouldBeNull();
        foreach (var heir in (Guid[])[absent.PersonId, member.PersonId, Guid.CreateVersion7()])
        {
            (await tenant.Manager.SendAsync(new MarkPersonLeft(member.PersonId, null, heir))).Error.ShouldBe(PeopleErrors.HeirNotActive);
        }
    }

    [Fact]
    public async Task A_role_goes_only_where_it_may_be_given()
    {
        var tenant = await TenantAsync();
        var (admin, auditor, owner) = (await tenant.MemberAsync(Role.TenantAdmin), await tenant.MemberAsync(Role.InternalAuditor), await tenant.MemberAsync(Role.RiskOwner));
        (await admin.SendAsync(new MarkPersonLeft(owner.PersonId, null, tenant.Manager.PersonId))).Error.ShouldBe(PeopleErrors.RoleNotYoursToGive);
        (await tenant.Manager.SendAsync(new MarkPersonLeft(owner.PersonId, null, auditor.PersonId))).Error.ShouldBe(PeopleErrors.RoleConflicts);
        (await tenant.Manager.SendAsync(new MarkPersonLeft(owner.PersonId, null, tenant.Manager.PersonId))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Administrators_hand_over_what_they_may_not_see_without_seeing_it()
    {
        var tenant = await TenantAsync();
        var (admin, member) = (await tenant.MemberAsync(Role.TenantAdmin), await tenant.MemberAsync());
        (await tenant.Manager.SendAsync(new CreateAsset { Id = Guid.CreateVersion7(), Name = "Secret ledger", Type = AssetType.Application, Classification = Classification.Internal, OwnerId = member.PersonId })).Error.ShouldBeNull();
        var page = await (await admin.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/people/{member.PersonId}/left");
        page.Text.ShouldContain("Assets owned");
        page.Text.ShouldNotContain("Secret ledger");
        (await admin.SendAsync(new MarkPersonLeft(member.PersonId, null, tenant.Manager.PersonId))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task What_the_program_asked_of_somebody_waits_for_nobody_who_left()
    {
        var tenant = await TenantAsync();
        var (top, second) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync(Role.TopManagement));
        (await tenant.Manager.SendAsync(new AssignRole(Guid.CreateVersion7(), (await tenant.MemberAsync()).PersonId, Role.IsmsManager, null, null))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new MarkPersonLeft(top.PersonId, null, second.PersonId))).Error.ShouldBeNull();
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.Status == WorkTaskStatus.Open).Select(t => t.AssigneeId).ToListAsync(Ct))).ShouldBe([second.PersonId]);
    }

    [Fact]
    public async Task Every_column_that_names_a_person_is_handed_over_or_remembers()
    {
        var app = await server.AppAsync();
        await using var command = app.Database.Superuser.CreateCommand("""
            select s.relname || '.' || a.attname from pg_constraint f join pg_class s on s.oid = f.conrelid join pg_attribute a on a.attrelid = s.oid and a.attnum = f.conkey[2]
             where f.contype = 'f' and f.confrelid = 'app.person'::regclass and s.relnamespace in ('app'::regnamespace, 'platform'::regnamespace) order by 1
            """);
        List<string> columns = [];
        await using (var reader = await command.ExecuteReaderAsync(Ct)) { while (await reader.ReadAsync(Ct)) { columns.Add(reader.GetString(0)); } }
        columns.Count.ShouldBeGreaterThan(15);
        Unregistered(columns).ShouldBeEmpty("say in Ownerships whether it is handed over or remembers");
        Ownerships.All.Select(o => o.Column).Concat(Ownerships.Remembering.Keys).Except(columns).ShouldBeEmpty("there is no such column (any more)");
        Unregistered([.. columns, "course.owner_id"]).ShouldBe(["course.owner_id"]);
        Ownerships.All.Select(o => o.Kind).ShouldBe(Enum.GetValues<OwnedKind>());
    }

    private static IEnumerable<string> Unregistered(IEnumerable<string> columns) => columns.Except(Ownerships.All.Select(o => o.Column)).Except(Ownerships.Remembering.Keys);
}
