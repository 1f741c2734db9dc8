using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.People;

/// <summary>The directory, roles and accounts through their pages.</summary>
public sealed class PeoplePagesTests(PostgresServer server)
{
    private Task<TestTenant> TenantAsync() => server.AppAsync().ContinueWith(app => app.Result.TenantAsync(), TaskScheduler.Default).Unwrap();

    [Fact]
    public async Task Employees_see_names_and_units_and_nothing_else()
    {
        var tenant = await TenantAsync();
        var browser = await (await tenant.MemberAsync(Role.Employee)).BrowserAsync();
        var page = await browser.GetAsync($"/t/{tenant.Slug}/people");
        page.Text.ShouldContain(tenant.Manager.Account.Name);
        page.Html.ShouldNotContain(tenant.Manager.Account.Email!);
        (await browser.GetAsync($"/t/{tenant.Slug}/people/{tenant.Manager.PersonId}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_directory_is_filtered_by_name_and_state()
    {
        var tenant = await TenantAsync();
        var gone = await AddAsync(tenant, "Gone Person", "gone@example.com");
        await AddAsync(tenant, "Here Person", "here@example.com");
        (await tenant.Manager.SendAsync(new MarkPersonLeft(gone, null))).Error.ShouldBeNull();
        var browser = await tenant.Manager.BrowserAsync();
        var list = $"/t/{tenant.Slug}/people";
        (await browser.GetAsync(list)).Text.ShouldNotContain("Gone Person");
        (await browser.GetAsync(list + "?q=person")).Text.ShouldContain("Here Person");
        var left = await browser.GetAsync(list + "?status=Left", ("HX-Request", "true"), ("HX-Request-Type", "partial"));
        left.Text.ShouldContain("Gone Person");
        left.Html.ShouldNotContain("<html");
        (await browser.GetAsync(list + "?q=nobody-has-this-name")).Text.ShouldContain("Nobody matches these filters");
        (await browser.GetAsync(list + "?after=nonsense")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.GetAsync(list + "?q=%00")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Whoever_is_chosen_stays_chosen_however_many_people_there_are()
    {
        var tenant = await TenantAsync();
        var last = await AddAsync(tenant, "Zoë Zebedee", "zoe@example.com");
        await TestDatabase.RunAsync((await server.AppAsync()).Database.Superuser, $"""
            insert into app.person (tenant_id, id, name, email, kind, status, language)
            select '{tenant.Id}', uuidv7(), 'Person ' || n, 'p' || n || '@example.com', 'Employee', 'Active', 'en-GB' from generate_series(1, {PeopleToChoose.Most}) n
            """);
        var asset = new CreateAsset { Id = Guid.CreateVersion7(), Name = "Ledger", Type = AssetType.Application, Classification = Classification.Internal, OwnerId = last, CustodianId = last };
        (await tenant.Manager.SendAsync(asset)).Error.ShouldBeNull();
        var browser = await tenant.Manager.BrowserAsync();
        var form = await browser.GetAsync($"/t/{tenant.Slug}/assets/{asset.Id}/edit");
        Regex.Count(form.Html, $"value=\"{last}\"[^>]*selected|selected[^>]*value=\"{last}\"").ShouldBe(2, "owner and custodian are still offered, and chosen");
        form.Html.ShouldContain("hx-get=\"/t/" + tenant.Slug + "/people/choices\"");
        // What is typed finds others, and keeps who is chosen.
        var found = (await browser.GetAsync($"/t/{tenant.Slug}/people/choices?q=son+77&OwnerId={last}")).Text;
        found.ShouldContain("Person 77");
        found.ShouldContain("Zoë Zebedee");
        found.ShouldNotContain("Person 500");
        (await browser.GetAsync($"/t/{tenant.Slug}/people/choices?q={new string('x', 300)}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Two_clicks_add_one_person_and_an_address_is_taken_once()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var form = await browser.GetAsync($"/t/{tenant.Slug}/people/new");
        (string, string?)[] fields = [("Id", form.Field("Id")), ("Name", "Ada Once"), ("Email", "ada@example.com"), ("Kind", "Employee")];
        (await browser.PostAsync($"/t/{tenant.Slug}/people/new", form.Csrf, fields)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PostAsync($"/t/{tenant.Slug}/people/new", form.Csrf, fields)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await tenant.ReadAsync(db => db.People.CountAsync(p => p.Name == "Ada Once"))).ShouldBe(1);
        fields[0].Item2 = Guid.CreateVersion7().ToString();
        var taken = await browser.PostAsync($"/t/{tenant.Slug}/people/new", form.Csrf, fields);
        taken.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        taken.Text.ShouldContain("Someone in the directory has this e-mail address already.");
        taken.Field("Name").ShouldBe("Ada Once");
    }

    [Fact]
    public async Task A_stale_edit_of_a_person_shows_both_versions()
    {
        var tenant = await TenantAsync();
        var id = await AddAsync(tenant, "Bea Edit", "bea@example.com");
        var browser = await tenant.Manager.BrowserAsync();
        var edit = $"/t/{tenant.Slug}/people/{id}/edit";
        var form = await browser.GetAsync(edit);
        (string, string?)[] Fields(string job, string? version) => [("Name", "Bea Edit"), ("Email", "bea@example.com"), ("Kind", "Employee"), ("JobTitle", job), ("Version", version)];
        (await browser.PostAsync(edit, form.Csrf, Fields("First", form.Field("Version")))).Status.ShouldBe(HttpStatusCode.Redirect);
        var refused = await browser.PostAsync(edit, form.Csrf, Fields("Second", form.Field("Version")));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain("First");
        refused.Field("JobTitle").ShouldBe("Second");
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var me = $"/t/{tenant.Slug}/people/{tenant.Manager.PersonId}";
        var csrf = (await browser.GetAsync(me)).Csrf;
        var admin = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.Role == Role.TenantAdmin).Select(r => r.Id).SingleAsync());
        foreach (var act in new[] { "/deactivate", "/left", $"/roles/{admin}/end" })
        {
            var refused = await browser.PostAsync(me + act, csrf);
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, act);
            refused.Text.ShouldContain("This is the last administrator of the organisation.");
        }
        await tenant.MemberAsync(Role.TenantAdmin, Role.TopManagement);
        (await browser.PostAsync($"{me}/roles/{admin}/end", csrf)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_deactivated_user_finds_nothing_at_the_next_request()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync(Role.RiskOwner);
        var (theirs, ours) = (await member.BrowserAsync(), await tenant.Manager.BrowserAsync());
        (await theirs.GetAsync($"/t/{tenant.Slug}/my")).Status.ShouldBe(HttpStatusCode.OK);
        var page = $"/t/{tenant.Slug}/people/{member.PersonId}";
        var csrf = (await ours.GetAsync(page)).Csrf;
        (await ours.PostAsync(page + "/deactivate", csrf, ("back", "users"))).Location.ShouldBe($"/t/{tenant.Slug}/settings/users");
        (await theirs.GetAsync($"/t/{tenant.Slug}/my")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ours.GetAsync($"/t/{tenant.Slug}/settings/users")).Text.ShouldContain("Deactivated");
        (await ours.PostAsync(page + "/reactivate", csrf)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await theirs.GetAsync($"/t/{tenant.Slug}/my")).Status.ShouldBe(HttpStatusCode.OK);
        (await ours.PostAsync(page + "/left", csrf, ("HeirId", tenant.Manager.PersonId.ToString()))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await theirs.GetAsync($"/t/{tenant.Slug}/my")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ours.GetAsync(page)).Text.ShouldContain("deactivated the account");
    }

    [Fact]
    public async Task Roles_are_given_for_a_time_and_end_at_once()
    {
        var tenant = await TenantAsync();
        var id = await AddAsync(tenant, "Rolf Role", "rolf@example.com");
        var browser = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/people/{id}";
        var form = await browser.GetAsync(page);
        var key = Guid.CreateVersion7().ToString();
        Task<TestBrowser.Page> GiveAsync(params (string, string?)[] fields) => browser.PostAsync(page + "/roles", form.Csrf, [("Id", key), .. fields]);
        (await GiveAsync()).Text.ShouldContain("Choose one.");
        var refused = await GiveAsync(("Role", "ExternalAuditor"), ("From", "2026-01-01"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain("id=\"f-to-error\"");
        refused.Field("From").ShouldBe("2026-01-01");
        (await GiveAsync(("Role", "AssetOwner"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await GiveAsync(("Role", "AssetOwner"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await tenant.ReadAsync(db => db.RoleAssignments.CountAsync(r => r.PersonId == id))).ShouldBe(1);
        key = Guid.CreateVersion7().ToString();
        (await GiveAsync(("Role", "AssetOwner"))).Text.ShouldContain("This person holds this role already.");
        var assignment = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == id).Select(r => r.Id).SingleAsync());
        (await browser.GetAsync(page)).Text.ShouldContain("assigned the role Asset owner");
        (await browser.PostAsync($"{page}/roles/{assignment}/end", form.Csrf)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync(page)).Text.ShouldContain("taken back on its first day");
    }

    [Fact]
    public async Task Managers_never_stand_in_a_circle()
    {
        var tenant = await TenantAsync();
        var (top, middle) = (await AddAsync(tenant, "Tara Top", "tara@example.com"), await AddAsync(tenant, "Mika Middle", "mika@example.com"));
        async Task<Domain.Shared.Error?> UnderAsync(Guid id, string name, Guid manager)
        {
            var version = await tenant.ReadAsync(db => db.People.Where(p => p.Id == id).Select(p => p.Version).SingleAsync());
            return (await tenant.Manager.SendAsync(new ChangePerson(id, name, name[..4] + "@example.com", PersonKind.Employee, null, null, null, manager, null, null, null, version))).Error;
        }
        (await UnderAsync(middle, "Mika Middle", top)).ShouldBeNull();
        (await UnderAsync(top, "Tara Top", middle)).ShouldBe(PeopleErrors.ManagersInACircle);
    }

    [Fact]
    public async Task Administrators_appoint_administrators_and_the_ismss_own_roles_are_not_theirs_to_give()
    {
        var tenant = await TenantAsync();
        var id = await AddAsync(tenant, "Nia New", "nia@example.com");
        var admin = await tenant.MemberAsync(Role.TenantAdmin);
        var manager = await tenant.MemberAsync(Role.IsmsManager);
        async Task<HttpStatusCode> GiveAsync(TestMember by, Role role)
        {
            var browser = await by.BrowserAsync();
            return (await browser.SubmitAsync($"/t/{tenant.Slug}/people/{id}", $"/t/{tenant.Slug}/people/{id}/roles", ("Id", Guid.CreateVersion7().ToString()), ("Role", role.ToString()))).Status;
        }
        (await GiveAsync(admin, Role.IsmsManager)).ShouldBe(HttpStatusCode.NotFound);
        (await GiveAsync(manager, Role.TenantAdmin)).ShouldBe(HttpStatusCode.NotFound);
        (await GiveAsync(admin, Role.TenantAdmin)).ShouldBe(HttpStatusCode.Redirect);
        (await GiveAsync(manager, Role.RiskOwner)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Settings_say_who_may_what_in_sentences()
    {
        var tenant = await TenantAsync();
        await tenant.MemberAsync(Role.InternalAuditor);
        var browser = await tenant.Manager.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/settings")).Location.ShouldBe($"/t/{tenant.Slug}/settings/users");
        var roles = (await browser.GetAsync($"/t/{tenant.Slug}/settings/roles")).Text;
        roles.ShouldContain("register, import, change, accept and retire all assets");
        roles.ShouldContain(tenant.Manager.Account.Name);
        var users = (await browser.GetAsync($"/t/{tenant.Slug}/settings/users")).Text;
        users.ShouldContain(tenant.Manager.Account.Email!);
        users.ShouldContain("Administrator, ISMS manager");
    }

    [Fact]
    public async Task Other_systems_read_people_without_their_accounts()
    {
        var tenant = await TenantAsync();
        var id = await AddAsync(tenant, "Pia Api", "pia@example.com");
        using var client = await tenant.ApiAsync(ApiScopes.PeopleRead);
        using var found = JsonDocument.Parse(await client.GetStringAsync("/api/v1/people?q=pia"));
        found.RootElement.GetProperty("items").EnumerateArray().Single().GetProperty("id").GetGuid().ShouldBe(id);
        var one = await client.GetStringAsync($"/api/v1/people/{id}");
        one.ShouldContain("\"email\":\"pia@example.com\"");
        one.ShouldNotContain("account", Case.Insensitive);
        (await client.GetAsync(new Uri("/api/v1/people?status=Sleeping", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<Guid> AddAsync(TestTenant tenant, string name, string email)
        => (await tenant.Manager.SendAsync(new AddPerson(Guid.CreateVersion7(), name, email, PersonKind.Employee, null, null, null, null, null, null, null, Invite: false))).Value;
}
