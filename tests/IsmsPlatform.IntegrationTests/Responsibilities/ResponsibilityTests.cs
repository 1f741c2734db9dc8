using System.Net;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Responsibilities;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.Responsibilities;

/// <summary>The RACI matrix (ISO/IEC 27001 5.3): exactly one answers, gaps show.</summary>
public sealed class ResponsibilityTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task A_second_accountable_is_refused_with_a_sentence()
    {
        var tenant = await TenantAsync();
        var (subject, member) = (await SubjectAsync(tenant), await tenant.MemberAsync());
        var browser = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/responsibilities/{subject}";
        Task<TestBrowser.Page> NameAsync(params (string, string?)[] who) => browser.SubmitAsync(page, page + "/holders", [("Id", Guid.CreateVersion7().ToString()), ("Letter", "Accountable"), .. who]);
        (await NameAsync(("PersonId", member.PersonId.ToString()))).Location.ShouldBe(page);
        foreach (var who in new (string, string?)[] { ("PersonId", tenant.Manager.PersonId.ToString()), ("Role", "IsmsManager") })
        {
            var refused = await NameAsync(who);
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Text.ShouldContain("Somebody is accountable for this already, and there is exactly one.");
        }
        (await tenant.ReadAsync(db => db.RaciEntries.CountAsync(e => e.SubjectId == subject && e.Letter == RaciLetter.Accountable, Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_at_once_one_becomes_accountable()
    {
        var tenant = await TenantAsync();
        var subject = await SubjectAsync(tenant);
        TestMember[] members = [await tenant.MemberAsync(), await tenant.MemberAsync(), await tenant.MemberAsync()];
        var answers = await Task.WhenAll(members.Select(m => tenant.Manager.SendAsync(new AssignResponsibility(Guid.CreateVersion7(), subject, RaciLetter.Accountable, null, m.PersonId))));
        answers.Count(a => a.IsSuccess).ShouldBe(1);
        answers.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error!.Code == "raci.accountable-already");
    }

    [Fact]
    public async Task The_database_refuses_a_second_accountable()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var subject = await SubjectAsync(tenant);
        await using var command = app.Database.Superuser.CreateCommand($"insert into app.raci_entry (tenant_id, id, subject_id, letter, role) values ('{tenant.Id}', gen_random_uuid(), '{subject}', 'Accountable', 'IsmsManager'), ('{tenant.Id}', gen_random_uuid(), '{subject}', 'Accountable', 'DPO')");
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct))).ConstraintName.ShouldBe("raci_entry_accountable");
    }

    [Fact]
    public async Task Nobody_accountable_is_a_gap_that_everybody_sees()
    {
        var tenant = await TenantAsync();
        var subject = await SubjectAsync(tenant);
        var employee = await (await tenant.MemberAsync(Role.Employee)).BrowserAsync();
        (await employee.GetAsync($"/t/{tenant.Slug}/responsibilities/{subject}")).Text.ShouldContain("nobody answers for it");
        (await NameAsync(tenant, subject, RaciLetter.Accountable, person: tenant.Manager.PersonId)).ShouldBeNull();
        (await employee.GetAsync($"/t/{tenant.Slug}/responsibilities/{subject}")).Text.ShouldContain("somebody answers for it");
        var entry = await tenant.ReadAsync(db => db.RaciEntries.Where(e => e.SubjectId == subject).Select(e => e.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new EndResponsibility(entry, subject))).Error.ShouldBeNull();
        (await employee.GetAsync($"/t/{tenant.Slug}/responsibilities/{subject}")).Text.ShouldContain("nobody answers for it");
    }

    [Fact]
    public async Task A_role_that_nobody_holds_and_a_person_who_is_away_leave_a_gap()
    {
        var tenant = await TenantAsync();
        var (byRole, byPerson, away) = (await SubjectAsync(tenant), await SubjectAsync(tenant), await tenant.MemberAsync());
        (await NameAsync(tenant, byRole, RaciLetter.Accountable, Role.DPO)).ShouldBeNull();
        (await NameAsync(tenant, byPerson, RaciLetter.Accountable, person: away.PersonId)).ShouldBeNull();
        (await tenant.Manager.SendAsync(new MarkPersonAbsent(away.PersonId))).Error.ShouldBeNull();
        var all = (await tenant.Manager.SendAsync(new ListResponsibilities())).Value;
        all.Single(s => s.Id == byRole).LacksAccountable.ShouldBeTrue();
        all.Single(s => s.Id == byPerson).LacksAccountable.ShouldBeTrue();
        var page = (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/responsibilities")).Text;
        page.ShouldContain("nobody holds this role");
        page.ShouldContain("not active");
        await tenant.MemberAsync(Role.DPO);
        (await tenant.Manager.SendAsync(new ListResponsibilities())).Value.Single(s => s.Id == byRole).LacksAccountable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_organisation_begins_with_the_subjects_of_the_standard_and_gaps()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        (await tenant.Manager.SendAsync(new ListResponsibilities())).Value.Select(s => s.Clause).ShouldBe(RaciStarter.Subjects.Select(s => s.Clause));
    }

    [Fact]
    public async Task A_part_names_one_person_or_one_role_and_each_once()
    {
        var tenant = await TenantAsync();
        var (subject, member) = (await SubjectAsync(tenant), await tenant.MemberAsync());
        (await NameAsync(tenant, subject, RaciLetter.Consulted)).ShouldBe(RaciErrors.OnePersonOrRole);
        (await NameAsync(tenant, subject, RaciLetter.Consulted, Role.DPO, member.PersonId)).ShouldBe(RaciErrors.OnePersonOrRole);
        (await NameAsync(tenant, subject, RaciLetter.Consulted, Role.DPO)).ShouldBeNull();
        (await NameAsync(tenant, subject, RaciLetter.Consulted, Role.DPO)).ShouldBe(RaciErrors.NamedAlready);
        (await NameAsync(tenant, subject, RaciLetter.Informed, Role.DPO)).ShouldBeNull();
        (await tenant.Manager.SendAsync(new MarkPersonLeft(member.PersonId, null))).Error.ShouldBeNull();
        (await NameAsync(tenant, subject, RaciLetter.Consulted, person: member.PersonId)).ShouldBe(RaciErrors.NotActive);
    }

    [Fact]
    public async Task A_stale_edit_of_a_subject_shows_both_versions()
    {
        var tenant = await TenantAsync();
        var subject = await SubjectAsync(tenant);
        var browser = await tenant.Manager.BrowserAsync();
        var edit = $"/t/{tenant.Slug}/responsibilities/{subject}/edit";
        var version = (await browser.GetAsync(edit)).Field("Version");
        (await browser.SubmitAsync(edit, edit, ("Name", "First name"), ("Version", version))).Status.ShouldBe(HttpStatusCode.Redirect);
        var refused = await browser.SubmitAsync(edit, edit, ("Name", "Second name"), ("Version", version));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain("First name");
        refused.Field("Name").ShouldBe("Second name");
    }

    [Fact]
    public async Task What_was_taken_out_is_gone_and_its_past_stays()
    {
        var tenant = await TenantAsync();
        var subject = await SubjectAsync(tenant);
        (await NameAsync(tenant, subject, RaciLetter.Accountable, Role.IsmsManager)).ShouldBeNull();
        var browser = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/responsibilities/{subject}";
        var then = TimeProvider.System.GetUtcNow().AddSeconds(1);
        await Task.Delay(TimeSpan.FromSeconds(2), Ct); // the past that is looked at must be over
        (await browser.SubmitAsync(page, page + "/remove")).Location.ShouldBe($"/t/{tenant.Slug}/responsibilities");
        (await browser.GetAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound);
        var past = await browser.GetAsync($"{page}?as_of={Uri.EscapeDataString(then.ToString("O"))}");
        past.Text.ShouldContain("somebody answers for it");
        past.Text.ShouldNotContain("Take out of the matrix");
    }

    [Fact]
    public async Task Other_systems_read_the_matrix()
    {
        var tenant = await TenantAsync();
        var subject = await SubjectAsync(tenant);
        (await NameAsync(tenant, subject, RaciLetter.Accountable, Role.IsmsManager)).ShouldBeNull();
        using var client = await tenant.ApiAsync(ApiScopes.RolesRead);
        using var all = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync("/api/v1/responsibilities", Ct));
        var one = all.RootElement.GetProperty("items").EnumerateArray().Single(s => s.GetProperty("id").GetGuid() == subject);
        one.GetProperty("lacksAccountable").GetBoolean().ShouldBeFalse();
        one.GetProperty("holders")[0].GetProperty("role").GetString().ShouldBe("IsmsManager");
    }

    private static async Task<Guid> SubjectAsync(TestTenant tenant) => (await tenant.Manager.SendAsync(new AddRaciSubject(Guid.CreateVersion7(), "Backups", "A.8.13"))).Value;

    private static async Task<Domain.Shared.Error?> NameAsync(TestTenant tenant, Guid subject, RaciLetter letter, Role? role = null, Guid? person = null)
        => (await tenant.Manager.SendAsync(new AssignResponsibility(Guid.CreateVersion7(), subject, letter, role, person))).Error;
}
