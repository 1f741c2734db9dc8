using IsmsPlatform.Application.Shared;
using IsmsPlatform.Infrastructure.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IsmsPlatform.BrowserTests;

/// <summary>A passkey from its making to its end, with an authenticator that Chromium simulates.</summary>
public sealed class PasskeyTests(BrowserFixture browser)
{
    private const string Member = "ben@kestrel.example";

    [Fact]
    public async Task A_passkey_signs_in_without_a_password_until_it_is_removed()
    {
        await using var window = await browser.OpenAsync(Member);
        var page = window.Page;
        await page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        await AddPasskeyAsync(page, "Test laptop");
        (await window.AxeAsync()).ShouldBeEmpty();

        await page.GetByRole(AriaRole.Link, new() { Name = "Rename Test laptop" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ben's laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Ben's laptop").WaitForAsync();

        await SignOutAsync(page);
        await UsePasskeyAsync(page, "/sign-in?next=%2Fprofile%2Fpasskeys");
        await page.GetByText("used last").WaitForAsync();

        // The device keeps its half; what counts is that the account no longer knows the other.
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Ben's laptop" }).ClickAsync();
        await page.GetByText("Passkey removed").WaitForAsync();
        await SignOutAsync(page);
        await UsePasskeyAsync(page, "/sign-in");
        await page.GetByText("This passkey was not accepted").WaitForAsync();
        window.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_browser_can_it_offers_the_passkey_in_the_field_of_the_address()
    {
        await using var window = await browser.OpenAsync("lotte@kestrel.example");
        await AddPasskeyAsync(window.Page, "Phone");
        await SignOutAsync(window.Page);
        // The simulated device picks the offer at once, as if it had been touched.
        await window.Page.GetByRole(AriaRole.Heading, new() { Name = "Profile" }).WaitForAsync();
        window.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passkey_proves_who_sits_there_and_the_act_goes_on()
    {
        const string Manager = "elin@storm-advice.example"; // whose sign-in no other test needs: from now on a password alone proves nothing
        await using var window = await browser.OpenAsync(Manager);
        var page = window.Page;
        await AddPasskeyAsync(page, "Desk");
        await page.GotoAsync("/t/otter/settings/api-clients/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Proved by a passkey");
        await page.Locator("input[name=Scopes][value='assets:read']").CheckAsync();
        await using (var scope = browser.App.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            await db.Sessions.Where(s => db.Accounts.Any(a => a.Id == s.AccountId && a.Email == Manager)).ExecuteUpdateAsync(s => s.SetProperty(x => x.ProvedAt, (DateTimeOffset?)null), TestContext.Current.CancellationToken);
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Is it you?" }).WaitForAsync();
        (await window.AxeAsync()).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.Locator("text=/isms_[0-9a-f]{12}_[0-9a-f]{64}/").First.WaitForAsync();
        window.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_knows_the_password_alone_adds_no_way_in_where_there_is_a_second_factor()
    {
        const string Owner = "paul@kestrel.example"; // no other test adds a passkey to this account
        await using (var own = await browser.OpenAsync(Owner)) { await AddPasskeyAsync(own.Page, "Kept at home"); }
        await using var thief = await browser.OpenAsync(Owner);
        var page = thief.Page;
        await page.GotoAsync("/profile/passkeys");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).CountAsync()).ShouldBe(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Is it you?" }).WaitForAsync();
        (await page.GetByLabel("Password").CountAsync()).ShouldBe(0, "the password opened this session already");
        await page.GotoAsync("/profile/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Kept at home" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Is it you?" }).WaitForAsync();
        // Not by a form of one's own making either.
        await page.EvaluateAsync("password => { const f = document.querySelector('main form'); f.insertAdjacentHTML('beforeend', '<input name=proof-password value=\"' + password + '\">'); f.querySelector('[data-credential]')?.remove(); f.submit(); }", DemoOrganisations.Password);
        await page.GetByText("This was not right").WaitForAsync();
    }

    [Fact]
    public async Task A_device_that_cannot_tell_who_holds_it_makes_no_passkey()
    {
        await using var window = await browser.OpenAsync(Member);
        await AuthenticatorAsync(window.Page, verified: false);
        await window.Page.GotoAsync("/profile/passkeys");
        await window.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Found on the street");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await window.Page.GetByText("No passkey was used").WaitForAsync();
    }

    private static async Task AddPasskeyAsync(IPage page, string name)
    {
        await AuthenticatorAsync(page);
        await page.GotoAsync("/profile/passkeys");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.GetByText("not used yet").WaitForAsync();
    }

    private static async Task AuthenticatorAsync(IPage page, bool verified = true)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = verified, ["automaticPresenceSimulation"] = true },
        });
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/profile");
        page.Url.ShouldContain("/sign-in");
    }

    private static async Task UsePasskeyAsync(IPage page, string url)
    {
        await page.GotoAsync(url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
    }
}
