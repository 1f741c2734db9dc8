namespace IsmsPlatform.BrowserTests;

/// <summary>What every page keeps to, in every look: accessibility, content security policy, width, weight.</summary>
public sealed class PageTests(BrowserFixture browser)
{
    private const int MostOverTheWire = 130 * 1024;
    private const string Manager = "maya@kestrel.example";
    private const string Otter = "fenna@otter.example";

    public static TheoryData<string, string?> Pages => new()
    {
        { "/", null },
        { "/sign-in", null },
        { "/sign-up", null },
        { "/forgotten-password", null },
        { "/docs", null },
        { "/no-such-page", null },
        { "/home", "elin@storm-advice.example" },
        { "/t/kestrel", Manager },
        { "/t/kestrel/my", Manager },
        { "/t/kestrel/my", "ben@kestrel.example" },
        { "/t/kestrel/assets", Manager },
        { "/t/kestrel/assets?q=nothing-of-this-name", Manager },
        { "/t/kestrel/assets?type=Server", Manager },
        { "/t/kestrel/assets?view={view}&q=data", Manager },
        { "/t/kestrel/assets?view=00000000-0000-0000-0000-000000000000", Manager },
        { "/t/kestrel/views/{view}/edit", Manager },
        { "/t/kestrel/assets?columns=Dependencies&columns=Location&columns=Source&columns=Unit", Manager },
        { "/t/kestrel/people?columns=Manager&columns=Location", Manager },
        { "/t/kestrel/assets/graph", Manager },
        { "/t/kestrel/assets?as_of={today}", Manager },
        { "/t/kestrel/assets/{asset}?as_of={today}", Manager },
        { "/t/kestrel/assets/{asset}?as_of=1990-05-01", Manager },
        { "/t/kestrel/assets?as_of=tomorrow", Manager },
        { "/t/kestrel/history/asset/{asset}", Manager },
        { "/t/kestrel/assets/new", Manager },
        { "/t/kestrel/assets/{asset}", Manager },
        { "/t/kestrel/assets/{asset}", "dana@kestrel.example" },
        { "/t/kestrel/assets/{asset}/edit", Manager },
        { "/t/kestrel/assets/{asset}/retire", Manager },
        { "/t/kestrel/assets/{asset}/dependencies/new", Manager },
        { "/t/kestrel/comments/asset/{asset}", Manager },
        { "/t/kestrel/evidence", Manager },
        { "/t/kestrel/evidence/{evidence}", Manager },
        { "/t/kestrel/evidence/{evidence}/supersede", Manager },
        { "/t/kestrel/evidence/new/asset/{asset}", Manager },
        { "/t/kestrel/assets/import", Manager },
        { "/t/kestrel/search?q=platform", Manager },
        { "/t/kestrel/no-such-page", Manager },
        { "/t/kestrel/organisation", Manager },
        { "/t/kestrel/organisation/edit", Manager },
        { "/t/kestrel/organisation/units", Manager },
        { "/t/kestrel/organisation/units/{unit}", Manager },
        { "/t/kestrel/organisation/units/{unit}/edit", Manager },
        { "/t/kestrel/organisation/locations", Manager },
        { "/t/kestrel/organisation/locations/{location}", Manager },
        { "/t/kestrel/scope", Manager },
        { "/t/kestrel/scope/versions/{scope}", Manager },
        { "/t/kestrel/scope/in-force", "ben@kestrel.example" },
        { "/t/otter/scope/versions/{draft}", Otter },
        { "/t/otter/scope/versions/{draft}/edit", Otter },
        { "/t/otter/scope/versions/{draft}/assets?q=a", Otter },
        { "/t/kestrel/organisation/locations?scope=Inside", Manager },
        { "/t/kestrel/scope/versions/{scope}/print", Manager },
        { "/t/kestrel/scope/versions/{scope}/preview", Manager },
        { "/t/kestrel/scope/versions/{scope}/compare", Manager },
        { "/t/kestrel/soa/versions/{soa}", Manager },
        { "/t/otter/soa/versions/{soadraft}", Otter },
        { "/t/otter/soa/versions/{soadraft}/entries/{soaentry}", Otter },
        { "/t/kestrel/methodology", Manager },
        { "/t/kestrel/methodology/new", Manager },
        { "/t/kestrel/methodology/versions/{methodology}", Manager },
        { "/t/kestrel/methodology/versions/{methodology}/edit", Manager },
        { "/t/kestrel/methodology/versions/{methodology}/compare", Manager },
        { "/t/kestrel/processes", Manager },
        { "/t/kestrel/processes/map", Manager },
        { "/t/kestrel/processes/new", Manager },
        { "/t/kestrel/processes/{process}", Manager },
        { "/t/kestrel/processes/{process}/edit", Manager },
        { "/t/kestrel/processes/{process}/retire", Manager },
        { "/t/kestrel/context", Manager },
        { "/t/kestrel/context", "paul@kestrel.example" },
        { "/t/kestrel/context/climate", Manager },
        { "/t/kestrel/context/issues", Manager },
        { "/t/kestrel/context/issues?status=Closed", Manager },
        { "/t/kestrel/context/issues/new", Manager },
        { "/t/kestrel/context/issues/{issue}", Manager },
        { "/t/kestrel/context/issues/{issue}/edit", Manager },
        { "/t/kestrel/context/issues/{issue}/close", Manager },
        { "/t/kestrel/interested-parties", Manager },
        { "/t/kestrel/interested-parties/new", Manager },
        { "/t/kestrel/interested-parties/{party}", Manager },
        { "/t/kestrel/interested-parties/{party}/edit", Manager },
        { "/t/kestrel/interested-parties/{party}/requirements/new", Manager },
        { "/t/kestrel/interested-parties/requirements", Manager },
        { "/t/kestrel/legal-requirements", Manager },
        { "/t/kestrel/legal-requirements", "paul@kestrel.example" },
        { "/t/kestrel/legal-requirements/new", Manager },
        { "/t/kestrel/legal-requirements/{legal}", Manager },
        { "/t/kestrel/legal-requirements/{legal}", "dana@kestrel.example" },
        { "/t/kestrel/legal-requirements/{legal}/edit", Manager },
        { "/t/kestrel/legal-requirements/{legal}/assess", Manager },
        { "/t/kestrel/business-objectives", Manager },
        { "/t/kestrel/business-objectives/new", Manager },
        { "/t/kestrel/business-objectives/{objective}", Manager },
        { "/t/kestrel/business-objectives/{objective}/edit", Manager },
        { "/t/kestrel/controls", Manager },
        { "/t/kestrel/controls/new", Manager },
        { "/t/kestrel/controls/{control}", Manager },
        { "/t/kestrel/controls/{control}/implementations/new", Manager },
        { "/t/kestrel/control-implementations/{implementation}", Manager },
        { "/t/kestrel/control-implementations/{implementation}/edit", Manager },
        { "/t/kestrel/controls/coverage", Manager },
        { "/t/kestrel/control-tests", Manager },
        { "/t/kestrel/control-tests/{test}", Manager },
        { "/t/kestrel/control-tests/{test}/perform", Manager },
        { "/t/kestrel/risks", Manager },
        { "/t/kestrel/risks/matrix", Manager },
        { "/t/kestrel/risks/{risk}", Manager },
        { "/t/kestrel/risk-assessments/{assessment}", Manager },
        { "/t/kestrel/risk-assessments/{completed}", Manager },
        { "/t/kestrel/risk-assessments/new", Manager },
        { "/t/kestrel/treatment-plans/{plan}?show=gantt", Manager },
        { "/t/kestrel/treatment-plans/{plan}", Manager },
        { "/t/kestrel/treatment-actions/{action}", Manager },
        { "/t/kestrel/risks/{risk}/acceptances/new", Manager },
        { "/t/kestrel/acceptances/{acceptance}", Manager },
        { "/t/kestrel/risk-drafts", Manager },
        { "/t/kestrel/risk-drafts/{riskDraft}/Rating", Manager },
        { "/t/kestrel/risks/{risk}/edit", Manager },
        { "/t/kestrel/risks/{risk}/evaluate", Manager },
        { "/t/kestrel/risks/{risk}/loss", Manager },
        { "/t/kestrel/risks/{risk}/loss/estimate", Manager },
        { "/t/kestrel/losses", Manager },
        { "/t/kestrel/losses/tolerance", Manager },
        { "/t/kestrel/threats", Manager },
        { "/t/kestrel/threats/catalogue", Manager },
        { "/t/kestrel/threats/{threat}", Manager },
        { "/t/kestrel/threats/{threat}/edit", Manager },
        { "/t/kestrel/vulnerabilities", Manager },
        { "/t/kestrel/vulnerabilities/{vulnerability}", Manager },
        { "/t/kestrel/vulnerabilities/{vulnerability}/edit", Manager },
        { "/t/kestrel/people", Manager },
        { "/t/kestrel/people", "ben@kestrel.example" },
        { "/t/kestrel/people/new", Manager },
        { "/t/kestrel/people/import", Manager },
        { "/t/kestrel/people/{person}", Manager },
        { "/t/kestrel/people/{person}/edit", Manager },
        { "/t/kestrel/people/{person}/left", Manager },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public Task Every_page_is_accessible_keeps_the_policy_and_fits_in_light_dark_mobile_and_320_pixels(string path, string? who) => PageRules.HoldAsync(browser, path, who);

    [Fact]
    public async Task A_first_load_fits_the_budget()
    {
        await using var window = await browser.OpenAsync(Manager);
        await window.Page.GotoAsync("/t/kestrel/my", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
        var bytes = await window.Page.EvaluateAsync<int>("() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.transferSize, 0)");
        bytes.ShouldBeInRange(1, MostOverTheWire);
    }

    [Fact]
    public async Task The_palette_finds_people_and_leads_to_them()
    {
        await using var window = await browser.OpenAsync(Manager);
        await window.Page.GotoAsync("/t/kestrel/my");
        await window.Page.Keyboard.PressAsync("Control+k");
        await window.Page.Locator("#palette input").FillAsync("Karim");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Option, new() { Name = "Karim Haddad" }).WaitForAsync();
        (await window.AxeAsync()).ShouldBeEmpty();
        window.Faults.ShouldBeEmpty();
    }
}
