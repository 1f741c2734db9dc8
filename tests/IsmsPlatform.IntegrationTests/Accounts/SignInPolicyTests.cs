using System.Net;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>What an organisation asks of those who sign in, and that it holds for sessions that run.</summary>
public sealed partial class SignInPolicyTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asks_for_a_second_factor_is_led_to_set_one_up_and_comes_in_again()
    {
        var (app, tenant) = await TenantAsync();
        var (browser, other) = (await tenant.Manager.BrowserAsync(), await (await tenant.MemberAsync(Role.AssetOwner)).BrowserAsync());
        var page = $"/t/{tenant.Slug}/settings/sign-in";
        (await ChangeAsync(browser, page, second: true)).Location.ShouldBe(page);

        var assets = await other.GetAsync($"/t/{tenant.Slug}/assets?q=x");
        assets.Location.ShouldBe($"/sign-in/factor-needed?next={Uri.EscapeDataString($"/t/{tenant.Slug}/assets?q=x")}");
        (await other.GetAsync(assets.Location!)).Text.ShouldContain("This organisation asks everybody for one");
        (await browser.GetAsync(page)).Location!.ShouldStartWith("/sign-in/factor-needed");

        // The administrator who asked is not locked out: the profile belongs to no organisation.
        var setUp = await browser.GetAsync("/profile/second-factor");
        var key = Key().Match(setUp.Html).Groups[1].Value;
        (await browser.PostAsync("/profile/second-factor", setUp.Csrf, ("Code", Authenticator.Code(key)))).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync(page)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/t/{tenant.Slug}/settings/audit-log")).Text.ShouldContain("changed the rules of the sign-in");

        // Who lets it go is led again, and what they sent is not done.
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PlatformDb>().Accounts.Where(a => a.Id == tenant.Manager.Account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.TwoFactorEnabled, false), Ct);
        (await browser.PostAsync(page, (await browser.GetAsync("/profile")).Csrf, ("IdleHours", "1"), ("SessionHours", "1"), ("Version", "2"))).Location!.ShouldStartWith("/sign-in/factor-needed");
        (await tenant.ReadAsync(db => db.SignInPolicies.SingleAsync(Ct))).RequiresSecondFactor.ShouldBeTrue();
    }

    [Fact]
    public async Task A_passkey_that_was_not_used_does_not_count_and_the_page_asks_for_it()
    {
        var (app, tenant) = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        (await ChangeAsync(browser, $"/t/{tenant.Slug}/settings/sign-in", second: true)).Status.ShouldBe(HttpStatusCode.Redirect);
        await PasskeyTests.AddAsync(app, tenant.Manager.Account.Email!, "Phone");
        var led = await browser.GetAsync($"/t/{tenant.Slug}/my");
        (await browser.GetAsync(led.Location!)).Text.ShouldContain("you signed in without it");
    }

    [Theory]
    [InlineData(3, 24, 4, 5, false)]
    [InlineData(3, 24, 2, 5, true)]
    [InlineData(3, 24, 1, 25, false)]
    public async Task A_session_ends_when_it_rests_or_lasts_too_long(int idleHours, int sessionHours, int rested, int lasted, bool stays)
    {
        var (app, tenant) = await TenantAsync();
        var member = await tenant.MemberAsync(Role.AssetOwner);
        var browser = await member.BrowserAsync();
        (await tenant.Manager.SendAsync(new ChangeSignInPolicy(false, idleHours, sessionHours, 1))).Error.ShouldBeNull();
        await using var scope = app.Services.CreateAsyncScope();
        var now = TimeProvider.System.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<PlatformDb>().Sessions.Where(s => s.AccountId == member.Account.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now.AddHours(-rested)).SetProperty(x => x.StartedAt, now.AddHours(-lasted)), Ct);
        // Not only in the organisation: a page beside it would wake the session.
        (await browser.GetAsync("/profile")).Status.ShouldBe(stays ? HttpStatusCode.OK : HttpStatusCode.Redirect);
        (await browser.GetAsync($"/t/{tenant.Slug}/my")).Status.ShouldBe(stays ? HttpStatusCode.OK : HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("0", "24", "Choose a value from 1 to 12.")]
    [InlineData("13", "24", "Choose a value from 1 to 12.")]
    [InlineData("8", "721", "Choose a value from 1 to 720.")]
    [InlineData("8", "4", "A session lasts at least as long as it may rest.")]
    [InlineData("soon", "24", "is not a valid value")]
    public async Task Hours_that_make_no_sense_are_refused_and_shown_again(string idle, string session, string sentence)
    {
        var (_, tenant) = await TenantAsync();
        var page = $"/t/{tenant.Slug}/settings/sign-in";
        var answer = await ChangeAsync(await tenant.Manager.BrowserAsync(), page, second: false, idle, session);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Text.ShouldContain(sentence);
        answer.Field("IdleHours").ShouldBe(idle);
    }

    private async Task<(TestApp App, TestTenant Tenant)> TenantAsync()
    {
        var app = await server.AppAsync();
        return (app, await app.TenantAsync());
    }

    private static async Task<TestBrowser.Page> ChangeAsync(TestBrowser browser, string page, bool second, string idle = "8", string session = "24")
    {
        var form = await browser.GetAsync(page);
        return await browser.PostAsync(page, form.Csrf, ("Version", form.Field("Version")), ("RequiresSecondFactor", second ? "true" : "false"), ("IdleHours", idle), ("SessionHours", session));
    }

    [System.Text.RegularExpressions.GeneratedRegex("<code id=\"key\">([A-Z2-7 ]+)</code>", System.Text.RegularExpressions.RegexOptions.None, 2000)]
    private static partial System.Text.RegularExpressions.Regex Key();
}
