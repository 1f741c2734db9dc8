using System.Net;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>One's own account, its safeguards, and the keys of other systems.</summary>
public sealed partial class ProfileTests(PostgresServer server)
{
    [Fact]
    public async Task A_second_factor_is_asked_for_after_it_was_turned_on()
    {
        var app = await server.AppAsync();
        var (browser, email) = await EnteringTests.MemberAsync(app);
        await EnteringTests.SignInAsync(browser, email, EnteringTests.MembersPassword);
        var elsewhere = app.Browser();
        await EnteringTests.SignInAsync(elsewhere, email, EnteringTests.MembersPassword);

        var setUp = await browser.GetAsync("/profile/second-factor");
        setUp.Html.ShouldContain("<svg viewBox=\"0 0");
        var key = Key().Match(setUp.Html).Groups[1].Value;
        var wrong = await browser.PostAsync("/profile/second-factor", setUp.Csrf, ("Code", "000000"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Key().Match(wrong.Html).Groups[1].Value.ShouldBe(key);
        (await elsewhere.GetAsync("/profile")).Status.ShouldBe(HttpStatusCode.OK, "looking at the set-up ends no session");
        var used = Authenticator.Code(key); // kept: a moment later the app may show the next one
        var on = await browser.PostAsync("/profile/second-factor", setUp.Csrf, ("Code", used));
        on.Status.ShouldBe(HttpStatusCode.OK);
        var codes = Code().Matches(on.Html).Select(m => m.Groups[1].Value).ToList();
        codes.Count.ShouldBe(10);
        (await browser.GetAsync("/profile")).Text.ShouldContain("10 recovery codes left");
        (await elsewhere.GetAsync("/profile")).Location!.ShouldContain("/sign-in");
        (await browser.GetAsync("/profile/second-factor")).Text.ShouldContain("The second factor is on already.");

        (await EnteringTests.SignInAsync(elsewhere, email, EnteringTests.MembersPassword)).Location!.ShouldContain("/sign-in/second-factor");
        (await elsewhere.GetAsync("/profile")).Location!.ShouldContain("/sign-in");
        (await elsewhere.SubmitAsync("/sign-in/second-factor", "/sign-in/second-factor", ("Code", "123"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await elsewhere.SubmitAsync("/sign-in/second-factor", "/sign-in/second-factor", ("Code", used))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "a code counts once");
        (await elsewhere.SubmitAsync("/sign-in/second-factor", "/sign-in/second-factor", ("Code", Authenticator.Code(key, ahead: 1)))).Location.ShouldBe("/home");

        foreach (var (attempt, lets) in new[] { (1, true), (2, false) })
        {
            var other = app.Browser();
            await EnteringTests.SignInAsync(other, email, EnteringTests.MembersPassword);
            var answer = await other.SubmitAsync("/sign-in/recovery-code", "/sign-in/recovery-code", ("Code", codes[0]));
            answer.Status.ShouldBe(lets ? HttpStatusCode.Redirect : HttpStatusCode.UnprocessableEntity, $"attempt {attempt}");
        }
        var off = await browser.SubmitAsync("/profile/second-factor/off", "/profile/second-factor/off", ("CurrentPassword", "a wrong password"));
        off.Text.ShouldContain("This is not your present password.");
        (await browser.SubmitAsync("/profile/second-factor/off", "/profile/second-factor/off", ("CurrentPassword", EnteringTests.MembersPassword))).Location.ShouldBe("/profile");
        (await browser.GetAsync("/profile")).Status.ShouldBe(HttpStatusCode.OK);
        (await EnteringTests.SignInAsync(app.Browser(), email, EnteringTests.MembersPassword)).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_keeps_this_one()
    {
        var app = await server.AppAsync();
        var (browser, email) = await EnteringTests.MemberAsync(app);
        await EnteringTests.SignInAsync(browser, email, EnteringTests.MembersPassword);
        var elsewhere = app.Browser();
        await EnteringTests.SignInAsync(elsewhere, email, EnteringTests.MembersPassword);
        const string New = "nine slow herons swim";
        (await browser.SubmitAsync("/profile/password", "/profile/password", ("CurrentPassword", "wrong one"), ("Password", New))).Text.ShouldContain("This is not your present password.");
        (await browser.SubmitAsync("/profile/password", "/profile/password", ("CurrentPassword", EnteringTests.MembersPassword), ("Password", New))).Location.ShouldBe("/profile");
        (await browser.GetAsync("/profile")).Status.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/profile")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Name_language_zone_and_shortcuts_are_ones_own()
    {
        var app = await server.AppAsync();
        var (browser, email) = await EnteringTests.MemberAsync(app);
        await EnteringTests.SignInAsync(browser, email, EnteringTests.MembersPassword);
        var refused = await browser.SubmitAsync("/profile", "/profile", ("Name", "Mona Müller"), ("Language", "en-US"), ("TimeZone", "Mars/Olympus"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Field("Name").ShouldBe("Mona Müller");
        (await browser.SubmitAsync("/profile", "/profile", ("Name", "Mona Müller"), ("Language", "zz"), ("TimeZone", "America/New_York"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitAsync("/profile", "/profile", ("Name", "Mona Müller"), ("Language", "en-US"), ("TimeZone", "America/New_York"))).Location.ShouldBe("/profile");
        (await browser.GetAsync("/profile")).Text.ShouldContain("Mona Müller");
        await browser.SubmitAsync("/profile", "/profile/shortcuts", ("on", "false"));
        (await browser.GetAsync("/profile")).Html.ShouldContain("data-shortcuts=\"off\"");
    }

    [Fact]
    public async Task A_key_is_shown_once_works_within_its_scopes_and_ends_when_it_is_revoked()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var browser = await (await tenant.MemberAsync(Role.IsmsManager)).BrowserAsync();
        var list = $"/t/{tenant.Slug}/settings/api-clients";
        var form = await browser.GetAsync(list + "/new");
        var nothing = await browser.PostAsync(list + "/new", form.Csrf, ("Id", form.Field("Id")), ("Name", "CMDB"));
        nothing.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        nothing.Text.ShouldContain("Choose at least one scope.");
        nothing.Field("Name").ShouldBe("CMDB");
        (string, string?)[] fields = [("Id", form.Field("Id")), ("Name", "CMDB"), ("Scopes", ApiScopes.PeopleRead), ("Scopes", ApiScopes.OrganisationRead), ("ExpiresOn", "2099-01-01")];
        var made = await browser.PostAsync(list + "/new", form.Csrf, fields);
        var key = Regex.Match(made.Html, "isms_[0-9a-f]{12}_[0-9a-f]{64}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        key.ShouldNotBeEmpty();
        (await browser.PostAsync(list + "/new", form.Csrf, fields)).Status.ShouldBe(HttpStatusCode.Conflict);
        var page = await browser.GetAsync(list);
        page.Text.ShouldContain("CMDB");
        page.Html.ShouldNotContain(key);

        using var client = app.Browser().Raw;
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        (await client.GetAsync(new Uri("/api/v1/people", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(new Uri("/api/v1/assets", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync(list)).Text.ShouldNotContain("never");
        (await browser.PostAsync($"{list}/{form.Field("Id")}/revoke", page.Csrf)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetAsync(new Uri("/api/v1/people", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync(list)).Text.ShouldContain("Revoked");
    }

    [GeneratedRegex("<code id=\"key\">([A-Z2-7 ]+)</code>", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("<li>([0-9A-Z]{5}-[0-9A-Z]{5})</li>", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
