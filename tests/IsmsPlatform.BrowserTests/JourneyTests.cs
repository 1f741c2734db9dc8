using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace IsmsPlatform.BrowserTests;

/// <summary>What people come for, from the first click to the result, in a real browser.</summary>
public sealed class JourneyTests(BrowserFixture browser)
{
    private const string Manager = "maya@kestrel.example";
    private static readonly string Sample = Path.Combine(Root(), "samples", "assets-cmdb-export.csv");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_sign_up_over_units_and_a_real_inventory_to_the_dependency_graph()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        var slug = "journey-" + Guid.NewGuid().ToString("N")[..8];
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign up your organisation" }).First.ClickAsync();
        await page.GetByLabel("Name of the organisation").FillAsync("Müller & Söhne GmbH");
        await page.GetByLabel("Short name in the address").FillAsync(slug);
        await page.GetByLabel("Country").SelectOptionAsync("DE");
        await page.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        await page.GetByLabel("Your name").FillAsync("Jörg Müller");
        await page.GetByLabel("Your e-mail address").FillAsync($"joerg@{slug}.example");
        await page.GetByLabel("Password").FillAsync("nine purple rivers sleep");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Look into your mail" }).WaitForAsync();

        await page.GotoAsync(await ConfirmationAsync(page, slug));
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).Last.ClickAsync();
        await page.GetByLabel("E-mail address").FillAsync($"joerg@{slug}.example");
        await page.GetByLabel("Password").FillAsync("nine purple rivers sleep");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Hello, Jörg" }).WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Enter the units of the organisation" }).ClickAsync();
        await page.GotoAsync($"/t/{slug}/organisation/units/new");
        await page.GetByLabel("Name").FillAsync("IT");
        await page.GetByLabel("Code").FillAsync("IT");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "IT", Exact = true }).First.WaitForAsync();

        await page.GotoAsync($"/t/{slug}/assets/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(Sample);
        await page.GetByLabel("Source").FillAsync("CMDB");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        // The people and places of the file are another organisation's; this one begins with names, values and dependencies.
        foreach (var field in new[] { "Owner", "Unit", "Location" }) { await page.Locator($"[name='Mapping[{field}]']").SelectOptionAsync(""); }
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.GetByText("lines are faulty").WaitForAsync();
        (await window.AxeAsync()).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import only the" }).ClickAsync();
        await page.Locator("nav.pg").WaitForAsync();
        page.Url.ShouldEndWith("/assets?status=Draft");
        (await page.Locator("nav.pg").InnerTextAsync()).ShouldContain("50 of");

        await page.GotoAsync($"/t/{slug}/assets?q=Kernnetz");
        await page.GetByRole(AriaRole.Link, new() { Name = "Kernnetz Gent" }).ClickAsync();
        (await page.Locator("svg.graph a").CountAsync()).ShouldBeGreaterThan(1, "the column of needs made dependencies");
        window.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_made_on_the_page_reads_and_writes_the_register_through_the_api()
    {
        await using var window = await browser.OpenAsync(Manager);
        var page = window.Page;
        await page.GotoAsync("/t/kestrel/settings/api-clients/new");
        await page.GetByLabel("Name").FillAsync("Journey");
        await page.Locator("input[name=Scopes][value='assets:read']").CheckAsync();
        await page.Locator("input[name=Scopes][value='assets:write']").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var key = (await page.Locator("text=/isms_[0-9a-f]{12}_[0-9a-f]{64}/").First.TextContentAsync())!.Trim();

        using var client = new HttpClient { BaseAddress = new Uri(browser.App.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var id = Guid.CreateVersion7();
        using var created = await client.PostAsJsonAsync("/api/v1/assets", new { id, name = "Made by a system", type = "Server", classification = "Internal", availability = 3 }, Ct);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var patch = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/assets/{id}") { Content = JsonContent.Create(new { integrity = 2 }) };
        patch.Headers.TryAddWithoutValidation("If-Match", (await client.GetAsync($"/api/v1/assets/{id}", Ct)).Headers.ETag!.ToString());
        using var patched = await client.SendAsync(patch, Ct);
        patched.StatusCode.ShouldBe(HttpStatusCode.OK);
        var asset = await patched.Content.ReadFromJsonAsync<JsonElement>(Ct);
        (asset.GetProperty("availability").GetInt32(), asset.GetProperty("integrity").GetInt32(), asset.GetProperty("name").GetString()).ShouldBe((3, 2, "Made by a system"));

        await page.GotoAsync($"/t/kestrel/assets/{id}");
        await page.GetByText("Journey").First.WaitForAsync(); // the trail names the client
        window.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Evidence_that_is_a_text_needs_no_file_and_a_missing_file_is_said_at_its_field()
    {
        await using var window = await browser.OpenAsync(Manager);
        var page = window.Page;
        await page.GotoAsync("/t/kestrel/assets?q=Windhover+dashboards");
        await page.Locator("td.ct a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add evidence" }).First.ClickAsync();
        await page.GetByLabel("Title").FillAsync("Access was reviewed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add evidence" }).ClickAsync();
        await page.GetByText("Choose a file").First.WaitForAsync();
        (await page.GetByLabel("Title").InputValueAsync()).ShouldBe("Access was reviewed");
        await page.GetByLabel("Text", new() { Exact = true }).First.CheckAsync();
        await page.Locator("textarea[name=Text]").FillAsync("Looked at with the owner.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add evidence" }).ClickAsync();
        await page.GetByText("Access was reviewed").First.WaitForAsync();
        window.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_javascript_an_asset_is_registered_changed_and_read()
    {
        await using var window = await browser.OpenAsync(Manager, script: false);
        var page = window.Page;
        await page.GotoAsync("/t/kestrel/assets/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Plain asset");
        await page.GetByLabel("Type", new() { Exact = true }).SelectOptionAsync("Application");
        await page.GetByLabel("Classification").SelectOptionAsync("Internal");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Plain asset" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await page.GetByLabel("Description").FillAsync("Written without a script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Written without a script").First.WaitForAsync();
        await page.GotoAsync("/t/kestrel/assets?q=Plain+asset&type=Application");
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_saves_second_sees_both_versions_and_keeps_the_text()
    {
        await using var one = await browser.OpenAsync(Manager);
        await using var two = await browser.OpenAsync("karim@kestrel.example");
        await one.Page.GotoAsync("/t/kestrel/assets?q=Windhover+dashboards");
        var address = await one.Page.Locator("td.ct a").First.GetAttributeAsync("href");
        await one.Page.GotoAsync($"{address}/edit");
        await two.Page.GotoAsync($"{address}/edit");
        await two.Page.GetByLabel("Description").FillAsync("Saved first");
        await two.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await two.Page.GetByText("Saved first").First.WaitForAsync();

        await one.Page.GetByLabel("Description").FillAsync("Saved second");
        await one.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await one.Page.GetByRole(AriaRole.Heading, new() { Name = "Someone else saved while you were editing" }).WaitForAsync();
        (await one.Page.Locator(".conflict").InnerTextAsync()).ShouldContain("Saved first");
        (await one.Page.GetByLabel("Description").InputValueAsync()).ShouldBe("Saved second");
        (await one.AxeAsync()).ShouldBeEmpty();
        await one.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await one.Page.GetByText("Saved second").First.WaitForAsync();
    }

    private static async Task<string> ConfirmationAsync(IPage page, string slug)
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            await page.GotoAsync("/development/mail");
            var link = page.Locator("section.card", new() { HasText = slug }).GetByRole(AriaRole.Link).First;
            if (await link.CountAsync() > 0) { return (await link.GetAttributeAsync("href"))!; }
            await Task.Delay(500, Ct);
        }
        throw new TimeoutException("The mail with the link did not arrive.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IsmsPlatform.sln"))) { folder = folder.Parent; }
        return folder.FullName;
    }
}
