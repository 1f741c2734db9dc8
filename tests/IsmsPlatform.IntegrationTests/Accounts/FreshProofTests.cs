using System.Net;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>Sensitive acts ask who sits there when the last proof is older than 15 minutes, and then go on.</summary>
public sealed partial class FreshProofTests(PostgresServer server)
{
    private const string Password = "six calm herons stand";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_api_key_is_made_after_the_password_and_nothing_entered_is_lost()
    {
        var (app, tenant, browser) = await StaleAsync();
        var page = $"/t/{tenant.Slug}/settings/api-clients/new";
        var form = await browser.GetAsync(page);
        (string, string?)[] fields = [("Id", form.Field("Id")), ("Name", "CMDB <1>"), ("Scopes", ApiScopes.PeopleRead), ("Scopes", ApiScopes.OrganisationRead)];
        var asked = await browser.PostAsync(page, form.Csrf, fields);
        asked.Status.ShouldBe(HttpStatusCode.Forbidden);
        asked.Text.ShouldContain("Is it you?");
        var kept = Kept(asked);
        kept.ShouldBe(fields, ignoreOrder: true);

        var wrong = await browser.PostAsync(page, asked.Csrf, [.. kept, ("proof-password", "a wrong password")]);
        wrong.Text.ShouldContain("This was not right.");
        wrong.Html.ShouldNotContain("a wrong password");
        Kept(wrong).ShouldBe(fields, ignoreOrder: true);
        (await NamesOfKeysAsync(app, tenant)).ShouldBeEmpty();

        var made = await browser.PostAsync(page, asked.Csrf, [.. kept, ("proof-password", Password)]);
        made.Text.ShouldContain("isms_");
        (await NamesOfKeysAsync(app, tenant)).ShouldBe(["CMDB <1>"]);

        // The proof counts for what follows.
        (await browser.PostAsync(page, asked.Csrf, [("Id", Guid.CreateVersion7().ToString()), ("Name", "Second"), ("Scopes", ApiScopes.PeopleRead)])).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_that_lets_others_in_asks_another_role_does_not()
    {
        var (_, tenant, browser) = await StaleAsync();
        var someone = await tenant.MemberAsync(Role.Employee);
        var page = $"/t/{tenant.Slug}/people/{someone.PersonId}";
        var csrf = (await browser.GetAsync(page)).Csrf;
        (string, string?)[] Give(Guid id, Role role) => [("Id", id.ToString()), ("Role", role.ToString())];
        (await browser.PostAsync(page + "/roles", csrf, Give(Guid.CreateVersion7(), Role.AssetOwner))).Location.ShouldBe(page);
        var id = Guid.CreateVersion7();
        foreach (var role in new[] { Role.TenantAdmin, Role.IsmsManager }) { (await browser.PostAsync(page + "/roles", csrf, Give(id, role))).Text.ShouldContain("Is it you?"); }
        (await tenant.ReadAsync(db => db.RoleAssignments.AnyAsync(r => r.Id == id, Ct))).ShouldBeFalse();
        (await browser.PostAsync(page + "/roles", csrf, [.. Give(id, Role.TenantAdmin), ("proof-password", Password)])).Location.ShouldBe(page);
        await AgeAsync(tenant);
        (await browser.PostAsync($"{page}/roles/{id}/end", csrf)).Text.ShouldContain("Is it you?");
        (await browser.PostAsync($"{page}/roles/{id}/end", csrf, ("proof-password", Password))).Location.ShouldBe(page);
    }

    [Theory]
    [InlineData("settings/sign-in", "IdleHours=2&SessionHours=4&Version=1")]
    [InlineData("settings/approvals", "Id=01a21376-f95b-7561-b7ed-77000f67a46b&Reason=Only+one+of+us")]
    [InlineData("/profile/second-factor", "Code=123456")]
    [InlineData("/profile/passkeys", "Name=Laptop&Credential=%7B%7D")]
    [InlineData("/profile/passkeys/remove", "Id=01a21376-f95b-7561-b7ed-77000f67a46b")]
    public async Task Every_sensitive_act_asks(string address, string form)
    {
        var (_, tenant, browser) = await StaleAsync();
        var url = address[0] == '/' ? address : $"/t/{tenant.Slug}/{address}";
        var fields = form.Split('&').Select(f => f.Split('=')).Select(f => (f[0], (string?)WebUtility.UrlDecode(f[1]))).ToArray();
        var csrf = (await browser.GetAsync("/profile")).Csrf;
        var asked = await browser.PostAsync(url, csrf, fields);
        asked.Text.ShouldContain("Is it you?");
        Kept(asked).ShouldBe(fields, ignoreOrder: true);
        (await browser.PostAsync(url, csrf, [.. fields, ("proof-password", Password)])).Text.ShouldNotContain("Is it you?");
    }

    [Fact]
    public async Task A_code_of_the_app_is_a_proof_once_and_what_is_no_passkey_is_none()
    {
        var (app, tenant, browser) = await StaleAsync();
        string key;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Application.Accounts.Account>>();
            var account = (await accounts.FindByIdAsync(tenant.Manager.Account.Id.ToString()))!;
            key = accounts.GenerateNewAuthenticatorKey();
            await ((IUserAuthenticatorKeyStore<Application.Accounts.Account>)scope.ServiceProvider.GetRequiredService<IUserStore<Application.Accounts.Account>>()).SetAuthenticatorKeyAsync(account, key, Ct);
            account.TwoFactorEnabled = true;
            await accounts.UpdateAsync(account);
        }
        var csrf = (await browser.GetAsync("/profile")).Csrf;
        (await browser.PostAsync("/profile/prove", csrf, ("proof-credential", "{}"), ("next", "/profile"))).Text.ShouldContain("This was not right.");
        (await browser.PostAsync("/profile/prove", csrf, ("proof-code", "000000"), ("next", "/profile"))).Text.ShouldContain("This was not right.");
        var code = Authenticator.Code(key);
        (await browser.PostAsync("/profile/prove", csrf, ("proof-code", code), ("next", "/profile/passkeys"))).Location.ShouldBe("/profile/passkeys");
        await AgeAsync(tenant);
        (await browser.PostAsync("/profile/prove", csrf, ("proof-code", code), ("next", "/profile"))).Text.ShouldContain("This was not right.");
    }

    [Fact]
    public async Task Who_guesses_is_locked_out_even_with_the_right_password()
    {
        var (_, _, browser) = await StaleAsync();
        var csrf = (await browser.GetAsync("/profile")).Csrf;
        for (var i = 0; i < Application.Accounts.Account.MostFailedAttempts; i++) { await browser.PostAsync("/profile/prove", csrf, ("proof-password", "a guess")); }
        (await browser.PostAsync("/profile/prove", csrf, ("proof-password", Password), ("next", "/profile"))).Text.ShouldContain("This was not right.");
    }

    [Fact]
    public async Task A_proof_leads_nowhere_else()
    {
        var (_, _, browser) = await StaleAsync();
        var asked = await browser.GetAsync("/profile/prove?next=https%3A%2F%2Fevil.example");
        asked.Text.ShouldContain("Is it you?");
        (await browser.PostAsync("/profile/prove", asked.Csrf, ("proof-password", Password), ("next", "https://evil.example"))).Location.ShouldBe("/profile");
    }

    /// <summary>The manager of a new tenant, with a password, in a session whose proof is older than it may be.</summary>
    private async Task<(TestApp App, TestTenant Tenant, TestBrowser Browser)> StaleAsync()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Application.Accounts.Account>>();
            (await accounts.AddPasswordAsync((await accounts.FindByIdAsync(tenant.Manager.Account.Id.ToString()))!, Password)).Succeeded.ShouldBeTrue();
        }
        var browser = app.Browser();
        (await EnteringTests.SignInAsync(browser, tenant.Manager.Account.Email!, Password)).Location.ShouldBe("/home");
        await AgeAsync(tenant);
        return (app, tenant, browser);
    }

    private static async Task AgeAsync(TestTenant tenant)
    {
        await using var scope = tenant.App.Services.CreateAsyncScope();
        var before = TimeProvider.System.GetUtcNow() - Actor.ProofLasts - TimeSpan.FromMinutes(1);
        await scope.ServiceProvider.GetRequiredService<PlatformDb>().Sessions.Where(s => s.AccountId == tenant.Manager.Account.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ProvedAt, before), Ct);
    }

    private static async Task<List<string>> NamesOfKeysAsync(TestApp app, TestTenant tenant)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().ApiClients.Where(c => c.TenantId == tenant.Id).Select(c => c.Name).ToListAsync(Ct);
    }

    /// <summary>What the form with the password carries, without its token.</summary>
    private static (string, string?)[] Kept(TestBrowser.Page page)
        => [.. Hidden().Matches(page.Html[page.Html.IndexOf("Is it you?</h1>", StringComparison.Ordinal)..]).Select(m => (WebUtility.HtmlDecode(m.Groups[1].Value), (string?)WebUtility.HtmlDecode(m.Groups[2].Value))).Where(f => f.Item1 != "__RequestVerificationToken")];

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"", RegexOptions.None, 2000)]
    private static partial Regex Hidden();
}
