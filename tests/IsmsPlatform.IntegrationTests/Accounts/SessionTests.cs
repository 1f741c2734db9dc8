using System.Net;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>Where one is signed in: seen, and ended at once.</summary>
public sealed class SessionTests(PostgresServer server)
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private async Task<(TestApp App, string Email, TestBrowser Here, TestBrowser There)> SignedInTwiceAsync()
    {
        var app = await server.AppAsync();
        var (here, email) = await EnteringTests.MemberAsync(app);
        await EnteringTests.SignInAsync(here, email, EnteringTests.MembersPassword);
        var there = app.Browser();
        there.Raw.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        await EnteringTests.SignInAsync(there, email, EnteringTests.MembersPassword);
        return (app, email, here, there);
    }

    private static async Task<List<Session>> SessionsAsync(TestApp app, string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        return await db.Sessions.AsNoTracking().Where(s => db.Accounts.Any(a => a.Id == s.AccountId && a.Email == email)).OrderBy(s => s.StartedAt).ToListAsync();
    }

    private static async Task<bool> IsSignedInAsync(TestBrowser browser) => (await browser.GetAsync("/profile")).Status == HttpStatusCode.OK;

    [Fact]
    public async Task A_session_that_is_ended_elsewhere_lets_its_next_request_in_no_more()
    {
        var (app, email, here, there) = await SignedInTwiceAsync();
        (await here.GetAsync("/profile/sessions")).Text.ShouldContain("Firefox on Windows");
        var other = (await SessionsAsync(app, email)).Single(s => s.Browser == Firefox);
        (await here.SubmitAsync("/profile/sessions", "/profile/sessions/end", ("id", other.Id.ToString()))).Location.ShouldBe("/profile/sessions");
        (await there.GetAsync("/profile/sessions", ("HX-Request", "true"))).Status.ShouldBe(HttpStatusCode.Unauthorized, "a sign-in page has no place inside another page");
        (await IsSignedInAsync(there)).ShouldBeFalse();
        (await IsSignedInAsync(here)).ShouldBeTrue();
        (await here.GetAsync("/profile/sessions")).Text.ShouldNotContain("Firefox on Windows");
    }

    [Fact]
    public async Task Everywhere_else_means_everywhere_but_here()
    {
        var (_, _, here, there) = await SignedInTwiceAsync();
        await here.SubmitAsync("/profile/sessions", "/profile/sessions/end-others");
        ((await IsSignedInAsync(here)), (await IsSignedInAsync(there))).ShouldBe((true, false));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var (app, email, _, there) = await SignedInTwiceAsync();
        var (stranger, strangersEmail) = await EnteringTests.MemberAsync(app);
        await EnteringTests.SignInAsync(stranger, strangersEmail, EnteringTests.MembersPassword);
        var other = (await SessionsAsync(app, email)).Single(s => s.Browser == Firefox);
        (await stranger.SubmitAsync("/profile/sessions", "/profile/sessions/end", ("id", other.Id.ToString()))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await IsSignedInAsync(there)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_signing_out()
    {
        var (app, _, here, _) = await SignedInTwiceAsync();
        var thief = app.Browser();
        thief.Cookies.AddRange(here.Cookies);
        (await IsSignedInAsync(thief)).ShouldBeTrue();
        await here.SubmitAsync("/profile", "/sign-out");
        (await IsSignedInAsync(thief)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_change_of_the_password_stays_in_its_session_and_makes_no_new_one()
    {
        var (app, email, here, _) = await SignedInTwiceAsync();
        var before = (await SessionsAsync(app, email)).Count;
        (await here.SubmitAsync("/profile/password", "/profile/password", ("CurrentPassword", EnteringTests.MembersPassword), ("Password", "nine otters under the bridge"))).Location.ShouldBe("/profile");
        (await IsSignedInAsync(here)).ShouldBeTrue();
        (await SessionsAsync(app, email)).Count.ShouldBe(before);
    }
}
