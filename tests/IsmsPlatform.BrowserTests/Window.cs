using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace IsmsPlatform.BrowserTests;

/// <summary>A browser window that keeps account of what must not happen: policy violations, script errors.</summary>
public sealed class Window : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly object[] Colours = ["rule", (string[])["color-contrast", "link-in-text-block"]];
    private static readonly object[] Everything = ["tag", (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]];

    private readonly IBrowserContext _context;

    private Window(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Violations of the content security policy and errors of scripts.</summary>
    public List<string> Faults { get; } = [];

    internal static async Task<Window> OpenAsync(IBrowserContext context)
    {
        var window = new Window(context, await context.NewPageAsync());
        window.Page.Console += (_, m) =>
        {
            // A refusal of a form (409, 422) and a missing page are answers, which Chromium reports as errors, too.
            if (m.Type == "error" && !m.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) { window.Faults.Add(m.Text); }
        };
        window.Page.PageError += (_, e) => window.Faults.Add(e);
        return window;
    }

    /// <summary>Violations of WCAG 2.2 AA and best practice, one line each.</summary>
    /// <param name="colours">Only what colours can break.</param>
    public async Task<IReadOnlyList<string>> AxeAsync(bool colours = false)
    {
        var before = Faults.Count;
        // The package's own runner hands the script over several times for each look and opens a page to gather what frames found: that took half
        // of the time of all page tests, and our pages have no frames.
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window")) { await Page.EvaluateAsync(Axe); }
        var found = await Page.EvaluateAsync<string[]>("""
            async ([type, values]) => {
              const { violations } = await axe.run({ runOnly: { type, values }, resultTypes: ['violations'], preload: false });
              return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`));
            }
            """, colours ? Colours : Everything);
        Faults.RemoveRange(before, Faults.Count - before); // axe itself inserts an empty style, which the policy refuses
        return found;
    }

    /// <summary>The same page in another look, without loading it again.</summary>
    public async Task LookAsync(Look look)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme(), ReducedMotion = ReducedMotion.Reduce });
        await Page.SetViewportSizeAsync(look.Size().Width, look.Size().Height);
        // Until it is painted and no colour is on its way any more.
        await Page.EvaluateAsync("""
            async () => {
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              await Promise.allSettled(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished));
            }
            """);
    }

    /// <summary>How far the page is wider than the window.</summary>
    public async Task<int> OverflowAsync()
        => await Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
