namespace IsmsPlatform.BrowserTests;

/// <summary>What every page keeps to, in every look.</summary>
internal static class PageRules
{
    // Loaded once: what differs between the looks is style alone, and that follows the window.
    internal static async Task HoldAsync(BrowserFixture browser, string path, string? who)
    {
        await using var window = await browser.OpenAsync(who);
        await window.Page.GotoAsync(await browser.AddressAsync(path));
        foreach (var look in Enum.GetValues<Look>())
        {
            await window.LookAsync(look);
            // The dark look differs from the light one in colours alone, the narrow one from the mobile one in width alone.
            if (look != Look.Narrow) { (await FaultsAsync(window, look)).ShouldBeEmpty($"{path} {look}"); }
            (await window.OverflowAsync()).ShouldBe(0, $"{path} {look}");
        }
        window.Faults.ShouldBeEmpty(path);
    }

    // On a busy machine Chromium says that it painted and still answers with a colour of the look before: a fault is there when it stays.
    private static async Task<IReadOnlyList<string>> FaultsAsync(Window window, Look look)
    {
        var faults = await window.AxeAsync(colours: look == Look.Dark);
        if (faults.Count == 0 || look != Look.Dark) { return faults; }
        await window.LookAsync(look);
        return await window.AxeAsync(colours: true);
    }
}
