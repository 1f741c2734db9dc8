using System.Net;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.People;

/// <summary>Roles: for whom, for which part, from when until when, taken on by whom, and not beside which (ISO/IEC 27001 5.3, A.5.3).</summary>
public sealed class RoleTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task A_role_is_held_for_a_unit_and_once_for_each()
    {
        var tenant = await TenantAsync();
        var (member, it, ops) = (await tenant.MemberAsync(), await UnitAsync(tenant, "IT"), await UnitAsync(tenant, "OPS"));
        (await GiveAsync(tenant, member, Role.AssetOwner, unit: it)).ShouldBeNull();
        (await GiveAsync(tenant, member, Role.AssetOwner, unit: ops)).ShouldBeNull();
        (await GiveAsync(tenant, member, Role.AssetOwner, unit: it))!.Code.ShouldBe("role.assigned-already");
        (await GiveAsync(tenant, member, Role.AssetOwner)).ShouldBeNull();
        (await GiveAsync(tenant, member, Role.AssetOwner))!.Code.ShouldBe("role.assigned-already");
        var page = (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/people/{member.PersonId}")).Text;
        page.ShouldContain("Unit IT");
        page.ShouldContain("Unit OPS");
    }

    [Fact]
    public async Task What_sees_or_changes_everything_cannot_be_limited_to_a_unit()
    {
        var tenant = await TenantAsync();
        var (member, it) = (await tenant.MemberAsync(), await UnitAsync(tenant, "IT"));
        foreach (var role in (Role[])[Role.IsmsManager, Role.TopManagement, Role.TenantAdmin, Role.InternalAuditor])
        {
            (await GiveAsync(tenant, member, role, unit: it)).ShouldBe(PeopleErrors.RoleHoldsEverywhere, role.ToString());
        }
    }

    [Fact]
    public async Task The_database_too_knows_one_open_assignment_per_person_role_and_unit()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var member = await tenant.MemberAsync(Role.RiskOwner);
        await using var again = app.Database.Superuser.CreateCommand($"insert into app.role_assignment (tenant_id, id, person_id, role, \"from\", status) select tenant_id, gen_random_uuid(), person_id, role, \"from\", status from app.role_assignment where person_id = '{member.PersonId}'");
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => again.ExecuteNonQueryAsync(Ct))).ConstraintName.ShouldBe("role_assignment_open");
    }

    [Fact]
    public async Task A_role_gives_nothing_before_its_first_day()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        (await GiveAsync(tenant, member, Role.InternalAuditor, from: TestApp.Today.AddDays(3))).ShouldBeNull();
        (await (await member.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/people/{member.PersonId}")).Text.ShouldContain("not in force");
    }

    [Fact]
    public async Task Whose_role_ended_sees_no_more_of_it_now_nor_by_looking_back()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        (await GiveAsync(tenant, member, Role.InternalAuditor)).ShouldBeNull();
        var browser = await member.BrowserAsync();
        var before = TimeProvider.System.GetUtcNow().AddSeconds(2);
        await Task.Delay(TimeSpan.FromSeconds(3), Ct); // the past that is looked at must be over
        var past = $"as_of={Uri.EscapeDataString(before.ToString("O"))}";
        (await browser.GetAsync($"/t/{tenant.Slug}/assets?{past}")).Status.ShouldBe(HttpStatusCode.OK);
        await EndAsync(tenant, member, Role.InternalAuditor);
        foreach (var page in (string[])["assets", "settings/roles", $"people/{tenant.Manager.PersonId}"])
        {
            (await browser.GetAsync($"/t/{tenant.Slug}/{page}")).Status.ShouldBe(HttpStatusCode.NotFound, page);
            (await browser.GetAsync($"/t/{tenant.Slug}/{page}?{past}")).Status.ShouldBe(HttpStatusCode.NotFound, page);
        }
    }

    [Fact]
    public async Task The_holder_accepts_and_nobody_else_does()
    {
        var tenant = await TenantAsync();
        var (member, other) = (await tenant.MemberAsync(), await tenant.MemberAsync());
        (await GiveAsync(tenant, member, Role.RiskOwner)).ShouldBeNull();
        var assignment = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == member.PersonId).Select(r => r.Id).SingleAsync(Ct));
        var person = $"/t/{tenant.Slug}/people/{member.PersonId}";
        var manager = await tenant.Manager.BrowserAsync();
        (await manager.GetAsync(person)).Text.ShouldContain("not accepted by the holder yet");
        (await other.SendAsync(new AcceptRole(assignment))).Error!.Code.ShouldBe("not-found");
        var my = $"/t/{tenant.Slug}/my";
        var browser = await member.BrowserAsync();
        (await browser.GetAsync(my)).Text.ShouldContain("Roles that you were given");
        (await browser.SubmitAsync(my, $"{my}/roles/{assignment}/accept")).Location.ShouldBe(my);
        (await browser.GetAsync(my)).Text.ShouldNotContain("Roles that you were given");
        var page = (await manager.GetAsync(person)).Text;
        page.ShouldNotContain("not accepted by the holder yet");
        page.ShouldContain("took on the role");
    }

    [Fact]
    public async Task What_has_ended_is_not_accepted_any_more()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        (await GiveAsync(tenant, member, Role.RiskOwner)).ShouldBeNull();
        await EndAsync(tenant, member, Role.RiskOwner);
        var assignment = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == member.PersonId).Select(r => r.Id).SingleAsync(Ct));
        (await member.SendAsync(new AcceptRole(assignment))).Error.ShouldBe(PeopleErrors.RoleHasEnded);
    }

    [Fact]
    public async Task An_administrator_until_a_day_or_from_a_later_day_does_not_let_the_last_one_go()
    {
        var tenant = await TenantAsync();
        var (temporary, later) = (await tenant.MemberAsync(), await tenant.MemberAsync());
        (await GiveAsync(tenant, temporary, Role.TenantAdmin, to: TestApp.Today.AddDays(3))).ShouldBeNull();
        (await GiveAsync(tenant, later, Role.TenantAdmin, from: TestApp.Today.AddDays(3))).ShouldBeNull();
        var admin = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == tenant.Manager.PersonId && r.Role == Role.TenantAdmin).Select(r => r.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new EndRole(admin, tenant.Manager.PersonId))).Error!.Code.ShouldBe("account.last-administrator");
        (await tenant.Manager.SendAsync(new DeactivateAccount(tenant.Manager.PersonId))).Error!.Code.ShouldBe("account.last-administrator");
        (await tenant.Manager.SendAsync(new MarkPersonLeft(tenant.Manager.PersonId, null))).Error!.Code.ShouldBe("account.last-administrator");
        await EndAsync(tenant, temporary, Role.TenantAdmin); // the one until a day may go
        await tenant.MemberAsync(Role.TenantAdmin);
        (await tenant.Manager.SendAsync(new EndRole(admin, tenant.Manager.PersonId))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task The_last_who_can_give_the_roles_of_the_ISMS_keeps_theirs()
    {
        var tenant = await TenantAsync();
        var manager = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == tenant.Manager.PersonId && r.Role == Role.IsmsManager).Select(r => r.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new EndRole(manager, tenant.Manager.PersonId))).Error!.Code.ShouldBe("role.last-assigner");
        await tenant.MemberAsync(Role.TenantAdmin);
        (await tenant.Manager.SendAsync(new DeactivateAccount(tenant.Manager.PersonId))).Error!.Code.ShouldBe("role.last-assigner");
        await tenant.MemberAsync(Role.TopManagement);
        (await tenant.Manager.SendAsync(new EndRole(manager, tenant.Manager.PersonId))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task An_administrator_who_cannot_sign_in_does_not_count()
    {
        var tenant = await TenantAsync();
        var other = await tenant.MemberAsync(Role.TenantAdmin);
        (await tenant.Manager.SendAsync(new DeactivateAccount(other.PersonId))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new DeactivateAccount(tenant.Manager.PersonId))).Error!.Code.ShouldBe("account.last-administrator");
    }

    [Fact]
    public async Task Conflicting_roles_need_a_reason_that_auditors_read()
    {
        var tenant = await TenantAsync();
        var auditor = await tenant.MemberAsync(Role.InternalAuditor);
        var browser = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/people/{auditor.PersonId}";
        (await browser.GetAsync(page)).Text.ShouldContain("Auditors do not audit their own work.");
        var refused = await browser.SubmitAsync(page, page + "/roles", ("Id", Guid.CreateVersion7().ToString()), ("Role", "ControlOwner"), ("ConflictReason", "  "));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("One person should not hold this role beside the others that they hold.");
        (await GiveAsync(tenant, auditor, Role.ControlOwner, reason: "We are four people; the supplier audits us, too.")).ShouldBeNull();
        (await browser.GetAsync(page)).Text.ShouldContain("Conflicts with Internal auditor.");
        var seen = (await (await auditor.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/settings/roles")).Text;
        seen.ShouldContain("1 to look at");
        seen.ShouldContain("Reason given: We are four people; the supplier audits us, too.");
        (await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.UseCase == nameof(AssignRole) && e.Reason != null).Select(e => e.Reason).SingleAsync(Ct))).ShouldBe("We are four people; the supplier audits us, too.");
    }

    [Fact]
    public async Task Roles_that_never_meet_do_not_conflict()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        (await GiveAsync(tenant, member, Role.ControlOwner, to: TestApp.Today.AddDays(10))).ShouldBeNull();
        (await GiveAsync(tenant, member, Role.InternalAuditor, from: TestApp.Today.AddDays(5))).ShouldBe(PeopleErrors.RoleConflicts);
        (await GiveAsync(tenant, member, Role.InternalAuditor, from: TestApp.Today.AddDays(11))).ShouldBeNull();
    }

    [Fact]
    public async Task Who_has_left_takes_no_role_on()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        (await tenant.Manager.SendAsync(new MarkPersonLeft(member.PersonId, null))).Error.ShouldBeNull();
        (await GiveAsync(tenant, member, Role.RiskOwner)).ShouldBe(PeopleErrors.LeftHoldsNoRole);
    }

    [Fact]
    public async Task Other_systems_read_who_holds_which_role_by_pages()
    {
        var tenant = await TenantAsync();
        var (first, second) = (await tenant.MemberAsync(Role.RiskOwner), await tenant.MemberAsync(Role.RiskOwner));
        using var client = await tenant.ApiAsync(ApiScopes.RolesRead);
        using var page = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync("/api/v1/role-assignments?role=RiskOwner&inForce=true&size=1", Ct));
        var next = page.RootElement.GetProperty("next").GetString();
        using var rest = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync($"/api/v1/role-assignments?role=RiskOwner&inForce=true&size=1&after={next}", Ct));
        Guid Holder(System.Text.Json.JsonDocument d) => d.RootElement.GetProperty("items").EnumerateArray().Single().GetProperty("personId").GetGuid();
        ((Guid[])[Holder(page), Holder(rest)]).ShouldBe([first.PersonId, second.PersonId], ignoreOrder: true);
        rest.RootElement.GetProperty("next").GetString().ShouldBeNull();
    }

    private static async Task<Domain.Shared.Error?> GiveAsync(TestTenant tenant, TestMember member, Role role, DateOnly? from = null, DateOnly? to = null, Guid? unit = null, string? reason = null)
        => (await tenant.Manager.SendAsync(new AssignRole(Guid.CreateVersion7(), member.PersonId, role, from, to, unit, reason))).Error;

    private static async Task EndAsync(TestTenant tenant, TestMember member, Role role)
    {
        var id = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == member.PersonId && r.Role == role).Select(r => r.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new EndRole(id, member.PersonId))).Error.ShouldBeNull();
    }

    private static async Task<Guid> UnitAsync(TestTenant tenant, string code)
    {
        var unit = await tenant.Manager.SendAsync(new Application.Organisation.CreateUnit(Guid.CreateVersion7(), code, $"Unit {code}", null, null, null, null));
        return unit.Value;
    }
}
