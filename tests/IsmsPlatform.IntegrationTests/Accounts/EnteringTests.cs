using System.Net;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>The ways in: sign-up, invitation, forgotten password; and how they are locked.</summary>
public sealed class EnteringTests(PostgresServer server)
{
    private const string Password = "seven quiet herons fly";

    [Fact]
    public async Task An_organisation_signs_up_confirms_its_mail_and_comes_in()
    {
        var app = await server.AppAsync();
        var browser = app.Browser();
        var slug = "s" + Guid.NewGuid().ToString("N")[..10];
        var email = $"founder@{slug}.example";
        var form = await browser.GetAsync("/sign-up");
        (string, string?)[] fields = [("TenantId", form.Field("TenantId")), ("OrganisationName", "Signed Up Ltd"), ("Slug", slug), ("Country", "IE"), ("TimeZone", "Europe/Dublin"), ("Name", "Fay Founder"), ("Email", email), ("Password", Password)];
        var weak = await browser.PostAsync("/sign-up", form.Csrf, [.. fields.Where(f => f.Item1 != "Password"), ("Password", "short")]);
        weak.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        weak.Text.ShouldContain("Use at least 12 characters.");
        weak.Field("OrganisationName").ShouldBe("Signed Up Ltd");
        weak.Html.ShouldNotContain("short\"");
        (await browser.PostAsync("/sign-up", form.Csrf, fields)).Location.ShouldBe("/sign-up/sent");

        (await SignInAsync(browser, email, Password)).Text.ShouldContain("Confirm your e-mail address first");
        (await browser.GetAsync((await app.LinkAsync(email))!)).Status.ShouldBe(HttpStatusCode.OK);
        (await SignInAsync(browser, email, Password)).Location.ShouldBe("/home");
        (await browser.GetAsync("/home")).Location.ShouldBe($"/t/{slug}");
        (await browser.GetAsync($"/t/{slug}/organisation")).Text.ShouldContain("Ireland");
        (await browser.GetAsync($"/t/{slug}/settings/roles")).Text.ShouldContain("Fay Founder");
        (await browser.GetAsync($"/t/{slug}/processes")).Text.ShouldContain("Auditing internally");
    }

    [Fact]
    public async Task Who_signs_up_with_an_address_that_has_an_account_gets_the_same_answer_and_a_mail_that_says_so()
    {
        var app = await server.AppAsync();
        var (browser, email) = await MemberAsync(app);
        var form = await browser.GetAsync("/sign-up");
        (string, string?)[] Fields(string tenantId) => [("TenantId", tenantId), ("OrganisationName", "Again Ltd"), ("Slug", "s" + Guid.NewGuid().ToString("N")[..10]), ("Country", "IE"), ("TimeZone", "Europe/Dublin"), ("Name", "Fay Founder"), ("Email", email), ("Password", Password)];
        (await browser.PostAsync("/sign-up", form.Csrf, Fields(form.Field("TenantId")!))).Location.ShouldBe("/sign-up/sent");
        (await app.LinkAsync(email)).ShouldBe("/sign-in");
        foreach (var garbled in new[] { "", "not-an-id", Guid.Empty.ToString() })
        {
            (await browser.PostAsync("/sign-up", form.Csrf, Fields(garbled))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, garbled);
        }
    }

    [Fact]
    public async Task What_is_wrong_is_listed_by_name_in_the_order_of_the_form()
    {
        var browser = (await server.AppAsync()).Browser();
        var form = await browser.GetAsync("/sign-up");
        var refused = await browser.PostAsync("/sign-up", form.Csrf, ("TenantId", form.Field("TenantId")), ("Name", "\u202e\u200b"), ("Email", "nobody"));
        refused.Text.ShouldContain("Your name: Fill in this field.");
        refused.Text.IndexOf("Short name in the address: ", StringComparison.Ordinal).ShouldBeInRange(1, refused.Text.IndexOf("Your e-mail address: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_invited_person_comes_in_once_by_the_link()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var manager = await tenant.Manager.BrowserAsync();
        var email = $"ines@{tenant.Slug}.example";
        var added = await manager.SubmitAsync($"/t/{tenant.Slug}/people/new", $"/t/{tenant.Slug}/people/new", ("Id", Guid.CreateVersion7().ToString()), ("Name", "Ines Invited"), ("Email", email), ("Kind", "Employee"), ("Invite", "true"));
        added.Status.ShouldBe(HttpStatusCode.Redirect);
        (await manager.GetAsync(added.Location!)).Text.ShouldContain("Invited; the link works until");
        (await manager.GetAsync($"/t/{tenant.Slug}/settings/users")).Text.ShouldContain("Open invitations");
        var first = (await app.LinkAsync(email))!;
        (await manager.PostAsync(added.Location + "/invite", (await manager.GetAsync(added.Location!)).Csrf)).Status.ShouldBe(HttpStatusCode.Redirect);
        var link = (await app.LinkAsync(email))!;
        link.ShouldNotBe(first);

        var guest = app.Browser();
        (await guest.GetAsync(first)).Text.ShouldContain("This invitation was used already or has expired.");
        (await guest.GetAsync(link)).Text.ShouldContain("You will sign in as " + email);
        var common = await guest.SubmitAsync(link, link, ("Name", "Ines Invited"), ("Password", "password1234"));
        common.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await guest.SubmitAsync(link, link, ("Name", "Ines Invited"), ("Password", Password))).Status.ShouldBe(HttpStatusCode.OK);
        (await guest.SubmitAsync(link, link, ("Name", "Ines Invited"), ("Password", Password))).Text.ShouldContain("This invitation was used already");
        (await SignInAsync(guest, email, Password)).Location.ShouldBe("/home");
        (await guest.GetAsync($"/t/{tenant.Slug}/my")).Text.ShouldContain("Ines Invited");
        (await guest.GetAsync($"/t/{tenant.Slug}/organisation")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await manager.GetAsync(added.Location!)).Text.ShouldContain("Has an account and may sign in.");
        (await tenant.ReadAsync(db => db.People.CountAsync(p => p.Name == "Ines Invited"))).ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_an_account_accepts_an_invitation_only_when_signed_in_with_it()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var (invited, email) = await MemberAsync(app);
        var manager = await tenant.Manager.BrowserAsync();
        await manager.SubmitAsync($"/t/{tenant.Slug}/people/new", $"/t/{tenant.Slug}/people/new", ("Id", Guid.CreateVersion7().ToString()), ("Name", "Mona Member"), ("Email", email), ("Kind", "Contractor"), ("Invite", "true"));
        var link = (await app.LinkAsync(email))!;
        foreach (var stranger in new[] { app.Browser(), manager })
        {
            (await stranger.GetAsync(link)).Text.ShouldContain("Sign in with it to accept.");
            (await stranger.SubmitAsync(link, link)).Text.ShouldContain("This invitation is for another account.");
        }
        (await tenant.ReadAsync(db => db.People.CountAsync(p => p.Name == "Mona Member" && p.Status == Domain.People.PersonStatus.Active))).ShouldBe(0);
        await SignInAsync(invited, email, MembersPassword);
        (await invited.SubmitAsync(link, link)).Text.ShouldContain("The invitation is accepted.");
        (await invited.GetAsync($"/t/{tenant.Slug}/my")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_and_a_new_password_unlocks()
    {
        var app = await server.AppAsync();
        var (browser, email) = await MemberAsync(app);
        for (var i = 0; i < 5; i++) { (await SignInAsync(browser, email, "not the password")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity); }
        (await SignInAsync(browser, email, MembersPassword)).Text.ShouldContain("choosing a new password unlocks it");
        (await browser.SubmitAsync("/forgotten-password", "/forgotten-password", ("Email", email))).Status.ShouldBe(HttpStatusCode.OK);
        var link = (await app.LinkAsync(email))!;
        var form = await browser.GetAsync(link);
        const string New = "eight loud herons walk";
        (await browser.PostAsync("/reset-password", form.Csrf, ("Account", form.Field("Account")), ("Token", form.Field("Token")), ("Password", New))).Status.ShouldBe(HttpStatusCode.OK);
        (await SignInAsync(browser, email, Password)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SignInAsync(browser, email, New)).Location.ShouldBe("/home");
        (await app.Browser().SubmitAsync(link, "/reset-password", ("Account", form.Field("Account")), ("Token", form.Field("Token")), ("Password", Password))).Text.ShouldContain("This link was used already");
    }

    [Fact]
    public async Task An_unknown_address_is_answered_like_a_known_one()
    {
        var app = await server.AppAsync();
        var browser = app.Browser();
        var unknown = $"{Guid.NewGuid():N}@example.com";
        (await browser.SubmitAsync("/forgotten-password", "/forgotten-password", ("Email", unknown))).Status.ShouldBe(HttpStatusCode.OK);
        (await app.LinkAsync(unknown)).ShouldBeNull();
        (await SignInAsync(browser, unknown, Password)).Text.ShouldContain("E-mail address or password is not right. After 5 wrong passwords");
    }

    internal static Task<TestBrowser.Page> SignInAsync(TestBrowser browser, string email, string password)
        => browser.SubmitAsync("/sign-in", "/sign-in", ("Email", email), ("Password", password));

    /// <summary>A new account with a password, not signed in.</summary>
    internal static async Task<(TestBrowser Browser, string Email)> MemberAsync(TestApp app)
    {
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(app.Services);
        var email = $"{Guid.NewGuid():N}@example.com";
        await TestApp.AddAccountAsync(scope.ServiceProvider, email, "Mona Member", Password);
        return (app.Browser(), email);
    }

    internal const string MembersPassword = Password;
}
