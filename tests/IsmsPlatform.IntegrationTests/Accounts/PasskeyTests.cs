using System.Net;
using System.Text.Json;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>What a passkey may and may not, as far as no device is needed; the browser tests have one.</summary>
public sealed class PasskeyTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sign_in_asks_for_a_passkey_of_this_address_and_names_no_account()
    {
        var browser = (await server.AppAsync()).Browser();
        var asked = await browser.PostAsync("/sign-in/passkey/options", (await browser.GetAsync("/sign-in")).Csrf);
        var options = JsonDocument.Parse(asked.Html).RootElement;
        (options.GetProperty("rpId").GetString(), options.GetProperty("userVerification").GetString()).ShouldBe(("localhost", "required"));
        options.GetProperty("allowCredentials").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"},"clientExtensionResults":{}}""")]
    public async Task What_is_no_passkey_signs_nobody_in(string credential)
    {
        var browser = (await server.AppAsync()).Browser();
        var csrf = (await browser.GetAsync("/sign-in")).Csrf;
        await browser.PostAsync("/sign-in/passkey/options", csrf);
        var answer = await browser.PostAsync("/sign-in/passkey", csrf, ("Credential", credential), ("Next", "/profile"));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Text.ShouldContain("This passkey was not accepted.");
        answer.Field("Next").ShouldBe("/profile");
        (await browser.GetAsync("/profile")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Without_a_device_nothing_is_added_and_the_name_is_kept()
    {
        var (_, browser, _) = await SignedInAsync();
        foreach (var credential in new[] { "", "no json", "{}" })
        {
            var answer = await browser.SubmitAsync("/profile/passkeys", "/profile/passkeys", ("Name", "Laptop"), ("Credential", credential));
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Text.ShouldContain("Your browser made no passkey");
            answer.Field("Name").ShouldBe("Laptop");
        }
    }

    [Fact]
    public async Task A_new_passkey_is_told_by_mail_and_stands_on_the_profile()
    {
        var (app, browser, email) = await SignedInAsync();
        await AddAsync(app, email, "Laptop");
        (await browser.GetAsync("/profile")).Text.ShouldContain("One passkey");
        (await browser.GetAsync("/profile/passkeys")).Text.ShouldContain("Laptop");
        (await app.LinkAsync(email)).ShouldBe("/profile/passkeys");
    }

    [Fact]
    public async Task The_passkeys_of_others_cannot_be_renamed_or_removed()
    {
        var (app, _, email) = await SignedInAsync();
        var id = await AddAsync(app, email, "Hers");
        var (_, other, _) = await SignedInAsync();
        var csrf = (await other.GetAsync("/profile/passkeys")).Csrf;
        (await other.GetAsync($"/profile/passkeys/rename?id={id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync("/profile/passkeys/rename", csrf, ("Id", id.ToString()), ("Name", "Mine"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync("/profile/passkeys/remove", csrf, ("Id", id.ToString()))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await NamesAsync(app, email)).ShouldBe(["Hers"]);
    }

    [Fact]
    public async Task Removing_one_ends_the_other_sessions_and_keeps_this_one()
    {
        var (app, browser, email) = await SignedInAsync();
        var id = await AddAsync(app, email, "Lost phone");
        var elsewhere = app.Browser();
        await EnteringTests.SignInAsync(elsewhere, email, EnteringTests.MembersPassword);
        await ShowSecondFactorAsync(app, email);
        (await browser.SubmitAsync("/profile/passkeys", "/profile/passkeys/remove", ("Id", id.ToString()))).Location.ShouldBe("/profile/passkeys");
        (await NamesAsync(app, email)).ShouldBeEmpty();
        (await app.LinkAsync(email)).ShouldBe("/profile/sessions");
        (await browser.GetAsync("/profile")).Status.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/profile")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_password_alone_changes_no_way_in_where_there_is_a_second_factor()
    {
        var (app, browser, email) = await SignedInAsync();
        var id = await AddAsync(app, email, "Hers");
        foreach (var proof in (string?[])[null, EnteringTests.MembersPassword])
        {
            var asked = await browser.SubmitAsync("/profile/passkeys", "/profile/passkeys/remove", ("Id", id.ToString()), ("proof-password", proof));
            (asked.Status, asked.Text.Contains("Is it you?")).ShouldBe((HttpStatusCode.Forbidden, true));
            asked.Html.ShouldNotContain("name=\"proof-password\"");
        }
        (await browser.SubmitAsync("/profile/second-factor", "/profile/second-factor", ("Code", "000000"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await NamesAsync(app, email)).ShouldBe(["Hers"]);
    }

    [Fact]
    public async Task The_last_way_in_stays()
    {
        var (app, browser, email) = await SignedInAsync();
        var id = await AddAsync(app, email, "Only key");
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<PlatformDb>().Accounts.Where(a => a.Email == email).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, (string?)null), Ct);
        }
        await ShowSecondFactorAsync(app, email);
        (await browser.SubmitAsync("/profile/passkeys", "/profile/passkeys/remove", ("Id", id.ToString()))).Text.ShouldContain("This is the only way into your account.");
        await AddAsync(app, email, "Second key");
        (await browser.SubmitAsync("/profile/passkeys", "/profile/passkeys/remove", ("Id", id.ToString()))).Location.ShouldBe("/profile/passkeys");
        (await NamesAsync(app, email)).ShouldBe(["Second key"]);
    }

    private async Task<(TestApp App, TestBrowser Browser, string Email)> SignedInAsync()
    {
        var app = await server.AppAsync();
        var (browser, email) = await EnteringTests.MemberAsync(app);
        await EnteringTests.SignInAsync(browser, email, EnteringTests.MembersPassword);
        return (app, browser, email);
    }

    /// <summary>A passkey as if a device had made it.</summary>
    internal static async Task<Guid> AddAsync(TestApp app, string email, string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (db, request) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<Application.Shared.Tenancy.RequestScope>());
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Email == email, Ct);
        request.SignIn(Application.Shared.Tenancy.Actor.Nobody with { Kind = Application.Shared.Tenancy.ActorKind.User, Id = account.Id, ProvedAt = TimeProvider.System.GetUtcNow() });
        var credential = Guid.NewGuid().ToByteArray();
        var made = new UserPasskeyInfo(credential, [1], TimeProvider.System.GetUtcNow(), 0, null, isUserVerified: true, isBackupEligible: false, isBackedUp: false, [1], [1]);
        (await scope.ServiceProvider.GetRequiredService<Mediator.ISender>().Send(new AddPasskey(name, made), Ct)).Error.ShouldBeNull();
        return await db.Passkeys.Where(p => p.CredentialId == credential).Select(p => p.Id).SingleAsync(Ct);
    }

    /// <summary>The sessions of an account as if each had been opened with its second factor.</summary>
    private static async Task ShowSecondFactorAsync(TestApp app, string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await db.Sessions.Where(s => db.Accounts.Any(a => a.Id == s.AccountId && a.Email == email)).ExecuteUpdateAsync(s => s.SetProperty(x => x.SecondFactor, true), Ct);
    }

    private static async Task<List<string>> NamesAsync(TestApp app, string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        return await db.Passkeys.Where(p => db.Accounts.Any(a => a.Id == p.UserId && a.Email == email)).Select(p => p.Data.Name!).ToListAsync(Ct);
    }
}
