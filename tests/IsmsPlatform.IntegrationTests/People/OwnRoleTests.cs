using System.Net;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.People;

/// <summary>Roles that an organisation defines itself: they work like the others, act at once, and let nobody climb.</summary>
public sealed class OwnRoleTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task A_role_is_defined_given_accepted_changed_and_retired_on_its_pages()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        var (manager, browser) = (await tenant.Manager.BrowserAsync(), await member.BrowserAsync());
        var roles = $"/t/{tenant.Slug}/settings/roles";
        var id = Guid.CreateVersion7();
        (await manager.GetAsync(roles)).Text.ShouldContain("Define a role");
        (await manager.SubmitAsync(roles + "/new", roles + "/new", ("Id", id.ToString()), ("Name", "Asset librarian"), ("Purpose", "Keeps the register readable."), ("Allows", "assets.view"), ("Allows", "evidence.view"))).Location.ShouldBe($"{roles}/{id}");
        (await manager.GetAsync(roles)).Text.ShouldContain("Asset librarian Own role nobody Keeps the register readable. May see the assets and their dependencies; see and download the evidence.");

        var person = $"/t/{tenant.Slug}/people/{member.PersonId}";
        (await manager.GetAsync(person)).Html.ShouldContain($"value=\"{id}\"");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await manager.SubmitAsync(person, person + "/roles", ("Id", Guid.CreateVersion7().ToString()), ("Role", id.ToString()))).Location.ShouldBe(person);
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/t/{tenant.Slug}/my")).Text.ShouldContain("Asset librarian The whole organisation");
        var assignment = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.CustomRoleId == id).Select(r => r.Id).SingleAsync(Ct));
        (await browser.SubmitAsync($"/t/{tenant.Slug}/my", $"/t/{tenant.Slug}/my/roles/{assignment}/accept")).Location.ShouldBe($"/t/{tenant.Slug}/my");

        var edit = await manager.GetAsync($"{roles}/{id}/edit");
        (await manager.PostAsync($"{roles}/{id}/edit", edit.Csrf, ("Version", edit.Field("Version")), ("Name", "Evidence librarian"), ("Purpose", "Keeps the evidence readable."), ("Allows", "evidence.view"))).Location.ShouldBe($"{roles}/{id}");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync($"/t/{tenant.Slug}/evidence")).Status.ShouldBe(HttpStatusCode.OK);
        (await manager.PostAsync($"{roles}/{id}/edit", edit.Csrf, ("Version", edit.Field("Version")), ("Name", "Too late"), ("Purpose", "Too late."), ("Allows", "evidence.view"))).Status.ShouldBe(HttpStatusCode.Conflict);

        var details = await manager.GetAsync($"{roles}/{id}");
        details.Text.ShouldContain("One person loses it at once.");
        details.Text.ShouldContain("defined the role");
        details.Text.ShouldContain("What it allows: changed from see the assets and their dependencies; see and download the evidence to see and download the evidence");
        (await manager.PostAsync($"{roles}/{id}/retire", details.Csrf)).Location.ShouldBe($"{roles}/{id}");
        (await browser.GetAsync($"/t/{tenant.Slug}/evidence")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await manager.GetAsync(roles)).Text.ShouldContain("Out of use Evidence librarian");
        (await manager.GetAsync(person)).Html.ShouldNotContain($"value=\"{id}\"");
        (await manager.GetAsync($"{roles}/{id}/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await GiveAsync(tenant.Manager, member, id))!.Code.ShouldBe("role.retired");
    }

    [Fact]
    public async Task What_lets_others_in_or_lifts_a_safeguard_is_in_no_own_role_not_even_by_a_forged_form()
    {
        var tenant = await TenantAsync();
        var manager = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/settings/roles/new";
        var shown = await manager.GetAsync(page);
        foreach (var reserved in Permissions.Reserved.Keys)
        {
            shown.Html.ShouldNotContain($"value=\"{reserved}\"");
            var forged = await manager.PostAsync(page, shown.Csrf, ("Id", Guid.CreateVersion7().ToString()), ("Name", "Climber"), ("Purpose", "Climbs."), ("Allows", "assets.view"), ("Allows", reserved));
            forged.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, reserved);
            forged.Text.ShouldContain("can neither let others in nor lift a safeguard");
        }
        (await manager.PostAsync(page, shown.Csrf, ("Id", Guid.CreateVersion7().ToString()), ("Name", "Climber"), ("Purpose", "Climbs."), ("Allows", "everything"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var id = await DefineAsync(tenant, "Harmless", Permissions.AssetsView);
        (await tenant.Manager.SendAsync(new ChangeRole(id, "Harmless", "Harmless.", [Permissions.AssetsView, Permissions.AccountsManage], 1))).Error.ShouldBe(PeopleErrors.PermissionReserved);
        (await tenant.ReadAsync(db => db.CustomRoles.Select(r => r.Name).ToListAsync(Ct))).ShouldBe(["Harmless"]);
    }

    [Fact]
    public async Task What_is_reserved_gives_nothing_even_if_it_came_into_the_table()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var member = await tenant.MemberAsync();
        var id = await DefineAsync(tenant, "Harmless", Permissions.AssetsView);
        (await GiveAsync(tenant.Manager, member, id)).ShouldBeNull();
        await using var slip = app.Database.Superuser.CreateCommand($"update app.custom_role set permissions = '{{assets.view,settings.view,settings.edit}}' where id = '{id}'");
        await slip.ExecuteNonQueryAsync(Ct);
        var page = await (await member.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/settings/sign-in");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.ShouldNotContain("name=\"RequiresSecondFactor\"");
    }

    [Fact]
    public async Task One_defines_and_adds_only_what_one_may_do_oneself()
    {
        var tenant = await TenantAsync();
        var id = await DefineAsync(tenant, "Librarian", Permissions.AssetsEdit);
        async Task<Domain.Shared.Error?> WithAsync(ICommand<Domain.Shared.Result> command) => (await SendWithAsync(tenant, command, Permissions.RolesDefine, Permissions.AssetsView)).Error;
        (await SendWithAsync(tenant, new DefineRole(Guid.CreateVersion7(), "Climber", "Climbs.", [Permissions.AssetsView, Permissions.OrganisationEdit]), Permissions.RolesDefine, Permissions.AssetsView)).Error.ShouldBe(PeopleErrors.PermissionNotHeld);
        (await WithAsync(new ChangeRole(id, "Librarian", "Keeps.", [Permissions.AssetsEdit, Permissions.EvidenceView], 1))).ShouldBe(PeopleErrors.PermissionNotHeld);
        // What stands there already may stay, whoever changes the rest.
        (await WithAsync(new ChangeRole(id, "Librarian", "Keeps.", [Permissions.AssetsEdit, Permissions.AssetsView], 1))).ShouldBeNull();
        // Whoever edits all assets may let somebody edit their own ones.
        (await SendWithAsync(tenant, new DefineRole(Guid.CreateVersion7(), "Part", "A part of it.", [Permissions.AssetsEditOwn]), Permissions.RolesDefine, Permissions.AssetsEdit)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task One_gives_only_what_one_may_do_oneself_not_even_by_a_forged_form()
    {
        var tenant = await TenantAsync();
        var (top, member) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync());
        var (more, less) = (await DefineAsync(tenant, "Organiser", Permissions.OrganisationView, Permissions.OrganisationEdit), await DefineAsync(tenant, "Reader", Permissions.AssetsView));
        var browser = await top.BrowserAsync();
        var page = $"/t/{tenant.Slug}/people/{member.PersonId}";
        var shown = await browser.GetAsync(page);
        shown.Html.ShouldContain($"value=\"{less}\"");
        shown.Html.ShouldNotContain($"value=\"{more}\"");
        var forged = await browser.PostAsync(page + "/roles", shown.Csrf, ("Id", Guid.CreateVersion7().ToString()), ("Role", more.ToString()));
        forged.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        forged.Text.ShouldContain("This role allows more than you may do yourself.");
        (await browser.PostAsync(page + "/roles", shown.Csrf, ("Id", Guid.CreateVersion7().ToString()), ("Role", less.ToString()))).Location.ShouldBe(page);
        (await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == member.PersonId).Select(r => r.CustomRoleId).ToListAsync(Ct))).ShouldBe([less]);
        // An administrator gives accounts, not what the ISMS holds.
        var admin = await tenant.MemberAsync(Role.TenantAdmin);
        (await GiveAsync(admin, member, less)).ShouldBe(Domain.Shared.Error.Forbidden);
    }

    [Fact]
    public async Task Whoever_may_change_what_they_may_not_see_is_refused_without_a_fault()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        (await GiveAsync(tenant.Manager, member, await DefineAsync(tenant, "Blind", Permissions.OrganisationEdit, Permissions.ContextEdit))).ShouldBeNull();
        var browser = await member.BrowserAsync();
        var csrf = (await browser.GetAsync($"/t/{tenant.Slug}/my")).Csrf;
        (await browser.PostAsync($"/t/{tenant.Slug}/context/climate", csrf)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync($"/t/{tenant.Slug}/organisation/edit", csrf, ("LegalName", "Kestrel"), ("Country", "DE"), ("TimeZone", "Europe/Berlin"), ("Currency", "EUR"), ("FiscalYearStart", "1"), ("EmployeeCountBand", "From50To249"), ("WorkingDays", "Monday"), ("CriticalityThreshold", "3"), ("Version", "99"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_who_only_holds_own_roles_defines_or_gives_any()
    {
        var tenant = await TenantAsync();
        var (member, other) = (await tenant.MemberAsync(), await tenant.MemberAsync());
        var id = await DefineAsync(tenant, "All of it", [.. Permissions.All.Where(p => !Permissions.Reserved.ContainsKey(p))]);
        (await GiveAsync(tenant.Manager, member, id)).ShouldBeNull();
        (await GiveAsync(member, other, id)).ShouldBe(Domain.Shared.Error.Forbidden);
        (await member.SendAsync(new DefineRole(Guid.CreateVersion7(), "More", "More.", [Permissions.AssetsView]))).Error.ShouldBe(Domain.Shared.Error.Forbidden);
        (await (await member.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/settings/roles/new")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_ends_with_the_assignment_and_looking_back_brings_nothing_back()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        var id = await DefineAsync(tenant, "Reader", Permissions.AssetsView);
        (await GiveAsync(tenant.Manager, member, id)).ShouldBeNull();
        var browser = await member.BrowserAsync();
        var before = TimeProvider.System.GetUtcNow().AddSeconds(1);
        await Task.Delay(TimeSpan.FromSeconds(2), Ct); // the past that is looked at must be over
        var past = $"/t/{tenant.Slug}/assets?as_of={Uri.EscapeDataString(before.ToString("O"))}";
        (await browser.GetAsync(past)).Status.ShouldBe(HttpStatusCode.OK);
        var assignment = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.CustomRoleId == id).Select(r => r.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new EndRole(assignment, member.PersonId))).Error.ShouldBeNull();
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync(past)).Status.ShouldBe(HttpStatusCode.NotFound);
        var manager = await tenant.Manager.BrowserAsync();
        (await manager.GetAsync($"/t/{tenant.Slug}/settings/roles/{id}?as_of={Uri.EscapeDataString(before.ToString("O"))}")).Text.ShouldContain(member.Account.Name);
    }

    [Fact]
    public async Task Everywhere_it_is_called_as_the_organisation_calls_it()
    {
        var tenant = await TenantAsync();
        var (member, auditor) = (await tenant.MemberAsync(), await tenant.MemberAsync(Role.TenantAdmin, Role.InternalAuditor));
        var id = await DefineAsync(tenant, "Keeper of seals", Permissions.AssetsView);
        (await GiveAsync(tenant.Manager, member, id)).ShouldBeNull();
        var browser = await auditor.BrowserAsync();
        foreach (var page in (string[])[$"people/{member.PersonId}", "settings/users", "settings/roles", "settings/audit-log", "settings/audit-log/export.csv"])
        {
            (await browser.GetAsync($"/t/{tenant.Slug}/{page}")).Text.ShouldContain("Keeper of seals", customMessage: page);
        }
        (await (await member.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/my")).Text.ShouldContain("Keeper of seals");
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/people/{member.PersonId}/left")).Text.ShouldContain("Keeper of seals");
        using var api = await tenant.ApiAsync(ApiScopes.RolesRead);
        using var answer = System.Text.Json.JsonDocument.Parse(await api.GetStringAsync($"/api/v1/role-assignments?person={member.PersonId}", Ct));
        var row = answer.RootElement.GetProperty("items").EnumerateArray().Single();
        (row.GetProperty("role").GetString(), row.GetProperty("customRole").GetString(), row.GetProperty("customRoleId").GetGuid()).ShouldBe(("Custom", "Keeper of seals", id));
        (await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.UseCase == nameof(AssignRole)).Select(e => e.SubjectLabel).ToListAsync(Ct))).ShouldBe(["Keeper of seals"]);
    }

    [Fact]
    public async Task Who_leaves_hands_it_over_and_two_own_roles_are_two()
    {
        var tenant = await TenantAsync();
        var (member, heir) = (await tenant.MemberAsync(), await tenant.MemberAsync());
        var (one, two) = (await DefineAsync(tenant, "One", Permissions.AssetsView), await DefineAsync(tenant, "Two", Permissions.EvidenceView));
        foreach (var role in (Guid[])[one, two]) { (await GiveAsync(tenant.Manager, member, role)).ShouldBeNull(); }
        (await GiveAsync(tenant.Manager, member, one))!.Code.ShouldBe("role.assigned-already");
        (await GiveAsync(tenant.Manager, heir, one)).ShouldBeNull();
        (await tenant.Manager.SendAsync(new MarkPersonLeft(member.PersonId, null))).Error!.Code.ShouldBe("person.not-handed-over");
        (await tenant.Manager.SendAsync(new MarkPersonLeft(member.PersonId, null, heir.PersonId))).Error.ShouldBeNull();
        (await tenant.ReadAsync(db => db.RoleAssignments.NotOver(tenant.Today).Where(r => r.CustomRoleId != null).Select(r => new { r.PersonId, r.CustomRoleId }).ToListAsync(Ct)))
            .Select(r => (r.PersonId, r.CustomRoleId)).ShouldBe([(heir.PersonId, one), (heir.PersonId, two)], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_may_do_something_is_found_among_the_holders_of_own_roles_too()
    {
        var tenant = await TenantAsync();
        var (member, retired) = (await tenant.MemberAsync(), await tenant.MemberAsync());
        var (reader, gone) = (await DefineAsync(tenant, "Reader", Permissions.TasksView), await DefineAsync(tenant, "Gone", Permissions.TasksView));
        (await GiveAsync(tenant.Manager, member, reader)).ShouldBeNull();
        (await GiveAsync(tenant.Manager, retired, gone)).ShouldBeNull();
        (await tenant.Manager.SendAsync(new RetireRole(gone))).Error.ShouldBeNull();
        var found = await tenant.ReadAsync(db => db.RoleAssignments.InForce(tenant.Today).Allowing(db, Permissions.TasksView).Select(r => r.PersonId).Distinct().ToListAsync(Ct));
        found.ShouldBe([tenant.Manager.PersonId, member.PersonId], ignoreOrder: true);
    }

    [Fact]
    public async Task The_database_too_knows_that_an_own_role_is_named_and_only_an_own_one()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var member = await tenant.MemberAsync(Role.RiskOwner);
        var id = await DefineAsync(tenant, "Reader", Permissions.AssetsView);
        foreach (var (role, own) in new[] { ("Custom", "null"), ("HR", $"'{id}'") })
        {
            await using var wrong = app.Database.Superuser.CreateCommand($"insert into app.role_assignment (tenant_id, id, person_id, role, custom_role_id, \"from\", status) select tenant_id, gen_random_uuid(), person_id, '{role}', {own}, \"from\", status from app.role_assignment where person_id = '{member.PersonId}'");
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => wrong.ExecuteNonQueryAsync(Ct))).ConstraintName.ShouldBe("role_assignment_own");
        }
    }

    [Fact]
    public async Task Two_roles_in_use_have_two_names_and_a_retired_one_gives_its_name_back()
    {
        var tenant = await TenantAsync();
        var id = await DefineAsync(tenant, "Reader", Permissions.AssetsView);
        (await tenant.Manager.SendAsync(new DefineRole(Guid.CreateVersion7(), "READER", "Again.", [Permissions.AssetsView]))).Error!.Code.ShouldBe("role.name-taken");
        (await tenant.Manager.SendAsync(new RetireRole(id))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new DefineRole(Guid.CreateVersion7(), "READER", "Again.", [Permissions.AssetsView]))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new RetireRole(id))).Error.ShouldBe(PeopleErrors.RoleIsRetired);
    }

    [Fact]
    public async Task An_own_role_has_no_part_in_the_matrix_of_responsibilities()
    {
        var tenant = await TenantAsync();
        var subject = await tenant.ReadAsync(db => db.RaciSubjects.Select(s => s.Id).FirstAsync(Ct));
        (await tenant.Manager.SendAsync(new Application.Responsibilities.AssignResponsibility(Guid.CreateVersion7(), subject, Domain.Responsibilities.RaciLetter.Consulted, Role.Custom, null))).Error!.Fields.Single().Field.ShouldBe("Role");
    }

    private static async Task<Guid> DefineAsync(TestTenant tenant, string name, params string[] permissions)
        => (await tenant.Manager.SendAsync(new DefineRole(Guid.CreateVersion7(), name, $"{name} for the test.", permissions))).Value;

    private static async Task<Domain.Shared.Error?> GiveAsync(TestMember by, TestMember to, Guid role)
        => (await by.SendAsync(new AssignRole(Guid.CreateVersion7(), to.PersonId, RoleKey.Own(role), null, null))).Error;

    // As somebody who may do exactly this: no role of every organisation may define without holding all that can be passed on.
    private static async Task<T> SendWithAsync<T>(TestTenant tenant, ICommand<T> command, params string[] permissions)
    {
        await using var scope = tenant.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant.Tenant, Actor.Nobody with { Kind = ActorKind.User, Id = tenant.Manager.Account.Id, Name = "Someone", PersonId = tenant.Manager.PersonId, Permissions = permissions.ToHashSet(StringComparer.Ordinal) });
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(command);
    }
}
